import { canonicalUri, nameOfUri, parentUri } from '../../base/uris';
import type { ExtensionReport } from '../../service/model';
import { WAIVERS_FILE } from '../../service/waive';
import { isInPackage } from '../reviews';
import type { Session } from '../session';
import type { DiagnosticsMaker, FileDiagnostics } from './file-diagnostics';

/** Diagnostics of one document and of those that hang together with it. */
export interface DocumentJudgement {
	readonly file: FileDiagnostics;
	/** Root of the extension that the document belongs to; `undefined` when it belongs to none. */
	readonly root: string | undefined;
	/** Other files of the same extension. */
	readonly related: readonly FileDiagnostics[];
}

/** Asks the workspace for reports and turns them into diagnostics. */
export class Judge {
	constructor(
		private readonly session: Session,
		private readonly maker: DiagnosticsMaker,
	) {}

	async document(uri: string, signal: AbortSignal): Promise<DocumentJudgement> {
		const canonical = canonicalUri(uri);
		if (isInPackage(uri)) return { file: this.maker.ofPackageFile(uri), root: undefined, related: [] };
		const waivers = await this.waivers(canonical, signal);
		if (waivers) return { file: waivers, root: undefined, related: [] };
		const report = await this.session.workspace.reportFor(canonical, signal);
		const files = report ? await this.maker.ofExtension(report) : [];
		const own = files.find(file => canonicalUri(file.uri) === canonical);
		return {
			file: own ?? this.maker.none(uri),
			root: report?.root,
			related: files.filter(file => file !== own),
		};
	}

	/** A file with nothing to say about. */
	none(uri: string): FileDiagnostics {
		return this.maker.none(uri);
	}

	/** Every extension known, one after the other, then the waivers files of the workspace folders. */
	async *everything(signal: AbortSignal): AsyncIterable<readonly FileDiagnostics[]> {
		for await (const report of this.reports(signal)) yield this.maker.ofExtension(report);
		for (const folder of this.session.workspaceFolders) {
			const { waivers } = await this.session.workspace.audit([folder], signal);
			for (const report of waivers) yield [await this.maker.ofWaivers(report)];
		}
	}

	async *reports(signal: AbortSignal): AsyncIterable<ExtensionReport> {
		for (const root of await this.session.workspace.roots(signal)) {
			const report = await this.session.workspace.reportFor(root, signal);
			if (report) yield report;
		}
	}

	/** The diagnostics of a waivers file. Which of its entries are of use is known only once all was judged. */
	private async waivers(uri: string, signal: AbortSignal): Promise<FileDiagnostics | undefined> {
		const folder = parentUri(uri);
		if (nameOfUri(uri) !== WAIVERS_FILE || !this.session.workspaceFolders.includes(folder)) return undefined;
		const { waivers } = await this.session.workspace.audit([folder], signal);
		const report = waivers.find(candidate => candidate.root === folder);
		return report && this.maker.ofWaivers(report);
	}
}
