import type { JsonNode } from '../../formats/json/model';
import { memberOf } from '../../formats/json/node';
import type { ConfigCode } from './model';

/** The value below a path of keys, `undefined` when there is none. */
export function below(node: JsonNode | undefined, ...keys: readonly string[]): JsonNode | undefined {
	let at = node;
	for (const key of keys) at = memberOf(at, key)?.value;
	return at;
}

/** The text of a string value. */
export function textOf(node: JsonNode | undefined): string | undefined {
	return node?.type === 'string' && typeof node.value === 'string' ? node.value : undefined;
}

/** The texts of a list, or the one text; values that are no text are left out. */
export function textsOf(node: JsonNode | undefined): readonly string[] {
	const one = textOf(node);
	if (one !== undefined) return [one];
	return (node?.items ?? []).flatMap(item => textOf(item) ?? []);
}

/** Visits every value of a tree, parents first, without recursion. */
export function* everyNode(root: JsonNode): Generator<JsonNode> {
	const waiting = [root];
	for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
		yield node;
		for (const item of node.items ?? []) waiting.push(item);
		for (const member of node.members ?? []) if (member.value) waiting.push(member.value);
	}
}

/** A shell command written as one value; its parts can be pointed at when no escape or folding changed it. */
export function commandCode(
	node: JsonNode,
	text: string,
	automatic: string | undefined,
): ConfigCode | undefined {
	const command = textOf(node);
	if (command === undefined || command.trim() === '') return undefined;
	const at = text.slice(node.range.start, node.range.end).indexOf(command);
	return {
		command,
		range: node.range,
		...(at >= 0 && { offset: node.range.start + at }),
		...(automatic !== undefined && { automatic }),
	};
}

/** A program and its arguments as one shell command that means the same. */
export function quoted(words: readonly string[]): string {
	return words
		.map(word => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
		.join(' ');
}
