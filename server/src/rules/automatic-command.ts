import { escapeForDisplay } from '../base/display';
import { contains } from '../base/range';
import type { Severity } from '../base/severity';
import { gradeHost, type Use } from '../facts/grades';
import { defineRule } from './define';
import { at, evidence } from './support/placed';

export const rule = defineRule({
	id: 'automatic-command',
	title: 'A command that reaches outside runs by itself',
	category: 'supply-chain',
	severity: 'medium',
	confidence: 'medium',
	ast: 'AST02',
	atlas: 'AML.T0010',
	strength: 'weak',
	why: 'Installation scripts, tasks that start with a folder and hooks of an agent run before anybody has read them. What they fetch or install is decided elsewhere, at the time they run.',
	fix: 'Let the person start the command, or list what it installs as a dependency with a fixed version and a lock file.',
	limits:
		'Commands that run by themselves and stay inside the project, such as a build or a formatter, are not reported. What is downloaded and run at once is told by `pipe-to-shell`.',
	scope: 'file',
	needs: ['settings'],
	*check(file) {
		for (const setting of file.settings) {
			if (setting.fact.kind !== 'automatic-command') continue;
			const uses = file.uses.filter(
				use => use.context.automatic !== undefined && contains(setting.range, use.range),
			);
			const reaching = uses.filter(use => weightOf(use.fact) !== null);
			const opens = setting.fact.when.includes('folder is opened');
			if (reaching.length === 0 && !opens) continue;
			const high = reaching.some(use => weightOf(use.fact) === 'high');
			const sends = setting.fact.when.startsWith(HOOK) && reaching.some(use => isUpload(use.fact));
			yield {
				...at(setting),
				severity: high || sends ? 'high' : 'medium',
				related: evidence(reaching.map(({ fact, ...place }) => ({ ...place, fact: { how: fact.how } }))),
				message: `“${escapeForDisplay(setting.fact.command, 120)}” runs unasked (${escapeForDisplay(setting.fact.when, 80)})${
					sends
						? ' and sends on what the agent hands to its hooks: what its tools read and write'
						: high
							? ' and brings in what no lock file fixes'
							: ''
				}. Let the person start it, or make it a dependency with a fixed version.`,
			};
		}
	},
});

/** How the reader of an agent's settings begins when it tells of a hook. */
const HOOK = 'the agent runs it at every ';

/** Sends data to another machine. */
function isUpload(use: Use): boolean {
	if (use.kind !== 'network' || use.action !== 'upload' || use.host === null) return false;
	const grade = gradeHost(use.host, use.scheme);
	return grade !== 'loopback' && grade !== 'private';
}

/** How far a use reaches; `null` when it stays inside. */
function weightOf(use: Use): Severity | null {
	switch (use.kind) {
		case 'package':
			if (use.name === null) return null;
			// Tools run once and not installed are how formatters and checks are called.
			if (use.ephemeral && use.source === 'registry') return null;
			return use.version === null || /^@?(?:latest|next|\*)$/.test(use.version) || use.source !== 'registry'
				? 'high'
				: 'medium';
		case 'network':
			// The registry that a package manager asks anyway.
			return use.confidence === 'low' ? null : 'medium';
		case 'persistence':
		case 'safety-off':
		case 'agent-config':
			return 'medium';
		default:
			return null;
	}
}
