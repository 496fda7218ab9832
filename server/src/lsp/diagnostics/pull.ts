import {
	type CancellationToken,
	type Connection,
	type DocumentDiagnosticParams,
	type DocumentDiagnosticReport,
	DocumentDiagnosticReportKind,
	type FullDocumentDiagnosticReport,
	type ResultProgressReporter,
	type UnchangedDocumentDiagnosticReport,
	type WorkspaceDiagnosticParams,
	type WorkspaceDiagnosticReport,
	type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { canonicalUri } from '../../base/uris';
import type { Answering } from '../answering';
import type { Session } from '../session';
import { Debounced } from '../timing';
import type { FileDiagnostics } from './file-diagnostics';
import type { Judge } from './judge';

/** Edits close together lead to one refresh. */
const REFRESH_MS = 100;

/** Serves `textDocument/diagnostic` and `workspace/diagnostic`. */
export function servePulls(
	connection: Connection,
	session: Session,
	judge: Judge,
	answering: Answering,
): void {
	const pulls = new Pulls(session, judge);
	const refresh = new Debounced(
		REFRESH_MS,
		answering.action('workspace/diagnostic/refresh', () => connection.languages.diagnostics.refresh()),
	);
	connection.languages.diagnostics.on(
		answering.request('textDocument/diagnostic', async (params: DocumentDiagnosticParams, signal) => {
			const { report, othersChanged } = await session.run(params.textDocument.uri, signal, running =>
				pulls.document(params, running),
			);
			// A client that takes no related documents has to be told that others are out of date.
			if (othersChanged && session.client.refreshesDiagnostics) refresh.request();
			return report;
		}),
	);
	const workspace = answering.request('workspace/diagnostic', ({ params, progress }: WorkspacePull, signal) =>
		pulls.workspace(params, signal, progress),
	);
	connection.languages.diagnostics.onWorkspace(
		(params: WorkspaceDiagnosticParams, token: CancellationToken, _workDone, progress) =>
			workspace({ params, progress }, token),
	);
	session.onDidChange(({ kind }) => {
		const unasked =
			kind === 'files' || kind === 'folders' || kind === 'trust' || kind === 'settings' || kind === 'review';
		if (unasked && session.client.refreshesDiagnostics) refresh.request();
	});
}

interface WorkspacePull {
	readonly params: WorkspaceDiagnosticParams;
	readonly progress: ResultProgressReporter<WorkspaceDiagnosticReport> | undefined;
}

class Pulls {
	/** The result of each file that the client was last given, or asked to come for; by canonical URI. */
	private readonly given = new Map<
		string,
		{ readonly root: string | undefined; readonly resultId: string }
	>();
	/** The last answer about the workspace; clients ask for it every few seconds, changes or not. */
	private survey: { readonly state: string; readonly files: readonly FileDiagnostics[] } | undefined;

	constructor(
		private readonly session: Session,
		private readonly judge: Judge,
	) {}

	async document(
		{ textDocument, previousResultId }: DocumentDiagnosticParams,
		signal: AbortSignal,
	): Promise<{ readonly report: DocumentDiagnosticReport; readonly othersChanged: boolean }> {
		const { file, root, related } = await this.judge.document(textDocument.uri, signal);
		const uri = canonicalUri(file.uri);
		const others = this.changed(uri, root, related);
		for (const each of [file, ...others]) {
			this.given.set(canonicalUri(each.uri), { root, resultId: each.resultId });
		}
		const report = previousResultId === file.resultId ? unchanged(file) : full(file);
		if (!this.session.client.relatedDocuments) {
			const othersChanged = others.some(other => this.session.documents.get(other.uri) !== undefined);
			return { report, othersChanged };
		}
		if (others.length === 0) return { report, othersChanged: false };
		const relatedDocuments = Object.fromEntries(others.map(other => [other.uri, full(other)]));
		return { report: { ...report, relatedDocuments }, othersChanged: false };
	}

	async workspace(
		{ previousResultIds }: WorkspaceDiagnosticParams,
		signal: AbortSignal,
		progress: ResultProgressReporter<WorkspaceDiagnosticReport> | undefined,
	): Promise<WorkspaceDiagnosticReport> {
		const previous = new Map(previousResultIds.map(({ uri, value }) => [canonicalUri(uri), { uri, value }]));
		const items: WorkspaceDocumentDiagnosticReport[] = [];
		const seen = new Set<string>();
		for await (const files of this.everything(signal)) {
			const reports = files.map(file => {
				const uri = canonicalUri(file.uri);
				seen.add(uri);
				const version = this.session.documents.get(uri)?.version ?? null;
				const report = previous.get(uri)?.value === file.resultId ? unchanged(file) : full(file);
				return { ...report, uri: file.uri, version };
			});
			if (progress && reports.length > 0) progress.report({ items: reports });
			else items.push(...reports);
		}
		for (const [canonical, { uri }] of previous) {
			if (!seen.has(canonical)) items.push({ kind: FULL, uri, version: null, resultId: 'none', items: [] });
		}
		return { items };
	}

	private async *everything(signal: AbortSignal): AsyncIterable<readonly FileDiagnostics[]> {
		const { state } = this.session;
		if (this.survey?.state === state) {
			yield this.survey.files;
			return;
		}
		const all: FileDiagnostics[] = [];
		for await (const files of this.judge.everything(signal)) {
			all.push(...files);
			yield files;
		}
		if (this.session.state === state) this.survey = { state, files: all };
	}

	/** The other files of an extension whose diagnostics the client has not got, emptied ones included. */
	private changed(
		uri: string,
		root: string | undefined,
		related: readonly FileDiagnostics[],
	): readonly FileDiagnostics[] {
		const others = new Map(related.map(file => [canonicalUri(file.uri), file]));
		for (const [known, { root: knownRoot, resultId }] of this.given) {
			const emptied = known !== uri && knownRoot === root && resultId !== 'none' && !others.has(known);
			if (emptied && root !== undefined) others.set(known, this.judge.none(known));
		}
		return [...others]
			.filter(([key, file]) => this.given.get(key)?.resultId !== file.resultId)
			.map(([, file]) => file);
	}
}

const FULL = DocumentDiagnosticReportKind.Full;
const UNCHANGED = DocumentDiagnosticReportKind.Unchanged;

function full({ items, resultId }: FileDiagnostics): FullDocumentDiagnosticReport {
	return { kind: FULL, items: [...items], resultId };
}

function unchanged({ resultId }: FileDiagnostics): UnchangedDocumentDiagnosticReport {
	return { kind: UNCHANGED, resultId };
}
