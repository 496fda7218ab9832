import { coversPath } from '../facts/coverage';
import { secretClassOf } from '../facts/grades';
import { defineRule } from './define';
import { isOutside } from './support/reach';
import { secretName } from './support/secrets';
import { undeclaredValues } from './support/undeclared';

export const rule = defineRule({
	id: 'undeclared-file-read',
	title: 'The files read something that the manifest does not declare',
	category: 'permissions',
	severity: 'medium',
	confidence: 'medium',
	ast: 'AST04',
	strength: 'strong',
	why: 'People decide by the manifest whether to install. What is read without being declared is read without anybody having agreed.',
	fix: 'Declare the path if it is needed; otherwise remove what reads it.',
	limits: 'Files that the extension ships itself need no declaration.',
	scope: 'extension',
	needs: ['manifest'],
	check(extension) {
		return undeclaredValues(extension, 'files.read', extension.observed.reads, coversPath, path => {
			const secret = secretClassOf(path);
			return {
				severity: secret !== null ? 'high' : isOutside(path) ? 'medium' : 'low',
				message: shown =>
					`The files read “${shown}”${secret === null ? '' : `, where ${secretName(secret)} are kept`}; it is not declared. Declare it, or remove what reads it.`,
			};
		});
	},
});
