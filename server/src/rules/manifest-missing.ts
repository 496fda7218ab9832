import { MANIFEST_FILE } from '../formats/manifest/model';
import { defineRule } from './define';
import { manifestDraft } from './support/manifest-draft';

export const rule = defineRule({
	id: 'manifest-missing',
	title: 'There is no manifest that says what the extension may do',
	category: 'permissions',
	severity: 'info',
	confidence: 'high',
	ast: 'AST09',
	strength: 'strong',
	why: 'Without `aem.json` nobody can compare what the extension does with what it says it does, and no policy can limit it.',
	fix: 'Create one from what the files are seen to use, and read it before you keep it.',
	scope: 'extension',
	needs: ['files'],
	*check(extension) {
		if (extension.manifest) return;
		const [first] = extension.files;
		const path = extension.skill?.path ?? first?.path;
		if (path === undefined) return;
		yield {
			location: { path, range: { start: 0, end: 0 } },
			identity: MANIFEST_FILE,
			message: `There is no ${MANIFEST_FILE}, so nothing says what this extension may do. Create one from what its files use.`,
			fixes: [
				{
					title: `Create ${MANIFEST_FILE} from what is used`,
					// From declaring nothing to declaring something: the person reads it first.
					effect: 'widens',
					edits: [],
					create: [{ path: MANIFEST_FILE, text: manifestDraft(extension) }],
					preferred: true,
				},
			],
		};
	},
});
