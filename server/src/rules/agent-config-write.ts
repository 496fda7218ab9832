import { escapeForDisplay } from '../base/display';
import { agentConfigOf, type FlowSource } from '../facts/grades';
import { defineRule } from './define';
import { aboutFlow, distinct, gradeOf, hostOf, isPlainText } from './support/flows';
import { isDoubtfulHost } from './support/hosts';
import { at } from './support/placed';

export const rule = defineRule({
	id: 'agent-config-write',
	title: 'The agent’s own settings or memory are changed',
	category: 'behaviour',
	severity: 'medium',
	confidence: 'medium',
	ast: 'AST07',
	atlas: 'AML.T0051',
	strength: 'weak',
	why: 'Settings, hooks, tool servers and memory files decide what the agent does in every later session. A change made here works on in other projects, and after this extension is removed.',
	fix: 'Show the person what to change and let them do it, or keep it inside the extension.',
	limits:
		'Instructions taken straight from the network into such a file are reported as high wherever they stand.',
	scope: 'extension',
	needs: ['files'],
	*check(extension) {
		for (const file of extension.files) {
			for (const use of file.uses) {
				if (use.fact.kind !== 'agent-config' || use.fact.access !== 'write') continue;
				const path = escapeForDisplay(use.fact.path, 80);
				const what = agentConfigOf(use.fact.path);
				yield {
					...at(use),
					confidence: use.fact.confidence,
					message: `This writes “${path}”${what === null ? '' : ` (${what})`}, which steers the agent from then on, in every project that reads it. Let the person make that change.`,
				};
			}
		}
		for (const flow of distinct(extension.flows)) {
			const { source, sink } = flow.fact;
			if (sink.kind !== 'instructions' || source.kind !== 'network') continue;
			const { context: _, ...about } = aboutFlow(flow);
			yield {
				...about,
				severity: isDoubtful(source) ? 'high' : 'medium',
				message: `What ${hostOf(source)} sends becomes instructions of the agent (“${escapeForDisplay(sink.path, 80)}”). Whoever controls that address steers it. Ship the text with the extension.`,
			};
		}
	},
});

function isDoubtful(source: Extract<FlowSource, { kind: 'network' }>): boolean {
	const grade = gradeOf(source);
	return grade === undefined || isDoubtfulHost(grade) || isPlainText(source);
}
