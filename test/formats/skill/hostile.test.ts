import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeText } from '../../../server/src/base/decode';
import { contains } from '../../../server/src/base/range';
import { contentOf } from '../../../server/src/formats/skill/content';
import type { SkillDocument } from '../../../server/src/formats/skill/model';
import { parseSkill } from '../../../server/src/formats/skill/parse';
import { assertInside, assertProblems } from '../problems';

/** Everything that must hold of any document. */
function assertSound(document: SkillDocument): void {
	const { text, blocks, sections, loadCommands, bodyStart, parsedTo } = document;
	assertProblems(text, document.problems);
	assert.ok(0 <= bodyStart && bodyStart <= parsedTo && parsedTo <= text.length);
	const parsed = { start: 0, end: parsedTo };
	let end = bodyStart;
	for (const block of blocks) {
		assert.ok(end <= block.range.start, `${block.kind} at ${block.range.start} begins before ${end}`);
		end = block.range.end;
		assert.ok(contains(parsed, block.range) && block.range.start <= block.range.end, block.kind);
		assert.ok(contains(block.range, block.contentRange), `content of ${block.kind}`);
		assert.ok(block.contentRange.start <= block.contentRange.end, `content of ${block.kind}`);
		assert.ok(block.section < sections.length);
		let partEnd = block.contentRange.start;
		for (const part of block.parts ?? []) {
			assert.ok(partEnd <= part.start && part.start <= part.end && part.end <= block.contentRange.end);
			partEnd = part.end;
		}
		const content = contentOf(text, block);
		assert.ok(contains(block.contentRange, content.rangeOf({ start: 0, end: content.text.length })));
		let spanStart = 0;
		for (const span of block.spans) {
			assert.ok(spanStart <= span.range.start, 'spans are in order');
			spanStart = span.range.start;
			assert.ok(contains(block.range, span.range), `${span.kind} in ${block.kind}`);
			assert.ok(
				contains(span.range, span.textRange) && span.textRange.start <= span.textRange.end,
				span.kind,
			);
			if (span.destinationRange) assertInside(text, span.destinationRange, span.kind);
		}
	}
	for (const [index, section] of sections.entries()) {
		assert.ok(section.parent < index && contains(parsed, section.range));
		const parent = sections[section.parent];
		assert.ok(!parent || (parent.level < section.level && contains(parent.range, section.range)));
	}
	for (const { range, textRange } of loadCommands)
		assert.ok(contains(parsed, range) && contains(range, textRange));
	for (const range of document.unparsed ?? []) assertInside(text, range, 'unparsed');
}

describe('parseSkill on any text', () => {
	it('gives a sound document for any bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300, size: 'max' }), bytes => {
				assertSound(parseSkill(decodeText(bytes).text));
			}),
		);
	});

	it('gives a sound document for any mixture of marks', () => {
		const mark = fc.constantFrom(
			...'`*_~[]()<>!#|-=:+.&\\"\' \t\n\r/'.split(''),
			...[
				'---\n',
				'```',
				'\n\n',
				'    ',
				'> ',
				'- ',
				'1. ',
				'<!--',
				'-->',
				'|-|\n',
				'===\n',
				'[a]: b\n',
				'https://a.example',
			],
			...[
				'<div>',
				'<a href="',
				'!`',
				'a',
				'é',
				'😀',
				'\ud800',
				'\u0000',
				'\u2028',
				'\r\n',
				'name: x\n',
				'<?',
				'&amp;',
			],
		);
		fc.assert(
			fc.property(fc.array(mark, { maxLength: 60, size: 'max' }), marks =>
				assertSound(parseSkill(marks.join(''))),
			),
			{ numRuns: 4000 },
		);
	});

	it('reads up to a limit, and no further than a whole line', () => {
		const text = '---\nname: a\n---\n\n# One\n\ntext !`a`\n\n# Two !`b`\n';
		for (let limit = 0; limit <= text.length; limit++) {
			const document = parseSkill(text, { parsedText: limit });
			assertSound(document);
			assert.ok(document.parsedTo <= limit);
			assert.ok(
				document.parsedTo === limit || text.charAt(document.parsedTo - 1) === '\n' || document.parsedTo === 0,
			);
		}
		const { parsedTo, sections, loadCommands } = parseSkill(text, { parsedText: text.length - 1 });
		assert.equal(parsedTo, text.indexOf('# Two'));
		assert.equal(sections.length, 1);
		assert.equal(loadCommands.length, 1);
	});

	it('cuts a first line that is longer than the limit', () => {
		const { parsedTo, blocks } = parseSkill('x'.repeat(100), { parsedText: 10 });
		assert.equal(parsedTo, 10);
		assert.deepEqual(
			blocks.map(block => block.range),
			[{ start: 0, end: 10 }],
		);
	});

	it('says nothing of unread parts where there are none', () => {
		assert.equal(parseSkill('---\nname: a\n---\n\ntext\n').unparsed, undefined);
	});

	const SIZE = 400_000;
	const times = (text: string): string => text.repeat(Math.ceil(SIZE / text.length));
	const growing = (line: (index: number) => string): string => {
		let text = '';
		for (let index = 0; text.length < SIZE; index++) text += line(index);
		return text;
	};
	/** Texts on which an unguarded grammar takes quadratic time or overflows the stack. */
	const attacks: Readonly<Record<string, string>> = {
		'quote marks': times('>'),
		'list marks on a line': times('- '),
		'list marks line by line': growing(index => `${' '.repeat(2 * index)}- a\n`),
		'blank lines in deep lists': `${'- '.repeat(300)}x\n${times('\n')}`,
		'open brackets': times('['),
		'closing brackets': times('*a ]'),
		'brackets in brackets': '['.repeat(SIZE / 2) + ']'.repeat(SIZE / 2),
		links: times('[a](b) '),
		'an open link definition': `[${times('a\n')}`,
		'closing emphasis': times('a_ '),
		'nested emphasis': '*a '.repeat(SIZE / 6) + 'a* '.repeat(SIZE / 6),
		'backticks of every length': growing(index => `a${'`'.repeat(index + 1)}`),
		'open comments in a line': `x ${times('<!--')}`,
		'open tags': times('<a '),
		'attributes without end': `x <a${times(' b=c')}`,
		'a host without end': `http://${times('a')}.b.c`,
		'brackets after a URL': `http://a.example/${times(')')}`,
		spaces: `a${times(' ')}b`,
		'a line of spaces after a row': `x\na|b\n${times(' ')}`,
		'a wide table': `|${times('a|')}\n|${times('-|')}`,
		'quoted lines': times('> `a`\n'),
		'blank lines': times('\n'),
		'carriage returns': times('\r'),
		'load commands without end': times('!`a\n\n'),
		headings: times('# a\n## b\n'),
		'fields without end': `---\n${times('a: b: c\n')}`,
		'brackets in the frontmatter': `---\na: ${'['.repeat(30_000)}\n---\n`,
		'an open quote in the frontmatter': `---\na: "${'b\n'.repeat(15_000)}---\n`,
		'errors on every line of the frontmatter': `---\n${'a: "b" c\n'.repeat(3000)}---\n`,
		'tabs in the frontmatter': `---\n${'\ta: b\n'.repeat(5000)}---\n`,
		'aliases in the frontmatter': `---\na: &a [x]\n${'b: *a\n'.repeat(5000)}---\n`,
	};
	for (const [what, text] of Object.entries(attacks)) {
		it(`stays linear on ${what}`, () => {
			const document = parseSkill(text);
			assert.equal(document.parsedTo, text.length);
		});
	}

	it('says which part of an expensive paragraph it left unread, and reads what follows', () => {
		const text = `a_ ${'b_ '.repeat(20_000)}\n\n[c](d)\n`;
		const { blocks, unparsed } = parseSkill(text);
		assert.equal(unparsed?.length, 1);
		assert.equal(unparsed[0]?.end, text.indexOf('\n\n'));
		assert.equal(blocks.at(-1)?.spans[0]?.destination, 'd');
	});

	it('says that it left nesting unread, and reads what follows', () => {
		const text = `${'- '.repeat(100)}a\n\n# b\n`;
		const { blocks, unparsed } = parseSkill(text);
		assert.equal(text.slice(unparsed?.[0]?.start, unparsed?.[0]?.end), `${'- '.repeat(36)}a`);
		assert.equal(blocks.at(-1)?.kind, 'heading');
	});
});
