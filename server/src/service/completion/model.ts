import type { Range } from '../../base/range';
import type { Block } from '../prose';

/** Something that may be written at a place. */
export interface Suggestion {
	readonly label: string;
	readonly kind: 'key' | 'value' | 'host' | 'path' | 'rule';
	/** What the new text takes the place of. */
	readonly range: Range;
	readonly newText: string;
	/** A few words beside the label. */
	readonly detail?: string;
	readonly documentation: readonly Block[];
	/** Evidence first: smaller comes earlier, equal ones by label. */
	readonly rank: number;
}
