import { escapeForDisplay } from '../../base/display';
import { atLeast, type Severity } from '../../base/severity';
import { type Flow, type FlowSink, type FlowSource, gradeHost, type HostGrade } from '../../facts/grades';
import type { Placed } from '../../facts/model';
import type { Report } from '../model';
import { at } from './placed';

type NetworkEnd = Extract<FlowSource | FlowSink, { kind: 'network' }>;

/** The flows without those that go from the same source to the same kind of end at the same place. */
export function distinct(flows: readonly Placed<Flow>[]): readonly Placed<Flow>[] {
	const seen = new Set<string>();
	return flows.filter(({ path, range, fact: { source, sink } }) => {
		const key = `${path} ${range.start} ${range.end} ${sink.kind} ${JSON.stringify(source)}`;
		return !seen.has(key) && seen.add(key);
	});
}

/** What every report about a flow has: the place of its end, and each hop as a related location. */
export function aboutFlow(
	flow: Placed<Flow>,
): Pick<Report, 'location' | 'excerpt' | 'context' | 'confidence' | 'related' | 'explained'> {
	const explained = shownAttack(flow);
	return {
		...at(flow),
		...(explained !== undefined && { explained }),
		confidence: flow.fact.confidence,
		related: flow.fact.steps.map(({ path, range, what }) => ({
			location: { path: path ?? flow.path, range },
			message: escapeForDisplay(what, 160),
		})),
	};
}

/** Names that stand for an attacker in documentation and belong to nobody who attacks, or to nobody at all (RFC 2606). */
const STAND_INS =
	/(?:^|\.)(?:attacker\.com|evil\.com|example\.(?:com|net|org)|[\w-]+\.(?:example|invalid|test))$|^attacker$/i;

/**
 * Why an attack in a document is one that is shown to reviewers; `undefined` when it is not. Three things must come
 * together, and the last is out of an attacker's hands: the document lies beside the skill, or a sentence only names
 * the command; what stands around it is about attacks; and whoever the data goes to or the code comes from is a
 * stand-in.
 */
export function shownAttack({ fact: { source, sink }, context }: Placed<Flow>): string | undefined {
	const end = sink.kind === 'network' ? sink : source.kind === 'network' ? source : undefined;
	if (end?.host == null || !STAND_INS.test(end.host)) return undefined;
	const { container, mitigations } = context;
	if (container !== 'fence' && container !== 'inline-code') return undefined;
	// A command named in a sentence is run by nobody unless somebody types it.
	const beside = mitigations.some(({ kind }) => kind === 'reference-document');
	if (!beside && container !== 'inline-code') return undefined;
	const about = mitigations.find(({ kind }) => kind === 'detection-content' || kind === 'example-section');
	if (about === undefined) return undefined;
	const where = beside ? 'in a reference document' : 'named in a sentence';
	return `is ${where}, ${about.reason}, and names “${escapeForDisplay(end.host, 60)}” as a stand-in`;
}

/** The severity, at most `medium` where it is doubtful that the data goes this way at all. */
export function asSure(flow: Placed<Flow>, severity: Severity): Severity {
	return flow.fact.confidence === 'low' && atLeast(severity, 'high') ? 'medium' : severity;
}

/** What is known of the host at one end of a flow; `undefined` when it is computed at run time. */
export function gradeOf(end: NetworkEnd): HostGrade | undefined {
	if (end.host === null) return undefined;
	return gradeHost(end.host, end.scheme, pathOf(end.url));
}

/** The host at one end of a flow, safe to show. */
export function hostOf(end: NetworkEnd): string {
	return end.host === null ? 'an address computed at run time' : escapeForDisplay(end.host, 100);
}

/** Whether it is an open connection to talk over, not a document that is fetched. */
export function isConnection(end: NetworkEnd): boolean {
	return CONNECTIONS.has(end.scheme ?? '');
}

const CONNECTIONS: ReadonlySet<string> = new Set([
	'tcp',
	'udp',
	'sctp',
	'tls',
	'ssl',
	'telnet',
	'socket',
	'ws',
	'wss',
]);

/** Whether what goes over the connection can be read and changed on the way. */
export function isPlainText(end: NetworkEnd): boolean {
	return end.scheme === 'http' || end.scheme === 'ftp' || end.scheme === 'ws' || end.scheme === 'telnet';
}

function pathOf(url: string | null): string {
	return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^?#]*)/i.exec(url ?? '')?.[1] ?? '';
}
