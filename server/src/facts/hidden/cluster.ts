import type { HiddenText } from '../model';
import type { FoundHidden, InvisibleRun } from './model';

/** Hidden characters nearer to each other than this many code units are one hidden text. */
export const CLUSTER_GAP = 64;

/** What a gatherer has seen of one hidden text so far. */
export interface Cluster {
	start: number;
	end: number;
	/** Code points in order, without the exempt ones. */
	readonly codePoints: number[];
	/** Most of them without a visible character between. */
	longestRun: number;
	/** Places where they split a word of Latin letters. */
	splitWords: number;
	/** Places where one stands alone among letters of code, as a name that cannot be seen. */
	unseenNames: number;
}

/** One technique: which characters count, and when enough of them are a finding. */
export interface Technique {
	readonly name: HiddenText['technique'];
	/** Code points of the run that have no ordinary reason to stand there. */
	suspects(run: InvisibleRun): readonly number[];
	/** What the gathered characters say; `undefined` when they are nothing to speak of. */
	judge(cluster: Cluster): { readonly decoded: string | null } | undefined;
}

/** Gathers the suspect characters of one technique into clusters and yields those that count. */
export class Gatherer {
	private cluster: Cluster | undefined;

	constructor(
		private readonly technique: Technique,
		private readonly found: FoundHidden[],
	) {}

	add(run: InvisibleRun): void {
		const suspects = this.technique.suspects(run);
		if (suspects.length === 0) return;
		if (this.cluster && run.start - this.cluster.end > CLUSTER_GAP) this.flush();
		this.cluster ??= {
			start: run.start,
			end: run.end,
			codePoints: [],
			longestRun: 0,
			splitWords: 0,
			unseenNames: 0,
		};
		const cluster = this.cluster;
		cluster.end = run.end;
		for (const codePoint of suspects) cluster.codePoints.push(codePoint);
		cluster.longestRun = Math.max(cluster.longestRun, suspects.length);
		if (/[A-Za-z]/.test(run.before) && /[A-Za-z]/.test(run.after)) cluster.splitWords++;
		if (/[\w,{[(=.]/.test(run.before) || /[\w,}\])=.]/.test(run.after)) cluster.unseenNames++;
	}

	flush(): void {
		const cluster = this.cluster;
		if (!cluster) return;
		this.cluster = undefined;
		const judged = this.technique.judge(cluster);
		if (!judged) return;
		this.found.push({
			fact: {
				technique: this.technique.name,
				decoded: judged.decoded,
				count: cluster.codePoints.length,
			},
			range: { start: cluster.start, end: cluster.end },
		});
	}
}
