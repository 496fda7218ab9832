import { byTechnique, type Figures, figuresOf, groupsOf } from './figures';
import { type Judged, reaches } from './judge';
import { percent } from './report';
import { bytesOf, megabytes, quantile, type Run, speedOf, timeByType } from './timing';

/** What a summary says of itself. */
export interface SummaryHead {
	/** When the run was made, YYYY-MM-DD. */
	readonly date: string;
	readonly rulesVersion: string;
}

/** The figures of a run as a page: shares per source and technique, speed, and how they are defined. No sample is named. */
export function summaryText(judged: readonly Judged[], run: Run, head: SummaryHead): string {
	return [
		'# Evaluation',
		'',
		'This page is written by `npm run eval -- <set> --summary docs/evaluation.md`; do not edit it.',
		'',
		`Run on ${head.date} with rules version ${head.rulesVersion} over ${judged.length} labelled extensions, ${megabytes(bytesOf(judged))} MB.`,
		'',
		'An extension reaches **block** level with a finding of severity critical or high, **review** level with one of medium',
		'or above. Recall is the share of the malicious that reach the level, precision the share of the malicious among the',
		'malicious and benign that reach it, and the false-positive rate the share of the benign that reach it. A “risky”',
		'extension does something dangerous without being an attack. Every pair below is block / review, in per cent.',
		'',
		'The set was used while the rules were written, so these figures say less than a run over a set never seen before.',
		'The sources named `skillfortify-*` were generated from templates; the second row leaves them out. A **prose-only**',
		'attack is a malicious extension none of whose code, in files, fences or inline, is seen to do anything.',
		'',
		'## By source',
		'',
		'| source | malicious | benign | risky | recall | precision | false positives | risky reached |',
		'|---|---:|---:|---:|---:|---:|---:|---:|',
		...groupsOf(judged).map(([name, group]) => sourceRow(name, group)),
		'',
		'## By technique',
		'',
		'Malicious and risky extensions by what their label names; one with several techniques counts for each.',
		'',
		'| technique | extensions | reached |',
		'|---|---:|---:|',
		...byTechnique(judged).map(([name, group]) => techniqueRow(name, group)),
		'',
		'## Speed',
		'',
		`- ${speedOf(judged, run).toFixed(1)} MB/s of wall time on ${run.threads} threads (${(run.wall / 1e3).toFixed(2)} s); reading the set is not counted.`,
		`- An extension takes ${quantile(judged, 0.5).toFixed(1)} ms (median), ${quantile(judged, 0.99).toFixed(0)} ms (99 of 100).`,
		`- Peak memory ${run.memory.toFixed(0)} MiB, the set included.`,
		`- Time of analysis by type of file: ${timeShares(judged)}.`,
		'',
	].join('\n');
}

function sourceRow(name: string, group: readonly Judged[]): string {
	const [block, review] = [figuresOf(group, 'block'), figuresOf(group, 'review')];
	const both = (key: keyof Figures) => pair(block[key], review[key]);
	return `| ${name} | ${block.malicious} | ${block.benign} | ${block.risky} | ${both('recall')} | ${both('precision')} | ${both('falsePositives')} | ${both('riskyReached')} |`;
}

function techniqueRow(name: string, group: readonly Judged[]): string {
	const reached = (level: 'block' | 'review') =>
		group.filter(one => reaches(one, level)).length / group.length;
	return `| ${name} | ${group.length} | ${pair(reached('block'), reached('review'))} |`;
}

function pair(block: number | null, review: number | null): string {
	return block === null ? '–' : `${percent(block).trim()} / ${percent(review).trim()}`;
}

function timeShares(judged: readonly Judged[]): string {
	const types = timeByType(judged);
	const total = types.reduce((sum, { time }) => sum + time, 0);
	return types.map(({ type, time }) => `${type} ${((100 * time) / total).toFixed(0)} %`).join(', ');
}
