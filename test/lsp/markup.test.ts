import assert from 'node:assert/strict';
import { parser } from '@lezer/markdown';
import fc from 'fast-check';
import { escapeMarkdown, toMarkup } from '../../server/src/lsp/markup';

const nowhere = () => 'file:///x';

/** Names of the syntax nodes in a Markdown text, with the GFM additions that editors read. */
function nodes(markdown: string): ReadonlySet<string> {
	const names = new Set<string>();
	parser.parse(markdown).iterate({ enter: ({ name }) => void names.add(name) });
	return names;
}

describe('escapeMarkdown', () => {
	it('leaves nothing that Markdown would take for markup', () => {
		const unit = fc.constantFrom(...'*_`~[]()<>!#&|\\-+.=:@$^{}1a \n'.split(''), 'http://', 'www.', '</b>');
		const harmless = new Set(['Document', 'Paragraph', 'Escape', 'Entity']);
		fc.assert(
			fc.property(fc.string({ unit }), text => {
				const escaped = escapeMarkdown(`x${text}`);
				const found = [...nodes(escaped)].filter(name => !harmless.has(name));
				assert.deepEqual(found, [], escaped);
				assert.doesNotMatch(escaped, /https?:\/\/|www\.|[a-z]@[a-z]/);
			}),
		);
	});
});

describe('toMarkup', () => {
	it('keeps code as it is, whatever backticks it holds', () => {
		const unit = fc.constantFrom('`', '``', 'a', '~', '*');
		fc.assert(
			fc.property(fc.string({ unit, minLength: 1 }), code => {
				const { value } = toMarkup([{ paragraph: ['x ', { code }, ' y'] }, { code }], true, nowhere);
				const found = nodes(value);
				assert.ok(found.has('InlineCode') && found.has('FencedCode'), value);
				assert.ok(!found.has('Emphasis') && !found.has('StrongEmphasis'), value);
			}),
		);
	});

	it('reads well without Markdown', () => {
		const { kind, value } = toMarkup(
			[
				{ paragraph: [{ strong: 'Why:' }, ' ', { markdown: 'a `b` is **c**' }] },
				{ list: [[{ words: 'a.sh:1', page: 'x' }, ' does *it*']] },
			],
			false,
			nowhere,
		);
		assert.equal(kind, 'plaintext');
		assert.equal(value, 'Why: a b is c\n\n- a.sh:1 does *it*');
	});

	it('lets no link be left early', () => {
		const { value } = toMarkup([{ paragraph: [{ words: 'a](b', page: 'file:///x> y)' }] }], true, nowhere);
		assert.deepEqual([...nodes(value)].filter(name => name === 'Link').length, 1);
		assert.match(value, /^\[a\\\]\\\(b\]\(<file:\/\/\/x%3E%20y\)>\)$/);
	});
});
