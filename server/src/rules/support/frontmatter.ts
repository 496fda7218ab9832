import { directoryOf } from '../../base/files';
import type { Fix } from '../../base/finding';
import type { FileFacts } from '../../facts/model';
import { isSkillName, MAX_NAME, suggestedSkillName } from '../../formats/skill/fields';
import type { FrontmatterField, SkillDocument } from '../../formats/skill/model';

/** The field of a SKILL.md's frontmatter, in a document where it is the file's own kind; the first of doubles. */
export function fieldOf(document: SkillDocument | undefined, key: string): FrontmatterField | undefined {
	return document?.frontmatter?.fields.find(field => field.key === key);
}

/** The document of a skill's main file; `undefined` for other Markdown, whose frontmatter no agent reads so. */
export function skillOf(file: FileFacts): SkillDocument | undefined {
	return file.kind === 'skill' ? file.skill : undefined;
}

/** The text of a field: what agents see of it; `undefined` when it is absent, empty or no text. */
export function textField(document: SkillDocument | undefined, key: string): string | undefined {
	const value = fieldOf(document, key)?.value;
	const text = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
	return text === '' ? undefined : text;
}

/** Name of the folder that a skill's file lies in; `''` when it is not known. */
export function folderOf(path: string, root: string): string {
	const directory = directoryOf(path);
	return directory === '' ? root : directory.slice(directory.lastIndexOf('/') + 1);
}

/** The valid name closest to a text; `''` when there is none or letters of another script would be lost. */
export function slugOf(text: string): string {
	const letters = text.slice(0, MAX_NAME * 8).normalize('NFKD');
	return /[^\P{L}A-Za-z]/u.test(letters) ? '' : (suggestedSkillName(text) ?? '');
}

/** Replaces a field's value by another name, when that is a valid one and not what stands there. */
export function nameFix(path: string, field: FrontmatterField, name: string): readonly Fix[] {
	if (!isSkillName(name) || name === field.value) return [];
	return [
		{
			title: `Change the name to “${name}”`,
			effect: 'neutral',
			edits: [{ path, range: field.valueRange, newText: name }],
			preferred: true,
		},
	];
}

/** Adds a line to the frontmatter, before its other fields. */
export function addFieldFix(
	path: string,
	document: SkillDocument,
	line: string,
	title: string,
): readonly Fix[] {
	if (!document.frontmatter) return [];
	const { start } = document.frontmatter.contentRange;
	return [
		{
			title,
			effect: 'neutral',
			edits: [{ path, range: { start, end: start }, newText: `${line}\n` }],
			preferred: true,
		},
	];
}
