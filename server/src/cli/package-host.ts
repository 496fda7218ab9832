import path from 'node:path';
import type { PackageHost } from '../host/model';
import { nodeHost } from '../host/node/host';
import { nodePackageHost } from '../host/node/package-host';
import { personFolders } from '../host/node/person';
import type { Terminal } from './terminal';

/** The host for commands on packages: the worker program lies beside this bundle. */
export function packageHost(terminal: Terminal): PackageHost {
	return nodePackageHost(nodeHost(terminal), {
		worker: path.join(__dirname, 'worker.cjs'),
		person: personFolders(terminal.env),
	});
}

/** Runs work whose signal is aborted by the first Ctrl+C, so that it can clean up; the second ends the program. */
export async function interruptible<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
	const controller = new AbortController();
	const abort = () => controller.abort();
	process.once('SIGINT', abort);
	process.once('SIGTERM', abort);
	try {
		return await work(controller.signal);
	} finally {
		process.off('SIGINT', abort);
		process.off('SIGTERM', abort);
	}
}
