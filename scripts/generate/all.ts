import { RULES } from '../../server/src/rules/run';
import { architecturePage } from './architecture';
import { expectedFile } from './expected';
import type { GeneratedFile } from './generated-file';
import { rulePage, rulesTable } from './rule-docs';

/** Everything that `npm run update` writes, the rules' index apart, which this needs already. */
export function generatedFiles(root: string): readonly GeneratedFile[] {
	const rules = [...RULES.values()];
	return [
		...rules.filter(rule => rule.scope !== 'runner').map(rule => expectedFile(rule.id, root)),
		...rules.map(rule => rulePage(rule, root)),
		rulesTable(rules),
		architecturePage(root),
	];
}
