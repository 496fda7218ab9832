import type { Range } from '../../base/range';
import type { Confidence } from '../../base/severity';
import type { FlowSource, FlowStep } from '../model';

/**
 * Stands in a text for a part that is only known at run time. It cannot be in a word of a shell script, and
 * `prepareSource` removes it from the source. Several in a row are one unknown part; their number tells apart
 * unknown names that must not be taken for one another (`mktemp`, two variables).
 */
export const UNKNOWN = '\0';

/** Before `UNKNOWN`: the part is a placeholder (`<your-host>`), not computed. */
export const PLACEHOLDER_MARK = '\x01';

/** Where some of a value's data came from, and the way it took so far, latest step first. */
export interface Taint {
	readonly source: FlowSource;
	readonly trail: Trail;
	readonly confidence: Confidence;
}

export interface Trail {
	readonly step: FlowStep;
	readonly previous: Trail | null;
	readonly length: number;
}

/** What a word, a variable, a file or a stream holds, as far as it is known. */
export interface Value {
	/** Unknown parts are `UNKNOWN`. */
	readonly text: string;
	readonly taints: readonly Taint[];
	/** Set when the data is known and is no text. */
	readonly bytes?: Uint8Array;
	/** Where `text` stands verbatim in the analysed text; for exact ranges into programs inside programs. */
	readonly origin?: number;
	/** The literals the text was made from, when it is no longer verbatim; for the place of an encoded blob. */
	readonly place?: Range;
}

/** Longest text a value keeps; more becomes unknown. */
export const MAX_VALUE = 1 << 20;
const MAX_TAINTS = 8;
const MAX_TRAIL = 12;

const NO_TAINTS: readonly Taint[] = [];

export const EMPTY: Value = { text: '', taints: NO_TAINTS };
export const ANYTHING: Value = { text: UNKNOWN, taints: NO_TAINTS };

export function literal(text: string): Value {
	return text === '' ? EMPTY : { text: bounded(text), taints: NO_TAINTS };
}

export function tainted(text: string, taints: readonly Taint[]): Value {
	return { text: bounded(text), taints };
}

/** An unknown value with these taints. */
export function unknownWith(taints: readonly Taint[]): Value {
	return taints.length === 0 ? ANYTHING : { text: UNKNOWN, taints };
}

function bounded(text: string): string {
	return text.length > MAX_VALUE ? text.slice(0, MAX_VALUE - 1) + UNKNOWN : text;
}

export function isKnown(value: Value): boolean {
	return value.bytes === undefined && !value.text.includes(UNKNOWN);
}

/** The text when all of it is known. */
export function knownText(value: Value): string | null {
	return isKnown(value) ? value.text : null;
}

/** The text with `*` for each unknown part. */
export function patternOf(value: Value): string {
	return value.text.includes(UNKNOWN) ? value.text.replace(/\x01?\0+/g, '*') : value.text;
}

/** Both sets of taints, each source once, at most a few. */
export function mergeTaints(a: readonly Taint[], b: readonly Taint[]): readonly Taint[] {
	if (b.length === 0 || a === b) return a;
	if (a.length === 0) return b;
	const merged = [...a];
	for (const taint of b) {
		if (merged.length >= MAX_TAINTS) break;
		if (!merged.some(other => sameSource(other.source, taint.source))) merged.push(taint);
	}
	return merged;
}

function sameSource(a: FlowSource, b: FlowSource): boolean {
	return a === b || (a.kind === b.kind && JSON.stringify(a) === JSON.stringify(b));
}

export function concat(a: Value, b: Value): Value {
	if (a.text === '' && a.bytes === undefined) return a.taints.length === 0 ? b : withTaints(b, a.taints);
	if (b.text === '' && b.bytes === undefined) return b.taints.length === 0 ? a : withTaints(a, b.taints);
	const joined = { text: bounded(a.text + b.text), taints: mergeTaints(a.taints, b.taints) };
	const place = spanOf(placeOf(a), placeOf(b));
	return place === undefined ? joined : { ...joined, place };
}

/** Pieces shorter than this are not worth remembering where they stand. */
const MIN_PLACED = 6;

/** Where the literal text of the value stands, when it is long enough to matter. */
export function placeOf(value: Value): Range | undefined {
	if (value.place !== undefined) return value.place;
	if (value.origin === undefined || value.text.length < MIN_PLACED) return undefined;
	return { start: value.origin, end: value.origin + value.text.length };
}

function spanOf(a: Range | undefined, b: Range | undefined): Range | undefined {
	if (a === undefined || b === undefined) return a ?? b;
	return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}

/** The value with another text, made from it. */
export function withText(value: Value, text: string): Value {
	const made = { text: bounded(text), taints: value.taints };
	const place = placeOf(value);
	return place === undefined ? made : { ...made, place };
}

export function withTaints(value: Value, taints: readonly Taint[]): Value {
	return taints.length === 0 ? value : { ...value, taints: mergeTaints(value.taints, taints) };
}

export function newTaint(
	source: FlowSource,
	range: Range,
	what: string,
	confidence: Confidence = 'high',
): Taint {
	return { source, trail: { step: { range, what }, previous: null, length: 1 }, confidence };
}

/** The taints after one more step. Long ways keep their beginning and leave out the middle. */
export function stepped(taints: readonly Taint[], range: Range, what: string): readonly Taint[] {
	if (taints.length === 0) return taints;
	return taints.map(taint => {
		const { trail } = taint;
		if (trail.length >= MAX_TRAIL || (trail.step.what === what && trail.step.range.start === range.start))
			return taint;
		return { ...taint, trail: { step: { range, what }, previous: trail, length: trail.length + 1 } };
	});
}

/** The steps of a way in order, the source first. */
export function stepsOf(trail: Trail): FlowStep[] {
	const steps: FlowStep[] = [];
	for (let at: Trail | null = trail; at !== null; at = at.previous) steps.push(at.step);
	return steps.reverse();
}
