import { nodeAt, pathAt } from '../../formats/json/node';
import { parseWaivers } from '../../formats/waivers/parse';
import { type Block, paragraph } from '../prose';
import { RULES } from '../rules';

/** What the rule named in an entry of the waivers file looks for. */
export function waiverHover(
	text: string,
	offset: number,
	rulePage: (rule: string) => string,
): readonly Block[] {
	const { json } = parseWaivers(text);
	const path = pathAt(json, offset);
	const [list, index, field] = path;
	if (list !== 'waivers' || typeof index !== 'number' || field !== 'rule') return [];
	const id = nodeAt(json, [list, index, 'rule'])?.value;
	const rule = typeof id === 'string' ? RULES.get(id) : undefined;
	if (!rule) return [];
	return [
		paragraph({ strong: rule.title }, ' ', { words: rule.id, page: rulePage(rule.id) }),
		paragraph({ markdown: rule.why }),
		paragraph({ strong: 'What to do instead:' }, ' ', { markdown: rule.fix }),
	];
}
