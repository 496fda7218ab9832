import { nameOfUri, uriBelow } from '../base/uris';
import { assemble } from '../facts/assemble';
import type { FileFacts } from '../facts/model';
import type { WaiverEntry } from '../formats/waivers/model';
import { runRules } from '../rules/run';
import { applyWaivers } from '../verdict/waivers';
import type { RootListing } from './folder';
import type { ExtensionReport } from './model';

/** The waivers that apply to an extension. */
export interface WaiversInForce {
	readonly entries: readonly WaiverEntry[];
	/** Path of the extension relative to the waivers file's folder. */
	readonly prefix: string;
	/** `YYYY-MM-DD`. */
	readonly today: string;
}

/** A report, and which waivers it used. */
export interface JudgedExtension {
	readonly report: ExtensionReport;
	readonly usedWaivers: ReadonlySet<WaiverEntry>;
}

/** Assembles the facts of one extension and runs the rules over them. */
export function judge(
	folder: string,
	listing: RootListing,
	files: readonly FileFacts[],
	waivers: WaiversInForce,
): JudgedExtension {
	const root = uriBelow(folder, listing.root);
	const facts = assemble(nameOfUri(root), files, listing.unlisted);
	const { findings, failedRules } = runRules(facts);
	const waived = applyWaivers(findings, waivers.entries, waivers.today, waivers.prefix);
	const complete = failedRules.length === 0 && !facts.notExamined.some(part => part.gap);
	return {
		report: { root, facts, findings: waived.findings, notExamined: facts.notExamined, complete },
		usedWaivers: waived.used,
	};
}
