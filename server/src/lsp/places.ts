import type { Location as ProtocolLocation, Range as ProtocolRange } from 'vscode-languageserver';
import { decodeText } from '../base/decode';
import type { Location } from '../base/finding';
import type { LineIndex } from '../base/lines';
import type { Range } from '../base/range';
import { uriBelow } from '../base/uris';
import { HostError } from '../host/model';
import type { ExtensionReport } from '../service/model';
import { fileAt } from '../service/report-files';
import { Positions } from './positions';
import type { Session } from './session';

/** A text whose lines are needed although nothing of it was kept is read again up to this size. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Where an extension's findings are: paths as URIs, offsets as positions in the client's units. */
export class Places {
	private readonly known = new Map<string, Positions>();

	private constructor(
		private readonly session: Session,
		private readonly root: string,
		private readonly report?: ExtensionReport,
	) {}

	/** Ready to convert ranges in the given files of an extension; in others every range is the file's start. */
	static async of(session: Session, report: ExtensionReport, paths: Iterable<string>): Promise<Places> {
		const places = new Places(session, report.root, report);
		for (const path of new Set(paths)) await places.learn(path, fileAt(report.facts, path));
		return places;
	}

	/** As `of`, for files about which no facts are kept: they are read. */
	static async ofFiles(session: Session, root: string, paths: Iterable<string>): Promise<Places> {
		const places = new Places(session, root);
		for (const path of new Set(paths)) await places.learn(path, undefined);
		return places;
	}

	/** As the client spells it, when it has the file open. */
	uri(path: string): string {
		const uri = uriBelow(this.root, path);
		return this.session.documents.get(uri)?.uri ?? uri;
	}

	/** Version of the open document; `null` when the file is not open. */
	version(path: string): number | null {
		return this.session.documents.get(uriBelow(this.root, path))?.version ?? null;
	}

	range(path: string, range: Range): ProtocolRange {
		return this.positions(path).range(range);
	}

	location({ path, range }: Location): ProtocolLocation {
		return { uri: this.uri(path), range: this.range(path, range) };
	}

	/** A link that opens the file at the place's line. */
	readonly linkTo = ({ path, range }: Location): string => {
		const lines = this.report && fileAt(this.report.facts, path)?.lines;
		return `${this.uri(path)}#L${(lines?.positionAt(range.start).line ?? 0) + 1}`;
	};

	positions(path: string): Positions {
		return this.known.get(path) ?? NOWHERE;
	}

	private async learn(
		path: string,
		file: { readonly lines: LineIndex; readonly text?: string } | undefined,
	): Promise<void> {
		const { encoding } = this.session.client;
		if (file && (encoding === 'utf-16' || file.text !== undefined || file.lines.length === 0)) {
			this.known.set(path, new Positions(encoding, file.lines, file.text));
			return;
		}
		const text = await this.textOf(path);
		if (text !== undefined) this.known.set(path, Positions.of(encoding, text));
	}

	private async textOf(path: string): Promise<string | undefined> {
		const uri = uriBelow(this.root, path);
		const open = this.session.documents.get(uri);
		if (open) return open.text;
		try {
			return decodeText(await this.session.host.files.read(uri, MAX_BYTES)).text;
		} catch (error) {
			if (!(error instanceof HostError)) throw error;
			// Gone since it was judged; the next run will say so.
			this.session.host.log('info', `Its findings are shown at its start: ${error.message}`);
			return undefined;
		}
	}
}

const NOWHERE = Positions.of('utf-16', '');
