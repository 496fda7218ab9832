import { excerptOf } from '../base/display';
import type { Fix } from '../base/finding';
import { withoutInvisible } from '../facts/invisible';
import type { FileFacts, HiddenText, Placed } from '../facts/model';
import { defineRule } from './define';
import { at } from './support/placed';

export const rule = defineRule({
	id: 'hidden-text',
	title: 'Text is hidden in invisible characters',
	category: 'hidden',
	severity: 'high',
	confidence: 'high',
	ast: 'AST01',
	atlas: 'AML.T0051',
	strength: 'strong',
	why: 'Some Unicode characters show nothing on a screen while an agent reads them as letters. What is written in them is an instruction that no reviewer sees.',
	fix: 'Remove them. If you did not put them there, do not trust the rest of the file either.',
	limits:
		'Joiners in emoji and in scripts that need them, real flag sequences and a leading byte order mark are left alone.',
	scope: 'file',
	needs: ['hidden'],
	*check(file) {
		for (const hidden of file.hidden) {
			const technique = TECHNIQUES[hidden.fact.technique];
			if (technique === undefined) continue;
			const { decoded, count } = hidden.fact;
			yield {
				...at(hidden),
				severity: decoded === null ? 'medium' : 'high',
				message:
					decoded === null
						? `${count} ${technique} stand here. They show nothing and have no purpose in this place. Remove them.`
						: `${count} ${technique} stand here. They show nothing; an agent reads: “${excerptOf(decoded, 300)}”. Remove them.`,
				fixes: stripFix(file, hidden),
			};
		}
	},
});

const TECHNIQUES: Partial<Record<HiddenText['technique'], string>> = {
	'tag-characters': 'invisible tag characters',
	'zero-width': 'zero-width characters',
	'variation-selectors': 'invisible variation selectors',
};

function stripFix(file: FileFacts, { range, path }: Placed<HiddenText>): readonly Fix[] {
	if (file.text === undefined) return [];
	const newText = withoutInvisible(file.text.slice(range.start, range.end));
	return [
		{
			title: 'Remove the hidden characters',
			effect: 'neutral',
			edits: [{ path, range, newText }],
			preferred: true,
		},
	];
}
