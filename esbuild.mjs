// Builds the bundles into dist/: the VS Code client, the language server, the worker, the review page, the command line.
//   node esbuild.mjs               for development: source maps, not minified
//   node esbuild.mjs --production  as shipped
//   node esbuild.mjs --watch
// Which file went into which bundle is kept in out/meta/<bundle>.json; a test holds the bundles to it.
import { mkdir, writeFile } from 'node:fs/promises';
import { context } from 'esbuild';
import { thirdPartyNotices } from './scripts/notices.mjs';
import { WORKER_BUNDLES } from './scripts/worker-bundles.mjs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** @type {Record<string, import('esbuild').BuildOptions>} */
const BUNDLES = {
	client: { entryPoints: ['client/src/extension.ts'], external: ['vscode'] },
	server: { entryPoints: ['server/src/lsp/main.ts'] },
	...WORKER_BUNDLES,
	// The review page runs in a web view: a browser, without Node.
	review: {
		entryPoints: { review: 'client/src/page/main.ts', 'review-style': 'client/src/page/review.css' },
		outdir: 'dist',
		platform: 'browser',
		format: 'iife',
		target: 'es2022',
	},
	cli: { entryPoints: ['server/src/cli/main.ts'], banner: { js: '#!/usr/bin/env node' } },
};

const contexts = await Promise.all(
	Object.entries(BUNDLES).map(([name, options]) =>
		context({
			...(options.outdir === undefined && { outfile: `dist/${name}.cjs` }),
			bundle: true,
			platform: 'node',
			format: 'cjs',
			target: 'node20',
			...options,
			// ES modules where a package has both: its UMD form hides its imports from the bundler.
			mainFields: ['module', 'main'],
			minify: production,
			sourcemap: production ? false : 'linked',
			legalComments: 'none',
			metafile: true,
			logLevel: 'warning',
			plugins: [...(options.plugins ?? []), keepMetafile(name)],
		}),
	),
);

if (watch) {
	await Promise.all(contexts.map(each => each.watch()));
	console.log('Watching.');
} else {
	const results = await Promise.all(contexts.map(each => each.rebuild()));
	await Promise.all(contexts.map(each => each.dispose()));
	await writeFile(
		'dist/THIRD-PARTY-NOTICES.txt',
		await thirdPartyNotices(results.map(each => each.metafile)),
	);
}

/** @returns {import('esbuild').Plugin} */
function keepMetafile(name) {
	return {
		name: 'keep-metafile',
		setup(build) {
			build.onEnd(async result => {
				if (result.metafile === undefined) return;
				await mkdir('out/meta', { recursive: true });
				await writeFile(`out/meta/${name}.json`, JSON.stringify(result.metafile));
			});
		},
	};
}
