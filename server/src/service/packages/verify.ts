import type { SignatureClaim } from '../../base/claim';
import type { PackageHost } from '../../host/model';
import type { PackageReading } from '../../jobs/model';
import { isBrokenOff, type PackageRequest, readPackage } from './read';
import type { BrokenOff } from './worker-client';

/** What verifying a package showed. */
export type VerifyResult =
	| {
			readonly status: 'judged';
			/** Verified by a trusted key, nothing withdrawn, in scope, and a package that may be read. */
			readonly ok: boolean;
			readonly claim: SignatureClaim;
			/** Digest, manifest and what is wrong with the archive itself. */
			readonly reading: PackageReading;
	  }
	| ({ readonly status: 'broken-off' } & BrokenOff);

/**
 * Verifies a package's signature under the key that was given or those that are pinned, and its structure under the
 * strict reader. Installs nothing, runs no rules. Rejects with `HostError` when a file cannot be had.
 */
export async function verifyPackage(host: PackageHost, request: PackageRequest): Promise<VerifyResult> {
	const { reading } = await readPackage(host, request, { audit: false, digests: false, deliver: false });
	if (isBrokenOff(reading)) return { status: 'broken-off', ...reading };
	const { claim } = reading;
	const ok =
		claim.outcome === 'verified' &&
		claim.withdrawn.length === 0 &&
		!claim.key?.outOfScope &&
		reading.problems.length === 0;
	return { status: 'judged', ok, claim, reading };
}
