import { type Judged, reaches } from './judge';

/** Figures per source, per technique and per rule, then the misses and the false alarms. */
export function reportText(judged: readonly Judged[], wall: number, show: boolean): string {
	const lines = ['source                                   label        n   block  review'];
	for (const [key, group] of groups(judged, one => `${one.source.padEnd(40)} ${one.label.padEnd(9)}`)) {
		lines.push(
			`${key} ${String(group.length).padStart(4)}  ${share(group, 'block')}  ${share(group, 'review')}`,
		);
	}
	lines.push('');
	for (const label of ['malicious', 'risky', 'benign'] as const) {
		const group = judged.filter(one => one.label === label);
		if (group.length === 0) continue;
		lines.push(
			`${label.padEnd(50)} ${String(group.length).padStart(4)}  ${share(group, 'block')}  ${share(group, 'review')}`,
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
	lines.push('', timing(judged, wall), '');
	return lines.join('\n');
}

/** Samples whose worst finding changed since an earlier run. */
export function baselineText(old: readonly Judged[], now: readonly Judged[]): string {
	const before = new Map(old.map(one => [one.id, one]));
	const changed = now.filter(one => before.has(one.id) && before.get(one.id)?.worst !== one.worst);
	const rows = changed.map(one => `  ${one.label} ${one.id}: ${before.get(one.id)?.worst} → ${one.worst}`);
	return [`Changed since the baseline: ${changed.length}`, ...rows, ''].join('\n');
}

function groups(judged: readonly Judged[], key: (one: Judged) => string): [string, Judged[]][] {
	const found = new Map<string, Judged[]>();
	for (const one of judged) {
		const known = found.get(key(one));
		if (known) known.push(one);
		else found.set(key(one), [one]);
	}
	return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

function share(group: readonly Judged[], level: 'block' | 'review'): string {
	const count = group.filter(one => reaches(one, level)).length;
	return `${((100 * count) / group.length).toFixed(1).padStart(5)}%`;
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
	const head = `  ${one.worst ?? 'nothing'}  ${one.technique ?? ''}  ${one.id}`;
	if (!findings) return head;
	const serious = one.findings.filter(finding => ['critical', 'high', 'medium'].includes(finding.severity));
	return [
		head,
		...serious
			.slice(0, 6)
			.map(f => `      ${f.severity} ${f.rule} ${f.path}:${f.line} ${f.message.slice(0, 160)}`),
	].join('\n');
}

function timing(judged: readonly Judged[], wall: number): string {
	const bytes = judged.reduce((sum, one) => sum + one.bytes, 0);
	const slowest = [...judged].sort((a, b) => b.time - a.time)[0];
	const speed = bytes / 1e3 / wall;
	const memory = process.resourceUsage().maxRSS / 1024;
	return [
		`${judged.length} extensions, ${(bytes / 1e6).toFixed(1)} MB in ${(wall / 1e3).toFixed(2)} s: ${speed.toFixed(1)} MB/s on one core.`,
		`Slowest: ${slowest?.time.toFixed(0)} ms (${slowest?.id}). Peak memory ${memory.toFixed(0)} MiB, the set itself included.`,
	].join('\n');
}
