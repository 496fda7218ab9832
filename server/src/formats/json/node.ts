import type { Range } from '../../base/range';
import type { JsonDocument, JsonMember, JsonNode, JsonProblemCode } from './model';

/** The member under a key; the last one when the key occurs twice, which is the one most readers use. */
export function memberOf(node: JsonNode | undefined, key: string): JsonMember | undefined {
	return node?.members?.findLast(member => member.key === key);
}

/** The value at a path of keys and indexes from the root, or `undefined` when there is none. */
export function nodeAt(document: JsonDocument, path: readonly (string | number)[]): JsonNode | undefined {
	let node = document.root;
	for (const step of path) {
		node = typeof step === 'number' ? node?.items?.[step] : memberOf(node, step)?.value;
		if (node === undefined) return undefined;
	}
	return node;
}

/** Keys and indexes from the root to the innermost value or key around an offset, for completion and hover. */
export function pathAt(document: JsonDocument, offset: number): readonly (string | number)[] {
	const path: (string | number)[] = [];
	let node = document.root;
	while (node !== undefined) {
		const member: JsonMember | undefined = node.members?.find(candidate => holds(candidate.range, offset));
		const index: number = node.items?.findIndex(item => holds(item.range, offset)) ?? -1;
		if (member !== undefined) {
			path.push(member.key);
			node = member.value !== undefined && holds(member.value.range, offset) ? member.value : undefined;
		} else if (index >= 0) {
			path.push(index);
			node = node.items?.[index];
		} else {
			break;
		}
	}
	return path;
}

function holds(range: Range, offset: number): boolean {
	return range.start <= offset && offset <= range.end;
}

/** Codes after which the tree may lack what the text would have said. */
const BROKEN: readonly JsonProblemCode[] = [
	'json-syntax',
	'json-too-deep',
	'json-too-large',
	'json-trailing-content',
];

/** Whether the document was not read to its end, so that what is missing from it may only be unread. */
export function isIncomplete(json: JsonDocument): boolean {
	return json.problems.some(problem => BROKEN.includes(problem.code));
}
