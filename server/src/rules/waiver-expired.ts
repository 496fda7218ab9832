import { escapeForDisplay } from '../base/display';
import { defineRule } from './define';

export const rule = defineRule({
	id: 'waiver-expired',
	title: 'A waiver has expired',
	category: 'waivers',
	severity: 'low',
	confidence: 'high',
	ast: 'AST09',
	strength: 'strong',
	why: 'Its findings are reported again. The date was set so that somebody would look again; that day has come.',
	fix: 'Look at the findings it covers: settle them and remove the waiver, or renew it with a new date and reason.',
	scope: 'waivers',
	*check({ path, document, today }) {
		for (const { waiver, expiresRange } of document.entries) {
			if (waiver.expires >= today) continue;
			yield {
				location: { path, range: expiresRange },
				identity: `${waiver.rule} ${waiver.path} ${waiver.fingerprint ?? ''}`,
				message: `This waiver of ${escapeForDisplay(waiver.rule, 60)} ended on ${waiver.expires}; ${escapeForDisplay(waiver.owner, 60)} answers for it. Look at its findings again, then remove or renew it.`,
			};
		}
	},
});
