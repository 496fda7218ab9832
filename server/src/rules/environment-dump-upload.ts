import { defineRule } from './define';
import { aboutFlow, asSure, distinct, gradeOf, hostOf } from './support/flows';

export const rule = defineRule({
	id: 'environment-dump-upload',
	title: 'All environment variables are sent away',
	category: 'behaviour',
	severity: 'critical',
	confidence: 'high',
	ast: 'AST01',
	atlas: 'AML.T0025',
	strength: 'strong',
	why: 'Programs keep their keys and tokens in environment variables. Whoever gets all of them gets every one of those, for services that have nothing to do with this extension.',
	fix: 'Remove it. Send the one variable that is needed, by its name.',
	scope: 'extension',
	needs: ['flows'],
	*check(extension) {
		for (const flow of distinct(extension.flows)) {
			const { source, sink } = flow.fact;
			if (source.kind !== 'environment' || source.name !== null || sink.kind !== 'network') continue;
			if (gradeOf(sink) === 'loopback') continue;
			yield {
				...aboutFlow(flow),
				severity: asSure(flow, 'critical'),
				message: `The whole environment, with every key and token in it, is sent to ${hostOf(sink)}. Remove it, or send only the variable that is needed.`,
			};
		}
	},
});
