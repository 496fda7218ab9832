import { defineRule } from './define';
import { undeclaredFlag } from './support/undeclared';

export const rule = defineRule({
	id: 'undeclared-subprocess',
	title: 'The files start other programs, which the manifest does not allow',
	category: 'permissions',
	severity: 'medium',
	confidence: 'medium',
	ast: 'AST04',
	strength: 'strong',
	why: 'A program started by the extension has all the rights of the person. The manifest says that none is started, so nobody who read it has agreed.',
	fix: 'Set `allow_subprocess` if other programs are needed; otherwise remove what starts them.',
	scope: 'extension',
	needs: ['manifest'],
	*check(extension) {
		if (extension.manifest?.manifest.manifest.permissions.process.allow_subprocess) return;
		yield* undeclaredFlag(
			extension,
			'process.allow_subprocess',
			extension.observed.subprocess,
			'The files start other programs, and the manifest does not allow it. Allow it, or remove what starts them.',
		);
	},
});
