import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyseWithoutGate } from '../../../server/src/scripts/python/analyse';
import { mayActInPython } from '../../../server/src/scripts/python/gate';
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
	'=',
	'+',
	'%',
	'*',
	'**',
	'/',
	'@',
	':=',
	'->',
	'"',
	"'",
	'"""',
	'f"{',
	'}"',
	'\\',
	'#',
	'if',
	'else',
	'elif',
	'for',
	'in',
	'while',
	'def',
	'class',
	'lambda',
	'return',
	'yield',
	'await',
	'async',
	'with',
	'as',
	'try',
	'except',
	'finally',
	'import',
	'from',
	'global',
	'match',
	'case',
	'print',
	'not',
	'and',
	'or',
	'is',
	'del',
	'raise',
	'pass',
	'break',
	'None',
	'True',
	'x',
	'y',
	'self',
	'f',
	'0',
	'1',
	'"a"',
	'"b"',
	'1.5',
	'...',
	'ａ',
	'\ud800',
	'\uffff',
];
/** Words from which a fact needs others to come. */
const HALVES = [
	'os',
	'sys',
	'path',
	'join',
	'environ',
	'system',
	'requests',
	'get',
	'post',
	'open',
	'read',
	'write',
	'subprocess',
	'run',
	'socket',
	'connect',
	'base64',
	'b64decode',
	'json',
	'loads',
	'pickle',
	'load',
	'yaml',
	'pathlib',
	'Path',
	'home',
	'shutil',
	'copy',
	'argv',
	'input',
	'str',
	'list',
	'.join',
	'.format',
	'.append',
	'chr',
	'map',
	'range',
	'len',
	'import os',
	'import requests',
	'from os import',
	'import socket',
	'helper',
];
const ACTING = [
	'os.system("id")',
	'open("a/b")',
	'requests.get("https://a.example")',
	'exec(',
	'eval(',
	'getattr(',
	'__import__("os")',
	'os.environ["A_KEY"]',
	'subprocess.run(["git"])',
	'import helper',
	'U = "https://a.example"',
	'vars()',
	'globals()',
];

describe('Python: any text', () => {
	it('is analysed without an error, with ranges inside it, the same way each time', () => {
		fc.assert(
			fc.property(soup([...SYNTAX, ...HALVES, ...ACTING]), text => {
				const facts = analyse('python', text);
				assert.ok(wellFormed(facts, text.length));
				assert.deepEqual(analyse('python', text), facts);
			}),
			{ numRuns: 1500 },
		);
	});

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
			fc.property(soup([...SYNTAX, ...HALVES], 25), text => {
				if (mayActInPython(text)) return;
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
				const text = `${before}\n${acting}`;
				assert.ok(mayActInPython(text));
			}),
			{ numRuns: 200 },
		);
	});
});

describe('Python: the first look', () => {
	const skipped = [
		'def add(a, b):\n    return a + b\n',
		'import json\nimport re\nprint(json.dumps({"a": 1}))',
		'from dataclasses import dataclass\n@dataclass\nclass A:\n    x: int = 0',
		'import os\nprint(os.name)',
		'import numpy as np\nnp.array([1, 2]).sum()',
	];
	for (const text of skipped)
		it(`passes over ${JSON.stringify(text.slice(0, 40))}`, () => assert.equal(mayActInPython(text), false));

	const looked = [
		'ｏｓ.ｓｙｓｔｅｍ("id")',
		'import helper',
		'from .a import b',
		'X = "~/.ssh"',
		'x = 1; import helper',
		'if x: from lib.a import b',
		'from\\\n a import b',
	];
	for (const text of looked)
		it(`looks at ${JSON.stringify(text)}`, () => assert.equal(mayActInPython(text), true));
});
