import { decodeText } from '../base/decode';
import { type LineColumn, LineIndex } from '../base/lines';
import { parseManifest } from '../formats/manifest/parse';

export { MANIFEST_FILE } from '../formats/manifest/model';

/** What is wrong with the bytes of an `aem.json`, in document order; nothing when it is valid. */
export function manifestProblems(bytes: Uint8Array): readonly (LineColumn & { readonly message: string })[] {
	const { text, bom } = decodeText(bytes);
	const lines = LineIndex.of(text);
	return parseManifest(text, { bom })
		.problems.toSorted((a, b) => a.range.start - b.range.start)
		.map(({ message, range }) => ({ ...lines.positionAt(range.start), message }));
}
