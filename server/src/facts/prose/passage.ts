import type { Range } from '../../base/range';
import { findApproval } from './kinds/approve-all';
import { findClaims } from './kinds/claim-everything';
import { findConcealment } from './kinds/conceal';
import { findDeferred } from './kinds/deferred';
import { findDisabling } from './kinds/disable-safety';
import { findDownloadClues } from './kinds/downloads';
import { findFakeRole } from './kinds/fake-role';
import { findRemoteObedience } from './kinds/obey-remote';
import { findInOtherLanguages } from './kinds/other-languages';
import { findOverrides } from './kinds/override';
import { findPersistence } from './kinds/persist';
import { findSelfModification } from './kinds/self-modify';
import { findSending } from './kinds/send-secret';
import {
	type Clue,
	type FoundClue,
	type FoundInstruction,
	type Judged,
	NOTHING_SAID,
	type Passage,
	type ProseFacts,
} from './model';
import { type Normalised, normalise } from './normalise';
import { sentencesOf } from './tokens';
import type { WordClass } from './words';

interface Kind {
	readonly find: (passage: Passage) => Iterable<Judged | Clue>;
	/** Of each group at least one class must be in the passage; most passages end here. */
	readonly needs: readonly (readonly WordClass[])[];
}

const KINDS: readonly Kind[] = [
	{
		find: findOverrides,
		needs: [
			['IGNORE', 'OBEY', 'PRECEDENCE', 'ENTER', 'AGENT', 'INSTRUCTION', 'RULE'],
			['INSTRUCTION', 'RULE', 'EVERYTHING', 'MODE', 'UNBOUND', 'SPECIAL_MODE', 'PRECEDENCE'],
		],
	},
	{
		find: findConcealment,
		needs: [['TELL', 'HIDE', 'SECRETLY', 'ASK', 'USER'], ['USER', 'OUTPUT', 'SECRETLY', 'HIDE', 'DENY']],
	},
	{ find: findApproval, needs: [['CONFIRMATION', 'REQUEST', 'ASK', 'APPROVED', 'PERMISSIVE']] },
	{ find: findDisabling, needs: [['DISABLE', 'INSPECT', 'TELL', 'PROTECTION']] },
	{ find: findRemoteObedience, needs: [['CARRY_OUT', 'TREAT', 'FETCH', 'GATHER']] },
	{ find: findSending, needs: [['SEND', 'STORE', 'INCLUDE', 'GATHER', 'SHARE_SECRET']] },
	{ find: findSelfModification, needs: [['WRITE']] },
	{ find: findPersistence, needs: [['SCHEDULE']] },
	{ find: findDeferred, needs: [] },
	{ find: findClaims, needs: [['USE', 'PRECEDENCE'], ['TASK', 'EVERYTHING', 'SKILL']] },
	{ find: findDownloadClues, needs: [] },
	{ find: findInOtherLanguages, needs: [] },
];

/**
 * What one block's text tells the agent or the person to do, by itself, and the halves of instructions that need
 * another block. A pure function of the text: cache it by the text. Ranges are relative to it.
 */
export function analyseBlockText(text: string): ProseFacts {
	const normalised = normalise(text);
	const role = findFakeRole(text);
	const passage: Passage = { source: text, normalised, sentences: sentencesOf(normalised.text) };
	const instructions: FoundInstruction[] = role ? [role] : [];
	const clues: FoundClue[] = [];
	const classes = classesOf(passage);
	for (const { find, needs } of KINDS) {
		if (!needs.every(group => group.some(wordClass => classes.has(wordClass)))) continue;
		for (const found of find(passage)) {
			if ('clue' in found) clues.push(clueFrom(found, normalised));
			else instructions.push(instructionFrom(found, normalised));
		}
	}
	if (instructions.length === 0 && clues.length === 0) return NOTHING_SAID;
	return {
		instructions: instructions.sort((a, b) => a.range.start - b.range.start),
		clues: clues.sort((a, b) => a.range.start - b.range.start),
	};
}

function classesOf({ sentences }: Passage): Set<WordClass> {
	const classes = new Set<WordClass>();
	for (const { tokens } of sentences) {
		for (const { entry } of tokens) if (entry) for (const wordClass of entry.classes) classes.add(wordClass);
	}
	return classes;
}

function instructionFrom(found: Judged, normalised: Normalised): FoundInstruction {
	return {
		fact: {
			kind: found.kind,
			what: found.what,
			confidence: found.confidence,
			details: found.details ?? {},
			parts: (found.parts ?? []).map(part => ({ range: rangeOf(part, normalised), what: part.what })),
		},
		range: rangeOf(found, normalised),
		mitigations: found.mitigations,
	};
}

function clueFrom(found: Clue, normalised: Normalised): FoundClue {
	return {
		clue: found.clue,
		range: rangeOf(found, normalised),
		details: found.details ?? {},
		mitigations: found.mitigations,
	};
}

function rangeOf({ start, end }: Range, normalised: Normalised): Range {
	return { start: normalised.originalOf(start), end: normalised.originalOf(end) };
}
