import { coversPath } from '../facts/coverage';
import { agentConfigOf, persistenceOf, secretClassOf } from '../facts/grades';
import { defineRule } from './define';
import { isOutside } from './support/reach';
import { undeclaredValues } from './support/undeclared';

export const rule = defineRule({
	id: 'undeclared-file-write',
	title: 'The files write or delete something that the manifest does not declare',
	category: 'permissions',
	severity: 'medium',
	confidence: 'medium',
	ast: 'AST04',
	strength: 'strong',
	why: 'People decide by the manifest whether to install. What is changed without being declared is changed without anybody having agreed, and may be gone for good.',
	fix: 'Declare the path if it is needed; otherwise remove what writes it.',
	scope: 'extension',
	needs: ['manifest'],
	check(extension) {
		return undeclaredValues(extension, 'files.write', extension.observed.writes, coversPath, path => {
			const serious =
				secretClassOf(path) !== null || persistenceOf(path) !== null || agentConfigOf(path) !== null;
			return {
				severity: serious ? 'high' : isOutside(path) ? 'medium' : 'low',
				message: shown =>
					`The files write or delete “${shown}”; it is not declared. Declare it, or remove what writes it.`,
			};
		});
	},
});
