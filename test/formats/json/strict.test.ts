import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonNode } from '../../../server/src/formats/json/model';
import { nodeAt, pathAt } from '../../../server/src/formats/json/node';
import {
	MAX_JSON_DEPTH,
	MAX_JSON_PROBLEMS,
	MAX_JSON_VALUES,
	parseStrictJson,
} from '../../../server/src/formats/json/strict';
import { assertInside, assertProblems, shown } from '../problems';

describe('parseStrictJson', () => {
	it('reads JSON as JSON.parse does', () => {
		const object = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue());
		fc.assert(
			fc.property(object, fc.constantFrom(undefined, 2, '\t'), (value, space) => {
				const text = JSON.stringify(value, undefined, space);
				const { root, problems } = parseStrictJson(text);
				assert.deepEqual(problems, []);
				assert.deepEqual(plain(root), JSON.parse(text));
			}),
		);
	});

	it('accepts nothing that JSON.parse refuses', () => {
		const token = fc.constantFrom(
			...'{}[]:,'.split(''),
			'"a"',
			'"a":',
			'1',
			'-0.5e3',
			'true',
			'null',
			' ',
			'\n',
			'//',
			'a',
		);
		fc.assert(
			fc.property(fc.array(token, { maxLength: 12 }), tokens => {
				const text = tokens.join('');
				if (parseStrictJson(text).problems.length === 0) assert.doesNotThrow(() => JSON.parse(text), text);
			}),
			{ numRuns: 3000 },
		);
	});

	const refused: readonly (readonly [text: string, ...problems: string[]])[] = [
		['', 'json-empty ""'],
		[' \n', 'json-empty " \\n"'],
		['// c', 'json-comment "// c"', 'json-empty "// c"'],
		['\ufeff{}', 'json-bom "\ufeff"'],
		['[]', 'json-not-object "[]"'],
		['"a"', 'json-not-object "\\"a\\""'],
		['{"a":1 // c\n}', 'json-comment "// c"'],
		['/* c */{"a":1}/* d', 'json-comment "/* c */"', 'json-comment "/* d"'],
		['{"a":1,}', 'json-trailing-comma ","'],
		['{"a":[1, ]}', 'json-trailing-comma ","'],
		['{"a":1} {"b":2}\n', 'json-trailing-content "{\\"b\\":2}"'],
		['{}x', 'json-trailing-content "x"'],
		['{"a":1,"b":2,"a":3}', 'json-duplicate-key "\\"a\\""'],
		['{"a":1,"\\u0061":3}', 'json-duplicate-key "\\"\\\\u0061\\""'],
		['{"a":{"b":1,"b":2}}', 'json-duplicate-key "\\"b\\""'],
		['{"a":1 "b":2}', 'json-syntax "\\"b\\""'],
		['{"a" 1}', 'json-syntax "1"'],
		['{"a":}', 'json-syntax "\\"a\\""'],
		['{"a"}', 'json-syntax "\\"a\\""'],
		['{"a",}', 'json-syntax "\\"a\\""', 'json-trailing-comma ","'],
		['{"a":1,,}', 'json-trailing-comma ","', 'json-syntax ","'],
		['{"a":[1 2]}', 'json-syntax "2"'],
		['{"a":[1]', 'json-syntax "]"'],
		['{"a":[1}', 'json-syntax "}"'],
		['{"a":1]}', 'json-syntax "]"'],
		['{a:1}', 'json-syntax "a"', 'json-syntax ":"', 'json-syntax "1"'],
		["{'a':1}", 'json-syntax "\'a\'"', 'json-syntax ":"', 'json-syntax "1"'],
		['{"a":"b', 'json-syntax "\\"b"', 'json-syntax "b"'],
		['{"a":"\\x"}', 'json-syntax "\\"\\\\x\\""'],
		['{"a":"\t"}', 'json-syntax "\\"\\t\\""'],
		['{"a":01}', 'json-syntax "1"'],
		['{"a":+1}', 'json-syntax "+1"'],
		['{"a":NaN}', 'json-syntax "NaN"'],
		['{"a":True}', 'json-syntax "True"'],
	];
	for (const [text, ...problems] of refused) {
		it(`refuses ${JSON.stringify(text)}`, () => {
			assert.deepEqual(shown(text, parseStrictJson(text).problems), problems);
		});
	}

	it('reports a byte order mark that is no longer in the text', () => {
		assert.deepEqual(shown('{}', parseStrictJson('{}', { bom: true }).problems), ['json-bom ""']);
	});

	it('names the repeated key', () => {
		const [problem] = parseStrictJson('{"a":1,"a":2}').problems;
		assert.match(problem?.message ?? '', /"a"/);
		assert.deepEqual(problem?.data, { key: 'a' });
	});

	it('reads on after an error', () => {
		const document = parseStrictJson('{"a": , "b": [1,, 2], c: 3, "d": {"e": true}, "f"');
		assert.equal(nodeAt(document, ['b', 1])?.value, 2);
		assert.equal(nodeAt(document, ['d', 'e'])?.value, true);
		assert.deepEqual(
			document.root?.members?.map(member => member.key),
			['a', 'b', 'd', 'f'],
		);
	});

	it('treats no key as special', () => {
		const document = parseStrictJson('{"__proto__": {"a": 1}, "constructor": 2}');
		assert.deepEqual(document.problems, []);
		assert.equal(nodeAt(document, ['__proto__', 'a'])?.value, 1);
		assert.equal(nodeAt(document, ['toString']), undefined);
	});

	it('skips what is nested too deeply, and reads on behind it', () => {
		const deep = '['.repeat(MAX_JSON_DEPTH) + ']'.repeat(MAX_JSON_DEPTH);
		const text = `{"a": ${deep}, "b": 1}`;
		const document = parseStrictJson(text);
		assert.deepEqual(shown(text, document.problems), ['json-too-deep "[]"']);
		assert.equal(nodeAt(document, ['b'])?.value, 1);
	});

	it('survives a hundred thousand open brackets', () => {
		const document = parseStrictJson('{"a":'.repeat(100_000));
		assert.deepEqual(
			document.problems.map(problem => problem.code),
			['json-too-deep', 'json-syntax'],
		);
	});

	it('keeps a bounded number of values and problems', () => {
		const many = parseStrictJson(`{"a":[${'1,'.repeat(MAX_JSON_VALUES)}1]}`);
		assert.ok(many.problems.some(problem => problem.code === 'json-too-large'));
		assert.equal(parseStrictJson(','.repeat(5000)).problems.length, MAX_JSON_PROBLEMS);
	});

	it('gives ranges inside the text, each node inside its parent, for any text', () => {
		const text = fc.oneof(
			fc.string({ unit: 'binary', maxLength: 60 }),
			fc
				.array(
					fc.constantFrom(...'{}[]:,"\\/*\n '.split(''), '"a"', '"b":', '1', 'null', '\ud800', '\ufeff'),
					{
						maxLength: 40,
					},
				)
				.map(parts => parts.join('')),
		);
		fc.assert(
			fc.property(text, source => {
				const { root, problems } = parseStrictJson(source);
				assertProblems(source, problems);
				if (root) assertNested(source, root);
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('pathAt', () => {
	it('leads to the innermost value or key', () => {
		const text = '{"a": {"b": ["x", "y"]}, "c": 1}';
		const document = parseStrictJson(text);
		assert.deepEqual(pathAt(document, text.indexOf('y')), ['a', 'b', 1]);
		assert.deepEqual(pathAt(document, text.indexOf('"b"') + 1), ['a', 'b']);
		assert.deepEqual(pathAt(document, text.length), []);
	});
});

function plain(node: JsonNode | undefined): unknown {
	if (node?.items) return node.items.map(plain);
	if (!node?.members) return node?.value;
	const object: Record<string, unknown> = {};
	for (const { key, value } of node.members) {
		Object.defineProperty(object, key, {
			value: plain(value),
			enumerable: true,
			configurable: true,
			writable: true,
		});
	}
	return object;
}

function assertNested(text: string, node: JsonNode): void {
	assertInside(text, node.range, node.type);
	let at = node.range.start;
	const children = node.members?.map(member => member.range) ?? node.items?.map(item => item.range) ?? [];
	for (const range of children) {
		assert.ok(
			at <= range.start && range.end <= node.range.end,
			`child [${range.start}, ${range.end}) is misplaced`,
		);
		at = range.end;
	}
	for (const member of node.members ?? []) {
		assert.ok(member.range.start === member.keyRange.start && member.keyRange.end <= member.range.end);
		if (member.value) assertNested(text, member.value);
	}
	for (const item of node.items ?? []) assertNested(text, item);
}
