import { escapeForDisplay } from '../base/display';
import type { Use } from '../facts/grades';
import type { FileFacts } from '../facts/model';
import { defineRule } from './define';
import { gradeOf, shownAttack } from './support/flows';
import { isDoubtfulHost } from './support/hosts';
import { at } from './support/placed';

export const rule = defineRule({
	id: 'persistence',
	title: 'Something is set up to run again by itself',
	category: 'behaviour',
	severity: 'medium',
	confidence: 'medium',
	ast: 'AST01',
	strength: 'weak',
	why: 'What starts by itself at log-in, on a schedule or with every shell goes on after the task, and after the extension is removed. Attackers stay that way; honest tools ask first and say how to undo it.',
	fix: 'Leave it to the person to set up, with how to undo it.',
	limits:
		'Where the same file also runs something decoded or from a doubtful host, it is reported as high and nothing makes it milder.',
	scope: 'file',
	needs: ['uses'],
	*check(file) {
		const hostile = runsForeignCode(file);
		for (const use of file.uses) {
			if (use.fact.kind !== 'persistence') continue;
			const { location, excerpt, context } = at(use);
			const target = use.fact.target === null ? '' : ` (${escapeForDisplay(use.fact.target, 80)})`;
			yield {
				location,
				...(excerpt !== undefined && { excerpt }),
				...(!hostile && context && { context }),
				severity: hostile ? 'high' : 'medium',
				confidence: use.fact.confidence,
				message: `${MECHANISMS[use.fact.mechanism]}${target}: it runs again by itself, also when the extension is gone. ${
					hostile ? 'The same file runs code that is hidden or comes from a doubtful host. ' : ''
				}Leave it to the person, and say how to undo it.`,
			};
		}
	},
});

const MECHANISMS: Readonly<Record<Extract<Use, { kind: 'persistence' }>['mechanism'], string>> = {
	cron: 'A cron job is set up',
	launchd: 'A macOS launch agent is set up',
	systemd: 'A systemd service is set up',
	'rc-file': 'A shell’s start-up file is changed',
	'git-hook': 'A Git hook is set up',
	'registry-run-key': 'A Windows Run key is set',
	'startup-folder': 'Something is put into the start-up folder',
	'scheduled-task': 'A scheduled task is set up',
	'login-item': 'A log-in item is set up',
	'authorized-keys': 'A key is added to those that may log in',
};

/** Whether the file runs something hidden, or from where nobody answers for it. */
function runsForeignCode(file: FileFacts): boolean {
	return file.flows.some(flow => {
		const { source, sink } = flow.fact;
		if (sink.kind !== 'execution' || shownAttack(flow) !== undefined) return false;
		if (source.kind === 'encoded') return true;
		const grade = source.kind === 'network' ? gradeOf(source) : undefined;
		return grade !== undefined && isDoubtfulHost(grade);
	});
}
