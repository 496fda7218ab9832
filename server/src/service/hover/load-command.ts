import { contains } from '../../base/range';
import type { ExtensionFacts, FileFacts } from '../../facts/model';
import { evidenceLines } from '../evidence';
import { type Block, paragraph } from '../prose';

/** What a command that runs when the skill is loaded is seen to do. */
export function loadCommandHover(facts: ExtensionFacts, file: FileFacts, offset: number): readonly Block[] {
	const at = { start: offset, end: offset };
	const command = file.skill?.loadCommands.find(span => contains(span.range, at));
	if (!command) return [];
	const uses = file.uses.filter(use => contains(command.range, use.range));
	return [
		paragraph(
			{ strong: 'Runs when the skill is loaded' },
			', before anybody has asked for anything; its output becomes part of the instructions. Claude Code does this wherever such a command stands, reportedly even in examples and comments.',
		),
		...(uses.length > 0 ? [{ list: evidenceLines(facts, uses) }] : []),
	];
}
