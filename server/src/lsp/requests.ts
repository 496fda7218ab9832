import { type Connection, ErrorCodes, type ProgressToken, ResponseError } from 'vscode-languageserver';
import { canonicalUri, pathBelow, uriBelow } from '../base/uris';
import { AuditFolder, type AuditSummary, CreateManifest, SetTrust, SyncManifest } from '../protocol';
import { draftManifest, MANIFEST_FILE, syncManifest } from '../service/manifest-sync';
import type { ExtensionReport } from '../service/model';
import type { Answering } from './answering';
import { countFindings } from './diagnostics/count';
import { Places } from './places';
import { requestServer } from './serve-request';
import type { Session } from './session';

/** Serves what `protocol/authoring.ts` has beyond the Language Server Protocol. */
export function serveRequests(connection: Connection, session: Session, answering: Answering): void {
	const serve = requestServer(connection, answering);

	serve(AuditFolder, ({ folder, workDoneToken }, signal) =>
		auditFolder(connection, session, folder, workDoneToken, signal),
	);
	serve(CreateManifest, async ({ folder }, signal) => {
		const { facts, root } = await reportOf(session, folder, signal);
		const { text, notes } = draftManifest(facts);
		return {
			uri: uriBelow(root, MANIFEST_FILE),
			text,
			exists: facts.manifest !== undefined,
			notes: [...notes],
		};
	});
	serve(SyncManifest, async ({ folder }, signal) => {
		const report = await reportOf(session, folder, signal);
		const sync = syncManifest(report.facts);
		if (!sync) return { uri: null, edits: [], version: null, widens: false, summary: '' };
		const places = await Places.of(session, report, [MANIFEST_FILE]);
		return {
			uri: places.uri(MANIFEST_FILE),
			edits: sync.edits.map(({ range, newText }) => ({ range: places.range(MANIFEST_FILE, range), newText })),
			version: places.version(MANIFEST_FILE),
			widens: sync.widens,
			summary: sync.summary,
		};
	});
	connection.onNotification(
		SetTrust.method,
		answering.notification(SetTrust.method, (raw: unknown) => {
			session.trust(SetTrust.params.parse(raw).trusted);
		}),
	);
}

async function reportOf(session: Session, folder: string, signal: AbortSignal): Promise<ExtensionReport> {
	const report =
		(await session.workspace.reportFor(folder, signal)) ??
		(await session.workspace.audit([folder], signal)).extensions[0];
	if (!report) throw new ResponseError(ErrorCodes.InvalidParams, `There is no folder ${folder}.`);
	return report;
}

async function auditFolder(
	connection: Connection,
	session: Session,
	folder: string,
	workDoneToken: ProgressToken | undefined,
	signal: AbortSignal,
): Promise<AuditSummary> {
	const progress = connection.window.attachWorkDoneProgress(workDoneToken);
	progress.begin('Auditing', 0);
	try {
		const reports: ExtensionReport[] = [];
		const below = (await session.workspace.roots(signal)).filter(
			root => pathBelow(canonicalUri(folder), root) !== undefined,
		);
		for (const [index, root] of below.entries()) {
			progress.report((100 * index) / below.length, root.slice(root.lastIndexOf('/') + 1));
			const report = await session.workspace.reportFor(root, signal);
			if (report) reports.push(report);
			await session.host.breathe();
		}
		return summaryOf(reports);
	} finally {
		progress.done();
	}
}

function summaryOf(reports: readonly ExtensionReport[]): AuditSummary {
	const findings = reports.flatMap(report => report.findings);
	return {
		extensions: reports.length,
		findings: countFindings(reports),
		waived: findings.filter(finding => finding.waiver).length,
		notExamined: reports.flatMap(report => report.notExamined).filter(part => part.gap).length,
		complete: reports.every(report => report.complete),
	};
}
