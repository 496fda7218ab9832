import type { Rule } from './model';

/** States that an object is a rule, with its `scope` deciding what `check` is given. The rule itself, unchanged. */
export function defineRule<Defined extends Rule>(rule: Defined): Defined {
	return rule;
}
