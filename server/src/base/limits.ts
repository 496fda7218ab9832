/** Bounds on the work done for one extension. Set by the person's own settings only, never by a workspace. */
export interface Limits {
	/** Files listed in one extension; the rest is "not examined". */
	readonly files: number;
	/** Bytes of one file that are read. */
	readonly fileBytes: number;
	/** Bytes read in all. */
	readonly totalBytes: number;
	/** UTF-16 code units of one text that are parsed; what follows is "not examined". */
	readonly parsedText: number;
	/** How often text decoded from an encoding is decoded again. */
	readonly decodeDepth: number;
	/** Directory levels below the root. */
	readonly depth: number;
}

export const DEFAULT_LIMITS: Limits = {
	files: 10_000,
	fileBytes: 64 * 1024 * 1024,
	totalBytes: 512 * 1024 * 1024,
	parsedText: 4 * 1024 * 1024,
	decodeDepth: 4,
	depth: 64,
};
