import fc from 'fast-check';
import type { ScriptFacts } from '../../server/src/scripts/model';

/** Text made of the words in any order, with white space and punctuation between them. */
export function soup(words: readonly string[], maxLength = 40): fc.Arbitrary<string> {
	const gap = fc.constantFrom(' ', '', '\n', '\n  ', ' ', '\t');
	return fc
		.array(fc.tuple(fc.constantFrom(...words), gap), { maxLength })
		.map(parts => parts.map(([word, space]) => word + space).join(''));
}

/** Whether every range lies in the text, and every list is in order. */
export function wellFormed(facts: ScriptFacts, length: number): boolean {
	const inside = ({ start, end }: { start: number; end: number }) =>
		start >= 0 && start <= end && end <= length;
	return (
		facts.uses.every(use => inside(use.range) && use.how !== '') &&
		facts.flows.every(
			flow => flow.steps.length > 0 && flow.steps.every(step => inside(step.range) && step.what !== ''),
		) &&
		facts.references.every(reference => inside(reference.range) && reference.path !== '') &&
		facts.constants.every(constant => inside(constant.range)) &&
		facts.unparsed.every(part => inside(part.range) && part.reason !== '')
	);
}

/** Whether nothing was found. */
export function isEmpty(facts: ScriptFacts): boolean {
	return facts.uses.length + facts.flows.length + facts.references.length + facts.constants.length === 0;
}
