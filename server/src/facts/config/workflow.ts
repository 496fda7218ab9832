import type { JsonNode } from '../../formats/json/model';
import type { ConfigReader } from './model';
import { below, commandCode, everyNode, textOf } from './nodes';

/** Text that anybody who opens an issue or a pull request chooses. Source: GitHub's "Security hardening" guide. */
const FOREIGN =
	/\$\{\{[^}]*\bgithub\.(?:head_ref|event\.(?:issue\.(?:title|body)|pull_request\.(?:title|body|head\.(?:ref|label|repo\.default_branch))|comment\.body|review\.body|review_comment\.body|discussion\.(?:title|body)|pages\.[^}]*page_name|commits\.[^}]*\.(?:message|author\.(?:email|name))|head_commit\.(?:message|author\.(?:email|name))))[^}]*\}\}/;
const FOREIGN_HEAD = /\$\{\{[^}]*\bgithub\.(?:head_ref|event\.pull_request\.head\.(?:ref|sha|repo))[^}]*\}\}/;

/** GitHub workflows and composite actions: their commands, and what of a stranger's reaches them. */
export const readWorkflow: ConfigReader = (root, text, found) => {
	const trusted = runsTrusted(below(root, 'on'));
	for (const node of everyNode(root)) {
		const run = below(node, 'run');
		const code = run && commandCode(run, text, undefined);
		if (run !== undefined && code !== undefined) {
			// An expression is put in before the shell reads the command; for the shell's grammar it is a word.
			const command = code.command.replace(/\$\{\{[^}]*\}\}/g, words => '_'.repeat(words.length));
			found.code.push({ ...code, command });
			const expression = FOREIGN.exec(code.command)?.[0];
			if (expression !== undefined)
				found.settings.push({
					fact: { kind: 'workflow', what: 'expression-in-command', expression },
					range: run.range,
				});
		}
		const uses = textOf(below(node, 'uses')) ?? '';
		if (trusted && /^actions\/checkout@/.test(uses)) {
			for (const key of ['ref', 'repository']) {
				const value = below(node, 'with', key);
				const expression = FOREIGN_HEAD.exec(textOf(value) ?? '')?.[0];
				if (value === undefined || expression === undefined) continue;
				const fact = { kind: 'workflow', what: 'checkout-of-foreign-code', expression } as const;
				found.settings.push({ fact, range: value.range });
				break;
			}
		}
		if (trusted && /^actions\/cache(?:\/\w+)?@/.test(uses)) {
			const value = below(node, 'with', 'key');
			const expression = FOREIGN.exec(textOf(value) ?? '')?.[0];
			if (value !== undefined && expression !== undefined)
				found.settings.push({
					fact: { kind: 'workflow', what: 'cache-key', expression },
					range: value.range,
				});
		}
	}
};

/** Whether it runs for strangers' pull requests with the repository's own rights and secrets. */
function runsTrusted(on: JsonNode | undefined): boolean {
	const events = [
		...(on?.members ?? []).map(member => member.key),
		...(on?.items ?? []).map(textOf),
		textOf(on),
	];
	return events.some(event => event === 'pull_request_target' || event === 'workflow_run');
}
