import assert from 'node:assert/strict';
import { contentOf } from '../../../server/src/formats/skill/content';
import type { Block } from '../../../server/src/formats/skill/model';
import { parseMarkdown } from '../../../server/src/formats/skill/parse';

/** `kind "text" content "text"` and what else is set of each block. */
function outline(text: string): string[] {
	return parseMarkdown(text).blocks.map(block => described(text, block));
}

function described(text: string, block: Block): string {
	const { kind, level, language, unclosed, quoteDepth, listDepth, section } = block;
	const words = [
		kind + (level ?? ''),
		...(language === undefined ? [] : [`lang=${language}`]),
		...(unclosed ? ['unclosed'] : []),
		...(quoteDepth > 0 ? [`quote=${quoteDepth}`] : []),
		...(listDepth > 0 ? [`list=${listDepth}`] : []),
		...(section >= 0 ? [`section=${section}`] : []),
		JSON.stringify(contentOf(text, block).text),
	];
	return words.join(' ');
}

describe('Markdown blocks', () => {
	const cases: readonly (readonly [what: string, text: string, ...blocks: string[]])[] = [
		['nothing', ''],
		['blank lines', '\n \n\t\n'],
		['a paragraph', 'one\ntwo\n\nthree', 'paragraph "one\\ntwo"', 'paragraph "three"'],
		[
			'ATX headings',
			'# One #\n\n###### Six\n#No\n',
			'heading1 section=0 "One"',
			'heading6 section=1 "Six"',
			'paragraph section=1 "#No"',
		],
		['an empty heading', '#\n\ntext', 'heading1 section=0 ""', 'paragraph section=0 "text"'],
		[
			'setext headings',
			'One\nmore\n===\n\nTwo\n---\n',
			'heading1 section=0 "One\\nmore"',
			'heading2 section=1 "Two"',
		],
		['a fence', '```bash\necho a\n\necho b\n```\n', 'fence lang=bash "echo a\\n\\necho b"'],
		['an empty fence', '```\n```\n', 'fence lang= ""'],
		['tildes', '~~~ Python\nx\n~~~', 'fence lang=python "x"'],
		['an open fence', '```sh\nls', 'fence lang=sh unclosed "ls"'],
		['an open fence without a line', '```sh', 'fence lang=sh unclosed ""'],
		['a fence in a longer one', '````\n```\n````', 'fence lang= "```"'],
		['indented code', 'a\n\n    b\n\n      c\n', 'paragraph "a"', 'indented-code "b\\n\\n  c"'],
		['code indented by a tab', '\tb\n\tc', 'indented-code "b\\nc"'],
		['a rule', 'a\n\n***\n\nb', 'paragraph "a"', 'rule "***"', 'paragraph "b"'],
		['quotes', '> a\n> b\n>\n> > c\nlazy\n', 'paragraph quote=1 "a\\nb"', 'paragraph quote=2 "c\\nlazy"'],
		['a fence in a quote', '> ```sh\n> ls\n>\n>  a\n> ```\n', 'fence lang=sh quote=1 "ls\\n\\n a"'],
		['a heading in a quote', '> One\n> more\n> ===\n', 'heading1 quote=1 section=0 "One\\nmore"'],
		[
			'lists',
			'- a\n- b\n  1. c\n\n     d\n',
			'paragraph list=1 "a"',
			'paragraph list=1 "b"',
			'paragraph list=2 "c"',
			'paragraph list=2 "d"',
		],
		[
			'a fence in a list',
			'1. a\n\n   ```sh\n   ls\n     x\n   ```\n',
			'paragraph list=1 "a"',
			'fence lang=sh list=1 "ls\\n  x"',
		],
		['a quote in a list', '- > a\n  > b\n', 'paragraph quote=1 list=1 "a\\nb"'],
		['tasks', '- [ ] a\n- [x] b `c`\n', 'paragraph list=1 "a"', 'paragraph list=1 "b `c`"'],
		['a table', '| a | b |\n|---|:-:|\n| c | d |\n', 'table "| a | b |\\n|---|:-:|\\n| c | d |"'],
		[
			'a table with spaces after its dashes',
			'| a | b |  \n|---|---|  \n| c | d |',
			'table "| a | b |  \\n|---|---|  \\n| c | d |"',
		],
		[
			'a table behind a paragraph',
			'text\n| a | b |\n|---|---|\n',
			'paragraph "text"',
			'table "| a | b |\\n|---|---|"',
		],
		['dashes of another number', '| a | b |\n|---|\n', 'paragraph "| a | b |\\n|---|"'],
		['HTML', '<div>\n<b>x</b>\n</div>\n\ntext', 'html "<div>\\n<b>x</b>\\n</div>"', 'paragraph "text"'],
		['a comment', '<!-- a -->\n\nb', 'comment " a "', 'paragraph "b"'],
		[
			'a comment over paragraphs',
			'<!-- a\n\n# b\n\nc -->\n\nd',
			'comment " a\\n\\n# b\\n\\nc "',
			'paragraph "d"',
		],
		['an open comment', 'a\n\n<!-- b\n\nc\n', 'paragraph "a"', 'comment " b\\n\\nc"'],
		[
			'comments on one line',
			'<!-- a --> <!-- b --> c <!-- d -->',
			'comment " a "',
			'comment " b "',
			'html "c <!-- d -->"',
		],
		['short comments', '<!-->\n\n<!--->\n\na', 'comment ""', 'comment ""', 'paragraph "a"'],
		['a comment in a quote', '> <!-- a\n> b -->\n', 'comment quote=1 " a\\nb "'],
		['a link definition', '[a]: https://a.example "t"\n', 'link-definition "[a]: https://a.example \\"t\\""'],
		[
			'sections',
			'x\n\n# A\n\n## B\n\ny\n',
			'paragraph "x"',
			'heading1 section=0 "A"',
			'heading2 section=1 "B"',
			'paragraph section=1 "y"',
		],
	];
	for (const [what, text, ...blocks] of cases) {
		it(`of ${what}`, () => {
			assert.deepEqual(outline(text), blocks);
		});
		it(`of ${what}, with other line ends`, () => {
			const inLineFeeds = (lines: readonly string[]) =>
				lines.map(line => line.replace(/(?:\\r)?\\n|\\r/g, '\\n'));
			assert.deepEqual(inLineFeeds(outline(text.replaceAll('\n', '\r\n'))), blocks);
			assert.deepEqual(inLineFeeds(outline(text.replaceAll('\n', '\r'))), blocks);
		});
	}

	const languages: Readonly<Record<string, string>> = {
		Bash: 'bash',
		'bash title=x': 'bash',
		'{bash}': 'bash',
		'{.bash .numberLines}': 'bash',
		'bash{1,3}': 'bash',
		'js,linenos': 'js',
		'c++': 'c++',
		'!': '!',
		'': '',
		'  ': '',
	};
	for (const [info, language] of Object.entries(languages)) {
		it(`take ${JSON.stringify(info)} for the language ${JSON.stringify(language)}`, () => {
			const [block] = parseMarkdown(`~~~${info}\nx\n~~~\n`).blocks;
			assert.equal(block?.language, language);
			assert.equal(block?.infoRange === undefined, info.trim() === '');
		});
	}

	it('reach from their first mark to their last', () => {
		const text = 'a\n\n> ```sh\n> ls\n> ```\n\n  # B  \n\n- c\n  d\n';
		const ranges = parseMarkdown(text).blocks.map(({ range }) => text.slice(range.start, range.end));
		assert.deepEqual(ranges, ['a', '```sh\n> ls\n> ```', '# B', 'c\n  d']);
	});

	it('are the same two hundred quotes deep', () => {
		const [block, ...others] = parseMarkdown(`${'> '.repeat(200)}a\n`).blocks;
		assert.deepEqual(others, []);
		assert.equal(block?.quoteDepth, 200);
	});
});

describe('contentOf', () => {
	it('leads from the content back to the file', () => {
		const text = '- x\n\n  > ```\n  > ab\n  > cd\n  > ```\n';
		const block = parseMarkdown(text).blocks.find(candidate => candidate.kind === 'fence');
		assert.ok(block);
		const content = contentOf(text, block);
		assert.equal(content.text, 'ab\ncd');
		assert.equal(content.offsetAt(0), text.indexOf('ab'));
		assert.equal(content.offsetAt(3), text.indexOf('cd'));
		assert.equal(content.offsetAt(5), text.indexOf('cd') + 2);
		assert.deepEqual(content.rangeOf({ start: 0, end: 2 }), {
			start: text.indexOf('ab'),
			end: text.indexOf('ab') + 2,
		});
		assert.deepEqual(content.rangeOf({ start: 3, end: 5 }), {
			start: text.indexOf('cd'),
			end: text.indexOf('cd') + 2,
		});
		assert.deepEqual(content.rangeOf({ start: 3, end: 3 }), {
			start: text.indexOf('cd'),
			end: text.indexOf('cd'),
		});
	});
});

describe('Markdown sections', () => {
	it('nest, and end where the next of their level begins', () => {
		const text = '# A\n\n### B *c*\n\n## D\n\nE\n===\n';
		const shown = parseMarkdown(text).sections.map(
			({ title, level, parent, range }) =>
				`${title} ${level} ${parent} ${JSON.stringify(text.slice(range.start, range.end))}`,
		);
		assert.deepEqual(shown, [
			'A 1 -1 "# A\\n\\n### B *c*\\n\\n## D\\n\\n"',
			'B *c* 3 0 "### B *c*\\n\\n"',
			'D 2 0 "## D\\n\\n"',
			'E 1 -1 "E\\n===\\n"',
		]);
	});
});
