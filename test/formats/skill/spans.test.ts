import assert from 'node:assert/strict';
import { parseMarkdown, parseSkill } from '../../../server/src/formats/skill/parse';

/** `kind "text" -> destination` of every span. */
function spans(text: string): string[] {
	return parseMarkdown(text).blocks.flatMap(block =>
		block.spans.map(span => {
			const words = `${span.kind} ${JSON.stringify(text.slice(span.textRange.start, span.textRange.end))}`;
			return span.destination === undefined ? words : `${words} -> ${span.destination}`;
		}),
	);
}

describe('Markdown spans', () => {
	const cases: readonly (readonly [text: string, ...spans: string[]])[] = [
		['`a` ``b`c``', 'code "a"', 'code "b`c"'],
		['\\`a`'],
		['*a* __b__ ***c***', 'emphasis "a"', 'emphasis "b"', 'emphasis "**c**"', 'emphasis "c"'],
		['[a *b*](c "d")', 'link "a *b*" -> c', 'emphasis "b"'],
		['[a](<b c>) [d]()', 'link "a" -> b c', 'link "d" -> '],
		['[a](b\\)c&amp;d&#47;e&colon;)', 'link "a" -> b)c&d/e:'],
		['![a](b.png)', 'image "a" -> b.png'],
		['[![a](b)](c)', 'link "![a](b)" -> c', 'image "a" -> b'],
		[
			'[https://a.example](https://b.example)',
			'link "https://a.example" -> https://b.example',
			'autolink "https://a.example" -> https://a.example',
		],
		[
			'<https://a.example/b> <c@d.example>',
			'autolink "https://a.example/b" -> https://a.example/b',
			'autolink "c@d.example" -> c@d.example',
		],
		[
			'See https://a.example/b(c)?d=1, or www.b.example.',
			'autolink "https://a.example/b(c)?d=1" -> https://a.example/b(c)?d=1',
			'autolink "www.b.example" -> www.b.example',
		],
		[
			'(https://a.example) "http://192.0.2.1:80/x" http://localhost',
			'autolink "https://a.example" -> https://a.example',
			'autolink "http://192.0.2.1:80/x" -> http://192.0.2.1:80/x',
			'autolink "http://localhost" -> http://localhost',
		],
		[
			'*https://a.example*',
			'emphasis "https://a.example"',
			'autolink "https://a.example" -> https://a.example',
		],
		['xhttps://a.example https:// ftp://b.example/c', 'autolink "ftp://b.example/c" -> ftp://b.example/c'],
		['[a] [a][] [b][A] [c]\n\n[a]: d', 'link "a" -> d', 'link "a" -> d', 'link "b" -> d', 'link "a" -> d'],
		['[a b]\n\n[A\tB]: <x>\n[a b]: y', 'link "a b" -> x', 'link "A\\tB" -> x', 'link "a b" -> y'],
		['x <b>y</b> <br/>', 'html "<b>"', 'html "</b>"', 'html "<br/>"'],
		[
			'x <a href="https://a.example/?b&amp;c" id=d>y</a>',
			'html "<a href=\\"https://a.example/?b&amp;c\\" id=d>" -> https://a.example/?b&c',
			'html "</a>"',
		],
		['x <!-- y --> z <!-- *a*\nb -->', 'comment " y "', 'comment " *a*\\nb "'],
		[
			'<div>\n<img alt="a>b" src=c.png>\n<!-- d -->\n</div>',
			'html "<div>"',
			'html "<img alt=\\"a>b\\" src=c.png>" -> c.png',
			'comment " d "',
			'html "</div>"',
		],
		['| `a` | [b](c) |\n|---|---|\n| *d* | e \\| f |', 'code "a"', 'link "b" -> c', 'emphasis "d"'],
		['Run !`ls -la` now', 'load-command "ls -la"'],
		['```\n`a` [b](c)\n```\n\n    `d`'],
	];
	for (const [text, ...expected] of cases) {
		it(`of ${JSON.stringify(text)}`, () => {
			assert.deepEqual(spans(text), expected);
		});
	}

	it('have the place of their destination', () => {
		const text = '---\nname: a\n---\n\n> x [a](b) <https://c.example>\n';
		const [block] = parseSkill(text).blocks;
		const found = block?.spans.map(({ destinationRange }) =>
			text.slice(destinationRange?.start, destinationRange?.end),
		);
		assert.deepEqual(found, ['b', 'https://c.example']);
	});
});

describe('load commands', () => {
	const commands = (text: string): string[] =>
		parseSkill(text).loadCommands.map(({ textRange }) => text.slice(textRange.start, textRange.end));

	const cases: readonly (readonly [where: string, text: string, ...commands: string[]])[] = [
		['text', 'Now: !`date` and !`ls -la | wc`.', 'date', 'ls -la | wc'],
		['a fence', '```\n!`date`\n```', 'date'],
		['a comment', '<!--\n!`date`\n-->', 'date'],
		['the frontmatter', '---\nname: a\ndescription: "!`date`"\n---\n', 'date'],
		['a heading, a quote and a table', '# !`a`\n\n> !`b`\n\n|!`c`|\n|-|\n', 'a', 'b', 'c'],
		['a word', 'Wow!`date`', 'date'],
		['several lines', '!`a |\nb`', 'a |\nb'],
		['a fence of its own', '```!\nnode --version\nls\n```\n', 'node --version\nls'],
		['nothing', '!`` !` `!` `a` ! `b`'],
	];
	for (const [where, text, ...expected] of cases) {
		it(`are found in ${where}`, () => {
			const found = commands(text).filter(command => where !== 'nothing' || command.trim() !== '');
			assert.deepEqual(found, expected);
		});
	}

	it('do not go over a blank line, but begin behind one', () => {
		assert.deepEqual(commands('Open !`\n\n!`date`'), ['date']);
	});

	it('have the range of the whole construct', () => {
		const text = 'a !`b`';
		const [command] = parseSkill(text).loadCommands;
		assert.deepEqual(command?.range, { start: 2, end: 6 });
	});
});
