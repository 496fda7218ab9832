import { escapeForDisplay } from '../../base/display';
import type { Severity } from '../../base/severity';
import type { Use } from '../../facts/grades';
import type { ExtensionFacts, Placed } from '../../facts/model';
import type { PermissionFlag, PermissionList } from '../../formats/manifest/edit';
import type { Report } from '../model';
import { keyPlace } from './declared';
import { declaredIn, declareFix, flagFix, type ManifestFile } from './manifest-fixes';
import { evidence } from './placed';

/** Reports every observed value that no declared one covers, at the list in which it would be declared. */
export function* undeclaredValues(
	extension: ExtensionFacts,
	list: PermissionList,
	observed: ReadonlyMap<string, readonly Placed<Use>[]>,
	covers: (declared: string, observed: string) => boolean,
	judge: (value: string) => { readonly severity: Severity; readonly message: (shown: string) => string },
): Generator<Report> {
	const file = extension.manifest;
	if (!file) return;
	const declared = declaredIn(file, list);
	const range = keyPlace(file.manifest, 'permissions', ...list.split('.'));
	if (declared.length * observed.size > MAX_COMPARISONS) {
		yield tooMany(file, list);
		return;
	}
	for (const [value, uses] of observed) {
		if (declared.some(pattern => covers(pattern, value))) continue;
		const shown = escapeForDisplay(value, 100);
		const { severity, message } = judge(value);
		yield {
			location: { path: file.path, range },
			identity: value,
			excerpt: shown,
			severity,
			...(uses[0] && { confidence: uses[0].fact.confidence }),
			message: message(shown),
			related: evidence(uses),
			fixes: declareFix(file, list, value, `Declare “${shown}”`),
		};
	}
}

/** Pairs of declared and observed values that are compared; about a fifth of a second. */
export const MAX_COMPARISONS = 100_000;

/** Says that a list was not compared with what is used, because it would take too long. */
export function tooMany(file: ManifestFile, list: PermissionList): Report {
	return {
		location: { path: file.path, range: keyPlace(file.manifest, 'permissions', ...list.split('.')) },
		identity: `${list} not compared`,
		severity: 'medium',
		message: `\`${list}\` has too many entries to be compared with what the files use, so nothing is known about it. Declare fewer, with patterns.`,
	};
}

/** Reports once that something is used whose flag is not set, at the flag or where it would stand. */
export function* undeclaredFlag(
	extension: ExtensionFacts,
	flag: PermissionFlag,
	uses: readonly Placed<Use>[],
	message: string,
): Generator<Report> {
	const file = extension.manifest;
	if (!file || uses.length === 0) return;
	const [first] = uses;
	yield {
		location: { path: file.path, range: keyPlace(file.manifest, 'permissions', ...flag.split('.')) },
		identity: flag,
		...(first && { confidence: first.fact.confidence }),
		message,
		related: evidence(uses),
		fixes: flagFix(file, flag, true),
	};
}
