import { rules } from './index';
import { rule as internalError } from './internal-error';
import type { Rule } from './model';
import { createRunner } from './runner';

/** Every rule by its id. */
export const RULES: ReadonlyMap<string, Rule> = new Map(rules.map(rule => [rule.id, rule]));

export const { runFileRules, runExtensionRules, runRules, runWaiverRules } = createRunner(
	rules,
	internalError,
);
