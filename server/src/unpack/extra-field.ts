import { crc32 } from '../base/crc32';
import { u16, u32 } from './layout';
import type { ProblemList } from './problems';

/** Extra fields that honest packers write and that change neither name, size nor content. */
const HARMLESS: ReadonlyMap<number, number> = new Map([
	/** Times: extended timestamp, and NTFS. */
	[0x5455, 13],
	[0x000a, 32],
	/** Owner: Info-ZIP Unix, old and new. */
	[0x5855, 12],
	[0x7875, 15],
]);
const ZIP64 = 0x0001;
/** The name once more, in UTF-8, for readers that do not know the UTF-8 flag. */
const UNICODE_NAME = 0x7075;

/**
 * Tells when an extra field is anything but a well-formed list of times and owners: other fields can replace the
 * name (0x7075, unless it repeats it) or the sizes (0x0001), or simply hide data. Source: PKWARE APPNOTE 4.5, Info-ZIP `extrafld.txt`.
 */
export function tellUnusualExtra(
	extra: Uint8Array,
	name: string,
	nameBytes: Uint8Array,
	problems: ProblemList,
): void {
	let at = 0;
	while (at < extra.length) {
		const id = u16(extra, at);
		const length = u16(extra, at + 2);
		const most = HARMLESS.get(id);
		if (at + 4 + length > extra.length) {
			problems.entry('extra-field', name, 'carries a damaged extra field');
			return;
		}
		if (id === ZIP64) {
			problems.entry('zip64', name, 'uses the ZIP64 format, which nothing within the size limits needs');
			return;
		}
		const known =
			id === UNICODE_NAME
				? repeatsName(extra.subarray(at + 4, at + 4 + length), nameBytes)
				: length <= (most ?? -1);
		if (!known) {
			const field = id.toString(16).toUpperCase().padStart(4, '0');
			problems.entry(
				'extra-field',
				name,
				`carries an extra field (0x${field}) that can hide or replace data`,
			);
			return;
		}
		at += 4 + length;
	}
}

/** Version 1, checksum of the name in the header, the name: accepted when they say nothing new. */
function repeatsName(field: Uint8Array, nameBytes: Uint8Array): boolean {
	const again = field.subarray(5);
	return (
		field[0] === 1 &&
		u32(field, 1) === crc32(nameBytes) &&
		again.length === nameBytes.length &&
		again.every((byte, index) => byte === nameBytes[index])
	);
}
