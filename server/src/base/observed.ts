import type { Location } from './finding';
import type { LineColumn } from './lines';

/** The single things that a manifest can permit. */
export const PERMISSION_KINDS = ['network', 'ip', 'read', 'write', 'shell', 'subprocess'] as const;
export type PermissionKind = (typeof PERMISSION_KINDS)[number];

/** How sure it is that a permission is used; `unknown`: its object is computed at run time. */
export const USE_CERTAINTIES = ['yes', 'possible', 'unknown'] as const;

/** One place where a permission is used, with the reasoning in one line. */
export interface Evidence {
	readonly location: Location;
	readonly what: string;
}

/** One permission that the files of an extension are seen to use. Plain data, texts escaped. */
export interface ObservedUse {
	readonly kind: PermissionKind;
	/** Host, address or path; empty where there is none to name. */
	readonly value: string;
	readonly certainty: (typeof USE_CERTAINTIES)[number];
	/** Best first, at most `MAX_EVIDENCE`. */
	readonly evidence: readonly Evidence[];
}

/** What is known of a file besides its size and digest. */
export interface ObservedFile {
	readonly path: string;
	readonly kind: string;
	readonly binary: boolean;
	/** Holds text that people do not see. */
	readonly hidden: boolean;
}

/** Lines and characters of the offsets that are named in one file: `offset, line, character` one after the other. */
export interface FilePositions {
	readonly path: string;
	readonly at: readonly number[];
}

/** What the files of an extension are seen to do, for whoever has not read them. */
export interface Observed {
	readonly uses: readonly ObservedUse[];
	/** Everything they reach, each a phrase: "contacts api.example", "reads the environment variable HOME". Sorted. */
	readonly reach: readonly string[];
	readonly files: readonly ObservedFile[];
	readonly positions: readonly FilePositions[];
	/** Uses or phrases that did not fit. */
	readonly more: number;
}

export const MAX_EVIDENCE = 20;
export const MAX_USES = 5_000;

/** Lines and characters by path and offset. */
export class PositionTable {
	private readonly files = new Map<string, ReadonlyMap<number, LineColumn>>();

	constructor(positions: readonly FilePositions[]) {
		for (const { path, at } of positions) {
			const known = new Map<number, LineColumn>();
			for (let i = 0; i + 2 < at.length; i += 3) {
				known.set(at[i] as number, { line: at[i + 1] as number, character: at[i + 2] as number });
			}
			this.files.set(path, known);
		}
	}

	/** The start of the file for an offset that is not known. */
	of(path: string, offset: number): LineColumn {
		return this.files.get(path)?.get(offset) ?? { line: 0, character: 0 };
	}
}
