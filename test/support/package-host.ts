import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PackageHost } from '../../server/src/host/model';
import { nodeHost } from '../../server/src/host/node/host';
import { nodePackageHost } from '../../server/src/host/node/package-host';
import { workerProgram } from './worker-program';

/** A disk of its own for one test, and a host whose person lives there. */
export interface Sandbox {
	readonly host: PackageHost;
	/** URI of a path below the sandbox. */
	uri(relative: string): string;
	path(relative: string): string;
	write(relative: string, content: string | Uint8Array, mode?: number): Promise<void>;
	read(relative: string): Promise<Buffer>;
	/** Writes the files of an extension below a folder, and gives the folder's URI. */
	extension(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<string>;
	remove(): Promise<void>;
}

export async function makeSandbox(changes: Partial<PackageHost> = {}): Promise<Sandbox> {
	const root = await mkdtemp(path.join(tmpdir(), 'aext-test-'));
	const inside = (relative: string) => path.join(root, relative);
	const uri = (relative: string) => pathToFileURL(inside(relative)).href;
	const write = async (relative: string, content: string | Uint8Array, mode = 0o644) => {
		await mkdir(path.dirname(inside(relative)), { recursive: true });
		await writeFile(inside(relative), content, { mode });
	};
	const plain = nodePackageHost(nodeHost({ error: () => undefined }), {
		worker: await workerProgram(),
		person: { home: uri('home'), own: uri('home/.config/aext') },
	});
	return {
		host: { ...plain, ...changes },
		uri,
		path: inside,
		write,
		read: relative => readFile(inside(relative)),
		async extension(folder, files) {
			for (const [name, content] of Object.entries(files)) await write(`${folder}/${name}`, content);
			return uri(folder);
		},
		remove: () => rm(root, { recursive: true, force: true }),
	};
}

/** Text of a valid manifest. */
export function manifestText(changes: Readonly<Record<string, unknown>> = {}): string {
	const manifest = {
		schema: 'aessf.dev/aem/v0',
		id: 'com.acme.greeter',
		type: 'skill',
		version: '1.0.0',
		permissions: {},
		...changes,
	};
	return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** A skill that only says hello. */
export const GREETER: Readonly<Record<string, string>> = {
	'aem.json': manifestText(),
	'SKILL.md':
		'---\nname: greeter\ndescription: Says hello politely. Use it when somebody says hello.\n---\n\n# Greeter\n\nSay hello.\n',
	'docs/notes.md': '# Notes\n\nHello is a greeting.\n',
};
