/** Ids of rules that no longer exist. They stay reserved: a waiver must never come to mean something else. */
export const RETIRED_RULES: readonly string[] = [];
