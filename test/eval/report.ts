import { byTechnique, type Figures, figuresOf, groupsOf } from './figures';
import { type Judged, reaches } from './judge';
import { type Run, timingText } from './timing';

/** Figures per source, per technique and per rule, then the misses and the false alarms, then the times. */
export function reportText(judged: readonly Judged[], run: Run, show: boolean): string {
	const head = 'recall      precision    false pos.   risky reached';
	const levels = '                                          mal./ben./risky    (block / review, per cent)';
	const lines = [`${' '.repeat(61)}${head}`, levels];
	for (const [name, group] of groupsOf(judged)) lines.push(row(name, group));
	lines.push('', 'technique                                    n   reached at block / review level');
	for (const [name, group] of byTechnique(judged)) {
		const reached = (level: 'block' | 'review') =>
			percent(group.filter(one => reaches(one, level)).length / group.length);
		lines.push(
			`${name.padEnd(41)} ${String(group.length).padStart(4)}   ${reached('block')} / ${reached('review')}`,
		);
	}
	lines.push('', 'rule                                      malicious block/review   benign block/review');
	const ids = new Set(judged.flatMap(one => one.findings.map(finding => finding.rule)));
	for (const id of [...ids].sort()) {
		lines.push(`${id.padEnd(41)} ${ruleCount(judged, id, 'malicious')}   ${ruleCount(judged, id, 'benign')}`);
	}
	const misses = judged.filter(one => one.label === 'malicious' && !reaches(one, 'block'));
	lines.push('', `Malicious below block level: ${misses.length}`, ...misses.map(one => detail(one, show)));
	const alarms = judged.filter(one => one.label === 'benign' && reaches(one, show ? 'review' : 'block'));
	lines.push(
		'',
		`Benign at ${show ? 'review' : 'block'} level: ${alarms.length}`,
		...alarms.map(one => detail(one, true)),
	);
	lines.push('', timingText(judged, run), '');
	return lines.join('\n');
}

/** Samples whose worst finding changed since an earlier run. */
export function baselineText(old: readonly Judged[], now: readonly Judged[]): string {
	const before = new Map(old.map(one => [one.id, one]));
	const changed = now.filter(one => before.has(one.id) && before.get(one.id)?.worst !== one.worst);
	const rows = changed.map(one => `  ${one.label} ${one.id}: ${before.get(one.id)?.worst} → ${one.worst}`);
	const other = now.filter(one => before.has(one.id) && findingsOf(before.get(one.id)) !== findingsOf(one));
	return [
		`Other findings than in the baseline: ${other.length} extensions; another worst finding: ${changed.length}`,
		...rows,
		'',
	].join('\n');
}

function findingsOf(one: Judged | undefined): string {
	return JSON.stringify(one?.findings);
}

function row(name: string, group: readonly Judged[]): string {
	const [block, review] = [figuresOf(group, 'block'), figuresOf(group, 'review')];
	const both = (key: keyof Figures) => `${percent(block[key])}/${percent(review[key])}`;
	const counts = `${block.malicious}/${block.benign}/${block.risky}`;
	return [
		name.padEnd(45),
		counts.padEnd(12),
		both('recall'),
		both('precision'),
		both('falsePositives'),
		both('riskyReached'),
	].join('  ');
}

export function percent(share: number | null): string {
	return share === null ? '    –' : (100 * share).toFixed(1).padStart(5);
}

function ruleCount(judged: readonly Judged[], rule: string, label: string): string {
	const hit = (severities: readonly string[]) =>
		judged.filter(
			one =>
				one.label === label && one.findings.some(f => f.rule === rule && severities.includes(f.severity)),
		).length;
	const block = hit(['critical', 'high']);
	const review = hit(['critical', 'high', 'medium']);
	return `${String(block).padStart(9)} /${String(review).padStart(5)}`;
}

function detail(one: Judged, findings: boolean): string {
	const head = `  ${one.worst ?? 'nothing'}  ${one.techniques.join(',')}  ${one.id}`;
	if (!findings) return head;
	const serious = one.findings.filter(finding => ['critical', 'high', 'medium'].includes(finding.severity));
	return [
		head,
		...serious
			.slice(0, 6)
			.map(f => `      ${f.severity} ${f.rule} ${f.path}:${f.line} ${f.message.slice(0, 160)}`),
	].join('\n');
}
