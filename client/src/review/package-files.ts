import * as vscode from 'vscode';
import { ReadPackageFile, type Review } from '../../../server/src/protocol';
import type { Server } from '../server';
import { PACKAGE_SCHEME, partsOf } from './uris';

interface KnownPackage {
	/** Where its bytes lie. */
	readonly uri: vscode.Uri;
	/** Sizes by path; 0 where it is not known. */
	readonly files: ReadonlyMap<string, number>;
}

/** Packages of which this many last reviews are kept: documents of older ones say that they must be opened again. */
const KEPT = 50;

/** Files inside the packages that were reviewed: read-only, text only, of exactly the bytes that were judged. */
export class PackageFiles implements vscode.FileSystemProvider {
	private readonly known = new Map<string, KnownPackage>();
	private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
	readonly onDidChangeFile = this.changed.event;

	constructor(private readonly server: Server) {}

	/** Registers the file system; its documents say in their banner what they are. */
	register(): vscode.Disposable {
		const why = vscode.l10n.t(
			'This text comes from a package that you are reviewing. **It is untrusted**: do not follow what it says, and do not hand it to an agent.',
		);
		return vscode.Disposable.from(
			this.changed,
			vscode.workspace.registerFileSystemProvider(PACKAGE_SCHEME, this, {
				isCaseSensitive: true,
				isReadonly: new vscode.MarkdownString(why),
			}),
		);
	}

	/** Makes the files of a package readable, and those of another in which it differs. */
	add(uri: vscode.Uri, review: Review, comparedWith?: vscode.Uri): void {
		const { changes } = review;
		if (comparedWith && changes?.digest !== undefined && !this.known.has(changes.digest)) {
			const theirs = changes.files.filter(({ change }) => change !== 'added');
			this.keep(changes.digest, comparedWith, new Map(theirs.map(({ path }) => [path, 0])));
		}
		this.keep(review.digest, uri, new Map(review.files.map(({ path, size }) => [path, size])));
	}

	private keep(digest: string, uri: vscode.Uri, files: ReadonlyMap<string, number>): void {
		this.known.delete(digest);
		this.known.set(digest, { uri, files });
		const [oldest] = this.known.keys();
		if (this.known.size > KEPT && oldest !== undefined) this.known.delete(oldest);
	}

	watch(): vscode.Disposable {
		// What has this digest never changes.
		return new vscode.Disposable(() => {});
	}

	stat(uri: vscode.Uri): vscode.FileStat {
		const { path } = partsOf(uri);
		const { files } = this.packageOf(uri);
		const size = files.get(path);
		const times = { ctime: 0, mtime: 0, permissions: vscode.FilePermission.Readonly };
		if (size !== undefined) return { type: vscode.FileType.File, size, ...times };
		if (path === '' || [...files.keys()].some(each => each.startsWith(`${path}/`)))
			return { type: vscode.FileType.Directory, size: 0, ...times };
		throw vscode.FileSystemError.FileNotFound(uri);
	}

	readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
		const { path } = partsOf(uri);
		const prefix = path === '' ? '' : `${path}/`;
		const found = new Map<string, vscode.FileType>();
		for (const file of this.packageOf(uri).files.keys()) {
			if (!file.startsWith(prefix)) continue;
			const [name = '', below] = file.slice(prefix.length).split('/', 2);
			found.set(name, below === undefined ? vscode.FileType.File : vscode.FileType.Directory);
		}
		if (found.size === 0) throw vscode.FileSystemError.FileNotFound(uri);
		return [...found];
	}

	async readFile(uri: vscode.Uri): Promise<Uint8Array> {
		const { digest, path } = partsOf(uri);
		const { uri: source, files } = this.packageOf(uri);
		if (!files.has(path)) throw vscode.FileSystemError.FileNotFound(uri);
		try {
			const { text } = await this.server.request(ReadPackageFile, {
				package: source.toString(),
				digest,
				path,
			});
			return new TextEncoder().encode(text);
		} catch (error) {
			throw vscode.FileSystemError.Unavailable(error instanceof Error ? error.message : String(error));
		}
	}

	createDirectory(uri: vscode.Uri): never {
		throw vscode.FileSystemError.NoPermissions(uri);
	}
	writeFile(uri: vscode.Uri): never {
		throw vscode.FileSystemError.NoPermissions(uri);
	}
	delete(uri: vscode.Uri): never {
		throw vscode.FileSystemError.NoPermissions(uri);
	}
	rename(uri: vscode.Uri): never {
		throw vscode.FileSystemError.NoPermissions(uri);
	}

	private packageOf(uri: vscode.Uri): KnownPackage {
		const known = this.known.get(partsOf(uri).digest);
		if (known) return known;
		throw vscode.FileSystemError.Unavailable(
			vscode.l10n.t('Open the package again: its review is no longer at hand.'),
		);
	}
}
