import { escapeForDisplay } from '../../base/display';
import type { Evidence, ObservedUse, PermissionKind } from '../../base/observed';
import { coversHost, coversPath } from '../../facts/coverage';
import type { Permissions } from '../../formats/manifest/model';
import type { ReviewPermission } from '../../protocol';
import type { Subject } from './subject';

/** One single permission: what is declared of it and what is used. */
export type PermissionRow = Omit<ReviewPermission, 'evidence' | 'since'> & {
	readonly evidence: readonly Evidence[];
};

const WEIGHT = { yes: 0, possible: 1, unknown: 2, no: 3 };

/** Every permission that is declared or seen to be used, what is used and not declared first. */
export function permissionRows({ permissions, observed }: Subject): readonly PermissionRow[] {
	const uses = observed?.uses ?? [];
	const declared = permissions ? declaredOf(permissions) : [];
	const rows: PermissionRow[] = uses.map(use => ({
		kind: use.kind,
		value: use.value,
		declared: declared.some(each => covers(each, use)),
		used: use.certainty,
		observed: true,
		evidence: use.evidence,
	}));
	for (const { kind, value } of declared) {
		const covered = uses.filter(use => covers({ kind, value }, use));
		if (covered.some(use => use.value === value)) continue;
		const unknown = uses.some(use => use.kind === kind && use.certainty === 'unknown');
		const best = covered.map(use => use.certainty).sort((a, b) => WEIGHT[a] - WEIGHT[b])[0];
		rows.push({
			kind,
			value: escapeForDisplay(value, 300),
			declared: true,
			observed: false,
			used: best ?? (unknown || !observed ? 'unknown' : 'no'),
			evidence: covered.flatMap(use => use.evidence).slice(0, 20),
		});
	}
	return rows.sort((a, b) => order(a) - order(b));
}

function order({ declared, used }: PermissionRow): number {
	return (declared ? 10 : 0) + WEIGHT[used];
}

interface Declared {
	readonly kind: PermissionKind;
	readonly value: string;
}

function declaredOf({ files, network, process }: Permissions): readonly Declared[] {
	const each = (kind: PermissionKind, values: readonly string[]) => values.map(value => ({ kind, value }));
	const flag = (kind: PermissionKind, is: boolean) => (is ? [{ kind, value: '' }] : []);
	return [
		...each('network', network.domains),
		...flag('ip', network.allow_ip_literals),
		...each('read', files.read),
		...each('write', files.write),
		...flag('shell', process.allow_shell),
		...flag('subprocess', process.allow_subprocess),
	];
}

function covers(declared: Declared, use: ObservedUse): boolean {
	if (declared.kind !== use.kind) return false;
	if (declared.value === '') return true;
	if (use.value === '') return declared.value === '*' || declared.value === '**';
	return use.kind === 'network'
		? coversHost(declared.value, use.value)
		: coversPath(declared.value, use.value);
}
