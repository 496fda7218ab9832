import { escapeForDisplay } from '../base/display';
import { isPublicSuffix } from '../facts/grades';
import { defineRule } from './define';
import { inFile } from './support/placed';

export const rule = defineRule({
	id: 'permission-domain-public-suffix',
	title: 'A declared domain is one under which anybody gets a name',
	category: 'permissions',
	severity: 'high',
	confidence: 'high',
	ast: 'AST03',
	strength: 'strong',
	why: 'Under `com`, `co.uk` or `github.io` anybody can have a host within minutes, an attacker too. A permission for all of them is a permission for everyone’s servers.',
	fix: 'Name the host itself, for example `project.github.io`.',
	scope: 'file',
	needs: ['manifest'],
	*check(file) {
		for (const { value, range } of file.manifest?.declared.domains ?? []) {
			const suffix = value
				.trim()
				.toLowerCase()
				.replace(/^(?:\*\.)+|^\./, '')
				.replace(/\.$/, '');
			if (!isPublicSuffix(suffix)) continue;
			yield {
				...inFile(file, range),
				message: `Anybody can get a host under “${escapeForDisplay(suffix, 80)}”, so “${escapeForDisplay(value, 80)}” permits everyone’s servers. Name the host that is contacted.`,
			};
		}
	},
});
