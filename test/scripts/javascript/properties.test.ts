import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyseWithoutGate } from '../../../server/src/scripts/javascript/analyse';
import { mayActInJavaScript } from '../../../server/src/scripts/javascript/gate';
import { analyse } from '../facts';
import { isEmpty, soup, wellFormed } from '../soup';

const SYNTAX = [
	'(',
	')',
	'[',
	']',
	'{',
	'}',
	',',
	':',
	';',
	'.',
	'?.',
	'=',
	'+',
	'=>',
	'...',
	'`',
	'`$' + '{',
	'}`',
	'"',
	"'",
	'/',
	'//',
	'/*',
	'*/',
	'<',
	'>',
	'</',
	'!',
	'?',
	'??',
	'if',
	'else',
	'for',
	'of',
	'in',
	'while',
	'do',
	'function',
	'class',
	'extends',
	'return',
	'yield',
	'await',
	'async',
	'new',
	'this',
	'super',
	'let',
	'const',
	'var',
	'try',
	'catch',
	'finally',
	'switch',
	'case',
	'default',
	'import',
	'export',
	'from',
	'as',
	'type',
	'interface',
	'enum',
	'typeof',
	'delete',
	'void',
	'get',
	'set',
	'static',
	'null',
	'undefined',
	'true',
	'x',
	'y',
	'f',
	'a',
	'0',
	'1',
	'"a"',
	"'b'",
	'/a/g',
	'#p',
	'@d',
	'\\',
	'\ud800',
	'\uffff',
	'é',
];
const HALVES = [
	'path',
	'join',
	'os',
	'homedir',
	'JSON',
	'stringify',
	'Object',
	'keys',
	'then',
	'map',
	'push',
	'String',
	'fromCharCode',
	'atob',
	'Buffer',
	'Promise',
	'console',
	'log',
	'url',
	'toString',
	'slice',
	'split',
	'length',
	'name',
	'value',
	'data',
	'response',
	'React',
	'useState',
];
const ACTING = [
	'require("child_process").exec("id")',
	'fetch("https://a.example")',
	'eval(x)',
	'process.env.A_KEY',
	'fs.readFileSync("a/b")',
	'import(x)',
	'require(x)',
	'import x from "./x"',
	'new Function(x)',
	'globalThis[x]',
	'const U = "https://a.example"',
];

describe('JavaScript: any text', () => {
	for (const language of ['javascript', 'typescript'] as const) {
		it(`is analysed as ${language} without an error, with ranges inside it, the same way each time`, () => {
			fc.assert(
				fc.property(soup([...SYNTAX, ...HALVES, ...ACTING]), text => {
					const facts = analyse(language, text);
					assert.ok(wellFormed(facts, text.length));
					assert.deepEqual(analyse(language, text), facts);
				}),
				{ numRuns: 1000 },
			);
		});
	}

	it('is analysed when it is nothing but characters', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text =>
				wellFormed(analyseWithoutGate(text), text.length),
			),
			{ numRuns: 300 },
		);
	});

	it('has no facts when the first look finds nothing', () => {
		let skipped = 0;
		fc.assert(
			fc.property(soup([...SYNTAX, ...HALVES], 20), text => {
				if (mayActInJavaScript(text)) return;
				skipped++;
				const facts = analyseWithoutGate(text);
				assert.ok(isEmpty(facts), JSON.stringify(facts));
			}),
			{ numRuns: 4000 },
		);
		assert.ok(skipped > 500, `only ${skipped} texts were passed over`);
	});

	it('is looked at when it holds something', () => {
		fc.assert(
			fc.property(fc.constantFrom(...ACTING), soup(SYNTAX, 10), (acting, before) => {
				assert.ok(mayActInJavaScript(`${before}\n${acting}`));
			}),
			{ numRuns: 200 },
		);
	});
});

describe('JavaScript: the first look', () => {
	const skipped = [
		'export const add = (a, b) => a + b;',
		'import React from "react";\nexport function A() { return React.createElement("div") }',
		'const xs = [1, 2].map(x => x * 2);',
		'class A { constructors = 1 }',
		'$("#a").addClass("b")',
		'const r = require("lodash"); r.chunk(x)',
	];
	for (const text of skipped)
		it(`passes over ${JSON.stringify(text.slice(0, 40))}`, () =>
			assert.equal(mayActInJavaScript(text), false));

	const looked = [
		'require(x)',
		'require("a" + "b")',
		'import(x)',
		'import/**/("x")',
		'\\u0065val(x)',
		'[]["a"]["b"]("c")',
		'$`id`',
		'x[y](z)',
		'export * from "./a"',
	];
	for (const text of looked)
		it(`looks at ${JSON.stringify(text)}`, () => assert.equal(mayActInJavaScript(text), true));
});
