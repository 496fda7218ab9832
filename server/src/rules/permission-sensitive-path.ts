import { escapeForDisplay } from '../base/display';
import { agentConfigOf, persistenceOf, secretClassOf } from '../facts/grades';
import { defineRule } from './define';
import { declaredPaths } from './support/declared';
import { inFile } from './support/placed';
import { secretName } from './support/secrets';

export const rule = defineRule({
	id: 'permission-sensitive-path',
	title: 'The manifest asks for a place where secrets are kept',
	category: 'permissions',
	severity: 'high',
	confidence: 'high',
	ast: 'AST03',
	strength: 'strong',
	why: 'Keys, stored passwords and browser sessions open other systems to whoever holds them. Start-up files and agent settings run code, or change what the agent does, long after the extension is gone. Few extensions need any of these.',
	fix: 'Remove it. Where a credential is needed, let the person hand over that one (an environment variable, one file), not the place where all of them are.',
	scope: 'file',
	needs: ['manifest'],
	*check(file) {
		if (!file.manifest) return;
		for (const { value, range, access } of declaredPaths(file.manifest)) {
			const secret = secretClassOf(withoutBareWildcards(value));
			const shown = escapeForDisplay(value, 80);
			if (secret !== null) {
				yield {
					...inFile(file, range),
					// A project's own .env is what many extensions work with; the person should still know.
					severity: secret === 'environment-file' && access === 'read' ? 'medium' : 'high',
					message: `“${shown}” is where ${secretName(secret)} are kept, and the extension may ${access} it. Remove it, or narrow it to the one file that is needed and say why.`,
				};
			} else if (access === 'write') {
				const agent = agentConfigOf(value);
				const effect = agent
					? `changes ${agent}`
					: persistenceOf(value)
						? 'makes code run again later'
						: undefined;
				if (effect === undefined) continue;
				yield {
					...inFile(file, range),
					message: `Writing “${shown}” ${effect}, and stays after the extension is removed. Remove it, or let the person make that change.`,
				};
			}
		}
	},
});

/** `data/*.txt` may meet a file of secrets somewhere; it names none. Wildcards within a name stay. */
function withoutBareWildcards(pattern: string): string {
	return pattern.replace(/(^|[/\\])\*+(?=$|[/\\]|\.\w+$)/g, '$1x');
}
