import type { Problem } from '../../base/problem';
import type { JsonDocument, JsonProblemCode, SchemaProblemCode } from '../json/model';
import type { Policy } from './v1-model';

/** The reference tool's policy. An absent or empty mode means `enforce`. */
export interface ReferencePolicy {
	readonly mode: 'enforce' | 'warn';
	readonly permissions: {
		readonly deny: {
			readonly network: { readonly allow_ip_literals?: boolean };
			readonly process: { readonly allow_shell?: boolean };
		};
	};
}

/** `documented-shape`: what the reference's documentation shows and its parser rejects. */
export type PolicyProblemCode = JsonProblemCode | SchemaProblemCode | 'documented-shape';

export interface PolicyDocument {
	readonly text: string;
	readonly json: JsonDocument;
	/** Absent when the text is not a policy that may be evaluated. */
	readonly policy?: ReferencePolicy;
	/** For a policy of our own format. Absent when anything is wrong with it. */
	readonly versioned?: Policy;
	/** For the documented-but-wrong shape: the whole text in the accepted shape. */
	readonly rewritten?: string;
	readonly problems: readonly Problem<PolicyProblemCode>[];
}
