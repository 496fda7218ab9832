import type { SignatureOutcome } from '../../base/claim';
import type { ExtensionType, Permissions } from '../manifest/model';

export const RECEIPT_SCHEMA = 'aext/receipt/v1';

export interface ReceiptFile {
	readonly path: string;
	readonly size: number;
	/** 64 hexadecimal digits. */
	readonly sha256: string;
}

/** What was installed, from which bytes, judged how. Kept in the person's own folder, not in the extension. */
export interface Receipt {
	/** URI of the installed folder. */
	readonly target: string;
	/** ISO 8601, UTC. */
	readonly installed: string;
	readonly extension: { readonly id: string; readonly type: ExtensionType; readonly version: string };
	readonly package: { readonly digest: string; readonly size: number };
	readonly files: readonly ReceiptFile[];
	readonly signature: {
		readonly outcome: SignatureOutcome;
		readonly fingerprint?: string;
		/** The person's name for the publisher, when the key was pinned. */
		readonly pinnedAs?: string;
	};
	readonly judgement: {
		readonly verdict: string;
		/** Codes of the reasons, weightiest first. */
		readonly reasons: readonly string[];
		/** The person was asked and agreed. */
		readonly confirmed: boolean;
		/** Version of the rules. */
		readonly rules: string;
	};
	/** The policy that decided; absent: none was given. */
	readonly policy?: { readonly digest: string; readonly action: string };
	/** What the manifest declared, to compare an update with. */
	readonly permissions: Permissions;
	/** SHA-256 of the receipt that this one replaced, which is kept beside it. */
	readonly previous?: string;
}
