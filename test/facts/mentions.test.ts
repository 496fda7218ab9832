import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findMentions } from '../../server/src/facts/mentions';
import type { Mention } from '../../server/src/facts/model';
import { parseMarkdown } from '../../server/src/formats/skill/parse';

const mentions = (text: string): Mention[] =>
	findMentions(parseMarkdown(text), text, 'SKILL.md').map(({ fact }) => fact);

describe('mentions', () => {
	const cases: Record<string, readonly [string, string, string | null]> = {
		'[the page](https://a.example/x)': ['https://a.example/x', 'a.example', 'the page'],
		'[https://good.example](https://bad.example/x)': [
			'https://bad.example/x',
			'bad.example',
			'https://good.example',
		],
		'<https://a.example>': ['https://a.example', 'a.example', null],
		'See https://a.example/b_(c).': ['https://a.example/b_(c)', 'a.example', null],
		'(http://a.example:8080/x)': ['http://a.example:8080/x', 'a.example', null],
		'`curl https://a.example/x`': ['https://a.example/x', 'a.example', null],
		'![alt](https://img.example/p.png)': ['https://img.example/p.png', 'img.example', 'alt'],
		'https://user:pass@Host.Example./x': ['https://user:pass@Host.Example./x', 'host.example', null],
	};
	for (const [text, [url, host, label]] of Object.entries(cases)) {
		it(text, () => assert.deepEqual(mentions(text), [{ url, host, label }]));
	}

	it('leaves out local links and code blocks', () => {
		assert.deepEqual(mentions('[a](references/x.md) [b](#top)\n\n```\nhttps://a.example\n```\n'), []);
	});

	it('places each at its address', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.constantFrom(
						'word ',
						'https://a.example/x ',
						'[t](https://b.example) ',
						'\n\n',
						'> ',
						'- ',
						'| ',
					),
					{ maxLength: 20 },
				),
				parts => {
					const text = parts.join('');
					let last = 0;
					for (const { range, fact } of findMentions(parseMarkdown(text), text, 'a.md')) {
						assert.equal(text.slice(range.start, range.end), fact.url);
						assert.ok(range.start >= last);
						last = range.end;
					}
				},
			),
		);
	});

	it('never throws', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary' }), text => void mentions(`${text} http://${text}`)));
	});
});
