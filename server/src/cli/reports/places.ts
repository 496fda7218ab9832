import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Location } from '../../base/finding';
import { LineIndex } from '../../base/lines';
import { uriBelow } from '../../base/uris';
import type { AuditReport, ExtensionReport } from '../../service/model';

/** A place as reports show it: lines and columns counted from one, columns in UTF-16 code units. */
export interface Place {
	/** Relative to the working directory where it lies below it, else absolute; with `/`. */
	readonly file: string;
	readonly startLine: number;
	readonly startColumn: number;
	readonly endLine: number;
	/** Column after the last character. */
	readonly endColumn: number;
}

/** Turns locations of findings into places. */
export class Places {
	private readonly lines = new Map<string, LineIndex>();

	constructor(
		report: AuditReport,
		/** Texts of files that belong to no extension (the waivers file), by URI. */
		texts: ReadonlyMap<string, string>,
		private readonly cwd: string,
	) {
		for (const extension of report.extensions) {
			for (const file of extension.facts.files)
				this.lines.set(uriBelow(extension.root, file.path), file.lines);
		}
		for (const [uri, text] of texts) this.lines.set(uri, LineIndex.of(text));
	}

	/** The place of a location below a root (URI). */
	of(root: string, { path: relative, range }: Location): Place {
		const uri = uriBelow(root, relative);
		const lines = this.lines.get(uri) ?? LineIndex.of('');
		const start = lines.positionAt(range.start);
		const end = lines.positionAt(range.end);
		return {
			file: this.file(uri),
			startLine: start.line + 1,
			startColumn: start.character + 1,
			endLine: end.line + 1,
			endColumn: end.character + 1,
		};
	}

	/** A file or folder as reports name it. */
	file(uri: string): string {
		const absolute = fileURLToPath(uri);
		const relative = path.relative(this.cwd, absolute);
		const shown = relative.startsWith('..') || path.isAbsolute(relative) ? absolute : relative;
		return shown === '' ? '.' : shown.split(path.sep).join('/');
	}
}

/** Findings of an extension that no waiver covers. */
export function activeFindings(extension: ExtensionReport) {
	return extension.findings.filter(finding => !finding.waiver);
}
