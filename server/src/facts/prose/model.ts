import type { Range } from '../../base/range';
import type { Confidence } from '../../base/severity';
import type { Instruction, Mitigation } from '../model';
import type { Normalised } from './normalise';
import type { Sentence } from './tokens';

/** One stretch of prose, taken apart. Offsets in sentences are into the normalised text. */
export interface Passage {
	/** As written. */
	readonly source: string;
	readonly normalised: Normalised;
	readonly sentences: readonly Sentence[];
}

/** An instruction as one kind's analysis yields it; offsets are into the normalised text. */
export interface Judged {
	readonly kind: Instruction['kind'];
	readonly what: string;
	readonly confidence: Confidence;
	readonly start: number;
	readonly end: number;
	readonly details?: Readonly<Record<string, string>>;
	readonly parts?: readonly { readonly start: number; readonly end: number; readonly what: string }[];
	readonly mitigations: readonly Mitigation[];
}

/** Half of an instruction: means nothing by itself, and much together with another one nearby. */
export type ClueKind =
	| 'gathers-secret'
	| 'gathers-private'
	| 'sends-out'
	| 'hides-vague'
	| 'does-deed'
	| 'fetches-remote'
	| 'obeys-it'
	| 'archive-link'
	| 'page-link'
	| 'password'
	| 'downloads'
	| 'runs-download'
	| 'extracts'
	| 'setup'
	| 'elevated'
	| 'copies'
	| 'pastes'
	| 'unbound'
	| 'special-mode'
	| 'no-inspection'
	| 'trusted';

export interface Clue {
	readonly clue: ClueKind;
	readonly start: number;
	readonly end: number;
	readonly details?: Readonly<Record<string, string>>;
	readonly mitigations: readonly Mitigation[];
}

/** What one block's text says on its own. Ranges are relative to that text. A pure function of it. */
export interface ProseFacts {
	readonly instructions: readonly FoundInstruction[];
	readonly clues: readonly FoundClue[];
}

export interface FoundInstruction {
	readonly fact: Instruction;
	readonly range: Range;
	readonly mitigations: readonly Mitigation[];
}

export interface FoundClue {
	readonly clue: ClueKind;
	readonly range: Range;
	readonly details: Readonly<Record<string, string>>;
	readonly mitigations: readonly Mitigation[];
}

export const NOTHING_SAID: ProseFacts = { instructions: [], clues: [] };
