import fc from 'fast-check';
import type { Language } from '../../server/src/scripts/evaluator/language';
import { Machine } from '../../server/src/scripts/evaluator/machine';
import { taintFrom } from '../../server/src/scripts/taint';
import {
	apiValue,
	FALSE,
	HOLE,
	handleValue,
	listValue,
	mappingValue,
	NOTHING,
	numberOf,
	TRUE,
	textValue,
	UNKNOWN,
	union,
	unknown,
	type Value,
} from '../../server/src/scripts/value';
import { analyse } from './facts';

const range = { start: 0, end: 1 };
const texts = fc.oneof(
	fc.constantFrom(
		'',
		'a',
		'a/b',
		'~/.ssh/id_rsa',
		'https://a.example/x',
		`a${HOLE}b`,
		HOLE,
		'%s {} {0[a]} %(x)s',
		'aWQ=',
		'0x1',
		'w+',
		'utf-8',
		'hex',
		'\ud800',
		'constructor',
		'__proto__',
	),
	fc.string({ unit: 'binary', maxLength: 8 }),
);
const numbers = fc.oneof(
	fc.constantFrom(0, 1, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 40, -(2 ** 40)),
	fc.integer(),
);

/** Values of every kind, some in others. */
export const anyValue: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>(tie => ({
	value: fc.oneof(
		{ depthSize: 'small' },
		fc.constantFrom<Value>(
			UNKNOWN,
			NOTHING,
			TRUE,
			FALSE,
			unknown(taintFrom({ kind: 'environment', name: 'A' }, range, 'reads A')),
		),
		fc
			.tuple(texts, fc.constantFrom(null, 'path', 'bytes', 'url'))
			.map(([text, form]) => textValue(text, [], form as 'path' | null)),
		numbers.map(number => numberOf(number)),
		fc.constantFrom('os.system', 'eval', 'fs.readFile', 'process.env', 'x').map(name => apiValue(name)),
		fc
			.tuple(fc.array(tie('value'), { maxLength: 3 }), fc.boolean())
			.map(([items, open]) => listValue(items, open)),
		fc
			.tuple(fc.array(fc.tuple(texts, tie('value')), { maxLength: 3 }), fc.option(tie('value')))
			.map(([entries, rest]) => mappingValue(entries, rest)),
		fc
			.tuple(fc.constantFrom('file', 'process', 'url', 'response', 'regexp', 'socket'), texts)
			.map(([type, text]) =>
				handleValue(type, {
					path: textValue(text),
					url: textValue(text),
					source: textValue(text),
					program: textValue('sh'),
				}),
			),
		fc.array(tie('value'), { minLength: 2, maxLength: 3 }).map(options => union(...options)),
	),
})).value;

/** A machine with a short program behind it. */
export function machineFor(language: Language): Machine {
	return new Machine('x', language, { decodeDepth: 2, analyseInner: analyse });
}
