import type { FromPage } from './messages';

/** What is kept while the page is hidden, and what the person chose in it. */
export interface PageState {
	readonly findingsFrom: number;
	readonly filesFrom: number;
	readonly filters: readonly FileFilter[];
	readonly words: string;
	/** Position of the finding that was gone to last; -1: none yet. */
	readonly finding: number;
	readonly scroll: number;
}

export const FILE_FILTERS = ['executable', 'hidden', 'binary', 'findings'] as const;
export type FileFilter = (typeof FILE_FILTERS)[number];

export const FRESH_STATE: PageState = {
	findingsFrom: 0,
	filesFrom: 0,
	filters: [],
	words: '',
	finding: -1,
	scroll: 0,
};

/** What the parts of the page work with. */
export interface PageContext {
	/** Name of the package's file, escaped. */
	readonly name: string;
	readonly state: PageState;
	send(message: FromPage): void;
	/** Keeps a choice and draws the section anew. */
	change(choice: Partial<PageState>, section: 'findings' | 'files'): void;
	nextFinding(): void;
}
