import assert from 'node:assert/strict';
import type { Tree } from '@lezer/common';
import fc from 'fast-check';
import type { SkillDocument } from '../../../server/src/formats/skill/model';
import { parseSkill } from '../../../server/src/formats/skill/parse';
import { rememberedTree } from '../../../server/src/formats/skill/recent-trees';

/** Pieces of Markdown and YAML whose meaning depends on what stands around them. */
const PIECES = [
	'---\n',
	'---',
	'name: a\n',
	'description: b: c\n',
	'# Title\n',
	'Words\n===\n',
	'\n',
	'\n\n',
	'\r\n',
	'\r',
	' ',
	'    ',
	'\t',
	'> ',
	'>',
	'- item\n',
	'1. item\n',
	'  - nested\n',
	'- [ ] task\n',
	'```bash\n',
	'```\n',
	'~~~\n',
	'echo `x`\n',
	'!`ls`',
	'`code`',
	'*em* **strong**',
	'[a](b)',
	'[a]',
	'[a]: https://a.example\n',
	'| a | b |\n',
	'|---|---|\n',
	'<!-- c -->',
	'<!--',
	'-->',
	'<div>\n',
	'</div>\n',
	'<b>',
	'https://a.example/b',
	'words and more words ',
	'***\n',
	'\\',
	'é😀',
];

const document = fc
	.array(fc.constantFrom(...PIECES), { minLength: 40, maxLength: 160, size: 'max' })
	.map(pieces => pieces.join(''));
const edit = fc.record({
	at: fc.double({ min: 0, max: 1, noNaN: true }),
	length: fc.nat({ max: 12 }),
	text: fc.array(fc.constantFrom(...PIECES, 'x', '\n'), { maxLength: 3 }).map(pieces => pieces.join('')),
});

describe('parseSkill with the document before an edit', () => {
	it('gives what a parse of the whole text gives', () => {
		fc.assert(
			fc.property(document, fc.array(edit, { minLength: 1, maxLength: 6 }), (start, edits) => {
				let text = start;
				let incremental = parseSkill(text);
				for (const { at, length, text: inserted } of edits) {
					const offset = Math.floor(at * text.length);
					text = text.slice(0, offset) + inserted + text.slice(offset + length);
					incremental = parseSkill(text, { previous: incremental });
					assertSame(incremental, parseSkill(text));
				}
			}),
			{ numRuns: 400 },
		);
	});

	const filler = 'Some words of prose that fill a line or so.\n\n'.repeat(10);
	const edits: Readonly<Record<string, readonly [before: string, after: string]>> = {
		'a line feed behind a carriage return': [
			`${filler}# a\rb\r\r${filler}`,
			`${filler}# a\r\nb\r\r${filler}`,
		],
		'a letter between carriage return and line feed': [
			`${filler}# a\r\nb\n${filler}`,
			`${filler}# a\rx\nb\n${filler}`,
		],
		'more on the line of the closing fence': ['---\nname: a\n---', '---\nname: a\n---x'],
		'a line end behind the closing fence': ['---\nname: a\n---', '---\nname: a\n---\n'],
		'a field': [`---\nname: a\n---\n${filler}`, `---\nname: a\nlicense: b\n---\n${filler}`],
		'a closing fence': [`---\nname: a\n${filler}`, `---\nname: a\n---\n${filler}`],
		'a link definition at the end': [`[a] ${filler}`, `[a] ${filler}[a]: b\n`],
		'another definition': [`[a] ${filler}[a]: b\n`, `[a] ${filler}[a]: c\n`],
		'a heading at the top': [`${filler}# b\n${filler}`, `# a\n${filler}# b\n${filler}`],
		'an open fence at the top': [`${filler}# b\n${filler}`, `\`\`\`\n${filler}# b\n${filler}`],
		everything: [filler, '# a\n'],
		nothing: [filler, filler],
	};
	for (const [what, [before, after]] of Object.entries(edits)) {
		it(`does so for ${what}`, () => {
			assertSame(parseSkill(after, { previous: parseSkill(before) }), parseSkill(after));
			assertSame(parseSkill(before, { previous: parseSkill(after) }), parseSkill(before));
		});
	}

	it('keeps the blocks before the edit as they are', () => {
		const text = `---\nname: a\n---\n\n${filler}\nlast`;
		const before = parseSkill(text);
		const after = parseSkill(`${text}!`, { previous: before });
		assert.equal(after.blocks[0], before.blocks[0]);
		assert.equal(after.frontmatter, before.frontmatter);
		assert.notEqual(after.blocks.at(-1), before.blocks.at(-1));
	});
});

function assertSame(actual: SkillDocument, expected: SkillDocument): void {
	assert.deepEqual(actual, expected);
	const [found, wanted] = [rememberedTree(actual), rememberedTree(expected)];
	assert.ok(found && wanted);
	assert.deepEqual(nodesOf(found), nodesOf(wanted));
}

function nodesOf(tree: Tree): string[] {
	const nodes: string[] = [];
	tree.iterate({
		enter(node) {
			nodes.push(`${node.name} ${node.from}-${node.to}`);
		},
	});
	return nodes;
}
