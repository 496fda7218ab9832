import type { Range } from '../base/range';
import type { FlowSource, FlowStep } from './model';

/** Most hops that are kept; the first ones, which show the source, stay. */
const MAX_STEPS = 12;
/** Most origins one value is followed to. */
const MAX_TAINTS = 6;

/** The way data has come so far, latest hop first. */
interface Trail {
	readonly step: FlowStep;
	readonly before: Trail | null;
	readonly length: number;
}

/** That a value holds data from a source. */
export interface Taint {
	readonly source: FlowSource;
	/** Identifies the source. */
	readonly key: string;
	readonly trail: Trail;
	/** Encodings the reading code itself was hidden in. */
	readonly via: readonly string[];
}
export type Taints = readonly Taint[];

export const NO_TAINTS: Taints = [];

/** The taint of data fresh from its source. */
export function taintFrom(
	source: FlowSource,
	range: Range,
	what: string,
	via: readonly string[] = [],
): Taints {
	return [{ source, key: keyOf(source), trail: { step: { range, what }, before: null, length: 1 }, via }];
}

function keyOf(source: FlowSource): string {
	switch (source.kind) {
		case 'network':
			return `network ${source.url ?? source.host ?? ''}`;
		case 'secret-file':
			return `file ${source.path}`;
		case 'environment':
			return `environment ${source.name ?? ''}`;
		case 'encoded':
			return `encoded ${source.encodings.join(' ')} ${source.decoded === null ? '' : source.decoded.slice(0, 64)}`;
		default:
			return `${source.kind} ${source.what}`;
	}
}

/** Both taints; where they have the same source, the one of `a`. */
export function taintsTogether(a: Taints, b: Taints): Taints {
	if (b.length === 0 || a === b) return a;
	if (a.length === 0) return b;
	const added = b.filter(taint => !a.some(other => other.key === taint.key));
	if (added.length === 0) return a;
	return [...a, ...added].slice(0, MAX_TAINTS);
}

/** The taints after one more hop. */
export function withStep(taints: Taints, range: Range, what: string): Taints {
	if (taints.length === 0) return taints;
	return taints.map(taint => {
		const { trail } = taint;
		const last = trail.step.range;
		if (trail.length >= MAX_STEPS || (last.start === range.start && last.end === range.end)) return taint;
		return { ...taint, trail: { step: { range, what }, before: trail, length: trail.length + 1 } };
	});
}

/** The hops from the source on. */
export function stepsOf(taint: Taint): FlowStep[] {
	const steps: FlowStep[] = [];
	for (let trail: Trail | null = taint.trail; trail !== null; trail = trail.before) steps.push(trail.step);
	return steps.reverse();
}
