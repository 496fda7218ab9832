import { expectedOf, fixtureCases } from '../../test/support/fixtures';
import type { GeneratedFile } from './generated-file';

/** The findings of every case of a rule, as they are now: a change of them is seen in review. */
export function expectedFile(rule: string, root: string): GeneratedFile {
	const cases = fixtureCases(rule, root).map(fixture => [fixture.name, expectedOf(fixture)] as const);
	return {
		path: `fixtures/rules/${rule}/expected.json`,
		text: `${JSON.stringify(Object.fromEntries(cases), undefined, '\t')}\n`,
	};
}
