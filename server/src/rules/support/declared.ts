import type { Range } from '../../base/range';
import type { JsonNode } from '../../formats/json/model';
import type { DeclaredString, ManifestDocument } from '../../formats/manifest/model';

/** One declared path and what it is declared for. */
export interface DeclaredPath extends DeclaredString {
	readonly access: 'read' | 'write';
}

/** All declared path patterns. */
export function declaredPaths({ declared }: ManifestDocument): readonly DeclaredPath[] {
	return [
		...declared.read.map(path => ({ ...path, access: 'read' as const })),
		...declared.write.map(path => ({ ...path, access: 'write' as const })),
	];
}

/** Place of the key of a member, or of its nearest enclosing key that exists, or of the root's first character. */
export function keyPlace(document: ManifestDocument, ...keys: readonly string[]): Range {
	const start = document.json.root?.range.start ?? 0;
	let place: Range = { start, end: Math.min(start + 1, document.text.length) };
	let node: JsonNode | undefined = document.json.root;
	for (const key of keys) {
		const member = node?.members?.find(candidate => candidate.key === key);
		if (!member) break;
		place = member.keyRange;
		node = member.value;
	}
	return place;
}

/** Path of the flags in a manifest, as their dotted name in messages. */
export const FLAGS = {
	allowIpLiterals: ['permissions', 'network', 'allow_ip_literals'],
	allowShell: ['permissions', 'process', 'allow_shell'],
	allowSubprocess: ['permissions', 'process', 'allow_subprocess'],
} as const;
