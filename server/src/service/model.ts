import type { Finding, NotExamined } from '../base/finding';
import type { ExtensionFacts } from '../facts/model';

/** The judgement of one extension. Plain enough to be compared; `facts` stay on this side of process borders. */
export interface ExtensionReport {
	/** URI of the root folder, no trailing slash. */
	readonly root: string;
	readonly facts: ExtensionFacts;
	/** Sorted by path, start, rule. Waived ones included, carrying their waiver. */
	readonly findings: readonly Finding[];
	readonly notExamined: readonly NotExamined[];
	/** False when something with a gap was not examined or a rule failed: "nothing found" must not be said. */
	readonly complete: boolean;
}

/** The workspace's waivers file and what is wrong with it. Locations are relative to `root`. */
export interface WaiversReport {
	readonly root: string;
	readonly path: string;
	readonly findings: readonly Finding[];
}

export interface AuditReport {
	readonly extensions: readonly ExtensionReport[];
	readonly waivers: readonly WaiversReport[];
	/** Version of the rule set: the package's version. */
	readonly rulesVersion: string;
}
