import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Context } from 'mocha';

/**
 * Skips the running test or suite with its reason in the output. In CI a missing part is a failure, so that a
 * green run there means that everything ran.
 */
export function skipBecause(test: Context, reason: string): never {
	if (process.env.CI === 'true') throw new Error(`Cannot run in CI without it: ${reason}`);
	console.log(`    skipped, ${reason}`);
	test.skip();
}

/** Absolute path in the shared research folder beside the repository, or a skip when it is not there. */
export function sharedPath(test: Context, ...segments: string[]): string {
	const target = path.resolve(process.cwd(), '..', 'shared', ...segments);
	if (!existsSync(target)) skipBecause(test, `../shared/${segments.join('/')} is not beside this clone`);
	return target;
}
