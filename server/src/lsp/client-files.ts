import type { CancellationToken, Connection } from 'vscode-languageserver';
import { CancellationTokenSource } from 'vscode-languageserver';
import type { Unlisted } from '../base/files';
import { filesByScheme, schemeOf } from '../host/files-by-scheme';
import { type FileSystem, HostError, type Listing } from '../host/model';
import { ListFolder, ReadFile, type Request, StatFile } from '../protocol';

/** Files that only the client can read, asked for one by one. */
function clientFiles(connection: Connection, schemes: readonly string[]): FileSystem {
	async function ask<Params, Result>(
		message: Request<Params, Result>,
		params: Params,
		signal?: AbortSignal,
	): Promise<Result> {
		if (signal?.aborted) throw cancelled();
		const source = new CancellationTokenSource();
		const cancel = () => source.cancel();
		signal?.addEventListener('abort', cancel);
		try {
			return message.result.parse(await send(message.method, params, source.token));
		} catch (error) {
			if (signal?.aborted) throw cancelled();
			const words = error instanceof Error ? error.message : String(error);
			throw new HostError('not-readable', `The editor did not give ${message.method}: ${words}`, error);
		} finally {
			signal?.removeEventListener('abort', cancel);
			source.dispose();
		}
	}
	const send = (method: string, params: unknown, token: CancellationToken): Promise<unknown> =>
		connection.sendRequest(method, params, token);
	return {
		schemes: new Set(schemes),
		async list(root, limits, signal) {
			const { files, depth } = limits;
			const { entries, unlisted } = await ask(ListFolder, { uri: root, files, depth }, signal);
			return {
				entries: entries.map(({ stamp, ...entry }) => (stamp === undefined ? entry : { ...entry, stamp })),
				unlisted: unlisted.map(({ path, reason }) => ({ path, reason, gap: leavesGap(path) })),
			};
		},
		async read(uri, maxBytes, signal) {
			const answer = await ask(ReadFile, { uri, maxBytes }, signal);
			if ('error' in answer)
				throw new HostError(answer.error, `The editor could not read it: ${answer.error}.`);
			return Uint8Array.from(atob(answer.base64), character => character.charCodeAt(0));
		},
		async stat(uri) {
			const found = await ask(StatFile, { uri });
			if (found === null) return undefined;
			return found.stamp === undefined ? { type: found.type } : { type: found.type, stamp: found.stamp };
		},
	};
}

/**
 * The files of a session: the disk, and what the client reads for the server. A folder that is not there (yet), or
 * that nobody can read, is an empty one with a gap: its open documents are judged all the same.
 */
export function sessionFiles(
	disk: FileSystem,
	connection: Connection,
	schemes: readonly string[],
): FileSystem {
	const files = filesByScheme([disk, clientFiles(connection, schemes)]);
	return {
		...files,
		async list(root, limits, signal): Promise<Listing> {
			try {
				return await files.list(root, limits, signal);
			} catch (error) {
				if (!(error instanceof HostError) || error.code === 'cancelled') throw error;
				const unlisted: Unlisted = { path: '', reason: error.message, gap: error.code !== 'not-found' };
				return { entries: [], unlisted: [unlisted] };
			}
		},
		async stat(uri) {
			return files.schemes.has(schemeOf(uri)) ? files.stat(uri) : undefined;
		},
	};
}

/** Version control data is no part of an extension; whatever else could not be listed may be. */
function leavesGap(path: string): boolean {
	return !/(?:^|\/)\.(?:git|hg|svn)$/.test(path);
}

function cancelled(): HostError {
	return new HostError('cancelled', 'The request was cancelled.');
}
