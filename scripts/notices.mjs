import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The licence texts of every package whose code is in one of the bundles, as one text.
 * Throws when a bundled package has no licence file: its terms would not be met.
 *
 * @param {import('esbuild').Metafile[]} metafiles
 */
export async function thirdPartyNotices(metafiles) {
	const inputs = metafiles.flatMap(metafile => Object.keys(metafile.inputs));
	const folders = new Set(inputs.map(packageFolder).filter(folder => folder !== undefined));
	const notices = [];
	for (const folder of [...folders].sort()) {
		const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
		const file = (await readdir(folder)).find(entry => /^(licen[cs]e|copying)/i.test(entry));
		if (file === undefined) throw new Error(`${name} has no licence file.`);
		const text = (await readFile(path.join(folder, file), 'utf8')).replaceAll('\r\n', '\n').trim();
		notices.push(`${name} ${version} (${license})\n\n${text}\n`);
	}
	return `AEXT contains code of the following packages.\n\n${notices.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

/** `node_modules/a/node_modules/@b/c/lib/x.js` is in the package at `node_modules/a/node_modules/@b/c`. */
function packageFolder(input) {
	return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}
