import { escapeForDisplay } from '../base/display';
import { defineRule } from './define';
import { declaredPaths } from './support/declared';
import { inFile } from './support/placed';

export const rule = defineRule({
	id: 'permission-files-parent',
	title: 'A declared path leaves the folder it starts in',
	category: 'permissions',
	severity: 'medium',
	confidence: 'high',
	ast: 'AST03',
	strength: 'strong',
	why: 'With `..` a path climbs out of the folder it seems to be about. What it reaches depends on where the extension happens to run, so nobody who reads the manifest can tell what was granted.',
	fix: 'Name the place itself: a path below the working folder, or below `~` when it is the person’s own.',
	scope: 'file',
	needs: ['manifest'],
	*check(file) {
		if (!file.manifest) return;
		for (const { value, range, access } of declaredPaths(file.manifest)) {
			if (!value.split(/[/\\]/).includes('..')) continue;
			yield {
				...inFile(file, range),
				message: `“${escapeForDisplay(value, 80)}” climbs out of its folder with “..”, so what the extension may ${access} depends on where it runs. Name the place itself.`,
			};
		}
	},
});
