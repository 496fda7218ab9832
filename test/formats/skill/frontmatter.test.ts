import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SkillDocument } from '../../../server/src/formats/skill/model';
import { parseMarkdown, parseSkill } from '../../../server/src/formats/skill/parse';
import { assertInside, assertProblems, shown } from '../problems';

/** `key style value` of each field. */
function fields({ frontmatter }: SkillDocument): string[] {
	return (frontmatter?.fields ?? []).map(
		field => `${field.key} ${field.style} ${JSON.stringify(field.value)}`,
	);
}

const inFences = (yaml: string): string => `---\n${yaml}\n---\nBody.\n`;

describe('frontmatter', () => {
	it('is read with the place of every key and value', () => {
		const text = inFences(
			'name: fetcher # short\n"description": >-\n  Fetches\n  pages.\nmetadata:\n  openclaw:\n    os: [linux, darwin]\n    install:\n      - kind: brew\n        formula: jq\n  tags:\nuser-invocable: true\n# end',
		);
		const document = parseSkill(text);
		assert.deepEqual(document.problems, []);
		assert.deepEqual(fields(document), [
			'name plain "fetcher"',
			'description block "Fetches pages."',
			'metadata mapping {"openclaw":{"os":["linux","darwin"],"install":[{"kind":"brew","formula":"jq"}]},"tags":null}',
			'user-invocable plain true',
		]);
		const { frontmatter } = document;
		assert.ok(frontmatter);
		const at = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
		assert.equal(at(frontmatter.range), text.slice(0, text.indexOf('\nBody')));
		assert.equal(at({ start: document.bodyStart, end: text.length }), 'Body.\n');
		assert.deepEqual(frontmatter.comments.map(at), ['# short', '# end']);
		assert.deepEqual(
			frontmatter.fields.map(field => [at(field.keyRange), at(field.valueRange)]),
			[
				['name', 'fetcher'],
				['"description"', '>-\n  Fetches\n  pages.'],
				['metadata', text.slice(text.indexOf('openclaw'), text.indexOf('tags:') + 5)],
				['user-invocable', 'true'],
			],
		);
		assert.deepEqual(
			frontmatter.scalars.map(({ path, value, range, keyRange }) => [
				path.join('.'),
				value,
				at(range),
				keyRange && at(keyRange),
			]),
			[
				['name', 'fetcher', 'fetcher', 'name'],
				['description', 'Fetches pages.', '>-\n  Fetches\n  pages.', '"description"'],
				['metadata.openclaw.os.0', 'linux', 'linux', undefined],
				['metadata.openclaw.os.1', 'darwin', 'darwin', undefined],
				['metadata.openclaw.install.0.kind', 'brew', 'brew', 'kind'],
				['metadata.openclaw.install.0.formula', 'jq', 'jq', 'formula'],
				['metadata.tags', null, '', 'tags'],
				['user-invocable', true, 'true', 'user-invocable'],
			],
		);
	});

	for (const eol of ['\n', '\r\n', '\r']) {
		it(`is read with lines that end in ${JSON.stringify(eol)}`, () => {
			const document = parseSkill(inFences('name: a\ndescription: |\n  b\n  c').replaceAll('\n', eol));
			assert.deepEqual(document.problems, []);
			assert.deepEqual(fields(document), ['name plain "a"', 'description block "b\\nc\\n"']);
			assert.equal(document.text.slice(document.bodyStart), `Body.${eol}`);
		});
	}

	it('may be all there is, without a line end', () => {
		const document = parseSkill('---\nname: a\n---');
		assert.deepEqual(document.problems, []);
		assert.equal(document.bodyStart, document.text.length);
	});

	const broken: readonly (readonly [
		why: string,
		text: string,
		problems: readonly string[],
		fields: readonly string[],
	])[] = [
		['an empty file', '', ['frontmatter-missing ""'], []],
		['no frontmatter', '# Title\n\nText.\n', ['frontmatter-missing "# Title"'], []],
		['a rule that is no fence', '----\nname: a\n---\n', ['frontmatter-missing "----"'], []],
		[
			'blank lines before it',
			'\n \n---\nname: a\n---\n',
			['frontmatter-not-first "\\n \\n"'],
			['name plain "a"'],
		],
		[
			'a comment before it',
			'<!-- x -->\n---\nname: a\n---\n',
			['frontmatter-not-first "<!-- x -->\\n"'],
			['name plain "a"'],
		],
		[
			'no closing line',
			'---\nname: a\ndescription: b\n\n# Title\n',
			['frontmatter-unclosed "---"'],
			['name plain "a"', 'description plain "b"'],
		],
		['no closing line at the end', '---\nname: a', ['frontmatter-unclosed "---"'], ['name plain "a"']],
		['nothing in it', '---\n---\n', ['frontmatter-empty "---"'], []],
		['only a comment in it', inFences('# x'), ['frontmatter-empty "---"'], []],
		['a list', inFences('- a\n- b'), ['frontmatter-not-mapping "- a\\n- b"'], []],
		['a text', inFences('just words'), ['frontmatter-not-mapping "just words"'], []],
		[
			'a repeated key',
			inFences('name: a\nname: b'),
			['yaml-duplicate-key "name"'],
			['name plain "a"', 'name plain "b"'],
		],
		[
			'a repeated key inside',
			inFences('metadata:\n  a: 1\n  a: 2'),
			['yaml-duplicate-key "a"'],
			['metadata mapping {"a":2}'],
		],
		['an alias', inFences('a: &x b\nc: *x'), ['yaml-alias "*x"'], ['a plain "b"', 'c plain undefined']],
		[
			'an unquoted colon',
			inFences('name: a\ndescription: Use when: asked'),
			['yaml-unquoted-colon "Use when: asked"'],
			['name plain "a"', 'description plain "Use when: asked"'],
		],
		[
			'an unquoted colon at the end',
			inFences('description: Use when:\nname: a'),
			['yaml-unquoted-colon "Use when:"'],
			['description plain "Use when:"', 'name plain "a"'],
		],
		[
			'an unquoted colon before a comment',
			inFences('description: Use: x # c'),
			['yaml-unquoted-colon "Use: x"'],
			['description plain "Use: x"'],
		],
		[
			'an unquoted colon on the next line',
			inFences('description: Fetches\n  pages: all\nname: a'),
			['yaml-unquoted-colon "Fetches\\n  pages: all"'],
			['description plain "Fetches pages: all"', 'name plain "a"'],
		],
		[
			'unquoted colons everywhere',
			inFences('a: b: c: d\nm:\n  e: f: g\n  h: 1'),
			['yaml-unquoted-colon "b: c: d"', 'yaml-unquoted-colon "f: g"'],
			['a plain "b: c: d"', 'm mapping {"e":"f: g","h":1}'],
		],
		[
			'brackets after brackets',
			inFences('argument-hint: [a] [b]\nname: c\nn: 1'),
			['yaml-syntax "[a] [b]"'],
			['argument-hint plain "[a] [b]"', 'name plain "c"', 'n plain 1'],
		],
		[
			'a reserved character first',
			inFences('description: @team tool\nname: a'),
			['yaml-syntax "@team tool"'],
			['description plain "@team tool"', 'name plain "a"'],
		],
		[
			'a backtick first',
			inFences('description: `x` does\nname: a'),
			['yaml-syntax "`x` does"'],
			['description plain "`x` does"', 'name plain "a"'],
		],
		[
			'an open quote',
			inFences('description: "open\nname: a\nn: 1'),
			['yaml-syntax "\\"open"'],
			['description plain "open"', 'name plain "a"', 'n plain 1'],
		],
		[
			'text after a quote',
			inFences('description: "a" b\nname: a'),
			['yaml-syntax "\\"a\\" b"'],
			['description plain "\\"a\\" b"', 'name plain "a"'],
		],
		[
			'a tab',
			inFences('name: a\n\tb: c\nd: e'),
			['yaml-syntax "\\t"'],
			['name plain "a"', 'b plain "c"', 'd plain "e"'],
		],
		[
			'a line that is no field',
			inFences('name: a\nwords\nd: e'),
			['yaml-syntax "words"'],
			['name plain "a"', 'd plain "e"'],
		],
	];
	for (const [why, text, problems, expected] of broken) {
		it(`is read as far as it can be with ${why}`, () => {
			const document = parseSkill(text);
			assert.deepEqual(shown(text, document.problems), problems);
			assert.deepEqual(fields(document), expected);
		});
	}

	it('offers the value in quotes, with the same meaning', () => {
		const value = String.raw`Use "x": c:\dir when: asked`;
		const text = inFences(`description: ${value}`);
		const [problem] = parseSkill(text).problems;
		assert.equal(problem?.code, 'yaml-unquoted-colon');
		const fixed =
			text.slice(0, problem.range.start) + String(problem.data?.quoted) + text.slice(problem.range.end);
		const document = parseSkill(fixed);
		assert.deepEqual(document.problems, []);
		assert.equal(document.frontmatter?.fields[0]?.value, value);
	});

	it('says where the closing line belongs', () => {
		const text = '---\nname: a\n\nText.\n';
		const [problem] = parseSkill(text).problems;
		assert.equal(problem?.data?.insertAt, text.indexOf('\nText'));
	});

	it('is no problem by its absence in other Markdown', () => {
		assert.deepEqual(parseMarkdown('# Title\n').problems, []);
		assert.equal(parseMarkdown('# Title\n').frontmatter, undefined);
		assert.deepEqual(fields(parseMarkdown('---\nname: a\n---\n')), ['name plain "a"']);
	});

	it('treats no key as special', () => {
		const { frontmatter } = parseSkill(
			inFences('__proto__: {polluted: 1}\nmetadata: {__proto__: {polluted: 2}}'),
		);
		assert.equal(frontmatter?.fields[0]?.key, '__proto__');
		const metadata = frontmatter?.fields[1]?.value;
		assert.ok(typeof metadata === 'object' && metadata !== null && !('polluted' in metadata));
		assert.ok(!('polluted' in {}));
	});

	it('never expands aliases', () => {
		const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
		for (let i = 1; i < 20; i++) bomb.push(`b${i}: &b${i} [*${i === 1 ? 'a' : `b${i - 1}`}, *a, *a, *a, *a]`);
		const { problems, frontmatter } = parseSkill(inFences(bomb.join('\n')));
		assert.ok(problems.length > 0 && problems.every(problem => problem.code === 'yaml-alias'));
		assert.equal(frontmatter?.fields.length, 20);
	});

	it('is read line by line when it is too large or nested too deeply', () => {
		for (const extra of [
			`big: ${'x'.repeat(40_000)}`,
			`deep: ${'['.repeat(5000)}`,
			`deep: ${'{a: '.repeat(50)}`,
		]) {
			const document = parseSkill(inFences(`name: a\n${extra}\ndescription: b`));
			assert.ok(document.problems.some(problem => /^yaml-(?:too-large|syntax)$/.test(problem.code)));
			const texts = document.frontmatter?.fields.map(field => field.value);
			assert.ok(texts?.includes('a') && texts.includes('b'), extra.slice(0, 20));
		}
	});

	it('has ranges inside the text, in order, for anything', () => {
		const piece = fc.constantFrom(
			...[
				'name',
				'a',
				': ',
				':',
				'\n',
				'\r\n',
				'\r',
				'  ',
				'- ',
				'[',
				']',
				'{',
				'}',
				', ',
				'"',
				"'",
				'#',
				' # c',
				'|\n',
				'>-\n',
			],
			...[
				'&x ',
				'*x',
				'!t ',
				'? ',
				'%',
				'@',
				'`',
				'---',
				'\n---\n',
				'...',
				'\t',
				'é😀',
				'\ud800',
				'\u0000',
				'\ufeff',
				'true',
				'1',
			],
		);
		const yaml = fc.array(piece, { maxLength: 40, size: 'max' }).map(pieces => `---\n${pieces.join('')}`);
		fc.assert(
			fc.property(fc.oneof(yaml, fc.string({ unit: 'binary' })), fc.boolean(), (start, closed) => {
				const text = closed ? `${start}\n---\nBody` : start;
				const document = parseSkill(text);
				assertProblems(text, document.problems);
				const { frontmatter, bodyStart } = document;
				assertInside(text, { start: bodyStart, end: text.length }, 'body');
				if (!frontmatter) return;
				const { range, contentRange } = frontmatter;
				assert.ok(
					range.start <= contentRange.start && contentRange.end <= bodyStart && range.end <= bodyStart,
				);
				for (const field of frontmatter.fields) {
					for (const part of [field.keyRange, field.valueRange, field.range]) {
						assertInside(text, part, field.key);
						assert.ok(contentRange.start <= part.start && part.end <= contentRange.end, field.key);
					}
					assert.ok(field.range.start <= field.keyRange.start && field.valueRange.end <= field.range.end);
				}
				for (const part of [...frontmatter.scalars.map(scalar => scalar.range), ...frontmatter.comments]) {
					assert.ok(contentRange.start <= part.start && part.end <= contentRange.end);
				}
				for (const comment of frontmatter.comments) assert.equal(text.charAt(comment.start), '#');
			}),
			{ numRuns: 3000 },
		);
	});
});
