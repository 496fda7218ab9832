import type { Range } from '../../base/range';
import type { SecretFact } from '../model';

/** A secret and the exact place of its value, without quotes or the name before it. */
export interface FoundSecret {
	readonly fact: SecretFact;
	readonly range: Range;
}

/** First characters and length of a secret: enough to recognise it, not to use it. */
export function redact(secret: string, shown: number): string {
	return `${secret.slice(0, shown)}…(${secret.length})`;
}
