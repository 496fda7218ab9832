import { escapeForDisplay } from '../base/display';
import { defineRule } from './define';
import { undeclaredFlag } from './support/undeclared';

export const rule = defineRule({
	id: 'undeclared-ip-literal',
	title: 'The files contact a bare IP address, which the manifest does not allow',
	category: 'permissions',
	severity: 'high',
	confidence: 'medium',
	ast: 'AST04',
	strength: 'strong',
	why: 'An address in numbers names nobody who answers for it. The manifest says that none is contacted, and the files do it.',
	fix: 'Contact the service by its name and declare that; or set `allow_ip_literals` and say why.',
	scope: 'extension',
	needs: ['manifest'],
	*check(extension) {
		const permissions = extension.manifest?.manifest.manifest.permissions.network;
		if (!permissions || permissions.allow_ip_literals) return;
		const declared = new Set(permissions.domains);
		const contacted = [...extension.observed.ipLiterals].filter(
			([ip]) => !declared.has(ip) && !declared.has('*'),
		);
		const names = contacted.slice(0, 3).map(([ip]) => escapeForDisplay(ip, 60));
		yield* undeclaredFlag(
			extension,
			'network.allow_ip_literals',
			contacted.flatMap(([, uses]) => uses),
			`The files contact ${names.join(', ')}${contacted.length > 3 ? ' and others' : ''}, and the manifest allows no bare IP address. Use the service’s name, or allow it and say why.`,
		);
	},
});
