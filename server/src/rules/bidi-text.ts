import { excerptOf } from '../base/display';
import { withoutInvisible } from '../facts/invisible';
import { defineRule } from './define';
import { at } from './support/placed';

export const rule = defineRule({
	id: 'bidi-text',
	title: 'Control characters make text read differently than it is',
	category: 'hidden',
	severity: 'high',
	confidence: 'high',
	ast: 'AST04',
	strength: 'strong',
	why: 'Characters made for right-to-left writing can show a line in another order than the computer reads it. A command or a file name then is not what a reviewer sees (“Trojan Source”).',
	fix: 'Remove the control characters and read the line again.',
	limits: 'Balanced controls around right-to-left words are left alone.',
	scope: 'file',
	needs: ['hidden'],
	*check(file) {
		for (const hidden of file.hidden) {
			if (hidden.fact.technique !== 'bidi') continue;
			const { decoded } = hidden.fact;
			const { range, path } = hidden;
			yield {
				...at(hidden),
				message: `Direction controls make this line show in another order than it is read${
					decoded === null ? '' : `; in order it says: “${excerptOf(decoded, 200)}”`
				}. Remove them and read it again.`,
				fixes:
					file.text === undefined
						? []
						: [
								{
									title: 'Remove the direction controls',
									effect: 'neutral',
									edits: [
										{ path, range, newText: withoutInvisible(file.text.slice(range.start, range.end)) },
									],
									preferred: true,
								},
							],
			};
		}
	},
});
