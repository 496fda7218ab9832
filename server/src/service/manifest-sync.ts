import { escapeForDisplay } from '../base/display';
import type { TextEdit } from '../base/finding';
import { coversHost, coversPath } from '../facts/coverage';
import type { ExtensionFacts } from '../facts/model';
import { setPermissions } from '../formats/manifest/edit';
import { MANIFEST_FILE, type Permissions } from '../formats/manifest/model';
import { draftId, type ManifestIdentity, manifestDraft } from '../rules/support/manifest-draft';
import { neededPermissions } from './needed-permissions';

export { MANIFEST_FILE } from '../formats/manifest/model';

/** A manifest to be created. */
export interface ManifestDraft {
	readonly text: string;
	/** What a person should know before trusting it, each a sentence. */
	readonly notes: readonly string[];
}

/** What brings a manifest into line with what is used. */
export interface ManifestSync {
	/** In the manifest's text; none when it is in line. */
	readonly edits: readonly TextEdit[];
	/** Something becomes permitted that was not; a path in the place of a pattern that covers it does not. */
	readonly widens: boolean;
	/** "adds api.example.com; drops shell"; empty when it is in line. */
	readonly summary: string;
}

/** The least manifest for what an extension is seen to use. */
export function draftManifest(facts: ExtensionFacts, identity: ManifestIdentity = {}): ManifestDraft {
	const toReplace =
		identity.id === undefined ? [`Replace the id “${draftId(facts)}” by one of your own.`] : [];
	return { text: manifestDraft(facts, identity), notes: [...toReplace, ...notesOn(facts)] };
}

/** The change to an extension's manifest; `undefined` when it has none or none that can be edited. */
export function syncManifest(facts: ExtensionFacts): ManifestSync | undefined {
	const document = facts.manifest?.manifest;
	if (document?.json.root?.type !== 'object') return undefined;
	const before = document.manifest.permissions;
	const after = neededPermissions(facts, before);
	const edits = setPermissions(document, after).map(edit => ({ path: MANIFEST_FILE, ...edit }));
	const added = words(after, before);
	const dropped = words(before, after);
	const parts = [
		...(added.length > 0 ? [`adds ${added.join(', ')}`] : []),
		...(dropped.length > 0 ? [`drops ${dropped.join(', ')}`] : []),
	];
	return { edits, widens: allowsMore(after, before), summary: parts.join('; ') };
}

/** Whether one set of permissions allows something that another does not. */
function allowsMore(one: Permissions, other: Permissions): boolean {
	const beyond = (
		values: readonly string[],
		patterns: readonly string[],
		covers: (pattern: string, value: string) => boolean,
	) => values.some(value => !patterns.some(pattern => pattern === value || covers(pattern, value)));
	return (
		beyond(one.network.domains, other.network.domains, coversHost) ||
		beyond(one.files.read, other.files.read, coversPath) ||
		beyond(one.files.write, other.files.write, coversPath) ||
		(one.network.allow_ip_literals && !other.network.allow_ip_literals) ||
		(one.process.allow_shell && !other.process.allow_shell) ||
		(one.process.allow_subprocess && !other.process.allow_subprocess)
	);
}

/** What one set of permissions has and another has not, in words. */
function words(has: Permissions, lacks: Permissions): readonly string[] {
	const more = (here: readonly string[], there: readonly string[], say: (value: string) => string) =>
		here.filter(value => !there.includes(value)).map(value => say(escapeForDisplay(value, 60)));
	return [
		...more(has.network.domains, lacks.network.domains, host => host),
		...(has.network.allow_ip_literals && !lacks.network.allow_ip_literals ? ['IP addresses'] : []),
		...more(has.files.read, lacks.files.read, path => `reading ${path}`),
		...more(has.files.write, lacks.files.write, path => `writing ${path}`),
		...(has.process.allow_shell && !lacks.process.allow_shell ? ['shell'] : []),
		...(has.process.allow_subprocess && !lacks.process.allow_subprocess ? ['subprocesses'] : []),
	];
}

function notesOn({ observed, notExamined }: ExtensionFacts): readonly string[] {
	const { network, reads, writes, process } = observed.unresolved;
	const computed = [
		...(network.length > 0 ? ['hosts'] : []),
		...(reads.length + writes.length > 0 ? ['files'] : []),
		...(process.length > 0 ? ['programs'] : []),
	];
	const gaps = notExamined.filter(part => part.gap);
	return [
		...(computed.length > 0
			? [`Some ${computed.join(', ')} are computed at run time; add what they turn out to be.`]
			: []),
		...(gaps.length > 0
			? [`Not examined: ${gaps.map(gap => escapeForDisplay(gap.path, 60)).join(', ')}.`]
			: []),
	];
}
