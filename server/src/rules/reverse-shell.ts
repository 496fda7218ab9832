import { escapeForDisplay } from '../base/display';
import { defineRule } from './define';
import { aboutFlow, asSure, distinct, gradeOf, hostOf, isConnection } from './support/flows';

export const rule = defineRule({
	id: 'reverse-shell',
	title: 'Somebody elsewhere gets a shell on this machine',
	category: 'behaviour',
	severity: 'critical',
	confidence: 'high',
	ast: 'AST01',
	atlas: 'AML.T0050',
	strength: 'strong',
	why: 'What arrives over the connection is run as commands. Whoever is at the other end works on the machine as if they sat in front of it, for as long as they like.',
	fix: 'Do not run it. No skill needs it; remote work goes through ssh, started by the person.',
	limits: 'Connections to this machine itself are reported as low: they are used in tests.',
	scope: 'extension',
	needs: ['flows'],
	*check(extension) {
		for (const flow of distinct(extension.flows)) {
			const { source, sink } = flow.fact;
			if (source.kind !== 'network' || sink.kind !== 'execution' || !isConnection(source)) continue;
			yield {
				...aboutFlow(flow),
				severity: gradeOf(source) === 'loopback' ? 'low' : asSure(flow, 'critical'),
				message: `What arrives from ${hostOf(source)} over an open connection is run by ${escapeForDisplay(sink.by, 40)}: whoever is there controls this machine. Do not run it.`,
			};
		}
	},
});
