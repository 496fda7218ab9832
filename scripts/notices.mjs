import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The licence texts of every package whose code is in one of the bundles, as one text.
 * Throws when a bundled package has no licence text: its terms would not be met.
 *
 * @param {import('esbuild').Metafile[]} metafiles
 */
export async function thirdPartyNotices(metafiles) {
	const inputs = metafiles.flatMap(metafile => Object.keys(metafile.inputs));
	const folders = new Set(inputs.map(packageFolder).filter(folder => folder !== undefined));
	const notices = [];
	for (const folder of [...folders].sort()) {
		const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
		const text = await licenceOf(folder);
		if (text === undefined) throw new Error(`${name} has no licence text.`);
		notices.push(`${name} ${version} (${license})\n\n${text}\n`);
	}
	return `AEXT contains code of the following packages.\n\n${notices.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

/** The text of the package's licence file, or of the section on it at the end of its README. */
async function licenceOf(folder) {
	const entries = await readdir(folder);
	const read = async name => (await readFile(path.join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
	const file = entries.find(entry => /^(licen[cs]e|copying)/i.test(entry));
	if (file !== undefined) return (await read(file)).trim();
	const readme = entries.find(entry => /^readme/i.test(entry));
	return readme && /^#+ licen[cs]e\n([\s\S]{200,})/im.exec(await read(readme))?.[1].trim();
}

/** `node_modules/a/node_modules/@b/c/lib/x.js` is in the package at `node_modules/a/node_modules/@b/c`. */
function packageFolder(input) {
	return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}
