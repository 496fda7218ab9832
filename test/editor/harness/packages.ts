import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { archiveRecipes, cook, type RecipeEntry } from '../../support/archive-recipe';

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
