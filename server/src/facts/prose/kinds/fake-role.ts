import type { Mitigation } from '../../model';
import type { Judged, Passage } from '../model';
import type { Normalised } from '../normalise';

/** Marks with which chat models separate the turns of a conversation. */
const TEMPLATE =
	/<\|(?:im_start|im_end|system|user|assistant|endoftext|start_header_id|end_header_id|eot_id|begin_of_text|end_of_turn)\|>|\[\/?INST\]|<<\/?SYS>>|<\/?start_of_turn>|<\/?end_of_turn>/i;

/** A line that claims to be said by somebody with authority: `[SYSTEM]:`, `SYSTEM OVERRIDE:`, `### System:`. */
const TURN =
	/^[ \t>*#-]{0,12}(?:\[(?:SYSTEM|ADMIN|ADMINISTRATOR|DEVELOPER|ROOT|OPERATOR)(?: [A-Z]{3,20}){0,3}(?:\]|(?=:))|(?:SYSTEM|ADMIN|DEVELOPER|OPERATOR)(?: (?:MESSAGE|PROMPT|OVERRIDE|NOTICE|INSTRUCTION|ALERT|DIRECTIVE|UPDATE|COMMAND)S?)?(?=:)|### ?(?:System|Instruction)(?=:))[*_]{0,3}:?[ \t]+\S/m;

/** Elements that agents' own harnesses wrap messages of the system, of tools and of people in. */
const ELEMENT =
	/<(?:system|system-reminder|system_prompt|system_message|system-message|admin|developer|tool_result|tool_response|function_results|function_response|user_message|human|assistant)(?: [^<>]{0,80})?>\s*[^\s<]/i;

const PRETENDS = 'pretends to be a message of the system';

/**
 * Text dressed up as another speaker's turn. Only what speaks to the agent counts: a bare mark in a table of marks
 * is documentation.
 */
export function findFakeRole({ cased }: Normalised): Judged | undefined {
	for (const [pattern, what] of [
		[TEMPLATE, 'contains the marks that separate the turns of a conversation'],
		[TURN, PRETENDS],
		[ELEMENT, PRETENDS],
	] as const) {
		const match = pattern.exec(cased);
		if (!match) continue;
		const following = cased.slice(match.index, match.index + 400);
		const speaks = /\b(?:you|your|assistant|ignore|must|always|never|proceed|granted|execute|obey)\b/i.test(
			following.slice(match[0].length - 1),
		);
		if (!speaks) continue;
		return {
			kind: 'fake-role',
			what,
			confidence: pattern === TURN ? 'high' : 'medium',
			start: match.index,
			end: match.index + match[0].trimEnd().length,
			mitigations: quotation(cased, match.index),
		};
	}
	return undefined;
}

function quotation(source: string, at: number): Mitigation[] {
	const line = source.slice(Math.max(0, source.lastIndexOf('\n', at)), at);
	const code = (line.match(/`/g)?.length ?? 0) % 2 === 1;
	const quote = (line.match(/["“]/g)?.length ?? 0) % 2 === 1;
	return code || quote ? [{ kind: 'quotation', reason: 'is quoted' }] : [];
}

const ATTENTION =
	/<\/?(?:important|critical|mandatory|urgent|attention|priority|required|must[-_]read|secret|hidden|instructions?)(?: [^<>]{0,80})?>/i;

/** An element that raises its voice, around an order that would be found without it too. */
export function findAttentionTag({ normalised: { cased } }: Passage): Judged | undefined {
	const match = ATTENTION.exec(cased);
	if (!match) return undefined;
	return {
		kind: 'fake-role',
		what: 'puts an order into an element that looks like one of the system',
		confidence: 'medium',
		start: match.index,
		end: match.index + match[0].length,
		mitigations: quotation(cased, match.index),
	};
}
