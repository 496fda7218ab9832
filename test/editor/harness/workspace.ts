import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const made: string[] = [];

after(async () => {
	for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A folder under the system's temporary one, removed after the last test. */
export async function temporaryFolder(): Promise<string> {
	const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'aext-test-')));
	made.push(folder);
	return folder;
}

export interface WorkspaceContent {
	/** Folders of `fixtures/samples/` to copy. */
	readonly samples?: readonly string[];
	/** Files to write: text or bytes by path. */
	readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

/** A new workspace folder of this name with this content. */
export async function workspace(content: WorkspaceContent = {}, name = 'workspace'): Promise<string> {
	const folder = path.join(await temporaryFolder(), name);
	await mkdir(folder);
	for (const sample of content.samples ?? []) {
		await cp(path.join('fixtures', 'samples', sample), path.join(folder, sample), { recursive: true });
	}
	for (const [file, text] of Object.entries(content.files ?? {})) {
		const target = path.join(folder, file);
		await mkdir(path.dirname(target), { recursive: true });
		await writeFile(target, text);
	}
	return folder;
}
