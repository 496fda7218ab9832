import type { Range } from '../../base/range';
import { findApproval } from './kinds/approve-all';
import { findCarriedAway } from './kinds/carried-away';
import { findClaims } from './kinds/claim-everything';
import { findConcealment } from './kinds/conceal';
import { findDeferred } from './kinds/deferred';
import { findDisabling } from './kinds/disable-safety';
import { findDefanged, findDownloadClues, findRunDialog } from './kinds/downloads';
import { findAttentionTag, findFakeRole } from './kinds/fake-role';
import { findHiddenInterest } from './kinds/hidden-interest';
import { findClaimedOverride, findImageBeacon, findInstallLink } from './kinds/marks';
import { findRemoteObedience, findRenewal } from './kinds/obey-remote';
import { findStrangersObeyed } from './kinds/obey-strangers';
import { findForeignSending, findInOtherLanguages } from './kinds/other-languages';
import { findOverrides } from './kinds/override';
import { findPersistence } from './kinds/persist';
import { findSelfModification } from './kinds/self-modify';
import { findSending } from './kinds/send-secret';
import { findSetPhrases } from './kinds/set-phrases';
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
import { addAll, addBit, bitOf, CLASS_COUNT, type ClassBits, meet, noClasses, type WordClass } from './words';

/** Classes of the words in a passage, and what is seen without the lexicon. */
type Trait = WordClass | OtherTrait;
type OtherTrait = (typeof OTHER_TRAITS)[number];
const OTHER_TRAITS = ['address', 'path', 'year', 'other-script'] as const;
const [ADDRESS, PATH, YEAR, OTHER_SCRIPT] = [0, 1, 2, 3].map(at => CLASS_COUNT + at) as [
	number,
	number,
	number,
	number,
];

interface Kind {
	readonly find: (passage: Passage) => Iterable<Judged | Clue>;
	/** Of each group at least one class must be in the passage; most passages end here. */
	readonly needs: readonly (readonly Trait[])[];
}

const KINDS: readonly Kind[] = [
	{
		find: findOverrides,
		needs: [
			['IGNORE', 'OBEY', 'PRECEDENCE', 'ENTER', 'AGENT', 'INSTRUCTION', 'RULE', 'REFUSE', 'LACK'],
			[
				'INSTRUCTION',
				'RULE',
				'EVERYTHING',
				'MODE',
				'UNBOUND',
				'SPECIAL_MODE',
				'PRECEDENCE',
				'AUTHORITY',
				'TASK',
				'USER',
			],
		],
	},
	{
		find: findConcealment,
		needs: [
			['TELL', 'HIDE', 'SECRETLY', 'ASK', 'USER'],
			['USER', 'OUTPUT', 'SECRETLY', 'HIDE', 'DENY'],
		],
	},
	{
		find: findApproval,
		needs: [
			['CONFIRMATION', 'REQUEST', 'ASK', 'APPROVED', 'PERMISSIVE'],
			['APPROVE', 'DISABLE', 'IGNORE', 'ASK', 'APPROVED', 'PERMISSIVE', 'NEED'],
		],
	},
	{ find: findDisabling, needs: [['DISABLE', 'INSPECT', 'TELL', 'PROTECTION']] },
	{
		find: findRemoteObedience,
		needs: [
			['CARRY_OUT', 'TREAT', 'FETCH', 'GATHER'],
			['ORDERS', 'INSTRUCTION', 'REMOTE', 'address'],
		],
	},
	{ find: findRenewal, needs: [['address'], ['ORDERS']] },
	{
		find: findStrangersObeyed,
		needs: [
			['CARRY_OUT', 'TREAT'],
			['ORDERS', 'INSTRUCTION', 'EVERYTHING'],
		],
	},
	{
		find: findSending,
		needs: [
			['SEND', 'STORE', 'INCLUDE', 'GATHER', 'SHARE_SECRET'],
			['SECRET', 'PRIVATE', 'REMOTE', 'FIELD', 'address', 'path'],
		],
	},
	{
		find: findCarriedAway,
		needs: [['SEND', 'STORE', 'INCLUDE', 'COPY'], ['SECRET', 'PRIVATE', 'path'], ['address']],
	},
	{ find: findSelfModification, needs: [['WRITE'], ['path', 'MEMORY']] },
	{ find: findPersistence, needs: [['SCHEDULE'], ['STARTUP', 'path']] },
	{ find: findDeferred, needs: [['LATER', 'year']] },
	{
		find: findClaims,
		needs: [
			['USE', 'PRECEDENCE'],
			['TASK', 'EVERYTHING', 'SKILL'],
		],
	},
	{
		find: findDownloadClues,
		needs: [['address', 'PASSWORD', 'EXTRACT', 'TERMINAL', 'ARCHIVE', 'DOWNLOAD', 'RUN', 'COPY']],
	},
	{ find: findDefanged, needs: [['address'], ['FETCH', 'RUN', 'DOWNLOAD', 'TERMINAL']] },
	{ find: findRunDialog, needs: [['TERMINAL'], ['RUN', 'COPY', 'ACT']] },
	{ find: findHiddenInterest, needs: [['INTEREST']] },
	{ find: findForeignSending, needs: [['address'], ['path', 'SECRET']] },
	{
		find: findSetPhrases,
		needs: [
			[
				'TREAT',
				'CARRY_OUT',
				'APPROVE',
				'INSPECT',
				'PROTECTION',
				'INSTRUCTION',
				'ASK',
				'HIDE',
				'TELL',
				'ORDERS',
				'EVERYTHING',
				'DEED',
			],
			['SKILL', 'USER', 'AGENT', 'REQUEST', 'PROTECTION', 'AUTHORITY', 'address', 'ASK'],
		],
	},
	{ find: findInOtherLanguages, needs: [['FOREIGN', 'other-script']] },
];

/** The kinds, with what they need as sets of bits. */
const GATED = KINDS.map(({ find, needs }) => ({
	find,
	needs: needs.map(group => {
		const bits = noClasses(OTHER_TRAITS.length);
		for (const trait of group) addBit(bits, traitBit(trait));
		return bits;
	}),
}));

/**
 * What one block's text tells the agent or the person to do, by itself, and the halves of instructions that need
 * another block. A pure function of the text: cache it by the text. Ranges are relative to it.
 */
export function analyseBlockText(text: string): ProseFacts {
	const normalised = normalise(text);
	const role = findFakeRole(normalised);
	const passage: Passage = { source: text, normalised, sentences: sentencesOf(normalised.text) };
	const marks = [role, findImageBeacon(normalised), findInstallLink(normalised)].filter(
		found => found !== undefined,
	);
	const instructions = marks.map(found => instructionFrom(found, normalised));
	const clues: FoundClue[] = [];
	const traits = traitsOf(passage);
	for (const { find, needs } of GATED) {
		if (!needs.every(group => meet(group, traits))) continue;
		for (const found of find(passage)) {
			if ('clue' in found) clues.push(clueFrom(found, normalised));
			else instructions.push(instructionFrom(found, normalised));
		}
	}
	const loud = isSensitive(instructions, clues) ? findAttentionTag(passage) : undefined;
	if (loud && !role) instructions.push(instructionFrom(loud, normalised));
	if (instructions.length === 0 && clues.length === 0) return NOTHING_SAID;
	return {
		instructions: instructions.sort((a, b) => a.range.start - b.range.start),
		clues: clues.sort((a, b) => a.range.start - b.range.start),
	};
}

/** A picture whose address carries data, in code that is not read as prose; its range is relative to the text. */
export function imageBeaconIn(text: string): FoundInstruction | undefined {
	if (!text.includes('![')) return undefined;
	const normalised = normalise(text);
	const found = findImageBeacon(normalised);
	return found && instructionFrom(found, normalised);
}

/** A claim of overridden checks in a value of the frontmatter; its range is relative to the text. */
export function claimedOverrideIn(text: string): FoundInstruction | undefined {
	if (!text.includes('_')) return undefined;
	const normalised = normalise(text);
	const found = findClaimedOverride(normalised);
	return found && instructionFrom(found, normalised);
}

const SENSITIVE: ReadonlySet<FoundClue['clue']> = new Set([
	'sends-out',
	'gathers-secret',
	'hides-vague',
	'no-inspection',
]);

/** Whether what was found would be dangerous to obey. */
function isSensitive(instructions: readonly FoundInstruction[], clues: readonly FoundClue[]): boolean {
	return instructions.length > 0 || clues.some(({ clue }) => SENSITIVE.has(clue));
}

function traitsOf({ sentences, normalised }: Passage): ClassBits {
	const traits = noClasses(OTHER_TRAITS.length);
	if (!normalised.latin) addBit(traits, OTHER_SCRIPT);
	for (const { tokens, classes } of sentences) {
		addAll(traits, classes);
		for (const { kind, text } of tokens) {
			if (kind === 'url' || kind === 'mail') addBit(traits, ADDRESS);
			else if (kind === 'path') addBit(traits, PATH);
			else if (text.charCodeAt(0) === 50 && text.charCodeAt(1) === 48) addBit(traits, YEAR);
		}
	}
	return traits;
}

function traitBit(trait: Trait): number {
	const other = OTHER_TRAITS.indexOf(trait as OtherTrait);
	return other < 0 ? bitOf(trait as WordClass) : CLASS_COUNT + other;
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
