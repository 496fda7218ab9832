import type { Finding } from '../base/finding';
import type { Range } from '../base/range';
import { appendItem, styleOf } from '../formats/json/edit';
import { memberOf } from '../formats/json/node';
import { WAIVERS_SCHEMA, type Waiver } from '../formats/waivers/model';
import { parseWaivers } from '../formats/waivers/parse';

export { WAIVERS_FILE } from '../formats/waivers/model';

/** For how many days a new waiver holds. */
const DAYS = 90;

/**
 * An entry for one finding. Reason and owner are empty, which makes it invalid: it waives nothing until a person
 * has filled them in.
 *
 * @param prefix folder of the extension relative to the waivers file's folder, `''` when they are the same.
 */
export function waiverFor(finding: Finding, prefix: string, today: Date): Waiver {
	const { rule, location, fingerprint } = finding;
	const last = new Date(today.getTime() + DAYS * 24 * 60 * 60 * 1000);
	return {
		rule,
		path: prefix === '' ? location.path : `${prefix}/${location.path}`,
		fingerprint,
		reason: '',
		owner: '',
		expires: last.toISOString().slice(0, 10),
	};
}

/** The text of a waivers file with one entry. */
export function newWaiversFile(waiver: Waiver): string {
	return `${JSON.stringify({ schema: WAIVERS_SCHEMA, waivers: [waiver] }, undefined, 2)}\n`;
}

/** The edit that adds an entry to a waivers file; `undefined` when the file has no list to add it to. */
export function addWaiver(
	text: string,
	waiver: Waiver,
): { readonly range: Range; readonly newText: string } | undefined {
	const { json } = parseWaivers(text);
	const list = memberOf(json.root, 'waivers')?.value;
	if (list?.type !== 'array') return undefined;
	return appendItem(text, list, waiver, styleOf(text, json.root));
}
