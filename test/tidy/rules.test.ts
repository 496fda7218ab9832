import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { generatedFiles } from '../../scripts/generate/all';
import { ruleIdsOnDisk, rulesIndex } from '../../scripts/generate/rules-index';
import { RETIRED_RULES } from '../../server/src/rules/retired';
import { RULES } from '../../server/src/rules/run';
import { fixtureCases, fixtureFolders } from '../support/fixtures';

const root = process.cwd();

describe('rules', () => {
	it('are named like their files, in kebab-case', () => {
		assert.deepEqual([...RULES.keys()], ruleIdsOnDisk(root));
		assert.deepEqual(
			[...RULES.keys()].filter(id => !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id)),
			[],
		);
	});

	it('each have a bad and a good fixture', () => {
		const without = [...RULES.values()]
			.filter(rule => rule.scope !== 'runner')
			.filter(({ id }) => {
				if (!existsSync(`fixtures/rules/${id}`)) return true;
				const cases = fixtureCases(id);
				return !cases.some(({ bad }) => bad) || !cases.some(({ bad }) => !bad);
			})
			.map(({ id }) => id);
		assert.deepEqual(without, []);
	});

	it('own every fixture folder, and every case is bad or good', () => {
		assert.deepEqual(
			fixtureFolders().filter(id => !RULES.has(id)),
			[],
		);
		assert.deepEqual(
			[...RULES.values()]
				.filter(rule => rule.scope !== 'runner')
				.flatMap(({ id }) => fixtureCases(id))
				.filter(({ name }) => !/^(?:bad|good)-[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name))
				.map(({ rule, name }) => `${rule}/${name}`),
			[],
		);
	});

	it('never take the id of a retired one', () => {
		assert.deepEqual(
			RETIRED_RULES.filter(id => RULES.has(id)),
			[],
		);
	});

	it('explain themselves', () => {
		const unexplained = [...RULES.values()].filter(
			({ title, why, fix }) =>
				title.endsWith('.') || !/[.”)]$/.test(why) || !fix.endsWith('.') || /Replace:/.test(why),
		);
		assert.deepEqual(
			unexplained.map(({ id }) => id),
			[],
		);
	});
});

describe('generated files', () => {
	it('are fresh', () => {
		const files = [rulesIndex(root), ...generatedFiles(root)];
		const stale = files
			.filter(({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text)
			.map(({ path }) => path);
		assert.deepEqual(stale, [], 'run `npm run update`');
		const known = new Set(files.map(({ path }) => path));
		assert.deepEqual(
			readdirSync('docs/rules')
				.map(name => `docs/rules/${name}`)
				.filter(path => !known.has(path)),
			[],
		);
	});
});
