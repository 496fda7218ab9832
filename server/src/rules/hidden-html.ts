import { excerptOf } from '../base/display';
import { defineRule } from './define';
import { at } from './support/placed';

export const rule = defineRule({
	id: 'hidden-html',
	title: 'HTML hides text from readers',
	category: 'hidden',
	severity: 'high',
	confidence: 'medium',
	ast: 'AST01',
	atlas: 'AML.T0051',
	strength: 'strong',
	why: 'Text in white on white, of size zero or marked as not shown is gone from the page a person looks at, and still there for the agent that reads the file.',
	fix: 'Remove it, or show it.',
	limits: 'Looked for in Markdown only: web pages hide and show elements as a matter of course.',
	scope: 'file',
	needs: ['hidden'],
	*check(file) {
		// Web pages and programs hide and show elements as a matter of course.
		if (!file.skill) return;
		for (const hidden of file.hidden) {
			if (hidden.fact.technique !== 'html-style') continue;
			const { decoded } = hidden.fact;
			yield {
				...at(hidden),
				severity: decoded === null ? 'low' : 'high',
				message: `HTML hides this text from people, not from the agent${
					decoded === null ? '' : `: “${excerptOf(decoded, 300)}”`
				}. Remove it, or show it.`,
			};
		}
	},
});
