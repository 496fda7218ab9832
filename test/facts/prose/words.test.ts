import assert from 'node:assert/strict';
import { NOUNS, VERBS } from '../../../server/src/facts/prose/lexicon';
import { bitOf, hasBit, lookUp, type WordClass } from '../../../server/src/facts/prose/words';

const classes = { ...VERBS, ...NOUNS };
const listed = Object.entries(classes).flatMap(([name, list]) =>
	[...list.matchAll(/"([^"]+)"|(\S+)/g)].map(
		match => [match[1] ?? match[2] ?? '', name as WordClass] as const,
	),
);

describe('lexicon', () => {
	it('finds every word and phrase in it, with its class', () => {
		for (const [word, wordClass] of listed) {
			const entry = lookUp(word);
			assert.ok(entry?.classes.has(wordClass), `${word} is not ${wordClass}`);
		}
	});

	it('says the same in bits as in names', () => {
		for (const [word] of listed) {
			const entry = lookUp(word);
			assert.ok(entry, word);
			for (const name of Object.keys(classes) as WordClass[])
				assert.equal(hasBit(entry.bits, bitOf(name)), entry.classes.has(name), `${word} ${name}`);
		}
	});

	it('knows no other word', () => {
		for (const word of ['', 'x', 'zebra', 'ignorex', 'é', 'éclair', 'constructor', '__proto__'])
			assert.equal(lookUp(word)?.classes.size ?? 0, 0, word);
	});
});
