import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { build } from 'esbuild';

/** Sources that end up in a bundle with these entry points. */
async function bundled(entryPoints: readonly string[]): Promise<readonly string[]> {
	const { metafile } = await build({
		entryPoints: [...entryPoints],
		outdir: 'out/unused',
		write: false,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		packages: 'external',
		external: ['vscode'],
		metafile: true,
		logLevel: 'error',
	});
	return Object.keys(metafile.inputs);
}

const MAINS = ['client/src/extension.ts', 'server/src/lsp/main.ts', 'server/src/cli/main.ts'];

describe('packages nobody trusts yet', () => {
	it('are read by the worker alone: the reader is in no other bundle', async () => {
		const service = readdirSync('server/src/service/packages').map(
			name => `server/src/service/packages/${name}`,
		);
		const inputs = await bundled([...MAINS, ...service]);
		assert.ok(inputs.includes('server/src/service/packages/install.ts'));
		assert.deepEqual(
			inputs.filter(path => /^server\/src\/(?:unpack|worker)\//.test(path)),
			[],
		);
		// What lies beside a package is as little trusted.
		assert.ok(!inputs.includes('server/src/formats/manifest/same.ts'));
	});

	it('are read by a worker that has no private key and no way to sign', async () => {
		const inputs = await bundled(['server/src/worker/main.ts']);
		assert.ok(inputs.includes('server/src/unpack/read.ts'));
		assert.ok(inputs.includes('server/src/formats/manifest/same.ts'));
		assert.deepEqual(
			inputs.filter(path => /^server\/src\/(?:sign|service|lsp|cli)\//.test(path)),
			[],
		);
	});
});
