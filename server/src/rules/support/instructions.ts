import { escapeForDisplay } from '../../base/display';
import type { FileFacts, Instruction, Placed } from '../../facts/model';
import type { Report } from '../model';
import { at } from './placed';

/** The instructions of one kind in a file. */
export function instructionsOf(file: FileFacts, kind: Instruction['kind']): readonly Placed<Instruction>[] {
	return file.instructions.filter(instruction => instruction.fact.kind === kind);
}

/** What every report about an instruction has: its place, how sure it is, and the places it is made of. */
export function aboutInstruction(
	instruction: Placed<Instruction>,
): Pick<Report, 'location' | 'excerpt' | 'context' | 'confidence' | 'related'> {
	const { fact, path } = instruction;
	return {
		...at(instruction),
		confidence: fact.confidence,
		related: fact.parts.map(({ range, what }) => ({ location: { path, range }, message: what })),
	};
}

/** A detail of an instruction, safe to show; `undefined` when it was not recognised. */
export function detail(instruction: Placed<Instruction>, name: string): string | undefined {
	const value = instruction.fact.details[name];
	return value === undefined ? undefined : escapeForDisplay(value, 100);
}
