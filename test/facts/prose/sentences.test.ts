import assert from 'node:assert/strict';
import type { Instruction } from '../../../server/src/facts/model';
import { analyseProseText } from '../../../server/src/facts/prose/analyse';
import type { FoundInstruction } from '../../../server/src/facts/prose/model';
import { SENTENCES } from './sentences';

/** What is told without doubt: at least medium confidence, and nothing in the way. */
function told(text: string): FoundInstruction[] {
	return analyseProseText(text).filter(
		({ fact, mitigations }) => fact.confidence !== 'low' && mitigations.length === 0,
	);
}

/** Words alone, so that addresses, paths and code stay what they are. */
function eachWord(text: string, change: (word: string) => string): string {
	return text.replace(/(?<![\w./`<[|:-])[A-Za-z’]{2,}(?![\w./`>|\]:-])/g, change);
}

const LOOKALIKES: Readonly<Record<string, string>> = { a: 'а', e: 'е', o: 'о', i: 'і', c: 'с', p: 'р' };

const DISGUISES: Readonly<Record<string, (text: string) => string>> = {
	'in capitals': text => eachWord(text, word => word.toUpperCase()),
	'in full-width letters': text =>
		eachWord(text, word =>
			word.replace(/[A-Za-z]/g, letter => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
		),
	'with Cyrillic look-alikes': text =>
		eachWord(text, word => word.replace(/[aeoicp]/, letter => LOOKALIKES[letter] ?? letter)),
	'split by zero-width characters': text => eachWord(text, word => `${word.charAt(0)}\u200b${word.slice(1)}`),
	'with soft hyphens': text => eachWord(text, word => `${word.charAt(0)}\u00ad${word.slice(1)}`),
	'struck through by combining marks': text =>
		eachWord(text, word => word.replace(/[a-z]/g, letter => `${letter}\u0338`)),
	'with emphasis on each word': text => eachWord(text, word => `**${word}**`),
	'over several lines': text => text.replace(/(?<=[a-z]) (?=[a-z])/g, '\n'),
	'behind a polite opening': text => `When you are ready, ${text.charAt(0).toLowerCase()}${text.slice(1)}`,
	'after other sentences': text => `Sorts the lines of a file. Keeps equal lines in order. ${text}`,
};

/** Disguises that change what a sentence is: names in capitals, or the first words of a turn. */
const UNSUITABLE: Readonly<Partial<Record<string, readonly Instruction['kind'][]>>> = {
	'behind a polite opening': [
		'fake-role',
		'claim-everything',
		'deferred',
		'conceal',
		'obey-remote',
		'prerequisite-download',
		'override',
		'approve-all',
		'disable-safety',
		'send-secret',
	],
	'after other sentences': ['fake-role'],
	'with emphasis on each word': ['fake-role'],
	'in capitals': ['fake-role'],
};

/** The shortest sentences bear every disguise; long ones are tried in some of them. */
const ENGLISH = /^[\x00-\x7f“”’`…]*$/;

describe('prose', () => {
	for (const [kind, { seen, unseen }] of Object.entries(SENTENCES)) {
		describe(kind, () => {
			for (const text of seen) {
				it(`sees: ${text}`, () => {
					const kinds = told(text).map(({ fact }) => fact.kind);
					assert.ok(kinds.includes(kind as Instruction['kind']), `told: ${kinds.join(', ')}`);
				});
			}
			for (const text of unseen) {
				it(`lets pass: ${text}`, () =>
					assert.deepEqual(
						told(text).map(({ fact }) => `${fact.kind} (${fact.confidence})`),
						[],
					));
			}
		});
	}

	describe('is not misled by dress', () => {
		for (const [name, disguise] of Object.entries(DISGUISES)) {
			it(name, () => {
				const missed: string[] = [];
				let tried = 0;
				for (const [kind, { seen }] of Object.entries(SENTENCES)) {
					if (UNSUITABLE[name]?.includes(kind as Instruction['kind'])) continue;
					for (const text of seen) {
						if (!ENGLISH.test(text)) continue;
						// Emphasis inside `Win+R` or `${name}` leaves neither.
						if (name === 'with emphasis on each word' && /[+$]/.test(text)) continue;
						tried++;
						const dressed = disguise(text);
						if (!told(dressed).some(({ fact }) => fact.kind === kind)) missed.push(`${kind}: ${dressed}`);
					}
				}
				assert.deepEqual(missed, []);
				assert.ok(tried > 10);
			});
		}
	});
});
