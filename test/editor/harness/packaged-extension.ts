import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Absolute path of the packaged extension, which is what these tests install: `AEXT_VSIX`, or what `npm run package`
 * makes.
 * Throws when it is missing or older than the bundles beside it, so that no stale one is tested unawares.
 */
export function packagedExtension(): string {
	if (process.env.AEXT_VSIX !== undefined) return path.resolve(process.env.AEXT_VSIX);
	const { version }: { readonly version: string } = JSON.parse(readFileSync('package.json', 'utf8'));
	const vsix = path.resolve('out', `aext-${version}.vsix`);
	if (!existsSync(vsix)) throw new Error(`${vsix} is missing: run "npm run package" first.`);
	for (const bundle of ['dist/client.cjs', 'dist/server.cjs']) {
		if (statSync(bundle).mtimeMs > statSync(vsix).mtimeMs) {
			throw new Error(`${vsix} is older than ${bundle}: run "npm run package" first.`);
		}
	}
	return vsix;
}
