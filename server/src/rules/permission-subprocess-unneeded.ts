import { defineRule } from './define';
import { flagFix } from './support/manifest-fixes';
import { unknownUse } from './support/use-known';

export const rule = defineRule({
	id: 'permission-subprocess-unneeded',
	title: 'The manifest allows other programs that nothing in the folder uses',
	category: 'permissions',
	severity: 'low',
	confidence: 'medium',
	ast: 'AST03',
	strength: 'strong',
	why: 'A program started by the extension has all the rights of the person. Allowed without need, it is there for whatever gets into the extension later.',
	fix: 'Set `allow_subprocess` to false.',
	limits: 'Not said where something is computed at run time or was not examined.',
	scope: 'extension',
	needs: ['manifest'],
	*check(extension) {
		const file = extension.manifest;
		const flag = file?.manifest.declared.allowSubprocess;
		const { observed } = extension;
		// What runs a shell starts programs through it.
		if (observed.shell.length > 0 || observed.subprocess.length > 0) return;
		if (!file || !flag?.value || observed.possible.shell || observed.possible.subprocess) return;
		if (unknownUse(extension, observed.unresolved.process).length > 0) return;
		yield {
			location: { path: file.path, range: flag.memberRange },
			identity: 'process.allow_subprocess',
			message: 'Nothing in the folder starts another program. Set `allow_subprocess` to false.',
			fixes: flagFix(file, 'process.allow_subprocess', false),
		};
	},
});
