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
	limits: 'A placeholder (`<payload>`, `aGVs…`) in place of the code is reported as low.',
	scope: 'extension',
	needs: ['flows'],
	*check(extension) {
		const texts = new Map(extension.files.map(file => [file.path, file.text]));
		for (const flow of distinct(extension.flows)) {
			const { source, sink } = flow.fact;
			if (source.kind !== 'encoded' || sink.kind !== 'execution' || source.decoded !== null) continue;
			const how = source.encodings.join(', then ');
			const [first] = flow.fact.steps;
			const blob = first && texts.get(first.path ?? flow.path)?.slice(first.range.start, first.range.end);
			yield {
				...aboutFlow(flow),
				severity: isPlaceholder(blob ?? '')
					? 'low'
					: asSure(flow, isElsewhere(blob ?? '') ? 'medium' : 'high'),
				message: `Code packed${how === '' ? '' : ` as ${escapeForDisplay(how, 60)}`}, which could not be unpacked here, is run by ${escapeForDisplay(sink.by, 40)}. Nobody can say what it does. Ship it as text.`,
			};
		}
	},
});

/**
 * Whether it is nothing but a stand-in that the reader is to fill in. Short, since decoders skip what they do not know:
 * a few letters around `...` hold no program.
 */
function isPlaceholder(blob: string): boolean {
	return /^(?:[\w.]{1,40}\()?['"`]?(?:[\w+/=-]{0,16}(?:\.\.\.|…)[\w+/=-]{0,8}|<[A-Za-z][\w -]{0,40}>)['"`]?\)?$/.test(
		blob,
	);
}

/** Whether nothing is packed here: what is decoded is a variable that nothing is known of, in code that is only shown. */
function isElsewhere(blob: string): boolean {
	return /^[\w.:]{1,60}\(\$?[a-z_]\w{0,40}\)$/i.test(blob);
}
