import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { IMPORT_TABLE } from './import-table';
import { productSources } from './sources';

const LONGEST = 400;
const UNFINISHED = /\b(?:TODO|FIXME|XXX|HACK)\b/;

describe('files', () => {
	const sources = productSources();

	it(`have at most ${LONGEST} lines`, () => {
		assert.deepEqual(
			sources
				.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
				.filter(({ lines }) => lines > LONGEST),
			[],
		);
	});

	it('hold no unfinished marks', () => {
		const tests = readdirSync('test', { recursive: true, encoding: 'utf8' })
			.filter(name => name.endsWith('.ts') && !name.endsWith('files.test.ts'))
			.map(name => ({ path: `test/${name}`, text: readFileSync(`test/${name}`, 'utf8') }));
		assert.deepEqual(
			[...sources, ...tests].filter(({ text }) => UNFINISHED.test(text)).map(({ path }) => path),
			[],
		);
	});

	it('lie in the folders that the table names, and each of those exists', () => {
		const missing = Object.keys(IMPORT_TABLE).filter(
			folder =>
				folder !== 'client' &&
				folder !== 'page' &&
				!existsSync(`server/src/${folder}`) &&
				!existsSync(`server/src/${folder}.ts`),
		);
		assert.deepEqual(missing, []);
	});
});
