import { type Judged, reaches } from './judge';

export type Level = 'block' | 'review';

/** How well a group of labelled samples is judged at one level. Shares are `null` where the group has none such. */
export interface Figures {
	readonly malicious: number;
	readonly benign: number;
	readonly risky: number;
	/** Share of the malicious that reach the level. */
	readonly recall: number | null;
	/** Share of the malicious among the malicious and benign that reach it. */
	readonly precision: number | null;
	/** Share of the benign that reach it. */
	readonly falsePositives: number | null;
	/** Share of the risky that reach it. */
	readonly riskyReached: number | null;
}

export function figuresOf(judged: readonly Judged[], level: Level): Figures {
	const count = (label: Judged['label']) => judged.filter(one => one.label === label).length;
	const hits = (label: Judged['label']) =>
		judged.filter(one => one.label === label && reaches(one, level)).length;
	const [malicious, benign, risky] = [count('malicious'), count('benign'), count('risky')];
	const [right, wrong] = [hits('malicious'), hits('benign')];
	return {
		malicious,
		benign,
		risky,
		recall: share(right, malicious),
		precision: share(right, right + wrong),
		falsePositives: share(wrong, benign),
		riskyReached: share(hits('risky'), risky),
	};
}

function share(part: number, whole: number): number | null {
	return whole === 0 ? null : part / whole;
}

/** Sources whose samples were generated from templates. */
export function isSynthetic(judged: Judged): boolean {
	return judged.source.startsWith('skillfortify-');
}

/** Malicious, and no code of it is seen to do anything: what it does is said in prose, or not seen at all. */
export function isProseOnly(judged: Judged): boolean {
	return judged.label === 'malicious' && !judged.actsInCode;
}

/** The groups that are reported on their own, each with its name. */
export function groupsOf(judged: readonly Judged[]): readonly (readonly [string, readonly Judged[]])[] {
	const sources = [...new Set(judged.map(one => one.source))].sort();
	return [
		['all', judged],
		['without the synthetic sources', judged.filter(one => !isSynthetic(one))],
		['prose-only attacks', judged.filter(isProseOnly)],
		...sources.map(source => [source, judged.filter(one => one.source === source)] as const),
	];
}

/** Malicious and risky samples by technique; a sample with several counts for each. */
export function byTechnique(judged: readonly Judged[]): readonly (readonly [string, readonly Judged[]])[] {
	const groups = new Map<string, Judged[]>();
	for (const one of judged) {
		if (one.label === 'benign') continue;
		for (const technique of one.techniques) {
			const group = groups.get(technique);
			if (group) group.push(one);
			else groups.set(technique, [one]);
		}
	}
	return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
