/** Bounds of one package: the reference tool's, settable by the person's own settings only. */
export interface ArchiveLimits {
	/** Bytes of the archive itself. */
	readonly archiveBytes: number;
	readonly entries: number;
	/** Uncompressed bytes of one entry. */
	readonly entryBytes: number;
	/** Uncompressed bytes of all entries, nested archives included. */
	readonly totalBytes: number;
	/** Uncompressed bytes for each compressed one, per entry. */
	readonly ratio: number;
	/** Levels of archives inside the package that are allowed; deeper ones are refused. */
	readonly nesting: number;
}

export const DEFAULT_ARCHIVE_LIMITS: ArchiveLimits = {
	archiveBytes: 576 * 1024 * 1024,
	entries: 10_000,
	entryBytes: 64 * 1024 * 1024,
	totalBytes: 512 * 1024 * 1024,
	ratio: 200,
	nesting: 2,
};

/** Random access to bytes that may be too many to hold at once. */
export interface ByteSource {
	/** Total bytes. */
	readonly size: number;
	/**
	 * The bytes from `offset`: `length` of them, or fewer when the source ends before. They are valid until the next
	 * `read`. Throws only when the outside world fails.
	 */
	read(offset: number, length: number): Uint8Array;
}

/** A source over bytes already in memory. */
export function sourceOf(bytes: Uint8Array): ByteSource {
	return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
}

export type Inflated =
	/** `consumed` counts the compressed bytes up to the end of the deflate stream. */
	| { readonly bytes: Uint8Array; readonly consumed: number; readonly failure?: undefined }
	| { readonly failure: 'too-long' | 'corrupt' };

/** The two computations a reader of archives needs from the platform. */
export interface ArchiveCodec {
	/**
	 * Inflates raw deflate data (RFC 1951). Stops with `too-long` before it holds more than `maxBytes` of output;
	 * data that ends before its stream does is `corrupt`.
	 */
	inflateRaw(data: Uint8Array, maxBytes: number): Inflated;
	/** CRC-32 as zip files use it (ISO 3309, polynomial 0xEDB88320), unsigned. */
	crc32(data: Uint8Array): number;
}
