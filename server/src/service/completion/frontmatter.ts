import type { FileFacts } from '../../facts/model';
import { type FieldInfo, fieldInfo, KNOWN_FIELDS } from '../../formats/skill/fields';
import { fieldWords } from '../hover/frontmatter';
import type { Suggestion } from './model';

/**
 * Keys and values that may be written at an offset of a skill's frontmatter.
 * @param left keys that the editor offers by itself.
 */
export function completeFrontmatter(
	{ skill, text = '' }: FileFacts,
	offset: number,
	left: ReadonlySet<string>,
): readonly Suggestion[] {
	const { frontmatter } = skill ?? {};
	if (!frontmatter || offset < frontmatter.contentRange.start || offset > frontmatter.contentRange.end)
		return [];
	const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
	const before = text.slice(lineStart, offset);
	const key = /^([A-Za-z_][\w-]*)\s*:\s*(\S*)$/.exec(before);
	if (key?.[1] !== undefined)
		return left.has(key[1]) ? [] : values(key[1], offset - (key[2] ?? '').length, offset);
	if (!/^[A-Za-z_][\w-]*$|^$/.test(before)) return [];
	const word = /^[\w-]*/.exec(text.slice(lineStart))?.[0] ?? '';
	const range = { start: lineStart, end: lineStart + word.length };
	const hasColon = /^\s*:/.test(text.slice(range.end));
	const present = new Set(frontmatter.fields.map(field => field.key));
	return [...KNOWN_FIELDS.values()]
		.filter(field => (!present.has(field.key) || field.key === word) && !left.has(field.key))
		.filter(field => !field.deprecated)
		.map((field, index) => ({
			label: field.key,
			kind: 'key',
			range,
			newText: hasColon ? field.key : `${field.key}: `,
			detail: field.required ? 'required' : field.status,
			documentation: fieldWords(field),
			rank: (field.required ? 0 : field.status === 'standard' ? 100 : 200) + index,
		}));
}

function values(key: string, start: number, end: number): readonly Suggestion[] {
	const field = fieldInfo(key);
	if (!field) return [];
	return valuesOf(field).map((value, index) => ({
		label: value,
		kind: 'value',
		range: { start, end },
		newText: value,
		documentation: fieldWords(field),
		rank: index,
	}));
}

function valuesOf({ type, values }: FieldInfo): readonly string[] {
	return values ?? (type === 'yes-no' ? ['true', 'false'] : []);
}
