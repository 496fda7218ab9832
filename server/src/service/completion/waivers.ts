import { parseWaivers } from '../../formats/waivers/parse';
import { paragraph } from '../prose';
import { RULES } from '../rules';
import { jsonPlaceAt } from './json-place';
import type { Suggestion } from './model';

/** The rules that an entry of the waivers file may name at an offset. */
export function completeWaivers(text: string, offset: number): readonly Suggestion[] {
	const place = jsonPlaceAt(text, parseWaivers(text).json, offset);
	if (place?.expects !== 'value') return [];
	const [list, , field] = place.path;
	if (list !== 'waivers' || field !== 'rule' || place.path.length !== 3) return [];
	return [...RULES.values()].map(rule => ({
		label: rule.id,
		kind: 'rule',
		range: place.range,
		newText: JSON.stringify(rule.id),
		detail: rule.severity,
		documentation: [paragraph({ strong: rule.title }), paragraph({ markdown: rule.why })],
		rank: 0,
	}));
}
