import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { aext, folderWith } from './run';

describe('aext', () => {
	it('prints its commands, and each has a help of its own', async () => {
		const { code, out } = await aext(['--help']);
		assert.equal(code, 0);
		for (const name of [
			...[
				'audit',
				'rules',
				'explain',
				'manifest',
				'init',
				'keygen',
				'package',
				'sign',
				'verify',
				'scan',
				'policy',
			],
			...['install', 'list', 'status', 'uninstall', 'trust', 'sbom', 'provenance', 'lsp', 'version'],
		]) {
			assert.match(out, new RegExp(`^  ${name} `, 'm'));
			const help = await aext([name, '--help']);
			assert.equal(help.code, 0);
			assert.match(help.out, new RegExp(`^Usage: aext ${name}`));
		}
	});

	it('prints the version of package.json', async () => {
		const { version } = JSON.parse(await readFile('package.json', 'utf8'));
		assert.equal((await aext(['version'])).out, `${version}\n`);
		assert.equal((await aext(['--version'])).out, `${version}\n`);
	});

	it('explains a rule and suggests one for a near miss', async () => {
		const { code, out } = await aext(['explain', 'pipe-to-shell']);
		assert.equal(code, 0);
		assert.match(out, /What could happen/);
		assert.match(out, /What to do/);
		const miss = await aext(['explain', 'pipe-to']);
		assert.equal(miss.code, 2);
		assert.match(miss.err, /Did you mean pipe-to-shell/);
	});

	it('lists the rules as text and JSON', async () => {
		assert.match((await aext(['rules'])).out, /pipe-to-shell/);
		const listed: { id: string }[] = JSON.parse((await aext(['rules', '--format', 'json'])).out);
		assert.ok(listed.some(rule => rule.id === 'pipe-to-shell'));
	});
});

describe('aext init', () => {
	it('writes a manifest that permits nothing and a SKILL.md, and an audit of them is clean', async () => {
		const folder = await folderWith({});
		const made = await aext(['init', 'my-skill', '--id', 'com.example.my-skill', '--type', 'skill'], {
			cwd: folder,
		});
		assert.equal(made.code, 0, made.err);
		const audited = await aext(['audit', 'my-skill'], { cwd: folder });
		assert.equal(audited.code, 0, audited.out);
	});

	it('writes over nothing', async () => {
		const folder = await folderWith({ 'my-skill/SKILL.md': 'mine' });
		const { code, err } = await aext(['init', 'my-skill', '--id', 'x.y'], { cwd: folder });
		assert.equal(code, 2);
		assert.match(err, /already has SKILL\.md/);
		assert.equal(await readFile(path.join(folder, 'my-skill/SKILL.md'), 'utf8'), 'mine');
		await assert.rejects(stat(path.join(folder, 'my-skill/aem.json')));
	});

	it('refuses a folder whose name cannot be a skill, a missing id and a bad version', async () => {
		const folder = await folderWith({});
		for (const args of [
			['My Skill', '--id', 'a.b'],
			['ok', '--type', 'skill'],
			['ok', '--id', 'a.b', '--version', 'one'],
			['ok', '--id', 'a.b', '--type', 'robot'],
		]) {
			const { code, err } = await aext(['init', ...args], { cwd: folder });
			assert.equal(code, 2, args.join(' '));
			assert.ok(err.length > 20);
		}
	});
});

describe('aext manifest', () => {
	const MANIFEST = {
		schema: 'aessf.dev/aem/v0',
		id: 'com.example.demo',
		type: 'skill',
		version: '1.0.0',
		permissions: {},
	};

	it('validates: 0 and a line for a good one, 1 and every problem with its place for a bad one', async () => {
		const folder = await folderWith({
			'good.json': JSON.stringify(MANIFEST),
			'bad.json':
				'{\n  "schema": "aessf.dev/aem/v0",\n  "ID": "x",\n  "type": "robot",\n  "version": "1.0.0",\n  "permissions": {}\n}\n',
		});
		const good = await aext(['manifest', 'validate', 'good.json'], { cwd: folder });
		assert.equal(good.code, 0);
		assert.match(good.out, /manifest ok: good\.json/);
		const bad = await aext(['manifest', 'validate', 'bad.json'], { cwd: folder });
		assert.equal(bad.code, 1);
		assert.match(bad.out, /bad\.json:3:3/);
		assert.match(bad.out, /bad\.json:4:\d+/);
	});

	it('makes the least manifest for what the files do, and an audit with it finds nothing undeclared or unused', async () => {
		const folder = await folderWith({
			'demo/SKILL.md':
				'---\nname: demo\ndescription: Fetches the figures of the day when asked.\n---\n\n# Demo\n\nRun `scripts/fetch.sh`.\n',
			'demo/scripts/fetch.sh': 'curl -fsS https://api.acme.example/figures -o figures.json\n',
		});
		const made = await aext(['manifest', 'init', 'demo', '--id', 'com.example.demo', '--type', 'skill'], {
			cwd: folder,
		});
		assert.equal(made.code, 0, made.err);
		const manifest = JSON.parse(await readFile(path.join(folder, 'demo/aem.json'), 'utf8'));
		assert.deepEqual(manifest.permissions.network.domains, ['api.acme.example']);
		assert.equal(manifest.permissions.process.allow_shell, true);
		const { out } = await aext(['audit', 'demo', '--format', 'json'], { cwd: folder });
		const rules: string[] = JSON.parse(out).extensions[0].findings.map(
			(finding: { rule: string }) => finding.rule,
		);
		assert.deepEqual(
			rules.filter(rule => /undeclared|unused|wider/.test(rule)),
			[],
		);
		const again = await aext(['manifest', 'init', 'demo', '--id', 'x.y', '--type', 'skill'], { cwd: folder });
		assert.equal(again.code, 2);
	});
});
