import type { Fix } from '../../base/finding';
import type { Problem } from '../../base/problem';
import type { FileFacts } from '../../facts/model';
import type { Report } from '../model';

/** Reports the problems with one of the codes: their own words, then what a rule adds for all of them. */
export function* reportProblems<Code extends string>(
	file: Pick<FileFacts, 'path'>,
	problems: readonly Problem<Code>[] | undefined,
	codes: readonly Code[],
	rest: {
		/** A sentence said after the problem's own. */
		readonly because?: string;
		readonly fixes?: (problem: Problem<Code>) => readonly Fix[];
	} = {},
): Generator<Report> {
	for (const problem of problems ?? []) {
		if (!codes.includes(problem.code)) continue;
		yield {
			location: { path: file.path, range: problem.range },
			message: rest.because === undefined ? problem.message : `${problem.message} ${rest.because}`,
			fixes: rest.fixes?.(problem) ?? [],
		};
	}
}

/** Text of a problem's `data`; `undefined` when it has none under this name. */
export function dataText(problem: Problem, name: string): string | undefined {
	const value = problem.data?.[name];
	return typeof value === 'string' ? value : undefined;
}

/** Words of a problem's `data`; none when it has none under this name. */
export function dataWords(problem: Problem, name: string): readonly string[] {
	const value = problem.data?.[name];
	return Array.isArray(value) ? value.map(String) : [];
}
