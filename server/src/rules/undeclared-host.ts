import { coversHost } from '../facts/coverage';
import { gradeHost } from '../facts/grades';
import { defineRule } from './define';
import { hostName, isDoubtfulHost } from './support/hosts';
import { undeclaredValues } from './support/undeclared';

export const rule = defineRule({
	id: 'undeclared-host',
	title: 'The files contact a host that the manifest does not declare',
	category: 'permissions',
	severity: 'medium',
	confidence: 'medium',
	ast: 'AST04',
	strength: 'strong',
	why: 'People decide by the manifest whether to install. A host it does not name gets data, or sends some, without anybody having agreed.',
	fix: 'Declare the host if it is needed; otherwise remove what contacts it.',
	limits: 'Hosts only mentioned in prose, in tables or as counter-examples are not counted as contacted.',
	scope: 'extension',
	needs: ['manifest'],
	check(extension) {
		return undeclaredValues(extension, 'network.domains', extension.observed.hosts, coversHost, host => {
			const grade = gradeHost(host, null);
			const doubtful = isDoubtfulHost(grade) || grade === 'metadata';
			return {
				severity: doubtful ? 'high' : 'medium',
				message: shown =>
					`The files contact ${shown}${doubtful ? ` (${hostName(grade)})` : ''}, which is not declared. Declare it, or remove what contacts it.`,
			};
		});
	},
});
