import assert from 'node:assert/strict';
import type { ScriptLanguage } from '../../server/src/scripts/model';
import { analyse, shownFlow, shownUse } from './facts';

/** A name, code, and what must be seen in it; what is seen besides is left open. */
export type UseCase = readonly [name: string, code: string, uses: readonly string[]];
/** A name, code, and exactly the flows that must be seen in it. */
export type FlowCase = readonly [name: string, code: string, flows: readonly string[]];

/** One test a row: all the uses are seen. */
export function testUses(language: ScriptLanguage, cases: readonly UseCase[]): void {
	for (const [name, code, uses] of cases) {
		it(name, () => {
			const seen = analyse(language, code).uses.map(shownUse);
			for (const use of uses)
				assert.ok(seen.includes(use), `no “${use}” in ${JSON.stringify(seen, null, 1)}`);
		});
	}
}

/** One test a row: these flows are seen and no others, each beginning and ending inside the text. */
export function testFlows(language: ScriptLanguage, cases: readonly FlowCase[]): void {
	for (const [name, code, flows] of cases) {
		it(name, () => {
			const facts = analyse(language, code);
			assert.deepEqual(facts.flows.map(shownFlow).sort(), [...flows].sort());
			for (const { steps } of facts.flows) {
				assert.ok(steps.length > 0);
				for (const { range } of steps)
					assert.ok(range.start >= 0 && range.start <= range.end && range.end <= code.length);
			}
		});
	}
}
