import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

/** Source files in a bundle, by esbuild's own account of the last build. */
function inputsOf(bundle: 'client' | 'server' | 'cli' | 'review'): string[] {
	const { inputs } = JSON.parse(readFileSync(`out/meta/${bundle}.json`, 'utf8'));
	return Object.keys(inputs);
}

describe('the bundles', () => {
	it('of the client hold no engine: of the server only the protocol and what that needs', () => {
		const ours = inputsOf('client').filter(input => input.startsWith('server/'));
		assert.deepEqual(
			ours.filter(input => !/^server\/src\/(protocol|base)\/[\w-]+\.ts$/.test(input)),
			[],
		);
		assert.ok(ours.includes('server/src/protocol/authoring.ts'));
	});

	it('of the review page hold the page and what shows text safely, no engine and no editor', () => {
		const inputs = inputsOf('review');
		assert.deepEqual(
			inputs.filter(
				input => !/^(client\/src\/page\/[\w-]+\.(ts|css)|server\/src\/base\/[\w-]+\.ts)$/.test(input),
			),
			[],
		);
		assert.ok(inputs.includes('client/src/page/main.ts'));
	});

	it('of the server and the command line hold nothing of the client', () => {
		for (const bundle of ['server', 'cli'] as const) {
			const inputs = inputsOf(bundle);
			assert.deepEqual(
				inputs.filter(input => /^client\/|node_modules\/vscode-languageclient\//.test(input)),
				[],
				bundle,
			);
			assert.ok(
				inputs.some(input => input.startsWith('server/src/rules/')),
				`${bundle} has rules`,
			);
		}
	});
});
