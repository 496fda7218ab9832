import { escapeForDisplay } from '../base/display';
import { coversHost, coversPath } from '../facts/coverage';
import type { Use } from '../facts/grades';
import type { ExtensionFacts, Placed } from '../facts/model';
import type { PermissionList } from '../formats/manifest/edit';
import type { DeclaredString } from '../formats/manifest/model';
import { defineRule } from './define';
import type { Report } from './model';
import { keyPlace } from './support/declared';
import { dropFix } from './support/manifest-fixes';
import { MAX_COMPARISONS, tooMany } from './support/undeclared';
import { unknownUse } from './support/use-known';

export const rule = defineRule({
	id: 'unused-permission',
	title: 'The manifest declares something that nothing in the folder uses',
	category: 'permissions',
	severity: 'low',
	confidence: 'medium',
	ast: 'AST03',
	strength: 'strong',
	why: 'A permission that nothing needs is there for the day on which something bad gets into the extension. It also teaches people to agree to more than is needed.',
	fix: 'Remove it. It can be declared again when something uses it.',
	limits:
		'Not said where a host or path is computed at run time, or where a file was not examined: then it is said that it cannot be known.',
	scope: 'extension',
	needs: ['manifest'],
	*check(extension) {
		const declared = extension.manifest?.manifest.declared;
		if (!declared) return;
		const { hosts, ipLiterals, reads, writes, possible, unresolved } = extension.observed;
		yield* unused(
			extension,
			'network.domains',
			declared.domains.filter(({ value }) => isHostPattern(value)),
			[hosts.keys(), ipLiterals.keys(), possible.hosts, possible.ipLiterals],
			coversHost,
			unresolved.network,
		);
		yield* unused(
			extension,
			'files.read',
			declared.read,
			[reads.keys(), possible.reads],
			coversPath,
			unresolved.reads,
		);
		yield* unused(
			extension,
			'files.write',
			declared.write,
			[writes.keys(), possible.writes],
			coversPath,
			unresolved.writes,
		);
	},
});

function* unused(
	extension: ExtensionFacts,
	list: PermissionList,
	declared: readonly DeclaredString[],
	used: readonly Iterable<string>[],
	covers: (declared: string, observed: string) => boolean,
	unresolved: readonly Placed<Use>[],
): Generator<Report> {
	const file = extension.manifest;
	if (!file) return;
	const values = [...new Set(used.flatMap(part => [...part]))];
	if (declared.length * values.length > MAX_COMPARISONS) {
		yield tooMany(file, list);
		return;
	}
	const idle = declared.filter(({ value }) => !values.some(one => covers(value, one)));
	if (idle.length === 0) return;
	const unknown = unknownUse(extension, unresolved);
	if (unknown.length > 0) {
		const names = idle.slice(0, 3).map(({ value }) => `“${escapeForDisplay(value, 60)}”`);
		yield {
			location: { path: file.path, range: keyPlace(file.manifest, 'permissions', ...list.split('.')) },
			identity: list,
			severity: 'info',
			message: `Whether ${names.join(', ')}${idle.length > 3 ? ' and others' : ''} ${idle.length === 1 ? 'is' : 'are'} used cannot be known: something is computed at run time or was not examined.`,
			related: unknown,
		};
		return;
	}
	for (const { value, range } of idle) {
		const shown = escapeForDisplay(value, 80);
		yield {
			location: { path: file.path, range },
			message: `Nothing in the folder uses “${shown}”. Remove it; it can be declared again when something needs it.`,
			fixes: dropFix(file, list, value, `Drop “${shown}”`),
		};
	}
}

/** What is no host name at all is told by its own rule. */
function isHostPattern(value: string): boolean {
	return !/[/@\s]|:\d*$/.test(value);
}
