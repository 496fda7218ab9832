import { escapeForDisplay } from '../base/display';
import { defineRule } from './define';
import { nearest } from './support/spelling';

export const rule = defineRule({
	id: 'waiver-unknown-rule',
	title: 'A waiver names a rule that does not exist',
	category: 'waivers',
	severity: 'low',
	confidence: 'high',
	ast: 'AST09',
	strength: 'strong',
	why: 'It waives nothing, and whoever reads the file believes that something was looked at and accepted.',
	fix: 'Correct the rule’s id or remove the entry. All ids are listed in the rules’ documentation.',
	scope: 'waivers',
	*check({ path, document, knownRules }) {
		for (const { waiver, range } of document.entries) {
			if (knownRules.has(waiver.rule)) continue;
			const meant = nearest(waiver.rule, knownRules);
			const hint = meant === undefined ? 'Correct or remove it.' : `Did you mean “${meant}”?`;
			yield {
				location: { path, range },
				identity: `${waiver.rule} ${waiver.path}`,
				message: `There is no rule “${escapeForDisplay(waiver.rule, 60)}”, so this waives nothing. ${hint}`,
			};
		}
	},
});
