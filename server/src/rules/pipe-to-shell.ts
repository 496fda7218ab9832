import { escapeForDisplay } from '../base/display';
import type { Severity } from '../base/severity';
import type { Flow, FlowSource, HostGrade } from '../facts/grades';
import type { Placed } from '../facts/model';
import { defineRule } from './define';
import { aboutFlow, asSure, distinct, gradeOf, hostOf, isConnection, isPlainText } from './support/flows';
import { hostName, isDoubtfulHost } from './support/hosts';
import { evidence } from './support/placed';
import { signsOfAttack } from './support/signs';

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
	limits:
		'Where the extension also hides, persists, mines or switches a protection off, an unknown host is reported as high. Well-known installers (rustup, nvm, Homebrew, uv …) over https are reported as information only.',
	scope: 'extension',
	needs: ['flows'],
	*check(extension) {
		const signs = signsOfAttack(extension);
		for (const flow of distinct(extension.flows)) {
			const { source, sink } = flow.fact;
			if (source.kind !== 'network' || sink.kind !== 'execution' || isConnection(source)) continue;
			const grade = gradeOf(source);
			const lookedUp = source.scheme === 'dns';
			const plain = isPlainText(source) && grade !== 'loopback' && grade !== 'private';
			const by = escapeForDisplay(sink.by, 40);
			const also = signs.length > 0 && flow.context.container !== 'inline-code' ? signs : [];
			const graded = lookedUp ? asSure(flow, 'critical') : asSure(flow, severityOf(flow, source, grade));
			const raised = graded === 'medium' && flow.fact.confidence !== 'low' && also.length > 0;
			const about = aboutFlow(flow);
			const why = lookedUp ? 'it comes hidden in the answer to a name look-up' : whyDoubtful(grade, plain);
			yield {
				...about,
				severity: raised ? 'high' : graded,
				...(raised && { related: [...(about.related ?? []), ...evidence(also)] }),
				message: `What ${hostOf(source)} sends is run at once by ${by}${why === undefined ? '' : `: ${why}`}. ${raised ? 'The same extension also does what attacks do (see the related places). ' : ''}${
					grade === 'installer'
						? 'It is a well-known installer; a package manager would also check what arrives.'
						: 'Download a fixed version, check its sha256, then run it.'
				}`,
			};
		}
	},
});

function severityOf(
	flow: Placed<Flow>,
	source: Extract<FlowSource, { kind: 'network' }>,
	grade: HostGrade | undefined,
): Severity {
	const { sink } = flow.fact;
	if (grade !== undefined && (isDoubtfulHost(grade) || grade === 'metadata')) return 'critical';
	// A defanged address (`evil[.]example`) is one that nothing can contact as it stands.
	if (grade === 'loopback' || source.host?.includes('[.]') === true) return 'low';
	// What an HTML application or a registered component from elsewhere is for is an attack (MITRE ATT&CK T1218).
	if (sink.kind === 'execution' && RUNS_FROM_ADDRESS.test(sink.by) && grade !== 'private') return 'high';
	// A command named in a sentence or a table is not one that is run.
	if (isPlainText(source) && grade !== 'private')
		return flow.context.container === 'inline-code' ? 'medium' : 'high';
	if (grade === 'installer') return 'info';
	// Nobody reads first what runs by itself.
	if ((isProgram(flow) || isAutomatic(flow)) && grade !== 'private') return 'high';
	// Getting a repository and building it is how most software is installed.
	return grade === 'code-host' && isRepository(source.url) ? 'low' : 'medium';
}

const RUNS_FROM_ADDRESS = /^(?:mshta|regsvr32)\b/;

/** Whether a program does it by itself, unlike an installation step that a person or an agent reads first. */
function isProgram({ context: { container, language } }: Placed<Flow>): boolean {
	return (
		container !== 'inline-code' && language !== undefined && language !== 'shell' && language !== 'powershell'
	);
}

/** Whether it is started by an installation, an agent or an editor, in a file that they read. */
function isAutomatic({ context: { container, automatic } }: Placed<Flow>): boolean {
	return automatic !== undefined && container === 'config';
}

/** Whether a URL on a code host names a whole repository and no file in it. */
function isRepository(url: string | null): boolean {
	return url !== null && /^[a-z+]+:\/\/[^/]+\/[^/?#]+\/[^/?#]+\/?$/i.test(url);
}

function whyDoubtful(grade: HostGrade | undefined, plain: boolean): string | undefined {
	if (grade !== undefined && isDoubtfulHost(grade)) return `this is ${hostName(grade)}`;
	return plain ? 'over plain http anybody on the way can put in something else' : undefined;
}
