import * as vscode from 'vscode';
import type { ListFolder } from '../../server/src/protocol';

type Listing = ReturnType<typeof ListFolder.result.parse>;

/** Folders whose content is not the extension's own work; they are named as left out. */
const LEFT_OUT: ReadonlyMap<string, string> = new Map([
	['.git', 'version control data'],
	['.hg', 'version control data'],
	['.svn', 'version control data'],
	['node_modules', 'installed packages'],
]);

/**
 * Everything below a folder as the server's `FileSystem.list` wants it: symlinks are listed and never followed;
 * what was left out or could not be listed is in `unlisted`.
 */
export async function listFolder(
	root: vscode.Uri,
	limits: { readonly files: number; readonly depth: number },
	token: vscode.CancellationToken,
): Promise<Listing> {
	const { fs } = vscode.workspace;
	const entries: Listing['entries'] = [];
	const unlisted: Listing['unlisted'] = [];
	const pending = [{ path: '', depth: 0 }];
	for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
		if (token.isCancellationRequested) throw new vscode.CancellationError();
		let children: [string, vscode.FileType][];
		try {
			children = await fs.readDirectory(vscode.Uri.joinPath(root, folder.path));
		} catch (error) {
			unlisted.push({ path: folder.path, reason: reasonFor(error) });
			continue;
		}
		for (const [name, type] of children) {
			const path = folder.path === '' ? name : `${folder.path}/${name}`;
			const link = (type & vscode.FileType.SymbolicLink) !== 0;
			const leftOut = LEFT_OUT.get(name);
			if (!link && type === vscode.FileType.Directory) {
				if (leftOut !== undefined) unlisted.push({ path, reason: leftOut });
				else if (folder.depth + 1 > limits.depth)
					unlisted.push({ path, reason: 'too many levels of folders' });
				else pending.push({ path, depth: folder.depth + 1 });
			} else if (entries.length >= limits.files) {
				unlisted.push({ path, reason: `more than ${limits.files} files` });
				return { entries, unlisted };
			} else if (link) {
				entries.push({ path, type: 'symlink', size: 0 });
			} else {
				try {
					const { size, mtime } = await fs.stat(vscode.Uri.joinPath(root, path));
					const kind = type === vscode.FileType.File ? 'file' : 'other';
					entries.push({ path, type: kind, size, stamp: `${mtime}:${size}` });
				} catch (error) {
					unlisted.push({ path, reason: reasonFor(error) });
				}
			}
		}
	}
	return { entries, unlisted };
}

function reasonFor(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
