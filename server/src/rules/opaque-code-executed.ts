import { escapeForDisplay } from '../base/display';
import { defineRule } from './define';
import { aboutFlow, asSure, distinct } from './support/flows';

export const rule = defineRule({
	id: 'opaque-code-executed',
	title: 'Something is run that cannot be read',
	category: 'behaviour',
	severity: 'high',
	confidence: 'medium',
	ast: 'AST01',
	atlas: 'AML.T0050',
	strength: 'strong',
	why: 'What is run is packed in a way that could not be undone here. Nobody who reviews the extension, person or program, can say what it does.',
	fix: 'Ship the code as text. Do not run it as it is.',
	scope: 'extension',
	needs: ['flows'],
	*check(extension) {
		for (const flow of distinct(extension.flows)) {
			const { source, sink } = flow.fact;
			if (source.kind !== 'encoded' || sink.kind !== 'execution' || source.decoded !== null) continue;
			const how = source.encodings.join(', then ');
			yield {
				...aboutFlow(flow),
				severity: asSure(flow, 'high'),
				message: `Code packed${how === '' ? '' : ` as ${escapeForDisplay(how, 60)}`}, which could not be unpacked here, is run by ${escapeForDisplay(sink.by, 40)}. Nobody can say what it does. Ship it as text.`,
			};
		}
	},
});
