import { defineRule } from './define';
import { flagFix } from './support/manifest-fixes';
import { unknownUse } from './support/use-known';

export const rule = defineRule({
	id: 'permission-shell-unneeded',
	title: 'The manifest allows a shell that nothing in the folder uses',
	category: 'permissions',
	severity: 'low',
	confidence: 'medium',
	ast: 'AST03',
	strength: 'strong',
	why: 'A shell can do whatever the person can. Allowed without need, it is there for whatever gets into the extension later.',
	fix: 'Set `allow_shell` to false.',
	limits: 'Not said where something is computed at run time or was not examined.',
	scope: 'extension',
	needs: ['manifest'],
	*check(extension) {
		const file = extension.manifest;
		const flag = file?.manifest.declared.allowShell;
		const { observed } = extension;
		if (!file || !flag?.value || observed.shell.length > 0 || observed.possible.shell) return;
		if (unknownUse(extension, observed.unresolved.process).length > 0) return;
		yield {
			location: { path: file.path, range: flag.memberRange },
			identity: 'process.allow_shell',
			message: 'Nothing in the folder runs a shell command. Set `allow_shell` to false.',
			fixes: flagFix(file, 'process.allow_shell', false),
		};
	},
});
