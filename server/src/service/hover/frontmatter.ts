import { contains } from '../../base/range';
import type { FileFacts } from '../../facts/model';
import { agentNames, type FieldInfo, fieldInfo } from '../../formats/skill/fields';
import type { Frontmatter } from '../../formats/skill/model';
import { type Block, paragraph } from '../prose';

/** What the frontmatter key at an offset means, and which agents read it. */
export function frontmatterHover({ skill }: FileFacts, offset: number): readonly Block[] {
	const key = keyAt(skill?.frontmatter, offset);
	if (key === undefined) return [];
	const field = fieldInfo(key);
	if (field) return fieldWords(field);
	return key.includes('.') ? [] : [paragraph('No agent that we know of reads this field.')];
}

/** Dotted name of the key at an offset, e.g. `metadata.openclaw`. */
function keyAt(frontmatter: Frontmatter | undefined, offset: number): string | undefined {
	const at = { start: offset, end: offset };
	const field = frontmatter?.fields.find(candidate => contains(candidate.keyRange, at));
	if (field) return field.key;
	const scalar = frontmatter?.scalars.find(({ keyRange }) => keyRange && contains(keyRange, at));
	return scalar?.path.join('.');
}

/** A field's meaning, constraint and readers, for hover and completion. */
export function fieldWords(field: FieldInfo): readonly Block[] {
	const reading = agentNames(field, true);
	const ignoring = agentNames(field, false);
	const { constraint, values, note, deprecated } = field;
	const must = constraint ?? values?.join(', ');
	return [
		paragraph({ markdown: field.description }),
		...(deprecated ? [paragraph('Written ', { code: deprecated.use }, ' today.')] : []),
		...(must ? [paragraph({ strong: 'Must be:' }, ' ', { markdown: must }, '.')] : []),
		paragraph({ strong: 'Read by:' }, ` ${ignoring.length === 0 ? 'all agents' : reading.join(', ')}.`),
		...(ignoring.length > 0 ? [paragraph({ strong: 'Ignored by:' }, ` ${ignoring.join(', ')}.`)] : []),
		...(note ? [paragraph({ markdown: note })] : []),
		paragraph(STATUS[field.status]),
	];
}

const STATUS: Readonly<Record<FieldInfo['status'], string>> = {
	standard: 'Part of the open specification of skills.',
	experimental: 'Experimental in the open specification of skills.',
	own: 'Not part of the open specification of skills; its validator refuses it.',
};
