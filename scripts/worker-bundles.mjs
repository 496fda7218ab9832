/**
 * The worker program is two files, so that reading a package does not load the rules: `worker.cjs`, and beside it
 * `worker-audit.cjs`, which it loads when an audit is asked for.
 *
 * @type {Record<string, import('esbuild').BuildOptions>}
 */
export const WORKER_BUNDLES = {
	worker: { entryPoints: ['server/src/worker/main.ts'], plugins: [auditBeside()] },
	'worker-audit': { entryPoints: ['server/src/worker/audit.ts'] },
};

/** @returns {import('esbuild').Plugin} */
function auditBeside() {
	return {
		name: 'audit-beside',
		setup(build) {
			build.onResolve({ filter: /^\.\/audit$/ }, () => ({ path: './worker-audit.cjs', external: true }));
		},
	};
}
