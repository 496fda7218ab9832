import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { FORBIDDEN_CALLS, FORBIDDEN_IN_ENGINE, IMPORT_TABLE } from './import-table';
import { globalsOf, importedFolder, importsOf, productSources, type Source } from './sources';

describe('imports', () => {
	const sources = productSources();

	it('run one way', () => {
		assert.deepEqual(
			sources.flatMap(source =>
				importsOf(source)
					.filter(specifier => !isAllowed(source, specifier))
					.map(specifier => `${source.path} imports ${specifier}`),
			),
			[],
		);
	});

	it('of every folder are ruled by the table', () => {
		const folders = readdirSync('server/src').map(name => name.replace(/\.ts$/, ''));
		assert.deepEqual(
			folders.filter(folder => !(folder in IMPORT_TABLE)),
			[],
		);
	});

	it('of the engine reach nothing outside, by no global either', () => {
		assert.deepEqual(
			sources
				.filter(source => IMPORT_TABLE[source.folder]?.engine)
				.flatMap(source =>
					[
						...[...globalsOf(source)].filter(name => FORBIDDEN_IN_ENGINE.has(name)),
						...FORBIDDEN_CALLS.filter(call => call.test(source.text)).map(String),
					].map(name => `${source.path} uses ${name}`),
				),
			[],
		);
	});

	it('by a global are told from names that a file defines itself', () => {
		const text = 'const { process } = permissions; process.run(); console.log(a.fetch, "fetch");';
		assert.deepEqual([...globalsOf({ path: 'x.ts', text, folder: 'base' })], ['permissions', 'console', 'a']);
	});

	it('are seen in every form', () => {
		const text =
			"import a from './a';\nimport type { B } from './b';\nexport { c } from './c';\nexport * from './d';\nconst e = import('./e');\nimport './f';\nexport type { G } from './g'; type H = import('./h').H; // import './no'\nconst s = \"from './no'\";";
		assert.deepEqual(importsOf({ path: 'server/src/base/x.ts', text, folder: 'base' }), [
			'./a',
			'./b',
			'./c',
			'./d',
			'./e',
			'./f',
			'./g',
			'./h',
		]);
	});
});

function isAllowed(source: Source, specifier: string): boolean {
	const allowance = IMPORT_TABLE[source.folder];
	if (!allowance) return false;
	const folder = importedFolder(source, specifier);
	if (folder !== undefined) return folder === source.folder || allowance.folders.includes(folder);
	if (specifier.startsWith('node:')) return allowance.packages.includes('node:');
	return allowance.packages.some(name => specifier === name || specifier.startsWith(`${name}/`));
}
