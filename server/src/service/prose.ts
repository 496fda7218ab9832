import type { Location } from '../base/finding';

/** A piece of a line. Plain text is shown as it is: a front escapes what would be markup. */
export type Inline =
	| string
	| { readonly code: string }
	| { readonly strong: string }
	/** Text of our own, written in Markdown; never text from an extension. */
	| { readonly markdown: string }
	| { readonly words: string; readonly place: Location }
	| { readonly words: string; readonly page: string };

export type Line = readonly Inline[];

/** Something to read, before a front decides how it looks. */
export type Block =
	| { readonly paragraph: Line }
	| { readonly list: readonly Line[] }
	| { readonly code: string }
	/** Between parts that have nothing to do with each other. */
	| { readonly rule: true };

export function paragraph(...line: Line): Block {
	return { paragraph: line };
}

/** Joins parts with rules between them; empty parts leave no trace. */
export function joined(parts: readonly (readonly Block[])[]): readonly Block[] {
	const filled = parts.filter(part => part.length > 0);
	return filled.flatMap((part, index) => (index === 0 ? part : [{ rule: true } as const, ...part]));
}
