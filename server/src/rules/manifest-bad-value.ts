import type { Fix } from '../base/finding';
import type { Problem } from '../base/problem';
import type { ManifestDocument } from '../formats/manifest/model';
import { VERSION_PATTERN } from '../formats/manifest/schema';
import { defineRule } from './define';
import { jsonFixes } from './support/json-fixes';
import { dataText, reportProblems } from './support/problems';

export const rule = defineRule({
	id: 'manifest-bad-value',
	title: 'A manifest value is not one of those allowed',
	category: 'format',
	severity: 'medium',
	confidence: 'high',
	ast: 'AST09',
	strength: 'strong',
	why: 'Tools that check the manifest refuse it, and updates cannot be compared by a version that is none.',
	fix: 'Write a value of the form that the message names.',
	scope: 'file',
	needs: ['manifest'],
	check(file) {
		return reportProblems(file, file.manifest?.problems, ['bad-value'], {
			fixes: problem =>
				file.manifest && dataText(problem, 'path') === 'version'
					? versionFix(file.path, file.manifest, problem)
					: jsonFixes(file.path, problem),
		});
	},
});

/** `v1.2` becomes `1.2.0`; nothing where that is no version either. */
function versionFix(path: string, { manifest }: ManifestDocument, { range }: Problem): readonly Fix[] {
	const [major, minor = '0', patch = '0'] = (manifest.version ?? '').replace(/^v\.?/i, '').split('.');
	const version = `${major}.${minor}.${patch}`;
	if (!VERSION_PATTERN.test(version)) return [];
	return [
		{
			title: `Replace by “${version}”`,
			effect: 'neutral',
			edits: [{ path, range, newText: JSON.stringify(version) }],
			preferred: true,
		},
	];
}
