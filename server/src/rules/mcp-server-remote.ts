import { escapeForDisplay } from '../base/display';
import { gradeHost, parseUrl } from '../facts/grades';
import { defineRule } from './define';
import { hostName, isDoubtfulHost } from './support/hosts';
import { at } from './support/placed';

export const rule = defineRule({
	id: 'mcp-server-remote',
	title: 'A tool server is spoken to where nobody answers for it',
	category: 'supply-chain',
	severity: 'high',
	confidence: 'high',
	ast: 'AST02',
	atlas: 'AML.T0010',
	strength: 'weak',
	why: 'The agent sends a tool server what it works on, and obeys the descriptions and results that come back. Behind a bare address or over plain http, anybody can be the server.',
	fix: 'Use the server’s own name over https, and say who runs it.',
	limits:
		'Servers on this machine and in private networks are not reported, nor is an ordinary https host: whose it is cannot be told from its name.',
	scope: 'file',
	needs: ['settings'],
	*check(file) {
		for (const setting of file.settings) {
			const { fact } = setting;
			if (fact.kind !== 'mcp-remote') continue;
			const url = parseUrl(fact.url);
			if (url === null || url.host === null) continue;
			const grade = gradeHost(url.host, url.scheme);
			if (grade === 'loopback' || grade === 'private') continue;
			const plain = url.scheme === 'http' || url.scheme === 'ws';
			if (!plain && !isDoubtfulHost(grade)) continue;
			const reason = isDoubtfulHost(grade)
				? hostName(grade)
				: 'without encryption, so that anybody on the way can answer in its place';
			const name = fact.name === '' ? '' : ` “${escapeForDisplay(fact.name, 60)}”`;
			yield {
				...at(setting),
				severity: setting.context.container === 'config' ? 'high' : 'medium',
				message: `The agent speaks to the tool server${name} at ${escapeForDisplay(url.host, 100)}: ${reason}. Use the server’s own name over https.`,
			};
		}
	},
});
