import type { Fix } from '../../base/finding';
import type { Problem } from '../../base/problem';
import { dataText, dataWords } from './problems';
import { nearest } from './spelling';

/** Fixes for what strict JSON or a schema refuses, where there is one right way. */
export function jsonFixes(path: string, problem: Problem): readonly Fix[] {
	const replace = (title: string, newText: string, effect: Fix['effect'] = 'neutral'): readonly Fix[] => [
		{ title, effect, edits: [{ path, range: problem.range, newText }], preferred: true },
	];
	switch (problem.code) {
		case 'json-comment':
			return replace('Remove the comment', '');
		case 'json-trailing-comma':
			return replace('Remove the comma', '');
		case 'json-trailing-content':
			return replace('Remove what follows the closing bracket', '');
		case 'wrong-case': {
			const expected = dataText(problem, 'expected');
			return expected === undefined ? [] : replace(`Write “${expected}”`, JSON.stringify(expected), 'widens');
		}
		case 'unknown-field': {
			const meant = nearest(dataText(problem, 'key') ?? '', dataWords(problem, 'known'));
			return meant === undefined ? [] : replace(`Write “${meant}”`, JSON.stringify(meant), 'widens');
		}
		case 'wrong-type':
			// “false” declares the least, whatever was meant.
			return dataText(problem, 'expected') === 'boolean' ? replace('Set to false', 'false', 'narrows') : [];
		case 'bad-value':
			return writable(dataWords(problem, 'allowed')).map((allowed, _, all) => ({
				title: `Replace by “${allowed}”`,
				effect: 'neutral',
				edits: [{ path, range: problem.range, newText: JSON.stringify(allowed) }],
				preferred: all.length === 1,
			}));
		default:
			return [];
	}
}

function writable(allowed: readonly string[]): readonly string[] {
	return allowed.filter(word => word !== '');
}
