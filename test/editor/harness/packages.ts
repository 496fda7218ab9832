import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createKey } from '../../../server/src/service/packages/keys';
import { signPackage } from '../../../server/src/service/packages/sign';
import { archiveRecipes, cook, type RecipeEntry } from '../../support/archive-recipe';
import { makeSandbox } from '../../support/package-host';

/** A package of a sample's files. */
export function samplePackage(sample: string): Uint8Array {
	const root = path.join('fixtures', 'samples', sample);
	const names = readdirSync(root, { recursive: true, withFileTypes: true })
		.filter(entry => entry.isFile())
		.map(entry => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
		.sort();
	const entries = names.map(name => ({ name, hex: readFileSync(path.join(root, name)).toString('hex') }));
	return packageOf(entries);
}

/** A package signed with a key that nobody knows, and its signature, by the names they have side by side. */
export async function signedPackage(
	name: string,
	bytes: Uint8Array,
): Promise<Readonly<Record<string, Uint8Array>>> {
	const sandbox = await makeSandbox();
	try {
		const file = `${name}.aext`;
		await sandbox.write(file, bytes);
		const signed = await signPackage(sandbox.host, {
			package: sandbox.uri(file),
			key: createKey(sandbox.host),
		});
		if (signed.status !== 'signed') throw new Error(`${file} cannot be signed.`);
		return { [file]: bytes, [`${name}.sig.json`]: await readFile(new URL(signed.signature)) };
	} finally {
		await sandbox.remove();
	}
}

/** A package with these entries. */
export function packageOf(entries: readonly RecipeEntry[]): Uint8Array {
	return cook({ why: 'a test', expect: [], entries });
}

/** The archive of a recipe in `fixtures/archives`. */
export function recipePackage(name: string): Uint8Array {
	const recipe = archiveRecipes().get(name);
	if (!recipe) throw new Error(`There is no recipe ${name}.`);
	return cook(recipe);
}

/** A skill that declares nothing. */
export const PLAIN_SKILL: readonly RecipeEntry[] = [
	{
		name: 'SKILL.md',
		text: '---\nname: plain\ndescription: Says hello. Use when someone wants to be greeted.\n---\n\nSay hello.\n',
	},
	{
		name: 'aem.json',
		text: JSON.stringify({
			schema: 'aessf.dev/aem/v0',
			id: 'com.example.plain',
			type: 'skill',
			version: '1.0.0',
			permissions: {
				files: { read: [], write: [] },
				network: { domains: [], allow_ip_literals: false },
				process: { allow_shell: false, allow_subprocess: false },
			},
		}),
	},
];
