import { escapeForDisplay } from '../base/display';
import type { Severity } from '../base/severity';
import { executableDownload, gradeHost, type HostGrade, parseUrl } from '../facts/grades';
import { defineRule } from './define';
import { hostName, isDoubtfulHost } from './support/hosts';
import { at } from './support/placed';

export const rule = defineRule({
	id: 'installer-download',
	title: 'The skill’s installer downloads from an address nobody answers for',
	category: 'supply-chain',
	severity: 'high',
	confidence: 'high',
	ast: 'AST02',
	atlas: 'AML.T0010',
	strength: 'strong',
	why: 'Agents offer to install what a skill lists in its frontmatter, and people agree because the skill does not work without it. Whoever holds the address, or the line to it, decides what is installed.',
	fix: 'Name a package of a package manager, or a release with a fixed version on the project’s own site over https.',
	limits:
		'Archives and programs from well-known hosts of code over https are not reported or are information only; what is in them is not known.',
	scope: 'file',
	needs: ['settings'],
	*check(file) {
		for (const setting of file.settings) {
			const { fact } = setting;
			if (fact.kind !== 'installer') continue;
			const url = parseUrl(fact.url);
			if (url === null || url.host === null) continue;
			const grade = gradeHost(url.host, url.scheme);
			const what = executableDownload(fact.url);
			const severity = severityOf(grade, url.scheme, what);
			if (severity === null) continue;
			const reason = isDoubtfulHost(grade)
				? ` It is ${hostName(grade)}.`
				: url.scheme === 'http'
					? ' Without encryption, anybody on the way can change it.'
					: '';
			yield {
				...at(setting),
				severity,
				message: `To install what the skill needs, the agent downloads ${what === null ? 'a file' : WORDS[what]} from ${escapeForDisplay(url.host, 100)}.${reason} Name a package with a fixed version instead.`,
			};
		}
	},
});

const WORDS = { executable: 'a program', script: 'a script', archive: 'an archive' } as const;

function severityOf(
	grade: HostGrade,
	scheme: string | null,
	what: keyof typeof WORDS | null,
): Severity | null {
	if (grade === 'loopback' || grade === 'private' || grade === 'installer') return null;
	if (isDoubtfulHost(grade) || scheme === 'http') return 'high';
	const runs = what === 'script' || what === 'executable';
	if (grade === 'code-host') return runs ? 'info' : null;
	return runs ? 'medium' : 'low';
}
