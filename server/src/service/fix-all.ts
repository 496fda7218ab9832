import type { Finding, TextEdit } from '../base/finding';
import { analyseFile } from '../facts/analyse-file';
import { Analyser } from '../facts/analyser';
import { assemble } from '../facts/assemble';
import type { ExtensionFacts } from '../facts/model';
import { runRules } from '../rules/run';
import { compatible, isPlain, mainFix } from './fixes';
import type { ExtensionReport } from './model';
import { fileAt } from './report-files';

/** Rounds of fixing and judging again; one fix may uncover the need for another. */
const MAX_ROUNDS = 8;

/**
 * Everything in a file that can be fixed without adding a permission and without a choice to be made, as one edit of
 * its text; `undefined` when there is nothing.
 */
export function fixAll({ facts, findings }: ExtensionReport, path: string): TextEdit | undefined {
	const before = fileAt(facts, path)?.text;
	if (before === undefined) return undefined;
	const analyser = new Analyser();
	let text = before;
	let current = facts;
	let open: readonly Finding[] = findings.filter(finding => !finding.waiver);
	for (let round = 0; round < MAX_ROUNDS; round++) {
		const edits = compatible(harmlessFixes(open, path), edits => edits).flat();
		if (edits.length === 0) break;
		text = applyEdits(text, edits);
		current = withText(current, path, text, analyser);
		open = stillOpen(runRules(current).findings, findings);
	}
	return text === before ? undefined : smallestEdit(path, before, text);
}

/** The edits of each fix that may be applied unasked and stays within the file. */
function harmlessFixes(findings: readonly Finding[], path: string): readonly (readonly TextEdit[])[] {
	return findings.flatMap(finding => {
		const fix = finding.location.path === path ? mainFix(finding) : undefined;
		const harmless = fix && fix.effect !== 'widens' && isPlain(fix);
		return harmless && fix.edits.every(edit => edit.path === path) ? [fix.edits] : [];
	});
}

/** Without those that are waived: what a person accepted is not changed behind their back. */
function stillOpen(findings: readonly Finding[], judged: readonly Finding[]): readonly Finding[] {
	const waived = new Set(judged.filter(finding => finding.waiver).map(finding => finding.fingerprint));
	return findings.filter(finding => !waived.has(finding.fingerprint));
}

function withText(facts: ExtensionFacts, path: string, text: string, analyser: Analyser): ExtensionFacts {
	const known = new Set(facts.files.map(file => file.path));
	const files = facts.files.map(file =>
		file.path === path ? analyseFile({ ...file.entry, text, bom: file.bom }, analyser) : file,
	);
	return assemble(
		facts.folder,
		files,
		facts.notExamined.filter(part => !known.has(part.path)),
	);
}

/** The text after edits that do not touch each other, given in any order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
	let result = '';
	let at = 0;
	for (const { range, newText } of [...edits].sort((a, b) => a.range.start - b.range.start)) {
		result += text.slice(at, range.start) + newText;
		at = range.end;
	}
	return result + text.slice(at);
}

/** One edit that leaves alone what both texts begin and end with. */
function smallestEdit(path: string, before: string, after: string): TextEdit {
	const shorter = Math.min(before.length, after.length);
	let start = 0;
	while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
	let same = 0;
	while (
		same < shorter - start &&
		before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
	) {
		same++;
	}
	// Never between the halves of a character.
	if (isHigh(before.charCodeAt(start - 1))) start--;
	if (isHigh(before.charCodeAt(before.length - same - 1))) same++;
	same = Math.min(same, shorter - start);
	return {
		path,
		range: { start, end: before.length - same },
		newText: after.slice(start, after.length - same),
	};
}

function isHigh(code: number): boolean {
	return code >= 0xd800 && code <= 0xdbff;
}
