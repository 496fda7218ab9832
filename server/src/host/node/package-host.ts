import { createHash, randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Host, PackageHost, PersonFolders } from '../model';
import { aesCounterMode } from './cipher';
import { personFolders } from './person';
import { startWorker } from './worker';
import { nodeWriter } from './writer';

export interface PackageHostOptions {
	/** Path of the bundled worker program. */
	readonly worker: string;
	readonly person?: PersonFolders;
}

/** A host that can also write, compute digests and start the worker. */
export function nodePackageHost(host: Host, { worker, person }: PackageHostOptions): PackageHost {
	return {
		files: host.files,
		now: () => host.now(),
		breathe: () => host.breathe(),
		log: (level, message) => host.log(level, message),
		writer: nodeWriter,
		person: person ?? personFolders(),
		crypto: {
			random: length => randomBytes(length),
			sha256: bytes => createHash('sha256').update(bytes).digest('hex'),
			aesCounterMode,
		},
		processors: availableParallelism(),
		startWorker: options => startWorker(worker, options),
		localPath: uri => (uri.startsWith('file:') ? fileURLToPath(uri) : undefined),
	};
}
