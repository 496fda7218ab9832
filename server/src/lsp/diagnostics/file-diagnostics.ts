import type { Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../../base/finding';
import { fingerprintOf } from '../../base/hash';
import type { ExtensionReport, WaiversReport } from '../../service/model';
import { RULES } from '../../service/rules';
import { Places } from '../places';
import type { Session } from '../session';
import { toDiagnostic } from './diagnostic';
import { gapsDiagnostic, gapsPath } from './not-examined';
import { packageDiagnostics } from './package-file';

/** The diagnostics of one file. */
export interface FileDiagnostics {
	/** As the client spells it. */
	readonly uri: string;
	readonly items: readonly Diagnostic[];
	/** Equal for equal items. */
	readonly resultId: string;
}

interface Made {
	/** `Documents.openings` at the time. */
	readonly openings: number;
	readonly files: readonly FileDiagnostics[];
}

/** Diagnostics as one client wants them, made once per report. */
export class DiagnosticsMaker {
	private readonly made = new WeakMap<ExtensionReport, Made>();

	/** @param docs prefix of the rules' pages. */
	constructor(
		private readonly session: Session,
		private readonly docs: string,
	) {}

	/** Those of every file of an extension about which there is something to say. */
	async ofExtension(report: ExtensionReport): Promise<readonly FileDiagnostics[]> {
		// The same report reads differently once a document is opened in an editor with checks of its own.
		const { openings } = this.session.documents;
		const known = this.made.get(report);
		if (known?.openings === openings) return known.files;
		const findings = report.findings.filter(finding => !finding.waiver);
		const gaps = gapsPath(report);
		const places = await Places.of(this.session, report, pathsIn(report, findings));
		const byPath = new Map<string, Finding[]>(gaps === undefined ? [] : [[gaps, []]]);
		for (const finding of findings) {
			const { path } = finding.location;
			const inFile = byPath.get(path);
			if (inFile) inFile.push(finding);
			else byPath.set(path, [finding]);
		}
		const files: FileDiagnostics[] = [];
		for (const [path, inFile] of byPath) {
			const gap = path === gaps ? gapsDiagnostic(report, places, this.session.client) : undefined;
			const items = this.itemsOf(path, inFile, places);
			if (gap) items.push(gap);
			if (items.length > 0) files.push(fileDiagnostics(path, places, items));
		}
		this.made.set(report, { openings, files });
		return files;
	}

	async ofWaivers(report: WaiversReport): Promise<FileDiagnostics> {
		const places = await Places.ofFiles(this.session, report.root, [report.path]);
		return fileDiagnostics(report.path, places, this.itemsOf(report.path, report.findings, places));
	}

	/** Those of a document inside a package that was reviewed. */
	ofPackageFile(uri: string): FileDiagnostics {
		const items = packageDiagnostics(this.session, uri, this.docs);
		if (items.length === 0) return this.none(uri);
		return { uri, items, resultId: fingerprintOf(JSON.stringify(items)) };
	}

	/** A file with nothing to say about. */
	none(uri: string): FileDiagnostics {
		return { uri: this.session.documents.get(uri)?.uri ?? uri, items: [], resultId: NOTHING };
	}

	private itemsOf(path: string, findings: readonly Finding[], places: Places): Diagnostic[] {
		const open = this.session.documents.get(places.uri(path));
		const own = new Set<string>(
			open?.languageId === 'skill' ? this.session.client.options.editorChecks : undefined,
		);
		return findings
			.filter(finding => !isEditorsOwn(finding, own))
			.map(finding => toDiagnostic(finding, places, this.session.client, this.docs));
	}
}

/** Whether the editor shows such a finding by itself. */
function isEditorsOwn({ rule }: Finding, own: ReadonlySet<string>): boolean {
	const check = RULES.get(rule)?.editorCheck;
	return check !== undefined && own.has(check);
}

function fileDiagnostics(path: string, places: Places, items: readonly Diagnostic[]): FileDiagnostics {
	const resultId = items.length === 0 ? NOTHING : fingerprintOf(JSON.stringify(items));
	return { uri: places.uri(path), items, resultId };
}

/** `resultId` of a file with nothing to say about. */
const NOTHING = 'none';

function* pathsIn(report: ExtensionReport, findings: readonly Finding[]): Iterable<string> {
	for (const { location, related } of findings) {
		yield location.path;
		for (const { location } of related) yield location.path;
	}
	for (const gap of report.notExamined) yield gap.path;
	const gaps = gapsPath(report);
	if (gaps !== undefined) yield gaps;
}
