import { escapeForDisplay, excerptOf } from '../base/display';
import { defineRule } from './define';
import { aboutFlow, asSure, distinct } from './support/flows';

export const rule = defineRule({
	id: 'decode-and-run',
	title: 'Encoded text is decoded and run',
	category: 'behaviour',
	severity: 'critical',
	confidence: 'high',
	ast: 'AST01',
	atlas: 'AML.T0050',
	strength: 'strong',
	why: 'The command is written so that nobody can read it, and runs with everything the person may do. Nearly every real attack through skills looks like this; honest installers have nothing to hide.',
	fix: 'Do not run it. Read the decoded command in this message. If you are the author, write the command out.',
	limits:
		'Encodings other than the common ones (base64, hex, gzip, rot13 …) or more than four deep are reported as opaque code.',
	scope: 'extension',
	needs: ['flows'],
	*check(extension) {
		for (const flow of distinct(extension.flows)) {
			const { source, sink } = flow.fact;
			if (source.kind !== 'encoded' || sink.kind !== 'execution' || source.decoded === null) continue;
			const how = source.encodings.join(', then ');
			yield {
				...aboutFlow(flow),
				severity: asSure(flow, 'critical'),
				message: `Text hidden as ${how || 'code numbers'} is decoded and run by ${escapeForDisplay(sink.by, 40)}. It says: “${excerptOf(source.decoded, 300)}”. Do not run it; what is honest can be written out.`,
			};
		}
	},
});
