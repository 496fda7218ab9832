import type { Judged } from './judge';

/** One run over the sets. */
export interface Run {
	/** Milliseconds from the first sample given out to the last one judged; reading the sets is not part of it. */
	readonly wall: number;
	readonly threads: number;
	/** Most memory the process held, MiB; the sets themselves are part of it. */
	readonly memory: number;
}

const SLOWEST = 5;

/** Speed, the slowest extensions and files, and where the time goes. */
export function timingText(judged: readonly Judged[], run: Run): string {
	const files = judged.flatMap(one => one.files.map(file => ({ ...file, of: one.id })));
	const slowFiles = files.sort((a, b) => b.time - a.time).slice(0, SLOWEST);
	const slowSkills = [...judged].sort((a, b) => b.time - a.time).slice(0, SLOWEST);
	const total = sum(judged.map(one => one.time));
	const threads = run.threads === 1 ? 'one thread' : `${run.threads} threads`;
	return [
		`${judged.length} extensions, ${megabytes(bytesOf(judged))} MB in ${(run.wall / 1e3).toFixed(2)} s: ${speedOf(judged, run).toFixed(1)} MB/s on ${threads}.`,
		`An extension takes ${quantile(judged, 0.5).toFixed(1)} ms (median), ${quantile(judged, 0.99).toFixed(0)} ms (99 of 100). Peak memory ${run.memory.toFixed(0)} MiB, the sets included.`,
		'Slowest extensions:',
		...slowSkills.map(one => `  ${one.time.toFixed(0).padStart(5)} ms  ${one.id}`),
		'Slowest files:',
		...slowFiles.map(
			file =>
				`  ${file.time.toFixed(0).padStart(5)} ms  ${String(file.bytes).padStart(8)} bytes  ${file.of}: ${file.path}`,
		),
		`Where the time of ${(total / 1e3).toFixed(1)} s goes, all threads together:`,
		...timeByType(judged).map(
			({ type, time, bytes }) =>
				`  ${((100 * time) / total).toFixed(1).padStart(5)} %  ${type.padEnd(12)} ${megabytes(bytes).padStart(6)} MB`,
		),
		`  ${((100 * sum(judged.map(one => one.ruleTime))) / total).toFixed(1).padStart(5)} %  rules`,
	].join('\n');
}

/** Analysis time by type of file, longest first; those below one per cent together. */
export function timeByType(
	judged: readonly Judged[],
): readonly { readonly type: string; readonly time: number; readonly bytes: number }[] {
	const types = new Map<string, { type: string; time: number; bytes: number }>();
	const files = judged.flatMap(one => one.files);
	const limit = sum(files.map(file => file.time)) / 100;
	const all = new Map<string, number>();
	for (const { type, time } of files) all.set(type, (all.get(type) ?? 0) + time);
	for (const file of files) {
		const type = (all.get(file.type) ?? 0) < limit ? 'others' : file.type;
		const known = types.get(type) ?? { type, time: 0, bytes: 0 };
		types.set(type, { type, time: known.time + file.time, bytes: known.bytes + file.bytes });
	}
	return [...types.values()].sort((a, b) => b.time - a.time);
}

/** Megabytes (10^6 bytes) judged in a second of wall time. */
export function speedOf(judged: readonly Judged[], run: Run): number {
	return bytesOf(judged) / 1e3 / run.wall;
}

export function bytesOf(judged: readonly Judged[]): number {
	return sum(judged.map(one => one.bytes));
}

export function megabytes(bytes: number): string {
	return (bytes / 1e6).toFixed(1);
}

/** Milliseconds within which a share of the extensions is judged. */
export function quantile(judged: readonly Judged[], share: number): number {
	const times = judged.map(one => one.time).sort((a, b) => a - b);
	return times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
