import type { Parser, PartialParse, Tree } from '@lezer/common';
import type { Unparsed } from './model';
import { type LiteralStyle, withoutDeepNesting } from './nesting';

/** Work units for one text; ordinary code takes one per token, so that some 800 kilobytes of it are parsed whole. */
const PARSE_BUDGET = 220_000;

export interface BoundedTree {
	readonly tree: Tree;
	/** What was parsed: the given text, overly deep nesting blanked out. Offsets are the same. */
	readonly text: string;
	/** What was left out, and why. */
	readonly unparsed: readonly Unparsed[];
}

/**
 * Parses as much of the text as a fixed amount of work allows. The work is counted in parser steps, not in time, so
 * that the same text always gives the same tree.
 */
export function parseBounded(parser: Parser, text: string, style: LiteralStyle): BoundedTree {
	const nested = withoutDeepNesting(text, style);
	const unparsed: Unparsed[] = nested.cut.map(range => ({
		range,
		reason: 'Too deeply nested to be examined.',
	}));
	const parse = parser.startParse(nested.text);
	let left = PARSE_BUDGET;
	for (;;) {
		const tree = parse.advance();
		if (tree !== null) return { tree, text: nested.text, unparsed };
		left -= stepCost(parse);
		if (left < 0 && parse.stoppedAt === null) {
			const stop = parse.parsedPos;
			parse.stopAt(stop);
			unparsed.push({
				range: { start: stop, end: text.length },
				reason: 'Too long or too complex to be examined whole: what follows was not read.',
			});
		}
	}
}

/**
 * What the last step cost, in steps of ordinary code. The parser follows several readings of ambiguous or broken
 * text side by side and compares them pairwise, which is what makes hostile text slow.
 */
function stepCost(parse: PartialParse): number {
	if (!('stacks' in parse) || !Array.isArray(parse.stacks)) return 4;
	const readings = parse.stacks.length;
	if (readings <= 1 && !('recovering' in parse && parse.recovering !== 0)) return 1;
	return 4 + 2 * readings + (readings * readings) / 3;
}
