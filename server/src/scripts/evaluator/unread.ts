import { contains, type Range, shifted } from '../../base/range';
import type { Program } from '../syntax';
import { adopt, analyseCommand } from './code';
import type { Machine } from './machine';

/** Fewest code units that the parser skipped in one place, or places near each other, before we say so. */
const MIN_UNREAD = 12;
const MIN_PLACES = 5;
/** Longest text that is tried as commands. */
const MAX_COMMANDS = 4_000;
/** Parts this near to each other are one. */
const GAP = 60;

interface Part {
	start: number;
	end: number;
	/** Code units in it that were left out. */
	size: number;
	/** Places in it where something was left out. */
	places: number;
	reason: string;
}

/** Words with which commands begin that matter enough to be looked for in what is not valid code. */
const COMMAND = /\b(?:curl|wget|base64|ncat|nc|bash|zsh)\b/;

/** Whether the text may hold commands for the shell where code should stand. */
export function mayHoldCommands(text: string): boolean {
	return COMMAND.test(text);
}

/**
 * Notes what could not be read. What the parser merely stumbled over (an old `print`, a template's placeholder) is
 * left out. Lines that are no code, and do something when taken as commands, are commands: a fence has but one label.
 */
export function noteUnread(machine: Machine, unread: Program['unread']): void {
	let tried: { readonly lines: Range; readonly commands: boolean } | undefined;
	for (const { start, end, size, places, reason } of merged(machine, unread)) {
		if (reason === '') {
			// Many parts may stand on one very long line: it is tried once.
			if (tried === undefined || !contains(tried.lines, { start, end })) {
				const lines = machine.linesOf({ start, end });
				tried = { lines, commands: areCommands(machine, lines) };
			}
			if (tried.commands || (size < MIN_UNREAD && places < MIN_PLACES)) continue;
		}
		machine.recorder.notExamined(
			{ start, end },
			reason === '' ? 'Not valid code: what it does is not known.' : reason,
		);
	}
}

function areCommands(machine: Machine, lines: Range): boolean {
	if (lines.end - lines.start > MAX_COMMANDS) return false;
	const text = machine.excerpt(lines);
	if (!mayHoldCommands(text)) return false;
	const facts = analyseCommand(machine, text);
	if (facts === null || facts.flows.length === 0) return false;
	adopt(machine, facts, range => shifted(range, lines.start), []);
	return true;
}

/** The parts in order; those near each other, and those left out for the same reason, put together. */
function merged(machine: Machine, unread: Program['unread']): Part[] {
	const parts: Part[] = [];
	for (const { start, end, reason } of [...unread].sort((a, b) => a.start - b.start)) {
		// The comma of `print a, b` in Python 2 tells nothing.
		const tells = end > start && !(end === start + 1 && machine.source[start] === ',');
		const last = parts.at(-1);
		if (last !== undefined && last.reason === reason && start - last.end <= GAP) {
			last.size += Math.max(0, end - Math.max(start, last.end));
			last.end = Math.max(last.end, end);
			if (tells) last.places++;
		} else parts.push({ start, end, size: end - start, places: tells ? 1 : 0, reason });
	}
	return parts;
}
