import { escapeForDisplay } from '../base/display';
import { coversHost, coversPath } from '../facts/coverage';
import type { ExtensionFacts } from '../facts/model';
import type { PermissionList } from '../formats/manifest/edit';
import type { DeclaredString } from '../formats/manifest/model';
import { defineRule } from './define';
import type { Report } from './model';
import { narrowFix } from './support/manifest-fixes';
import { reachOf } from './support/reach';
import { MAX_COMPARISONS } from './support/undeclared';
import { unknownUse } from './support/use-known';

/** More names than this say less than the wildcard does. */
const LISTED = 12;

export const rule = defineRule({
	id: 'wildcard-wider-than-use',
	title: 'A wildcard permits more than what is used',
	category: 'permissions',
	severity: 'low',
	confidence: 'medium',
	ast: 'AST03',
	strength: 'strong',
	why: 'What is used is known and short. The wildcard permits everything else as well, for the day on which something bad gets into the extension.',
	fix: 'Replace the wildcard by what is used.',
	limits:
		'Of paths only those that reach everything are looked at: a folder pattern is how paths are meant to be declared.',
	scope: 'extension',
	needs: ['manifest'],
	*check(extension) {
		const declared = extension.manifest?.manifest.declared;
		if (!declared) return;
		const { hosts, reads, writes, possible, unresolved } = extension.observed;
		if (unknownUse(extension, unresolved.network).length === 0) {
			const wide = declared.domains.filter(({ value }) => value.includes('*'));
			yield* wider(extension, 'network.domains', wide, [...hosts.keys(), ...possible.hosts], coversHost);
		}
		if (unknownUse(extension, unresolved.reads).length === 0) {
			const wide = declared.read.filter(({ value }) => reachOf(value) !== undefined);
			yield* wider(extension, 'files.read', wide, [...reads.keys(), ...possible.reads], coversPath);
		}
		if (unknownUse(extension, unresolved.writes).length === 0) {
			const wide = declared.write.filter(({ value }) => reachOf(value) !== undefined);
			yield* wider(extension, 'files.write', wide, [...writes.keys(), ...possible.writes], coversPath);
		}
	},
});

function* wider(
	extension: ExtensionFacts,
	list: PermissionList,
	declared: readonly DeclaredString[],
	used: readonly string[],
	covers: (declared: string, observed: string) => boolean,
): Generator<Report> {
	const file = extension.manifest;
	// A longer list than this is told by unused-permission.
	if (!file || declared.length * used.length > MAX_COMPARISONS) return;
	for (const { value, range } of declared) {
		const covered = [...new Set(used.filter(one => covers(value, one)))].sort();
		if (covered.length === 0 || covered.length > LISTED || covered.includes(value)) continue;
		const shown = covered.map(one => escapeForDisplay(one, 60)).join(', ');
		yield {
			location: { path: file.path, range },
			message: `Of what “${escapeForDisplay(value, 60)}” permits, only ${shown} ${covered.length === 1 ? 'is' : 'are'} used. Replace it.`,
			fixes: narrowFix(file, list, value, covered, `Replace by ${shown}`),
		};
	}
}
