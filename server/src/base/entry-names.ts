/** Why a name inside a package cannot be accepted on every system that packages are installed on. */
export type NameFault =
	| 'name-empty'
	| 'name-absolute'
	| 'name-drive'
	| 'name-network'
	| 'name-backslash'
	| 'name-parent'
	| 'name-empty-segment'
	| 'name-control'
	| 'name-invisible'
	| 'name-character'
	| 'name-trailing'
	| 'name-reserved'
	| 'name-too-long'
	| 'name-too-deep';

/** Bytes of UTF-8 in one segment that every common file system can hold. */
const SEGMENT_BYTES = 255;
const PATH_BYTES = 1024;
const DEPTH = 64;

const CONTROL = /\p{Cc}/u;
const INVISIBLE = /[\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{DI}]/u;
/** Refused by Windows; `:` there names a hidden stream of a file. Source: "Naming Files, Paths, and Namespaces". */
const NOT_ON_WINDOWS = /[<>:"|?*]/;
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3]) *(?:\.|$)/i;

/**
 * What is wrong with the name of a file in a package: `/`-separated, relative, the same file on every system.
 * `undefined` when nothing is. The first fault found is told, the most dangerous ones first.
 */
export function nameFault(name: string): NameFault | undefined {
	if (name === '') return 'name-empty';
	if (CONTROL.test(name)) return 'name-control';
	if (name.startsWith('//') || name.startsWith('\\\\')) return 'name-network';
	if (name.startsWith('/') || name.startsWith('\\')) return 'name-absolute';
	if (/^[A-Za-z]:/.test(name)) return 'name-drive';
	const segments = name.split(/[/\\]/);
	if (segments.includes('..')) return 'name-parent';
	if (name.includes('\\')) return 'name-backslash';
	if (segments.includes('') || segments.includes('.')) return 'name-empty-segment';
	if (INVISIBLE.test(name)) return 'name-invisible';
	if (NOT_ON_WINDOWS.test(name)) return 'name-character';
	if (segments.some(segment => DEVICE.test(segment))) return 'name-reserved';
	if (segments.some(segment => /[. ]$/.test(segment))) return 'name-trailing';
	if (segments.length > DEPTH) return 'name-too-deep';
	if (utf8Length(name) > PATH_BYTES || segments.some(each => utf8Length(each) > SEGMENT_BYTES)) {
		return 'name-too-long';
	}
	return undefined;
}

/** What completes "The name of … " for people. */
export const NAME_FAULT_REASONS: Readonly<Record<NameFault, string>> = {
	'name-empty': 'is empty',
	'name-absolute': 'starts at the root of the disk: it would be written outside the folder',
	'name-drive': 'names a drive: it would be written outside the folder',
	'name-network': 'names another computer: it would be written outside the folder',
	'name-backslash': 'holds a backslash, which separates folders on Windows and does not elsewhere',
	'name-parent': "holds '..': it would be written outside the folder",
	'name-empty-segment': "holds an empty part or '.'",
	'name-control': 'holds control characters',
	'name-invisible': 'holds characters that cannot be seen or that reverse the text around them',
	'name-character': `holds one of < > : " | ? *, which Windows cannot write or reads as a hidden stream`,
	'name-trailing': 'has a part ending in a dot or a space, which Windows drops',
	'name-reserved': 'is a device name on Windows',
	'name-too-long': 'is longer than file systems allow (255 bytes for a part, 1,024 in all)',
	'name-too-deep': 'lies more than 64 folders deep',
};

function utf8Length(text: string): number {
	let length = text.length;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code >= 0x800 && (code < 0xd800 || code > 0xdfff)) length += 2;
		else if (code >= 0x80) length++;
	}
	return length;
}

export type NameCollision = 'duplicate' | 'case-equal' | 'form-equal' | 'file-and-folder';

interface Place {
	readonly spelling: string;
	file: boolean;
	/** Named by an entry of its own, not only by what lies below it. */
	named: boolean;
	readonly below: Map<string, Place>;
}

/**
 * Finds names that are the same file on some systems and not on others. Names are added one by one, each at a
 * cost linear in its length.
 */
export class NameTable {
	private readonly root = new Map<string, Place>();

	/** Adds a name (`/` at its end: a folder) and tells what it collides with among those added before. */
	add(name: string): { readonly collision: NameCollision; readonly other: string } | undefined {
		const folder = name.endsWith('/');
		const segments = (folder ? name.slice(0, -1) : name).split('/');
		let level = this.root;
		let above = '';
		let found: { collision: NameCollision; other: string } | undefined;
		for (const [index, segment] of segments.entries()) {
			const last = index === segments.length - 1;
			const key = foldedName(segment);
			let place = level.get(key);
			if (place) {
				const other = above + place.spelling;
				if (place.spelling !== segment) found ??= { collision: difference(place.spelling, segment), other };
				else if (place.file || (last && !folder)) {
					found ??= { collision: place.file && last && !folder ? 'duplicate' : 'file-and-folder', other };
				} else if (last && place.named) found ??= { collision: 'duplicate', other };
				if (last) place.named = true;
			} else {
				place = { spelling: segment, file: last && !folder, named: last, below: new Map() };
				level.set(key, place);
			}
			above += `${place.spelling}/`;
			level = place.below;
		}
		return found;
	}
}

function difference(one: string, other: string): NameCollision {
	return one.normalize('NFKC') === other.normalize('NFKC') ? 'form-equal' : 'case-equal';
}

/**
 * Equal for names that some file system takes for one: compatibility forms and full case folding (Unicode 5.18),
 * approximated by upper and then lower case, which is never finer.
 */
function foldedName(segment: string): string {
	return segment.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}
