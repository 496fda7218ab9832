import { extensionOf } from '../../server/src/base/files';
import { atLeast, SEVERITIES, type Severity } from '../../server/src/base/severity';
import { analyseFile } from '../../server/src/facts/analyse-file';
import { Analyser } from '../../server/src/facts/analyser';
import { assemble } from '../../server/src/facts/assemble';
import { runRules } from '../../server/src/rules/run';
import { fileSetOf, type Label, type Sample } from './sample';

/** What the engine says of one sample. */
export interface Judged {
	readonly id: string;
	readonly source: string;
	readonly label: Label;
	/** The techniques that its label names. */
	readonly techniques: readonly string[];
	/** Most serious finding; `null` when there is none. */
	readonly worst: Severity | null;
	readonly findings: readonly {
		rule: string;
		severity: Severity;
		path: string;
		line: number;
		message: string;
	}[];
	/** Whether any code of it, in files, fences or inline, is seen to do something. */
	readonly actsInCode: boolean;
	/** Parts not examined that leave a gap. */
	readonly gaps: number;
	readonly bytes: number;
	/** Milliseconds of analysis and rules. */
	readonly time: number;
	/** Milliseconds of the rules, which are part of `time`. */
	readonly ruleTime: number;
	readonly files: readonly TimedFile[];
}

export interface TimedFile {
	readonly path: string;
	/** `.md`, `.py`, or "none". */
	readonly type: string;
	readonly bytes: number;
	/** Milliseconds of its own analysis. */
	readonly time: number;
}

/** Judges a sample by itself: nothing is remembered from the ones before. */
export function judgeSample(sample: Sample): Judged {
	const files = fileSetOf(sample);
	const analyser = new Analyser({ remembered: 0 });
	const started = performance.now();
	const timed: TimedFile[] = [];
	const analysed = files.files.map(file => {
		const began = performance.now();
		const result = analyseFile(file, analyser);
		const extension = extensionOf(file.path);
		timed.push({
			path: file.path,
			type: extension === '' ? 'none' : `.${extension}`,
			bytes: file.size,
			time: performance.now() - began,
		});
		return result;
	});
	const facts = assemble(files.folder, analysed, files.unlisted);
	const rulesBegan = performance.now();
	const { findings } = runRules(facts);
	const ended = performance.now();
	const lines = new Map(facts.files.map(file => [file.path, file.lines]));
	return {
		id: sample.id,
		source: sample.source,
		label: sample.label,
		techniques: [...new Set(sample.technique?.split(',') ?? [])],
		worst: SEVERITIES.find(severity => findings.some(finding => finding.severity === severity)) ?? null,
		findings: findings.map(({ rule, severity, location, message }) => ({
			rule,
			severity,
			path: location.path,
			line: (lines.get(location.path)?.positionAt(location.range.start).line ?? 0) + 1,
			message,
		})),
		actsInCode: facts.files.some(file => file.uses.length > 0 || file.flows.length > 0),
		gaps: facts.notExamined.filter(part => part.gap).length,
		bytes: files.files.reduce((sum, file) => sum + file.size, 0),
		time: ended - started,
		ruleTime: ended - rulesBegan,
		files: timed,
	};
}

/** Whether a sample reaches a level: `block` is critical or high, `review` medium or above. */
export function reaches(judged: Judged, level: 'block' | 'review'): boolean {
	return judged.worst !== null && atLeast(judged.worst, level === 'block' ? 'high' : 'medium');
}
