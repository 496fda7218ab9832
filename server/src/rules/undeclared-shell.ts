import { defineRule } from './define';
import { undeclaredFlag } from './support/undeclared';

export const rule = defineRule({
	id: 'undeclared-shell',
	title: 'The files run shell commands, which the manifest does not allow',
	category: 'permissions',
	severity: 'medium',
	confidence: 'medium',
	ast: 'AST04',
	strength: 'strong',
	why: 'A shell can do whatever the person can. The manifest says that none is used, so nobody who read it has agreed to one.',
	fix: 'Set `allow_shell` if a shell is needed; otherwise remove the commands.',
	scope: 'extension',
	needs: ['manifest'],
	*check(extension) {
		if (extension.manifest?.manifest.manifest.permissions.process.allow_shell) return;
		yield* undeclaredFlag(
			extension,
			'process.allow_shell',
			extension.observed.shell,
			'The files run commands through a shell, and the manifest does not allow one. Allow it, or remove the commands.',
		);
	},
});
