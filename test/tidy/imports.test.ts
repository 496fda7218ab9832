import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { FORBIDDEN_IN_ENGINE, FORBIDDEN_MEMBERS, IMPORT_TABLE } from './import-table';
import { globalsOf, importedFolder, importsOf, membersOf, productSources, type Source } from './sources';

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
						...[...membersOf(source)].filter(name => FORBIDDEN_MEMBERS.has(name)),
					].map(name => `${source.path} uses ${name}`),
				),
			[],
		);
	});

	it('by a global are told from names that a file defines itself', () => {
		const text = 'const { process } = permissions; process.run(); console.log(a.fetch, "fetch");';
		assert.deepEqual([...globalsOf({ path: 'x.ts', text, folder: 'base' })], ['permissions', 'console', 'a']);
	});

	it('are not the clock or chance, which are told from words about them', () => {
		const text =
			"const a = Date.now(); new Date(); new Date(0); Math.random(); const b = 'Date.now'; // Date.now()";
		assert.deepEqual(
			[...membersOf({ path: 'x.ts', text, folder: 'base' })].filter(name => FORBIDDEN_MEMBERS.has(name)),
			['Date.now', 'new Date()', 'Math.random'],
		);
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
