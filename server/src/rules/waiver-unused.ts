import { escapeForDisplay } from '../base/display';
import { defineRule } from './define';

export const rule = defineRule({
	id: 'waiver-unused',
	title: 'A waiver covers no finding',
	category: 'waivers',
	severity: 'info',
	confidence: 'high',
	ast: 'AST09',
	strength: 'strong',
	why: 'What it was for is gone or has moved. Left in place it could cover something new that nobody has looked at.',
	fix: 'Remove it, or correct its path.',
	limits: 'Said only when everything the waivers file is about was audited.',
	scope: 'waivers',
	*check({ path, document, today, knownRules, used }) {
		if (!used) return;
		for (const entry of document.entries) {
			const { waiver, range } = entry;
			if (used.has(entry) || waiver.expires < today || !knownRules.has(waiver.rule)) continue;
			yield {
				location: { path, range },
				identity: `${waiver.rule} ${waiver.path}`,
				message: `No finding of ${waiver.rule} at “${escapeForDisplay(waiver.path, 80)}” is left. Remove this waiver or correct its path.`,
			};
		}
	},
});
