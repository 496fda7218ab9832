import { escapeForDisplay } from '../../base/display';
import type { ReviewChanges } from '../../protocol';
import { listed } from '../packages/update';
import type { Subject } from './subject';

/** What changed from one extension to another: single permissions, reach, findings, files. */
export function compareSubjects(before: Subject, after: Subject): ReviewChanges {
	// Where one side was not examined, nothing is said about what its files do.
	const examined = before.observed !== undefined && after.observed !== undefined;
	return {
		since: before.name,
		...(before.digest !== undefined && { digest: before.digest }),
		permissions: difference(permissionsOf(before), permissionsOf(after)),
		reach: examined
			? difference(before.observed?.reach ?? [], after.observed?.reach ?? [])
			: { added: [], removed: [] },
		findings: examined ? difference(findingsOf(before), findingsOf(after)) : { added: [], removed: [] },
		files: changedFiles(before.files, after.files),
	};
}

/** Whether the newer one may do, does or is found to do more. */
export function grew({ permissions, reach, findings }: ReviewChanges): boolean {
	return permissions.added.length + reach.added.length + findings.added.length > 0;
}

const NAMED = 3;

/** What an update adds, in one sentence; `undefined` when it adds neither permission nor reach. */
export function additionSentence({ since, permissions, reach }: ReviewChanges): string | undefined {
	const parts = [
		...(permissions.added.length > 0 ? [`declares ${few(permissions.added)} besides`] : []),
		...(reach.added.length > 0 ? [`newly ${few(reach.added)}`] : []),
	];
	return parts.length === 0 ? undefined : `Compared with ${since} it ${parts.join(' and ')}.`;
}

function few(items: readonly string[]): string {
	const left = items.length - NAMED;
	return `${items.slice(0, NAMED).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}

function permissionsOf({ permissions }: Subject): readonly string[] {
	return permissions ? listed(permissions) : [];
}

function findingsOf({ findings }: Subject): readonly string[] {
	return findings.map(
		({ rule, severity, location }) => `${rule} (${severity}) in ${escapeForDisplay(location.path)}`,
	);
}

function difference(before: readonly string[], after: readonly string[]) {
	const [old, now] = [new Set(before), new Set(after)];
	return {
		added: [...now].filter(item => !old.has(item)),
		removed: [...old].filter(item => !now.has(item)),
	};
}

function changedFiles(
	before: ReadonlyMap<string, string>,
	after: ReadonlyMap<string, string>,
): ReviewChanges['files'] {
	const changes: ReviewChanges['files'] = [];
	for (const [path, digest] of after) {
		const old = before.get(path);
		if (old === undefined) changes.push({ path, change: 'added' });
		else if (old !== digest) changes.push({ path, change: 'changed' });
	}
	for (const path of before.keys()) if (!after.has(path)) changes.push({ path, change: 'removed' });
	return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}
