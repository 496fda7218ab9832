import { DEFAULT_LIMITS, type Limits } from '../../server/src/base/limits';
import { pathBelow } from '../../server/src/base/uris';
import { type FileSystem, type Host, HostError } from '../../server/src/host/model';

/** A host without a disk: files by URI, a clock that stands, and a record of what was read and logged. */
export class MemoryHost implements Host {
	readonly logged: string[] = [];
	/** URIs in the order they were read. */
	readonly reads: string[] = [];
	private readonly contents = new Map<string, { bytes: Uint8Array; stamp: number }>();
	private writes = 0;

	constructor(
		files: Readonly<Record<string, string>> = {},
		private readonly day = '2026-06-15',
	) {
		for (const [uri, text] of Object.entries(files)) this.write(uri, text);
	}

	write(uri: string, content: string | Uint8Array): void {
		const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
		this.contents.set(uri, { bytes, stamp: ++this.writes });
	}

	remove(uri: string): void {
		this.contents.delete(uri);
	}

	readonly files: FileSystem = {
		schemes: new Set(['file']),
		list: async (root: string, limits: Limits = DEFAULT_LIMITS) => {
			const below = [...this.contents].flatMap(([uri, { bytes, stamp }]) => {
				const path = pathBelow(root, uri);
				const entry = { type: 'file', size: bytes.byteLength, stamp: String(stamp) } as const;
				return path === undefined ? [] : [{ path, ...entry }];
			});
			if (below.length <= limits.files) return { entries: below, unlisted: [] };
			const reason = `the folder holds more than ${limits.files} files`;
			return { entries: below.slice(0, limits.files), unlisted: [{ path: '', reason, gap: true }] };
		},
		read: async (uri: string, maxBytes: number) => {
			this.reads.push(uri);
			const content = this.contents.get(uri);
			if (!content) throw new HostError('not-found', `There is no ${uri}.`);
			if (content.bytes.byteLength > maxBytes) throw new HostError('too-large', `${uri} is too large.`);
			return content.bytes;
		},
		stat: async (uri: string) => {
			const content = this.contents.get(uri);
			return content && { type: 'file', stamp: String(content.stamp) };
		},
	};

	now(): Date {
		return new Date(`${this.day}T12:00:00Z`);
	}

	async breathe(): Promise<void> {}

	log(level: string, message: string): void {
		this.logged.push(`${level}: ${message}`);
	}
}
