import { decodeText } from '../base/decode';
import { nameOfUri, parentUri } from '../base/uris';
import type { WaiverEntry, WaiversDocument } from '../formats/waivers/model';
import { parseWaivers } from '../formats/waivers/parse';
import { type Host, HostError } from '../host/model';
import { RULES, runWaiverRules } from '../rules/run';
import type { OpenDocuments } from './documents';
import type { WaiversReport } from './model';

export { WAIVERS_FILE } from '../formats/waivers/model';

/** The waivers file of one folder, in one state. The object is the same as long as the file is. */
export interface LoadedWaivers {
	/** Canonical URI of the file and of its folder. */
	readonly uri: string;
	readonly folder: string;
	readonly state: string | number;
	readonly document: WaiversDocument;
}

const MAX_BYTES = 4 * 1024 * 1024;

/** Reads and keeps the waivers files of workspace folders. */
export class WaiversFile {
	private readonly loaded = new Map<string, LoadedWaivers>();

	constructor(
		private readonly host: Host,
		private readonly documents: OpenDocuments,
	) {}

	/**
	 * The waivers in a file as they are now, `undefined` when there are none. A file that cannot be read waives
	 * nothing; the reason is logged.
	 */
	async load(uri: string, signal?: AbortSignal): Promise<LoadedWaivers | undefined> {
		const open = this.documents.get(uri);
		if (open) return this.keep(uri, open.revision, () => parseWaivers(open.text));
		try {
			const stat = await this.host.files.stat(uri);
			if (stat?.type !== 'file') return undefined;
			const known = this.loaded.get(uri);
			if (known && stat.stamp !== undefined && known.state === stat.stamp) return known;
			const { text, bom } = decodeText(await this.host.files.read(uri, MAX_BYTES, signal));
			return this.keep(uri, stat.stamp ?? '', () => parseWaivers(text, { bom }));
		} catch (error) {
			if (!(error instanceof HostError)) throw error;
			this.host.log('warn', `The waivers are not honoured: ${error.message}`);
			return undefined;
		}
	}

	/** @param used entries that covered a finding, when everything below the folder was audited. */
	report(loaded: LoadedWaivers, today: string, used?: ReadonlySet<WaiverEntry>): WaiversReport {
		const { findings } = runWaiverRules({
			path: nameOfUri(loaded.uri),
			document: loaded.document,
			today,
			knownRules: new Set(RULES.keys()),
			...(used && { used }),
		});
		return { root: loaded.folder, path: nameOfUri(loaded.uri), findings };
	}

	private keep(uri: string, state: string | number, parse: () => WaiversDocument): LoadedWaivers {
		const known = this.loaded.get(uri);
		if (known && known.state === state && state !== '') return known;
		const loaded = { uri, folder: parentUri(uri), state, document: parse() };
		this.loaded.set(uri, loaded);
		return loaded;
	}
}
