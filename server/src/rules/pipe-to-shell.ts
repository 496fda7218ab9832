import { escapeForDisplay } from '../base/display';
import type { Severity } from '../base/severity';
import type { HostGrade } from '../facts/grades';
import { defineRule } from './define';
import { aboutFlow, distinct, gradeOf, hostOf, isConnection, isPlainText } from './support/flows';
import { hostName, isDoubtfulHost } from './support/hosts';

export const rule = defineRule({
	id: 'pipe-to-shell',
	title: 'Something is downloaded and run at once',
	category: 'behaviour',
	severity: 'critical',
	confidence: 'high',
	ast: 'AST02',
	atlas: 'AML.T0010',
	strength: 'strong',
	why: 'Whoever controls the address decides what runs, now and at every later run, and can send something else to you than to the reviewer. From a bare IP address, a paste site or over plain http there is not even a name that answers for it.',
	fix: 'Install by name from a package manager, or download a fixed version, check its published sha256, and then run it.',
	limits: 'Well-known installers (rustup, nvm, Homebrew, uv …) over https are reported as information only.',
	scope: 'extension',
	needs: ['flows'],
	*check(extension) {
		for (const flow of distinct(extension.flows)) {
			const { source, sink } = flow.fact;
			if (source.kind !== 'network' || sink.kind !== 'execution' || isConnection(source)) continue;
			const grade = gradeOf(source);
			const lookedUp = source.scheme === 'dns';
			const plain = isPlainText(source) && grade !== 'loopback' && grade !== 'private';
			const by = escapeForDisplay(sink.by, 40);
			const why = lookedUp ? 'it comes hidden in the answer to a name look-up' : whyDoubtful(grade, plain);
			yield {
				...aboutFlow(flow),
				severity: lookedUp ? 'critical' : severityOf(grade, plain),
				message: `What ${hostOf(source)} sends is run at once by ${by}${why === undefined ? '' : `: ${why}`}. ${
					grade === 'installer'
						? 'It is a well-known installer; a package manager would also check what arrives.'
						: 'Download a fixed version, check its sha256, then run it.'
				}`,
			};
		}
	},
});

function severityOf(grade: HostGrade | undefined, plain: boolean): Severity {
	if (grade !== undefined && (isDoubtfulHost(grade) || grade === 'metadata')) return 'critical';
	if (plain) return 'high';
	if (grade === 'installer') return 'info';
	if (grade === 'loopback') return 'low';
	return 'medium';
}

function whyDoubtful(grade: HostGrade | undefined, plain: boolean): string | undefined {
	if (grade !== undefined && isDoubtfulHost(grade)) return `this is ${hostName(grade)}`;
	return plain ? 'over plain http anybody on the way can put in something else' : undefined;
}
