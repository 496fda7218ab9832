import { escapeForDisplay } from '../base/display';
import type { ExtensionFacts, Placed } from '../facts/model';
import type { Use } from '../scripts/model';
import type { Line } from './prose';
import { fileAt } from './report-files';

/** Places that are named one by one. */
const SHOWN = 5;

/** One line per piece of evidence: a link to the place and what is seen there; the last says how many are left. */
export function evidenceLines(facts: ExtensionFacts, uses: readonly Placed<Use>[]): readonly Line[] {
	const lines: Line[] = uses
		.slice(0, SHOWN)
		.map(use => [{ words: placeName(facts, use), place: use }, ` ${use.fact.how}`]);
	if (uses.length > SHOWN) lines.push([`and ${uses.length - SHOWN} more`]);
	return lines;
}

/** `scripts/fetch.sh:12` */
export function placeName(facts: ExtensionFacts, { path, range }: Placed<unknown>): string {
	const line = fileAt(facts, path)?.lines.positionAt(range.start).line;
	return `${escapeForDisplay(path, 80)}${line === undefined ? '' : `:${line + 1}`}`;
}
