import type { RuleMeta } from '../rules/model';
import { RULES as rules } from '../rules/run';

/** What is known of every rule, by its id. */
export const RULES: ReadonlyMap<string, RuleMeta> = rules;
