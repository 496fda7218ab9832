import { defineRule } from './define';
import { flagFix } from './support/manifest-fixes';
import { unknownUse } from './support/use-known';

export const rule = defineRule({
	id: 'permission-ip-literals-unneeded',
	title: 'The manifest allows bare IP addresses that nothing in the folder uses',
	category: 'permissions',
	severity: 'low',
	confidence: 'medium',
	ast: 'AST03',
	strength: 'strong',
	why: 'An address in numbers names nobody who answers for it. Allowed without need, it is there for whatever gets into the extension later.',
	fix: 'Set `allow_ip_literals` to false.',
	limits: 'Not said where something is computed at run time or was not examined.',
	scope: 'extension',
	needs: ['manifest'],
	*check(extension) {
		const file = extension.manifest;
		const flag = file?.manifest.declared.allowIpLiterals;
		const { observed } = extension;
		if (!file || !flag?.value || observed.ipLiterals.size > 0 || observed.possible.ipLiterals.size > 0)
			return;
		if (unknownUse(extension, observed.unresolved.network).length > 0) return;
		yield {
			location: { path: file.path, range: flag.memberRange },
			identity: 'network.allow_ip_literals',
			message: 'Nothing in the folder contacts a bare IP address. Set `allow_ip_literals` to false.',
			fixes: flagFix(file, 'network.allow_ip_literals', false),
		};
	},
});
