import { atLeast, SEVERITIES, type Severity } from '../../server/src/base/severity';
import { analyseExtension } from '../../server/src/facts/analyse-extension';
import { Analyser } from '../../server/src/facts/analyser';
import { runRules } from '../../server/src/rules/run';
import { fileSetOf, type Label, type Sample } from './sample';

/** What the engine says of one sample. */
export interface Judged {
	readonly id: string;
	readonly source: string;
	readonly label: Label;
	readonly technique?: string;
	/** Most serious finding; `null` when there is none. */
	readonly worst: Severity | null;
	readonly findings: readonly {
		rule: string;
		severity: Severity;
		path: string;
		line: number;
		message: string;
	}[];
	/** Parts not examined that leave a gap. */
	readonly gaps: number;
	readonly bytes: number;
	/** Milliseconds of analysis and rules. */
	readonly time: number;
}

/** Judges samples one by one, remembering nothing between them. */
export function judgeSample(sample: Sample): Judged {
	const files = fileSetOf(sample);
	const started = performance.now();
	const facts = analyseExtension(files, new Analyser({ remembered: 0 }));
	const { findings } = runRules(facts);
	const time = performance.now() - started;
	const lines = new Map(facts.files.map(file => [file.path, file.lines]));
	return {
		id: sample.id,
		source: sample.source,
		label: sample.label,
		...(sample.technique !== undefined && { technique: sample.technique }),
		worst: SEVERITIES.find(severity => findings.some(finding => finding.severity === severity)) ?? null,
		findings: findings.map(({ rule, severity, location, message }) => ({
			rule,
			severity,
			path: location.path,
			line: (lines.get(location.path)?.positionAt(location.range.start).line ?? 0) + 1,
			message,
		})),
		gaps: facts.notExamined.filter(part => part.gap).length,
		bytes: files.files.reduce((sum, file) => sum + file.size, 0),
		time,
	};
}

/** Whether a sample reaches a level: `block` is critical or high, `review` medium or above. */
export function reaches(judged: Judged, level: 'block' | 'review'): boolean {
	return judged.worst !== null && atLeast(judged.worst, level === 'block' ? 'high' : 'medium');
}
