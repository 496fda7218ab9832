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
): Pick<Report, 'location' | 'excerpt' | 'context' | 'confidence' | 'related'> {
	return {
		...at(flow),
		confidence: flow.fact.confidence,
		related: flow.fact.steps.map(({ path, range, what }) => ({
			location: { path: path ?? flow.path, range },
			message: escapeForDisplay(what, 160),
		})),
	};
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
