import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Call } from '../../server/src/scripts/evaluator/call';
import type { Language } from '../../server/src/scripts/evaluator/language';
import { operate } from '../../server/src/scripts/evaluator/operators';
import { JAVASCRIPT } from '../../server/src/scripts/javascript/language';
import { PYTHON } from '../../server/src/scripts/python/language';
import { optionsOf } from '../../server/src/scripts/value';
import { anyValue, machineFor } from './values';

const range = { start: 0, end: 1 };

for (const [name, language] of [
	['Python', PYTHON],
	['JavaScript', JAVASCRIPT],
] as readonly (readonly [string, Language])[]) {
	describe(`${name}: what is known of libraries`, () => {
		it('takes any arguments', () => {
			const names = [...language.apis.keys(), ...language.methods.keys()];
			fc.assert(
				fc.property(
					fc.constantFrom(...names),
					fc.option(anyValue),
					fc.array(anyValue, { maxLength: 4 }),
					fc.dictionary(
						fc.constantFrom('url', 'data', 'shell', 'input', 'mode', 'encoding', 'stdin', 'headers'),
						anyValue,
						{ maxKeys: 2 },
					),
					(api, receiver, args, named) => {
						const handler = language.apis.get(api) ?? language.methods.get(api);
						const machine = machineFor(language);
						const call = new Call(
							machine,
							api,
							receiver,
							args,
							new Map(Object.entries(named)),
							range,
							args.map(() => range),
						);
						const value = handler?.(call);
						if (value !== undefined) assert.ok(optionsOf(value).length > 0);
						for (const option of value?.kind === 'list' ? value.items : []) assert.ok(option !== undefined);
						machine.finished();
					},
				),
				{ numRuns: 5000 },
			);
		});

		it('reads and sets any key', () => {
			fc.assert(
				fc.property(
					fc.constantFrom(...language.keys.keys()),
					fc.constantFrom(...language.assignings.keys()),
					anyValue,
					anyValue,
					(read, set, key, value) => {
						const machine = machineFor(language);
						assert.ok(language.keys.get(read)?.(machine, key, range) !== undefined);
						language.assignings.get(set)?.(machine, key, value, range);
						machine.finished();
					},
				),
				{ numRuns: 500 },
			);
		});

		it('combines any values', () => {
			const operators = [
				'+',
				'-',
				'*',
				'/',
				'//',
				'%',
				'**',
				'|',
				'&',
				'^',
				'<<',
				'==',
				'<',
				'in',
				'and',
				'??',
			];
			fc.assert(
				fc.property(fc.constantFrom(...operators), anyValue, anyValue, (operator, left, right) => {
					assert.ok(optionsOf(operate(machineFor(language), operator, left, right)).length > 0);
				}),
				{ numRuns: 1000 },
			);
		});
	});
}
