import { excerptOf } from '../base/display';
import { defineRule } from './define';
import { at } from './support/placed';

export const rule = defineRule({
	id: 'hidden-blank-lines',
	title: 'White space pushes text out of view',
	category: 'hidden',
	severity: 'medium',
	confidence: 'high',
	ast: 'AST01',
	strength: 'strong',
	why: 'After some screens of nothing a reader believes to be at the end. The agent reads on.',
	fix: 'Remove the white space and read what follows it.',
	scope: 'file',
	needs: ['hidden'],
	*check(file) {
		for (const hidden of file.hidden) {
			if (hidden.fact.technique !== 'blank-lines') continue;
			const { decoded, count } = hidden.fact;
			yield {
				...at(hidden),
				message: `${count} characters of white space push what follows out of view${
					decoded === null ? '' : `: “${excerptOf(decoded, 200)}”`
				}. Remove it and read on.`,
				fixes: [
					{
						title: 'Remove the white space',
						effect: 'neutral',
						edits: [{ path: hidden.path, range: hidden.range, newText: '\n\n' }],
						preferred: true,
					},
				],
			};
		}
	},
});
