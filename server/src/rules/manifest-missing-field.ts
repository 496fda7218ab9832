import type { Fix } from '../base/finding';
import type { Problem } from '../base/problem';
import type { FileFacts } from '../facts/model';
import { insertMembers, styleOf } from '../formats/json/edit';
import { MANIFEST_SCHEMA } from '../formats/manifest/model';
import { defineRule } from './define';
import { dataText, reportProblems } from './support/problems';

export const rule = defineRule({
	id: 'manifest-missing-field',
	title: 'A required manifest field is missing',
	category: 'format',
	severity: 'medium',
	confidence: 'high',
	ast: 'AST09',
	strength: 'strong',
	why: 'Without it the manifest does not say what it is for, and tools refuse it.',
	fix: 'Add the field.',
	scope: 'file',
	needs: ['manifest'],
	check(file) {
		return reportProblems(file, file.manifest?.problems, ['missing-field'], {
			because: 'Add it: tools refuse the manifest without it.',
			fixes: problem => addField(file, problem),
		});
	},
});

/** Fields of the root that have one value to begin with. */
const FIRST_VALUES: Readonly<Record<string, unknown>> = {
	schema: MANIFEST_SCHEMA,
	version: '0.1.0',
	permissions: {},
};

function addField({ path, manifest }: FileFacts, problem: Problem): readonly Fix[] {
	const field = dataText(problem, 'field') ?? '';
	const root = manifest?.json.root;
	if (!manifest || !root || dataText(problem, 'path') !== '' || !Object.hasOwn(FIRST_VALUES, field))
		return [];
	const edit = insertMembers(
		manifest.text,
		root,
		[[field, FIRST_VALUES[field]]],
		styleOf(manifest.text, root),
	);
	return [{ title: `Add “${field}”`, effect: 'neutral', edits: [{ path, ...edit }], preferred: true }];
}
