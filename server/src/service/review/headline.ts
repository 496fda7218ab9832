import type { SignatureClaim } from '../../base/claim';
import { escapeForDisplay } from '../../base/display';
import type { PackageIdentity, PackageListing, PackageReading } from '../../jobs/model';
import type { ReviewProgress } from '../../protocol';
import { judge } from '../../verdict/judge';
import { VERDICT_WORDS } from '../../verdict/model';
import type { Inspection } from '../packages/inspect';

const LIMITS = ['total-too-large', 'entry-too-large', 'ratio', 'nested-too-deep'];
const OUTSIDE = ['name-absolute', 'name-drive', 'name-network', 'name-parent', 'name-backslash', 'symlink'];
const ONE_NAME = ['duplicate', 'case-equal', 'form-equal', 'file-and-folder'];

/** A few words on the state of a package: the first of these that holds. */
export function headlineOf({ reading, brokenOff }: Inspection): string {
	if (!reading) return `Could not be examined: ${brokenOff?.message ?? 'nothing was read.'}`;
	return refusalHeadline(reading) ?? signatureHeadline(reading.claim);
}

/** What can be said before the contents were read: a reason against installing, or that nothing can be judged yet. */
export type FirstVerdict = Pick<ReviewProgress, 'verdict' | 'headline' | 'sentence'>;

/**
 * The verdict on a package of which only the list, the digest and the signature are known. Whatever its contents
 * are, the verdict on the whole is not better.
 */
export function firstVerdict(listing: PackageListing, identity: PackageIdentity): FirstVerdict {
	const { claim } = identity;
	const judged = judge({ archive: listing.problems, claim, findings: [], complete: false });
	const refused = refusalHeadline({ ...listing, ...identity });
	if (judged.verdict === 'do-not-install' || refused !== undefined) {
		const verdict = judged.verdict === 'do-not-install' ? 'do-not-install' : 'cannot-judge';
		return { verdict, headline: refused ?? signatureHeadline(claim), sentence: judged.sentence };
	}
	return {
		verdict: 'cannot-judge',
		headline: signedForAnother(claim) ?? signatureHeadline(claim),
		sentence: `${VERDICT_WORDS['cannot-judge']} yet: its files are still being read.`,
	};
}

/** A key may be pinned for some extensions only, and which one this is only its manifest says. */
function signedForAnother({ outcome, key }: SignatureClaim): string | undefined {
	if (outcome !== 'verified' || !key?.outOfScope || key.pinnedAs === undefined) return undefined;
	const name = escapeForDisplay(key.pinnedAs, 80);
	return `Intact and signed by '${name}', whose key you pinned for some extensions only`;
}

type Refused = PackageListing & Pick<PackageReading, 'size' | 'firstBytes'>;

function refusalHeadline(reading: Refused): string | undefined {
	const { problems, size } = reading;
	const [first] = problems;
	if (!first) return undefined;
	const has = (codes: readonly string[]) => problems.some(problem => codes.includes(problem.code));
	if (size === 0) return 'Not a package: the file is empty';
	if (has(['not-a-zip'])) return `Not a package: it begins with ${beginning(reading.firstBytes)}`;
	if (has(['truncated'])) return 'File is incomplete';
	if (has(OUTSIDE)) return 'Refused: would write outside its folder';
	if (has(ONE_NAME)) return 'Refused: two files under one name';
	if (has(['encrypted'])) return 'Contents cannot be read: they are encrypted';
	if (has(['archive-too-large', 'too-many-entries'])) return `Refused: ${first.message}`;
	if (has(LIMITS)) {
		const bytes = reading.entries.reduce((sum, entry) => sum + entry.size, 0);
		return `Refused: expands to at least ${sizeWords(bytes)}`;
	}
	return `Refused: ${first.message}`;
}

/** First bytes as hexadecimal pairs and, where they are all plain characters, as text. */
function beginning(hex: string): string {
	const bytes = hex.match(/../g)?.map(pair => Number.parseInt(pair, 16)) ?? [];
	const pairs = bytes.map(byte => byte.toString(16).padStart(2, '0')).join(' ');
	const plain = bytes.length > 0 && bytes.every(byte => byte >= 0x20 && byte < 0x7f);
	return plain ? `'${String.fromCharCode(...bytes)}' (${pairs})` : pairs;
}

/** Bytes in the largest unit that leaves a whole part. */
export function sizeWords(bytes: number): string {
	const units = ['bytes', 'KiB', 'MiB', 'GiB'];
	let value = bytes;
	let unit = 0;
	while (value >= 1024 && unit < units.length - 1) {
		value /= 1024;
		unit++;
	}
	return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

function signatureHeadline({ outcome, key, withdrawn }: SignatureClaim): string {
	const [withdrawal] = withdrawn;
	if (withdrawal) {
		const what = withdrawal.subject.startsWith('sha256:') ? 'Withdrawn' : 'Its key was withdrawn';
		return `${what} on ${escapeForDisplay(withdrawal.date, 20)}: ${escapeForDisplay(withdrawal.reason, 120)}`;
	}
	switch (outcome) {
		case 'verified':
			if (key?.outOfScope) return 'Signed by a key that you pinned for other extensions';
			return key?.pinnedAs === undefined
				? 'Intact and signed by the key that you gave'
				: `Intact and signed by '${escapeForDisplay(key.pinnedAs, 80)}'`;
		case 'unknown-key':
			return 'Valid, but this key is unknown to you';
		case 'other-key':
			return 'Signed by another key than expected';
		case 'changed':
			return 'Changed after signing';
		case 'malformed':
		case 'unsupported':
			return 'Its signature cannot be verified';
		case 'not-signed':
			return 'Nobody has signed this';
	}
}
