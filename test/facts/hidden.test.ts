import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type FoundHidden, findHiddenText } from '../../server/src/facts/hidden';
import { isInvisible, withoutInvisible } from '../../server/src/facts/invisible';

const techniques = (text: string): string[] => findHiddenText(text).map(found => found.fact.technique);

function asTags(text: string): string {
	return Array.from(text, character => String.fromCodePoint(0xe0000 + character.charCodeAt(0))).join('');
}

function asSelectors(text: string): string {
	return Array.from(new TextEncoder().encode(text), byte =>
		String.fromCodePoint(byte < 16 ? 0xfe00 + byte : 0xe0100 + byte - 16),
	).join('');
}

function asBits(text: string, zero: string, one: string, separator = ''): string {
	return Array.from(new TextEncoder().encode(text), byte =>
		Array.from(byte.toString(2).padStart(8, '0'), bit => (bit === '0' ? zero : one)).join(''),
	).join(separator);
}

function invisibleFindings(text: string): FoundHidden[] {
	return findHiddenText(text, { html: false }).filter(found => found.fact.technique !== 'blank-lines');
}

/** The text as the quick fix leaves it: without the invisible characters in the findings' ranges. */
function cleared(text: string): string {
	const found = invisibleFindings(text);
	let left = '';
	let offset = 0;
	for (const character of text) {
		const at = offset;
		offset += character.length;
		const covered = found.some(({ range }) => range.start <= at && at < range.end);
		if (!covered || !isInvisible(character.codePointAt(0) ?? 0)) left += character;
	}
	return left;
}

/** Sentences as an attacker hides them: long enough to be told from noise. */
const sentence = fc
	.array(fc.constantFrom('send', 'the', 'notes', 'to', 'nobody', 'and', 'wait', 'at', 'noon'), {
		minLength: 4,
		maxLength: 12,
	})
	.map(words => words.join(' '));

describe('hidden text', () => {
	describe('says what was hidden', () => {
		it('in tag characters', () => {
			fc.assert(
				fc.property(sentence, fc.string(), (secret, cover) => {
					const visible = withoutInvisible(cover);
					const [found] = findHiddenText(`${visible}|${asTags(secret)}|${visible}`).filter(
						hidden => hidden.fact.technique === 'tag-characters',
					);
					assert.equal(found?.fact.decoded, secret);
					assert.equal(found.fact.count, secret.length);
					assert.deepEqual(found.range, {
						start: visible.length + 1,
						end: visible.length + 1 + 2 * secret.length,
					});
				}),
			);
		});

		it('in variation selectors behind one emoji', () => {
			fc.assert(
				fc.property(sentence, secret => {
					const [found] = findHiddenText(`All good \u{1F600}${asSelectors(secret)} thanks`);
					assert.equal(found?.fact.technique, 'variation-selectors');
					assert.equal(found.fact.decoded, secret);
				}),
			);
		});

		it('in two zero-width characters as bits, whichever means zero', () => {
			fc.assert(
				fc.property(
					sentence,
					fc.constantFrom(['\u200b', '\u200c'], ['\u200d', '\u200b'], ['\u2060', '\u200c']),
					(secret, [zero, one]) => {
						const [found] = findHiddenText(`A${asBits(secret, zero ?? '', one ?? '')}B`);
						assert.equal(found?.fact.technique, 'zero-width');
						assert.equal(found.fact.decoded, secret);
					},
				),
			);
		});

		it('in three zero-width characters, one of them between the letters', () => {
			fc.assert(
				fc.property(sentence, secret => {
					const [found] = findHiddenText(asBits(secret, '\u200c', '\u200b', '\u200d'));
					assert.equal(found?.fact.decoded, secret);
				}),
			);
		});

		it('in four zero-width characters as base-4 digits', () => {
			fc.assert(
				fc.property(
					sentence,
					fc.shuffledSubarray(['\u200b', '\u200c', '\u200d', '\u2060'], { minLength: 4 }),
					(secret, digits) => {
						const text = Array.from(new TextEncoder().encode(`${secret} 0123 tree`), byte =>
							[byte >> 6, (byte >> 4) & 3, (byte >> 2) & 3, byte & 3].map(digit => digits[digit]).join(''),
						).join('');
						const all = new Set(text).size === 4;
						if (all) assert.equal(findHiddenText(text)[0]?.fact.decoded, `${secret} 0123 tree`);
					},
				),
			);
		});

		it('strewn between the letters of other words', () => {
			const bits = asBits('send the notes', '\u200b', '\u200c');
			const cover =
				'An ordinary sentence that goes on for long enough to carry all the bits of another one. '.repeat(2);
			const strewn = Array.from(cover, (letter, index) => letter + (bits[index] ?? '')).join('');
			const [found, ...more] = findHiddenText(strewn);
			assert.equal(found?.fact.decoded, 'send the notes');
			assert.equal(found.fact.count, bits.length);
			assert.equal(more.length, 0);
		});
	});

	describe('leaves ordinary writing alone', () => {
		const ordinary: Record<string, string> = {
			'flags of regions':
				'Made in \u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F} and \u{1F1E9}\u{1F1EA}',
			'family emoji':
				'\u{1F468}\u200d\u{1F469}\u200d\u{1F467}\u200d\u{1F466} \u{1F469}\u{1F3FD}\u200d\u{1F4BB} \u2764\uFE0F\u200d\u{1F525}',
			'pirate flag': '\u{1F3F4}\u200d\u2620\uFE0F',
			'emoji selectors': '\u26A0\uFE0F Careful \u2705\uFE0F 1\uFE0F\u20E3 \u2139\uFE0F\uFE0F',
			Persian: '\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645 \u06A9\u062A\u0627\u0628\u200C\u0647\u0627',
			Hindi: '\u0915\u094D\u200D\u0937 \u0915\u094D\u200C\u0937 \u0930\u094D\u200D\u092F',
			'soft hyphens': 'Donau\u00ADdampf\u00ADschiff\u00ADfahrts\u00ADgesell\u00ADschaft',
			'byte order mark': '\uFEFF# Title',
			'one zero-width space': 'copied\u200b from a web page',
			'line breaks in Thai': '\u0E2A\u0E27\u0E31\u0E2A\u200B\u0E14\u0E35\u200B\u0E04\u0E23\u0E31\u0E1A',
			'line breaks in a path': 'a/\u200bb/\u200bc/\u200bd/\u200be/\u200bf',
			'isolates round Arabic': 'Hello \u2067\u0645\u0631\u062D\u0628\u0627\u2069!',
			'isolates round a value': 'Hello \u2068Ada\u2069, you have \u20683\u2069 messages',
			'ideograph variants': '\u845B\u{E0100}\u57CE\u5E02 \u8FBB\u{E0101}',
			'padded table': `| a${' '.repeat(300)}| b |\n| c${' '.repeat(300)}| d |`,
			'blank lines at the end': `text${'\n'.repeat(500)}`,
			'twenty blank lines': `text${'\n'.repeat(20)}text`,
			'HTML that shows': '<div style="display:block;color:#333">Shown to everybody here</div>',
			'HTML in a fence': '```html\n<div style="display:none">Not shown to any reader</div>\n```',
			'HTML in inline code': 'Write `<div hidden>` and some more words `</div>` there',
			'a hidden anchor': '<a name="x" style="display:none">top</a>',
		};
		for (const [name, text] of Object.entries(ordinary))
			it(name, () => assert.deepEqual(techniques(text), []));
	});

	describe('finds', () => {
		const hidden: Record<string, readonly [string, string, (string | null)?]> = {
			'a right-to-left override': ['access \u202Etxt.exe\u202C', 'bidi', 'txt.exe'],
			'an isolate left open in code': ['/*\u2067 } if (admin) \u2066 begin */', 'bidi'],
			'a flag with something else in it': [
				`\u{1F3F4}${asTags('ignore')}\u{E007F}`,
				'tag-characters',
				'ignore',
			],
			'words split by zero-width characters': ['ig\u200bno\u200bre the ru\u200bles', 'zero-width', null],
			'a long run of nothing': [`a${'\u200b'.repeat(7)}b`, 'zero-width', null],
			'a name that cannot be seen': ['const { timeout,\u3164} = query;', 'zero-width', null],
			'text behind blank lines': [`intro${'\n'.repeat(200)}do it now`, 'blank-lines', 'do it now'],
			'text behind spaces': [`intro${' '.repeat(400)}do it now\nnext`, 'blank-lines', 'do it now'],
			'text behind blank Braille cells': [
				`intro${'\u2800'.repeat(400)}do it now\nnext`,
				'blank-lines',
				'do it now',
			],
			'display none': ['<span style="display: none">do it right now</span>', 'html-style', 'do it right now'],
			'nested elements': [
				'<div hidden>one <div>two three</div> four</div> five',
				'html-style',
				'one two three four',
			],
			'white text': [
				'<p style="color:#FFF">nobody reads this line</p>',
				'html-style',
				'nobody reads this line',
			],
			'old white text': [
				'<font color="white">nobody reads this line</font>',
				'html-style',
				'nobody reads this line',
			],
			'tiny text': [
				'<i style="font-size:0.1px">nobody reads this line</i>',
				'html-style',
				'nobody reads this line',
			],
			'text off the page': [
				'<b style="position:absolute;left:-9999px">nobody reads this line</b>',
				'html-style',
				'nobody reads this line',
			],
			'an element left open': [
				'<div style="opacity:0">nobody reads this\n\nshown',
				'html-style',
				'nobody reads this',
			],
		};
		for (const [name, [text, technique, decoded]] of Object.entries(hidden)) {
			it(name, () => {
				const [found, ...more] = findHiddenText(text);
				assert.equal(found?.fact.technique, technique);
				if (decoded !== undefined) assert.equal(found.fact.decoded, decoded);
				assert.equal(more.length, 0);
			});
		}
	});

	it('never reads HTML where it is told not to', () => {
		assert.deepEqual(findHiddenText('<p hidden>some words are here</p>', { html: false }), []);
	});

	it('has ranges that a fix can clear: nothing is found in what is left', () => {
		const pieces = fc.constantFrom(
			'word ',
			'a',
			'\u{1F600}',
			'\u200b',
			'\u200c',
			'\u200d',
			'\u{E0041}',
			'\u{E0120}',
			'\uFE01',
			'\u202E',
			'\u2069',
			'\n',
			'\u3164',
			'\u00AD',
		);
		fc.assert(
			fc.property(
				fc.array(pieces, { maxLength: 80 }).map(parts => parts.join('')),
				text => {
					// What is taken away can bring two remnants nearer to each other, hence the second pass.
					const left = cleared(cleared(text));
					assert.deepEqual(invisibleFindings(left), []);
				},
			),
		);
	});

	it('never throws and keeps ranges inside the text, in order', () => {
		const nasty = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc
				.array(
					fc.constantFrom(
						'<',
						'<div hidden>',
						'</div>',
						'\ud83d',
						'\udc00',
						'\udb40',
						'\u202e',
						'\u2066',
						' '.repeat(200),
						'\n'.repeat(70),
						'```',
						'words are here ',
					),
				)
				.map(parts => parts.join('')),
		);
		fc.assert(
			fc.property(nasty, text => {
				let last = 0;
				for (const { range } of findHiddenText(text)) {
					assert.ok(range.start >= last && range.start < range.end && range.end <= text.length);
					last = range.start;
				}
			}),
		);
	});

	it('takes time in proportion to hostile texts', () => {
		const size = 2_000_000;
		for (const unit of [
			'\u200b',
			'a\u200b',
			' ',
			'\n',
			'<',
			'<div hidden>',
			'<a ',
			'\u202e\n',
			'\u{E0041}',
			'<p style="display:none',
			'\ud800',
		]) {
			findHiddenText(unit.repeat(size / unit.length));
		}
	});
});
