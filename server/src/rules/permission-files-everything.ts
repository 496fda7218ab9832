import { escapeForDisplay } from '../base/display';
import { defineRule } from './define';
import { declaredPaths } from './support/declared';
import { inFile } from './support/placed';
import { reachOf } from './support/reach';

export const rule = defineRule({
	id: 'permission-files-everything',
	title: 'The manifest asks for all files',
	category: 'permissions',
	severity: 'high',
	confidence: 'high',
	ast: 'AST03',
	strength: 'strong',
	why: 'A permission for every file, a whole drive or the home folder covers keys, passwords and other people’s work. If the extension is taken over, or was never honest, all of that can be read or overwritten, and nobody was asked.',
	fix: 'List the folders and file types that the extension works on, for example `src/**` or `*.csv`.',
	scope: 'file',
	needs: ['manifest'],
	*check(file) {
		if (!file.manifest) return;
		for (const { value, range, access } of declaredPaths(file.manifest)) {
			const reach = reachOf(value);
			if (reach === undefined) continue;
			yield {
				...inFile(file, range),
				message: `“${escapeForDisplay(value, 80)}” lets the extension ${access} ${reach}. List the folders it works on instead.`,
			};
		}
	},
});
