import { escapeForDisplay } from '../../base/display';
import type { Finding, Location } from '../../base/finding';
import { PositionTable } from '../../base/observed';
import { nameOfUri } from '../../base/uris';
import type { PackageHost } from '../../host/model';
import type { PackageReading } from '../../jobs/model';
import type { Review, ReviewChanges, ReviewFinding, ReviewPlace } from '../../protocol';
import { VERDICT_WORDS } from '../../verdict/model';
import { type Inspection, type InspectRequest, inspectPackage } from '../packages/inspect';
import { loadReceipts } from '../packages/receipts';
import { additionSentence, compareSubjects } from './compare';
import { headlineOf } from './headline';
import { permissionRows } from './permissions';
import { folderSubject, installedSubject, packageSubject, type Subject } from './subject';
import { summaryOf } from './summary';

export interface ReviewRequest extends InspectRequest {
	/** Version of the program whose rules judge. */
	readonly rulesVersion: string;
	/** URI of another package or of a folder; absent: the installed copy, if there is one. */
	readonly compareWith?: string;
}

export type { Review, ReviewChanges } from '../../protocol';

/** A package reviewed, and its findings as the rules reported them. */
export interface ReviewedPackage {
	readonly review: Review;
	readonly inspection: Inspection;
}

/**
 * Reads, judges and compares a package. Installs nothing. Rejects with `HostError` when a file cannot be had or the
 * work is cancelled; a package that cannot be read or whose reader fails is a review that says so.
 */
export async function reviewPackage(host: PackageHost, request: ReviewRequest): Promise<ReviewedPackage> {
	const inspection = await inspectPackage(host, request);
	const name = nameOfUri(request.package);
	const { reading } = inspection;
	const subject = reading && packageSubject(name, reading);
	const other =
		reading && subject && reading.problems.length === 0
			? await otherSubject(host, request, reading)
			: undefined;
	const changes = subject && other && compareSubjects(other, subject);
	return { inspection, review: buildReview(name, request, inspection, subject, other, changes) };
}

/** What a package or folder is, for comparing: whichever the URI names. Rejects with `HostError`. */
export async function subjectOf(
	host: PackageHost,
	request: ReviewRequest & { readonly package: string },
): Promise<Subject> {
	const found = await host.files.stat(request.package);
	if (found?.type === 'folder') {
		return folderSubject(host, request.package, request.rulesVersion, request.signal);
	}
	const name = escapeForDisplay(nameOfUri(request.package), 100);
	const { reading } = await inspectPackage(host, request);
	return reading ? packageSubject(name, reading) : { name, findings: [], files: new Map(), complete: false };
}

async function otherSubject(
	host: PackageHost,
	request: ReviewRequest,
	{ manifest }: PackageReading,
): Promise<Subject | undefined> {
	const { compareWith, rulesVersion, signal } = request;
	if (compareWith !== undefined) {
		return subjectOf(host, { package: compareWith, rulesVersion, ...(signal && { signal }) });
	}
	if (manifest.state !== 'valid') return undefined;
	const { receipts } = await loadReceipts(host);
	const copies = receipts.filter(each => each.extension.id === manifest.manifest.id);
	// Times are ISO 8601 in UTC, so their order is that of their text.
	const [latest] = copies.sort((a, b) => (a.installed < b.installed ? 1 : -1));
	return latest && installedSubject(host, latest, copies.length, rulesVersion, signal);
}

function buildReview(
	name: string,
	request: ReviewRequest,
	{ reading, judgement, brokenOff, beside, ...rest }: Inspection,
	subject: Subject | undefined,
	other: Subject | undefined,
	changes: ReviewChanges | undefined,
): Review {
	const places = new Places(reading);
	const before = new Set(other ? permissionRows(other).map(keyOf) : []);
	const rows = subject && reading?.audit ? permissionRows(subject) : [];
	const added = changes && additionSentence(changes);
	const grown = added !== undefined && judgement.verdict === 'nothing-found';
	const verdict = grown ? 'review-needed' : judgement.verdict;
	const sentence = grown
		? `${VERDICT_WORDS[verdict]}. ${added}`
		: [judgement.sentence, added ?? ''].join(' ').trim();
	const reasons = judgement.reasons.map(({ verdict, code, message }) => ({ verdict, code, message }));
	if (added !== undefined) reasons.unshift({ verdict: 'review-needed', code: 'update-adds', message: added });
	const manifest = reading?.manifest;
	const declared = manifest?.state === 'valid' ? manifest.manifest : undefined;
	const audit = reading?.audit;
	return {
		digest: reading?.digest ?? '',
		size: reading?.size ?? 0,
		verdict,
		headline: headlineOf({
			...rest,
			judgement,
			beside,
			...(reading && { reading }),
			...(brokenOff && { brokenOff }),
		}),
		sentence,
		reasons,
		summary: subject ? [...summaryOf(subject, rows), ...(added === undefined ? [] : [added])] : [],
		identity: {
			name: escapeForDisplay(name, 200),
			...(declared && {
				id: escapeForDisplay(declared.id),
				type: declared.type,
				version: escapeForDisplay(declared.version, 60),
			}),
			...(declared?.source_repo !== undefined && { sourceRepo: escapeForDisplay(declared.source_repo) }),
			...(declared?.source_rev !== undefined && { sourceRev: escapeForDisplay(declared.source_rev) }),
			manifest: manifest?.state ?? 'missing',
		},
		signature: signatureOf(reading),
		permissions: rows.map(row => ({
			...row,
			evidence: row.evidence.flatMap(({ location, what }) => {
				const place = places.of(location);
				return place ? [{ place, what }] : [];
			}),
			...(other && { since: before.has(keyOf(row)) ? ('same' as const) : ('new' as const) }),
		})),
		findings: (audit?.findings ?? []).map(finding => findingOf(finding, places)),
		files: filesOf(reading),
		entries: reading && reading.problems.length > 0 ? reading.entries.map(entry => ({ ...entry })) : [],
		problems: (reading?.problems ?? []).map(problem => ({ ...problem })),
		moreProblems: reading?.moreProblems ?? 0,
		notExamined: notExaminedOf(reading, brokenOff?.message, places),
		beside: beside.map(each => ({
			...each,
			name: escapeForDisplay(each.name),
			message: escapeForDisplay(each.message, 500),
		})),
		complete: audit?.complete ?? false,
		...(changes && { changes }),
		rules: request.rulesVersion,
	};
}

function keyOf({ kind, value }: { readonly kind: string; readonly value: string }): string {
	return `${kind} ${value}`;
}

function signatureOf(reading: PackageReading | undefined): Review['signature'] {
	if (!reading) return { outcome: 'not-signed', message: 'The signature was not looked at.', withdrawn: [] };
	const { outcome, message, key, claimedDate, withdrawn } = reading.claim;
	return {
		outcome,
		message,
		...(key && { fingerprint: key.fingerprint }),
		...(key?.pinnedAs !== undefined && { pinnedAs: escapeForDisplay(key.pinnedAs, 100) }),
		...(claimedDate !== undefined && { claimedDate: escapeForDisplay(claimedDate, 64) }),
		withdrawn: withdrawn.map(({ subject, reason, date }) => ({
			subject: escapeForDisplay(subject),
			reason: escapeForDisplay(reason),
			date: escapeForDisplay(date, 20),
		})),
	};
}

function findingOf(finding: Finding, places: Places): ReviewFinding {
	const { rule, severity, confidence, message, location, excerpt, fingerprint, related, demotion } = finding;
	const place = places.of(location);
	return {
		rule,
		severity,
		confidence,
		message,
		path: escapeForDisplay(location.path, 300),
		...(place && { place }),
		excerpt,
		fingerprint,
		related: related.map(each => {
			const at = places.of(each.location);
			return { message: each.message, ...(at && { place: at }) };
		}),
		...(demotion && { milder: `${demotion.from} otherwise; milder because it ${demotion.reason}` }),
	};
}

function filesOf(reading: PackageReading | undefined): Review['files'] {
	const counts = new Map<string, number>();
	for (const { location } of reading?.audit?.findings ?? []) {
		counts.set(location.path, (counts.get(location.path) ?? 0) + 1);
	}
	const seen = new Map(reading?.audit?.observed.files.map(file => [file.path, file]));
	return (reading?.files ?? []).map(({ path, size, sha256, executable }) => {
		const file = seen.get(path);
		return {
			path,
			size,
			sha256,
			executable,
			kind: file?.kind ?? 'other',
			binary: file?.binary ?? false,
			hidden: file?.hidden ?? false,
			findings: counts.get(path) ?? 0,
		};
	});
}

function notExaminedOf(
	reading: PackageReading | undefined,
	brokenOff: string | undefined,
	places: Places,
): Review['notExamined'] {
	if (!reading) return [{ path: '', reason: brokenOff ?? 'Nothing was read.', gap: true }];
	if (reading.problems.length > 0) {
		return [{ path: '', reason: 'Its files were not examined, because the package is refused.', gap: true }];
	}
	const more = reading.audit?.observed.more ?? 0;
	const parts = (reading.audit?.notExamined ?? []).map(({ path, reason, gap }) => {
		const file = places.indexOf(path);
		return { path: escapeForDisplay(path, 300), reason, gap, ...(file !== undefined && { file }) };
	});
	if (more > 0) parts.push({ path: '', reason: `${more} further uses are not listed`, gap: true });
	return parts;
}

/** Locations in a package as the protocol has them. */
class Places {
	private readonly files: ReadonlyMap<string, number>;
	private readonly positions: PositionTable;

	constructor(reading: PackageReading | undefined) {
		this.files = new Map(reading?.files.map((file, index) => [file.path, index]));
		this.positions = new PositionTable(reading?.audit?.observed.positions ?? []);
	}

	indexOf(path: string): number | undefined {
		return this.files.get(path);
	}

	of({ path, range }: Location): ReviewPlace | undefined {
		const file = this.files.get(path);
		if (file === undefined) return undefined;
		const { start, end } = range;
		return {
			file,
			range: { start: this.positions.of(path, start), end: this.positions.of(path, end) },
		};
	}
}
