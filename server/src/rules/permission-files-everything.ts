import { escapeForDisplay } from '../base/display';
import { normalisePath } from '../facts/grades';
import { defineRule } from './define';
import { declaredPaths } from './support/declared';
import { inFile } from './support/placed';

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

/** What a pattern covers when it covers (nearly) everything. */
function reachOf(pattern: string): string | undefined {
	// Wildcards and separators at the end add nothing: `~/**/*` reaches what `~` does.
	const root = normalisePath(
		pattern
			.trim()
			.replaceAll('\\', '/')
			.replace(/[/*]+$/, ''),
	);
	if (/^[a-z]:$/i.test(root)) return `the whole drive ${root.toUpperCase()}`;
	if (root === '~' || /^(?:\/home|\/Users|[a-z]:\/Users|%userprofile%|\$home|\$\{home\})$/i.test(root)) {
		return 'everything in the home folder, keys and passwords included';
	}
	if (root === '' && pattern.trim() !== '') return 'every file';
	return undefined;
}
