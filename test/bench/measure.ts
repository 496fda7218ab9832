/** One figure, against its limit where it has one. */
export interface Figure {
	readonly name: string;
	readonly value: number;
	readonly unit: 'ms' | 'MiB' | 'MB' | 'MB/s' | 'x';
	readonly limit?: number;
}

/** Value at a share of a sample, by the nearest rank. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Figures as a table; the ratio is value over limit, so more than 1 is too much. */
export function table(figures: readonly Figure[]): string {
	const width = Math.max(...figures.map(figure => figure.name.length));
	const rows = figures.map(({ name, value, unit, limit }) => {
		const shown = `${value.toFixed(1)} ${unit}`.padStart(12);
		if (limit === undefined) return `${name.padEnd(width)}  ${shown}`;
		const ratio = (value / limit).toFixed(2).padStart(6);
		return `${name.padEnd(width)}  ${shown}  limit ${String(limit).padStart(5)} ${unit.padEnd(3)}  ratio ${ratio}${value > limit ? '  OVER' : ''}`;
	});
	return `${rows.join('\n')}\n`;
}
