import { SEVERITIES } from '../../base/severity';
import { AST_CLASSES, RULES, type RuleMeta } from '../../service/rules';
import type { Command } from '../command';
import { styleFor } from '../reports/text';
import { EXIT, UsageError } from '../terminal';

export const rules: Command = {
	name: 'rules',
	summary: 'List every rule.',
	usage: '',
	options: { format: { type: 'string', value: '<format>', help: 'text (default) or json.' } },
	async run(given, terminal) {
		const format = given.choice('format', ['text', 'json'] as const, 'text');
		const sorted = [...RULES.values()].sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
		if (format === 'json') {
			await terminal.out(`${JSON.stringify(sorted.map(description), undefined, 2)}\n`);
			return EXIT.clean;
		}
		const style = styleFor(terminal.colours);
		const width = Math.max(...sorted.map(rule => rule.id.length));
		const lines = sorted.map(rule => {
			const severity = style.severity(rule.severity, rule.severity.padEnd(8));
			return `${severity}  ${rule.id.padEnd(width)}  ${rule.title}`;
		});
		await terminal.out(`${lines.join('\n')}\n\naext explain <rule> tells more about one.\n`);
		return EXIT.clean;
	},
};

export const explain: Command = {
	name: 'explain',
	summary: 'Say what a rule looks for, what could happen, and what to do.',
	usage: '<rule>',
	options: {},
	async run(given, terminal) {
		const [id, ...others] = given.positionals;
		if (id === undefined || others.length > 0) throw new UsageError('Name one rule: aext explain <rule>.');
		const rule = RULES.get(id);
		if (!rule) {
			const near = [...RULES.keys()].filter(known => known.includes(id) || id.includes(known));
			const hint = near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'aext rules lists them all.';
			throw new UsageError(`There is no rule "${id}".`, hint);
		}
		await terminal.out(explanation(rule, styleFor(terminal.colours).strong));
		return EXIT.clean;
	},
};

function explanation(rule: RuleMeta, strong: (text: string) => string): string {
	const context =
		rule.strength === 'strong'
			? 'Reported as it is wherever it stands.'
			: 'Milder where the place explains it: quotations, tables, negations, examples.';
	const parts = [
		`${strong(rule.id)} — ${rule.title}`,
		`${rule.severity} severity, ${rule.confidence} confidence, ${rule.ast} ${AST_CLASSES[rule.ast]}${rule.atlas ? `, ${rule.atlas}` : ''}. ${context}`,
		`${strong('What could happen')}\n${rule.why}`,
		`${strong('What to do')}\n${rule.fix}`,
		...(rule.limits ? [`${strong('Known limits')}\n${rule.limits}`] : []),
		`${strong('To accept a finding')}\nAdd it to aext-waivers.json with a reason, an owner and a last day.`,
	];
	return `${parts.join('\n\n')}\n`;
}

function rank(rule: RuleMeta): number {
	return SEVERITIES.indexOf(rule.severity);
}

function description(rule: RuleMeta) {
	const { id, title, category, severity, confidence, strength, ast, atlas, why, fix, limits } = rule;
	return { id, title, category, severity, confidence, strength, ast, atlas, why, fix, limits };
}
