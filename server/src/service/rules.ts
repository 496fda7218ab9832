import type { RuleMeta } from '../rules/model';
import { RULES as rules } from '../rules/run';

export { AST_CLASSES, type RuleMeta } from '../rules/model';

/** What is known of every rule, by its id. */
export const RULES: ReadonlyMap<string, RuleMeta> = rules;
