import type { ByteSource } from '../base/archive';
import {
	CENTRAL_HEADER,
	END_RECORD,
	END_RECORD_BYTES,
	LOCAL_HEADER,
	u16,
	u32,
	ZIP64_LOCATOR,
} from './layout';
import type { ProblemList } from './problems';

/** Where the directory lies, as the end record says and its position confirms. */
export interface EndRecord {
	readonly entries: number;
	readonly directoryOffset: number;
	readonly directorySize: number;
}

const ZIP64_LOCATOR_BYTES = 20;
/** The longest comment, 65,535 bytes, and the record itself. */
const SEARCHED = 65_557;

/**
 * The end record, which must be the last 22 bytes and directly follow the directory; otherwise the one problem
 * that says why it is not. Source: PKWARE APPNOTE 4.3.16.
 */
export function readEndRecord(source: ByteSource, problems: ProblemList): EndRecord | undefined {
	const at = source.size - END_RECORD_BYTES;
	const tail = at < 0 ? new Uint8Array() : source.read(at, END_RECORD_BYTES).slice();
	if (tail.length < END_RECORD_BYTES || u32(tail, 0) !== END_RECORD || u16(tail, 20) !== 0) {
		tellMissingEnd(source, problems);
		return undefined;
	}
	const record = { entries: u16(tail, 10), directorySize: u32(tail, 12), directoryOffset: u32(tail, 16) };
	const locator = source.read(Math.max(0, at - ZIP64_LOCATOR_BYTES), ZIP64_LOCATOR_BYTES);
	if (u32(locator, 0) === ZIP64_LOCATOR && at >= ZIP64_LOCATOR_BYTES) {
		problems.archive(
			'zip64',
			'The package uses the ZIP64 format, which nothing within the size limits needs.',
		);
		return undefined;
	}
	if (u16(tail, 4) !== 0 || u16(tail, 6) !== 0 || u16(tail, 8) !== record.entries) {
		problems.archive(
			'multi-disk',
			'The package says that it is one part of several, which is not supported.',
		);
		return undefined;
	}
	const directoryEnd = record.directoryOffset + record.directorySize;
	if (directoryEnd < at) {
		if (u32(source.read(record.directoryOffset, 4), 0) === CENTRAL_HEADER) {
			problems.archive('hidden-data', 'The package hides bytes between its directory and its end.');
		} else {
			problems.archive('prepended-data', 'Something stands before the package in the same file.');
		}
		return undefined;
	}
	if (directoryEnd > at) {
		problems.archive('truncated', 'The package is incomplete: its directory lies beyond its end.');
		return undefined;
	}
	return record;
}

function tellMissingEnd(source: ByteSource, problems: ProblemList): void {
	const from = Math.max(0, source.size - SEARCHED);
	const tail = source.read(from, SEARCHED).slice();
	for (let at = tail.length - END_RECORD_BYTES; at >= 0; at--) {
		if (u32(tail, at) !== END_RECORD) continue;
		const following = tail.length - at - END_RECORD_BYTES;
		const comment = u16(tail, at + 20);
		if (comment === following) {
			problems.archive(
				'archive-comment',
				'The package carries a comment after its end, which no reader checks.',
			);
		} else if (comment > following) {
			problems.archive('truncated', 'The package is incomplete: it is cut off inside its end.');
		} else {
			problems.archive('trailing-data', 'Further bytes follow the end of the package.');
		}
		return;
	}
	const start = source.read(0, 4);
	if (start.length === 4 && u32(start, 0) === LOCAL_HEADER) {
		problems.archive('truncated', 'The package is incomplete: its end, with the list of files, is missing.');
	} else {
		problems.archive('not-a-zip', 'This is not a package: an .aext file is a zip archive, and this is none.');
	}
}
