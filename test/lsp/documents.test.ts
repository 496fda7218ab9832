import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Documents } from '../../server/src/lsp/documents';
import { Positions } from '../../server/src/lsp/positions';

const URI = 'file:///w/a%20b/SKILL.md';
const texts = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '\n', '\r\n') });

function opened(encoding: 'utf-16' | 'utf-8', text: string): Documents {
	const documents = new Documents(encoding);
	documents.didOpen({ uri: URI, languageId: 'skill', version: 1, text });
	return documents;
}

/** No position lies inside a line's end of two characters. */
function outsideEnds(text: string, offset: number): number {
	return text[offset - 1] === '\r' && text[offset] === '\n' ? offset - 1 : offset;
}

describe('Documents', () => {
	it('are found under any spelling of their URI and answer with the client’s', () => {
		assert.equal(opened('utf-16', 'x').get('file:///w/a b/SKILL.md')?.uri, URI);
	});

	it('follow edits in either encoding', () => {
		const edit = fc.record({ from: fc.nat(20), to: fc.nat(20), text: texts });
		fc.assert(
			fc.property(
				fc.constantFrom('utf-16', 'utf-8'),
				texts,
				fc.array(edit, { maxLength: 4 }),
				(encoding, before, edits) => {
					const documents = opened(encoding, before);
					let expected = before;
					const contentChanges = edits.map(({ from, to, text }) => {
						const positions = Positions.of(encoding, expected);
						const current = expected;
						const [a, b] = [Math.min(from, to), Math.max(from, to)].map(offset =>
							outsideEnds(current, positions.offset(positions.position(offset))),
						) as [number, number];
						const range = positions.range({ start: a, end: b });
						expected = expected.slice(0, a) + text + expected.slice(b);
						return { range, text };
					});
					const changed = documents.didChange({
						textDocument: { uri: URI, version: 2 },
						contentChanges,
					});
					assert.equal(changed, expected);
				},
			),
		);
	});

	it('take a whole new text', () => {
		const documents = opened('utf-16', 'before');
		const textDocument = { uri: URI, version: 2 };
		assert.equal(documents.didChange({ textDocument, contentChanges: [{ text: 'after' }] }), 'after');
	});

	it('ignore changes of what is not open', () => {
		const documents = new Documents('utf-16');
		const textDocument = { uri: URI, version: 2 };
		assert.equal(documents.didChange({ textDocument, contentChanges: [{ text: 'x' }] }), undefined);
	});
});
