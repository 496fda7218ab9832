import type { Review, ReviewProgress } from '../../../server/src/protocol';

/** What a person can ask for from the page. */
export const ACTS = [
	'verify',
	'pin',
	'install',
	'compare',
	'export',
	'copyDigest',
	'reload',
	'cancel',
	'showLog',
] as const;
export type Act = (typeof ACTS)[number];

/** What the extension tells the page. */
export type ToPage =
	| {
			readonly kind: 'reading';
			readonly percentage?: number;
			readonly detail?: string;
			/** What is known before the contents were read. */
			readonly first?: ReviewProgress;
	  }
	| { readonly kind: 'review'; readonly review: Review; readonly stale: boolean }
	| { readonly kind: 'failed'; readonly message: string; readonly stale: boolean }
	| { readonly kind: 'cancelled' }
	| { readonly kind: 'nextFinding' };

/**
 * What the page tells the extension: what was chosen, by its index in the review that the extension has itself.
 * No path, no text of a package, no command.
 */
export type FromPage =
	| { readonly kind: 'ready' }
	| { readonly kind: 'finding'; readonly index: number }
	| { readonly kind: 'related'; readonly index: number; readonly related: number }
	| { readonly kind: 'rule'; readonly index: number }
	| { readonly kind: 'evidence'; readonly index: number; readonly evidence: number }
	| { readonly kind: 'file'; readonly index: number }
	| { readonly kind: 'change'; readonly index: number }
	| { readonly kind: 'act'; readonly act: Act }
	| { readonly kind: 'violation'; readonly directive: string };

const TO_PAGE: ReadonlySet<unknown> = new Set(['reading', 'review', 'failed', 'cancelled', 'nextFinding']);

/** Whether a message is one of the closed set; what it carries was checked by the extension. */
export function isToPage(message: unknown): message is ToPage {
	return isObject(message) && TO_PAGE.has(message.kind);
}

/** A message of the page, held against the closed set; `undefined` for anything else. */
export function readFromPage(message: unknown): FromPage | undefined {
	if (!isObject(message)) return undefined;
	const { kind, index, related, evidence, act, directive } = message;
	switch (kind) {
		case 'ready':
			return { kind };
		case 'finding':
		case 'rule':
		case 'file':
		case 'change':
			return isIndex(index) ? { kind, index } : undefined;
		case 'related':
			return isIndex(index) && isIndex(related) ? { kind, index, related } : undefined;
		case 'evidence':
			return isIndex(index) && isIndex(evidence) ? { kind, index, evidence } : undefined;
		case 'act': {
			const known = ACTS.find(each => each === act);
			return known && { kind, act: known };
		}
		case 'violation':
			return typeof directive === 'string' && /^[a-z-]{1,40}$/.test(directive)
				? { kind, directive }
				: undefined;
		default:
			return undefined;
	}
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null;
}

function isIndex(value: unknown): value is number {
	return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
