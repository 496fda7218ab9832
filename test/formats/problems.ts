import assert from 'node:assert/strict';
import type { Problem } from '../../server/src/base/problem';
import type { Range } from '../../server/src/base/range';

/** `code "the text at its range"` of each problem, in order. */
export function shown(text: string, problems: readonly Problem[]): string[] {
	return problems.map(({ code, range }) => `${code} ${JSON.stringify(text.slice(range.start, range.end))}`);
}

export function assertInside(text: string, range: Range, what: string): void {
	const inside = 0 <= range.start && range.start <= range.end && range.end <= text.length;
	assert.ok(inside, `${what} [${range.start}, ${range.end}) is not inside a text of ${text.length}`);
}

/** Every problem has a range inside the text and a message that is a sentence. */
export function assertProblems(text: string, problems: readonly Problem[]): void {
	for (const problem of problems) {
		assertInside(text, problem.range, problem.code);
		assert.match(problem.message, /^\S.*[.…}]$/su, `${problem.code}: ${problem.message}`);
	}
}
