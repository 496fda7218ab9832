import { escapeForDisplay } from '../../base/display';
import type { Finding } from '../../base/finding';
import { contains } from '../../base/range';
import { type Block, joined, paragraph } from '../prose';
import { RULES } from '../rules';

/** Findings that are explained at one place. */
const SHOWN = 3;

/** Why the findings at an offset matter and what to do about them; who waived them and why. */
export function findingHover(
	findings: readonly Finding[],
	path: string,
	offset: number,
	rulePage: (rule: string) => string,
): readonly Block[] {
	const at = { start: offset, end: offset };
	const here = findings.filter(({ location }) => location.path === path && contains(location.range, at));
	const byRule = new Map(here.map(finding => [finding.rule, finding]));
	return rulesHover([...byRule.values()], rulePage);
}

/** What a hover needs to know of a finding. */
export type ExplainedFinding = Pick<Finding, 'rule' | 'severity' | 'demotion' | 'waiver'>;

/** Why findings matter and what to do about them; at most three are explained. */
export function rulesHover(
	findings: readonly ExplainedFinding[],
	rulePage: (rule: string) => string,
): readonly Block[] {
	return joined(findings.slice(0, SHOWN).map(finding => explained(finding, rulePage)));
}

function explained(finding: ExplainedFinding, rulePage: (rule: string) => string): readonly Block[] {
	const rule = RULES.get(finding.rule);
	if (!rule) return [];
	const { demotion, waiver } = finding;
	return [
		paragraph({ strong: rule.title }, ' ', { words: rule.id, page: rulePage(rule.id) }),
		...(waiver
			? [
					paragraph(`Waived until ${waiver.expires} by `, { code: escapeForDisplay(waiver.owner) }, ': ', {
						code: escapeForDisplay(waiver.reason),
					}),
				]
			: []),
		paragraph({ strong: 'Why:' }, ' ', { markdown: rule.why }),
		...(demotion
			? [paragraph(`Reported as ${finding.severity} instead of ${demotion.from} because ${demotion.reason}.`)]
			: []),
		paragraph({ strong: 'What to do:' }, ' ', { markdown: rule.fix }),
	];
}
