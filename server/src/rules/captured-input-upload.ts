import { defineRule } from './define';
import { aboutFlow, asSure, distinct, gradeOf, hostOf } from './support/flows';
import { hostName, isDoubtfulHost } from './support/hosts';

export const rule = defineRule({
	id: 'captured-input-upload',
	title: 'What a person types, copies or sees is sent away',
	category: 'behaviour',
	severity: 'critical',
	confidence: 'high',
	ast: 'AST01',
	atlas: 'AML.T0025',
	strength: 'strong',
	why: 'Keys pressed, a password asked for in a dialog and what lies in the clipboard hold passwords, messages and addresses of every other program. Sent elsewhere they serve whoever receives them.',
	fix: 'Remove it. A log-in belongs to the system or the service it is for, never to a script that passes it on.',
	limits:
		'A picture of the screen or the clipboard sent to a host of good standing is reported as medium: services that read pictures work that way.',
	scope: 'extension',
	needs: ['flows'],
	*check(extension) {
		for (const flow of distinct(extension.flows)) {
			const { source, sink } = flow.fact;
			if (sink.kind !== 'network') continue;
			const grade = gradeOf(sink);
			if (grade === 'loopback' || grade === 'private') continue;
			const doubtful = grade !== undefined && isDoubtfulHost(grade);
			const captured =
				source.kind === 'input' || source.kind === 'system' ? CAPTURED[source.what] : undefined;
			if (captured === undefined) continue;
			const { what, always } = captured;
			yield {
				...aboutFlow(flow),
				severity: asSure(flow, always ? 'critical' : doubtful ? 'high' : 'medium'),
				message: `${what} sent to ${hostOf(sink)}${doubtful ? `, ${hostName(grade)}` : ''}. It may hold passwords and messages of other programs. Remove it.`,
			};
		}
	},
});

/** Sources as the analysers name them; `always`: no service needs it. */
const CAPTURED: Readonly<Record<string, { readonly what: string; readonly always: boolean }>> = {
	'a password asked for in a dialog': { what: 'A password asked for in a dialog is', always: true },
	keystrokes: { what: 'The keys that are pressed are', always: true },
	clipboard: { what: 'What lies in the clipboard is', always: false },
	'the clipboard': { what: 'What lies in the clipboard is', always: false },
	screen: { what: 'A picture of the screen is', always: false },
};
