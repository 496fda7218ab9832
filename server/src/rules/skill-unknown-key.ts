import { escapeForDisplay } from '../base/display';
import { KNOWN_FIELDS } from '../formats/skill/fields';
import { defineRule } from './define';
import { skillOf } from './support/frontmatter';
import { nearest } from './support/spelling';

export const rule = defineRule({
	id: 'skill-unknown-key',
	title: 'No agent reads this frontmatter field',
	category: 'format',
	severity: 'low',
	confidence: 'high',
	ast: 'AST10',
	strength: 'strong',
	why: 'What stands there has no effect. A misspelt field leaves out what it was meant to set; uploads to claude.ai and the specification’s validator refuse unknown fields.',
	fix: 'Correct its spelling, or put your own data under `metadata`.',
	editorCheck: 'skill-unknown-attribute',
	scope: 'file',
	needs: ['skill'],
	*check(file) {
		for (const { key, keyRange } of skillOf(file)?.frontmatter?.fields ?? []) {
			if (KNOWN_FIELDS.has(key)) continue;
			const meant = nearest(key, KNOWN_FIELDS.keys());
			yield {
				location: { path: file.path, range: keyRange },
				// Own data in the wrong place does no harm; a misspelt field loses what it was to set.
				severity: meant === undefined ? 'info' : 'low',
				message: `No agent reads “${escapeForDisplay(key, 60)}”, and validators refuse it. ${
					meant === undefined ? 'Put your own data under `metadata`.' : `Did you mean “${meant}”?`
				}`,
				fixes:
					meant === undefined
						? []
						: [
								{
									title: `Write “${meant}”`,
									effect: 'neutral',
									edits: [{ path: file.path, range: keyRange, newText: meant }],
									preferred: true,
								},
							],
			};
		}
	},
});
