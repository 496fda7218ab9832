import { parseManifest } from './parse';

/** Whether two texts are one valid manifest, spaces and order of fields aside. */
export function isSameManifest(one: string, other: string): boolean {
	if (one === other) return true;
	const [a, b] = [parseManifest(one), parseManifest(other)];
	return (
		a.problems.length === 0 && b.problems.length === 0 && canonical(a.manifest) === canonical(b.manifest)
	);
}

function canonical(value: unknown): string {
	return JSON.stringify(value, (_key, part: unknown) =>
		typeof part === 'object' && part !== null && !Array.isArray(part)
			? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
			: part,
	);
}
