import type { KeyProblem, PrivateKey } from '../../formats/keys/model';
import { HostError, type PackageHost } from '../../host/model';
import { signDigest } from '../../sign/sign';
import { fingerprintOf } from './keys';
import { isBrokenOff, type PackageRequest, readStructure, signatureUri, sourceOfPackage } from './read';

export interface SignRequest extends Pick<PackageRequest, 'package' | 'limits' | 'signal'> {
	readonly key: PrivateKey;
	/** URI of the signature file; absent: beside the package. */
	readonly output?: string;
}

export type SignResult =
	| {
			readonly status: 'signed';
			readonly signature: string;
			readonly digest: string;
			readonly fingerprint: string;
	  }
	/** The package is none that anybody should install, or the key is no key. */
	| {
			readonly status: 'refused';
			readonly problems: readonly { readonly code: string; readonly message: string }[];
	  };

/** Signs a package that the strict reader accepts, and writes the signature beside it. */
export async function signPackage(host: PackageHost, request: SignRequest): Promise<SignResult> {
	const reading = await readStructure(host, await sourceOfPackage(host, request), request);
	if (isBrokenOff(reading)) {
		if (reading.failure === 'cancelled') throw new HostError('cancelled', reading.message);
		return { status: 'refused', problems: [{ code: reading.failure, message: reading.message }] };
	}
	if (reading.problems.length > 0) return { status: 'refused', problems: reading.problems };
	const signed: string | KeyProblem = signDigest(reading.digest, request.key, host.now());
	if (typeof signed !== 'string') return { status: 'refused', problems: [signed] };
	const signature = request.output ?? signatureUri(request.package);
	await host.writer.write(signature, new TextEncoder().encode(signed), 0o644);
	return {
		status: 'signed',
		signature,
		digest: reading.digest,
		fingerprint: fingerprintOf(host, request.key.publicKey),
	};
}
