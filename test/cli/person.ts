import assert from 'node:assert/strict';
import path from 'node:path';
import { GREETER } from '../support/package-host';
import { aext, folderWith, type Ran, type RunOptions } from './run';

/** A machine of one person: a folder to work in, and a home. */
export class Person {
	private constructor(readonly folder: string) {}

	static async create(files: Readonly<Record<string, string>> = {}): Promise<Person> {
		return new Person(await folderWith({ 'home/.keep': '', ...files }));
	}

	/** Where and as whom programs run. */
	get options(): RunOptions {
		const home = this.path('home');
		return {
			cwd: this.folder,
			env: { HOME: home, USERPROFILE: home, APPDATA: home, XDG_CONFIG_HOME: '' },
		};
	}

	run(...args: string[]): Promise<Ran> {
		return aext(args, this.options);
	}

	/** Runs a command that must work. */
	async does(...args: string[]): Promise<string> {
		const { code, out, err } = await this.run(...args);
		assert.equal(code, 0, `${args.join(' ')}\n${out}${err}`);
		return out;
	}

	path(relative: string): string {
		return path.join(this.folder, relative);
	}
}

/** The files of a harmless skill, in a folder `greeter`. */
export const greeter = Object.fromEntries(
	Object.entries(GREETER).map(([name, text]) => [`greeter/${name}`, text]),
);

/** An author with `greeter.aext`, its signature, `key.json` and `pub.json`; `more` files go into the folders. */
export async function published(more: Readonly<Record<string, string>> = {}): Promise<Person> {
	const author = await Person.create({ ...greeter, ...more });
	await author.does('keygen', '--out', 'key.json', '--pub', 'pub.json');
	await author.does('package', 'greeter', '--out', 'greeter.aext');
	await author.does('sign', 'greeter.aext', '--key', 'key.json', '--out', 'greeter.sig.json');
	return author;
}
