import type { Program } from '../syntax';
import type { Machine } from './machine';

/** Fewest code units that the parser skipped in one place before we say so. */
const MIN_UNREAD = 12;
/** Parts this near to each other are one. */
const GAP = 60;

interface Part {
	start: number;
	end: number;
	/** Code units in it that were left out. */
	size: number;
	reason: string;
}

/**
 * Notes what could not be read. What the parser merely stumbled over (an old `print`, a template's placeholder) is
 * left out.
 */
export function noteUnread(machine: Machine, unread: Program['unread']): void {
	for (const { start, end, size, reason } of merged(unread)) {
		if (reason === '' && size < MIN_UNREAD) continue;
		machine.recorder.notExamined(
			{ start, end },
			reason === '' ? 'Not valid code: what it does is not known.' : reason,
		);
	}
}

/** The parts in order; those near each other, and those left out for the same reason, put together. */
function merged(unread: Program['unread']): Part[] {
	const parts: Part[] = [];
	for (const { start, end, reason } of [...unread].sort((a, b) => a.start - b.start)) {
		const last = parts.at(-1);
		if (last !== undefined && last.reason === reason && start - last.end <= GAP) {
			last.size += Math.max(0, end - Math.max(start, last.end));
			last.end = Math.max(last.end, end);
		} else parts.push({ start, end, size: end - start, reason });
	}
	return parts;
}
