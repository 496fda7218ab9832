import { escapeForDisplay } from '../../base/display';
import { contains } from '../../base/range';
import type { FileFacts, HiddenText } from '../../facts/model';
import { type Block, paragraph } from '../prose';

const SHOWN = 2_000;

const TECHNIQUES: Readonly<Record<HiddenText['technique'], string>> = {
	'tag-characters': 'Unicode tag characters, which no editor shows',
	'zero-width': 'characters without width',
	bidi: 'characters that change the direction of the text',
	'variation-selectors': 'variation selectors, which no editor shows',
	'html-style': 'HTML that a page would not show',
	'blank-lines': 'a long stretch of blank lines',
};

/** Text that people do not see and models read, made visible. */
export function hiddenHover({ hidden }: FileFacts, offset: number): readonly Block[] {
	const at = { start: offset, end: offset };
	return hidden
		.filter(placed => contains(placed.range, at))
		.flatMap(({ fact }) => {
			const { technique, count, decoded } = fact;
			const words = `Hidden here: ${count} ${count === 1 ? 'character' : 'characters'}, by ${TECHNIQUES[technique]}.`;
			if (decoded === null) return [paragraph(words)];
			return [paragraph(words, ' A model reads:'), { code: escapeForDisplay(decoded, SHOWN) }];
		});
}
