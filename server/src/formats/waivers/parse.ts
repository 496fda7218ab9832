import { contains } from '../../base/range';
import { checkSchema } from '../json/check';
import { isIncomplete, memberOf } from '../json/node';
import { MAX_JSON_PROBLEMS, parseStrictJson, type StrictJsonOptions } from '../json/strict';
import type { Waiver, WaiverEntry, WaiversDocument } from './model';
import { waiverSchema, waiversSchema } from './schema';

/**
 * Reads `aext-waivers.json`. An entry counts only when nothing is wrong inside it, and none counts when the file is
 * of another version or breaks off: a waiver hides findings, so in doubt it does not.
 */
export function parseWaivers(text: string, options: StrictJsonOptions = {}): WaiversDocument {
	const json = parseStrictJson(text, options);
	if (json.root?.type !== 'object') return { text, json, entries: [], problems: json.problems };
	const checked = checkSchema(waiversSchema, json.root, isIncomplete(json));
	const problems = [...json.problems, ...checked.problems].sort((a, b) => a.range.start - b.range.start);
	const items = memberOf(checked.root, 'waivers')?.value?.items ?? [];
	// With as many problems as are kept, the ones left out may be in any entry.
	const unknown = checked.problems.length >= MAX_JSON_PROBLEMS || json.problems.length >= MAX_JSON_PROBLEMS;
	const outside = problems.some(problem => !items.some(item => contains(item.range, problem.range)));
	if (unknown || outside) return { text, json, entries: [], problems };
	const entries: WaiverEntry[] = [];
	for (const item of items) {
		if (problems.some(problem => contains(item.range, problem.range))) continue;
		const { value } = checkSchema(waiverSchema, item, false);
		const expires = memberOf(item, 'expires')?.value;
		if (value !== undefined && expires !== undefined) {
			entries.push({ waiver: waiverOf(value), range: item.range, expiresRange: expires.range });
		}
	}
	return { text, json, entries, problems };
}

function waiverOf(
	value: Omit<Waiver, 'fingerprint'> & { readonly fingerprint?: string | undefined },
): Waiver {
	const { fingerprint, ...rest } = value;
	return fingerprint === undefined ? rest : { ...rest, fingerprint };
}
