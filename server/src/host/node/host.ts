import type { Host } from '../model';
import { nodeFiles } from './files';

/** Where log entries go. Levels that are not given are left out, except that warnings then go with the errors. */
export interface Log {
	error(message: string): void;
	warn?(message: string): void;
	info?(message: string): void;
	debug?(message: string): void;
}

/** The outside world as Node.js sees it: the local disk and the machine's clock. */
export function nodeHost(log: Log): Host {
	return {
		files: nodeFiles,
		now: () => new Date(),
		breathe: () => new Promise(resolve => setImmediate(resolve)),
		log(level, message) {
			if (level === 'error' || (level === 'warn' && !log.warn)) log.error(message);
			else log[level]?.(message);
		},
	};
}
