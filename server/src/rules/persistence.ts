import { escapeForDisplay } from '../base/display';
import type { Use } from '../facts/grades';
import type { FileFacts, Placed } from '../facts/model';
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
		'It is high, and nothing makes it milder, where what runs again was downloaded, is decoded, or sends data out, where a key that stands in a script may log in, and where the same file runs something from a doubtful host.',
	scope: 'file',
	needs: ['uses'],
	*check(file) {
		const foreign = runsForeignCode(file)
			? 'The same file runs code that is hidden or comes from a doubtful host. '
			: undefined;
		for (const use of file.uses) {
			if (use.fact.kind !== 'persistence') continue;
			const { location, excerpt, context } = at(use);
			const target = use.fact.target === null ? '' : ` (${escapeForDisplay(use.fact.target, 80)})`;
			const hostile = letsIn(use) ?? whatComesBack(file, use.fact.mechanism) ?? foreign;
			yield {
				location,
				...(excerpt !== undefined && { excerpt }),
				...(hostile === undefined && context && { context }),
				severity: hostile === undefined ? 'medium' : 'high',
				confidence: use.fact.confidence,
				message: `${MECHANISMS[use.fact.mechanism]}${target}: it runs again by itself, also when the extension is gone. ${
					hostile ?? ''
				}Leave it to the person, and say how to undo it.`,
			};
		}
	},
});

type Mechanism = Extract<Use, { kind: 'persistence' }>['mechanism'];

const MECHANISMS: Readonly<Record<Mechanism, string>> = {
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

/** A key written out in a script lets in whoever made the script. Instructions that show one are for the person to adapt. */
function letsIn({ fact, context }: Placed<Use>): string | undefined {
	if (fact.kind !== 'persistence' || fact.key === undefined || context.container !== 'script')
		return undefined;
	return 'The key stands in the script, so whoever made it can log in. ';
}

/** What is doubtful about the code that the mechanism runs; `undefined` when nothing is, or it is not known. */
function whatComesBack(file: FileFacts, mechanism: Mechanism): string | undefined {
	for (const flow of file.flows) {
		const { source, sink, later } = flow.fact;
		if (later !== mechanism || sink.kind !== 'execution' || shownAttack(flow) !== undefined) continue;
		if (source.kind === 'encoded') return 'What it runs is hidden by an encoding. ';
		const grade = source.kind === 'network' ? gradeOf(source) : 'installer';
		if (grade === 'installer' || grade === 'loopback' || grade === 'private') continue;
		return 'What it runs was downloaded, so others decide what that is. ';
	}
	// A heartbeat to a monitor is an address that is written out; data in it or behind it is more.
	const report = file.uses.find(({ fact, context }) => {
		if (fact.kind !== 'network' || fact.later !== mechanism || fact.host === null) return false;
		const grade = gradeOf(fact);
		if (grade === 'loopback' || grade === 'private' || context.container === 'inline-code') return false;
		return mechanism === 'git-hook' && (fact.action === 'upload' || /[/?=&]\*/.test(fact.url ?? ''));
	});
	return report?.fact.kind === 'network'
		? `It sends data to ${escapeForDisplay(report.fact.host ?? '', 80)} each time. `
		: undefined;
}
