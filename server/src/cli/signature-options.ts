import type { SignatureClaim } from '../base/claim';
import { HostError, type PackageHost } from '../host/model';
import { loadPublicKey } from '../service/packages/keys';
import type { PackageRequest } from '../service/packages/read';
import type { Options, ParsedArguments } from './arguments';
import { existingOption } from './file-argument';
import { EXIT, type Terminal, UsageError } from './terminal';

/** Options that say how a signature is to be verified. */
export const SIGNATURE_OPTIONS: Options = {
	sig: { type: 'string', value: '<sig.json>', help: 'Default: <name>.sig.json beside the package.' },
	pub: {
		type: 'string',
		value: '<file>',
		help: 'Public key that must have signed; default: the keys you pinned.',
	},
	'allow-embedded-key': {
		type: 'boolean',
		help: 'Accept a key that only the signature file names. It proves nothing about who signed.',
	},
};

/** What was given of them, for the engine. */
export async function signatureRequest(
	given: ParsedArguments,
	terminal: Terminal,
	host: PackageHost,
): Promise<Pick<PackageRequest, 'signature' | 'key'>> {
	const signature = existingOption('sig', given, terminal);
	const pub = existingOption('pub', given, terminal);
	if (pub !== undefined && given.flag('allow-embedded-key')) {
		throw new UsageError('--pub and --allow-embedded-key exclude each other.');
	}
	const key = pub === undefined ? undefined : await loadPublicKey(host, pub);
	if (key?.kind === 'problem') throw new HostError('not-readable', `--pub: ${key.message}`);
	return { ...(signature !== undefined && { signature }), ...(key && { key: key.publicKey }) };
}

const OUTCOME_CODES: Readonly<Record<SignatureClaim['outcome'], number>> = {
	verified: EXIT.clean,
	'unknown-key': EXIT.unknownKey,
	'other-key': EXIT.otherKey,
	changed: EXIT.changed,
	malformed: EXIT.malformed,
	unsupported: EXIT.unsupported,
	'not-signed': EXIT.notSigned,
};

/** The exit code that tells a script what a signature showed. */
export function exitCodeOf({ outcome, withdrawn, key }: SignatureClaim): number {
	if (withdrawn.length > 0) return EXIT.withdrawn;
	if (outcome === 'verified' && key?.outOfScope) return EXIT.outOfScope;
	return OUTCOME_CODES[outcome];
}
