import { escapeForDisplay } from '../../base/display';
import type { Problem } from '../../base/problem';
import type { Range } from '../../base/range';
import type { JsonMember, JsonNode, JsonProblemCode } from './model';

/** One token of the text, spaces and comments left out. Numbers are those of jsonc-parser's enums. */
export interface ScannedToken {
	readonly kind: number;
	readonly range: Range;
	/** For strings, what they mean; for anything else, their text. */
	readonly value: string;
	/** `ScanError`; 0 is none. */
	readonly error: number;
}

const OPEN_BRACE = 1;
const CLOSE_BRACE = 2;
const OPEN_BRACKET = 3;
const CLOSE_BRACKET = 4;
const COMMA = 5;
const COLON = 6;
const NULL = 7;
const TRUE = 8;
const FALSE = 9;
const STRING = 10;
const NUMBER = 11;

const SCAN_ERRORS: Readonly<Record<number, string>> = {
	2: 'This string has no closing quote.',
	3: 'This number is not complete.',
	4: 'A \\u in this string needs four hexadecimal digits.',
	5: 'This string has a backslash that JSON does not know. Write \\\\ for a backslash.',
	6: 'This string holds a control character. Write it as an escape, such as \\t.',
};

type Report = (code: JsonProblemCode, message: string, range: Range, data?: Problem['data']) => void;

/** What may come next in an open object or array. */
type Expecting = 'first' | 'key' | 'colon' | 'value' | 'comma';

interface Mutable<Child> {
	readonly type: 'object' | 'array';
	readonly start: number;
	readonly children: Child[];
}

interface OpenContainer {
	readonly object?: Mutable<JsonMember> & { readonly keys: Set<string> };
	readonly array?: Mutable<JsonNode>;
	expecting: Expecting;
	/** The last comma, while nothing has followed it. */
	comma?: Range | undefined;
	/** Key of the member whose value is to come. */
	pendingKey?: { readonly key: string; readonly range: Range } | undefined;
}

/** Builds the tree without recursion, so that depth costs no stack. */
export class JsonTreeBuilder {
	private readonly open: OpenContainer[] = [];
	private root: JsonNode | undefined;
	private values = 0;
	/** Open brackets below the depth limit, which are counted and otherwise skipped. */
	private skippedDepth = 0;
	private skippedFrom: number | undefined;
	private trailing = false;

	constructor(
		private readonly text: string,
		private readonly report: Report,
		private readonly maxDepth: number,
		private readonly maxValues: number,
	) {}

	/** Takes the next token. False: nothing after it is worth reading. */
	accept(token: ScannedToken): boolean {
		if (this.root !== undefined && this.open.length === 0) {
			this.trailing = true;
			this.report('json-trailing-content', 'Nothing may follow the closing bracket. Remove this text.', {
				start: token.range.start,
				end: Math.max(token.range.end, this.text.trimEnd().length),
			});
			return false;
		}
		if (this.skippedDepth > 0) {
			this.skip(token);
			return true;
		}
		if (this.values >= this.maxValues) {
			this.report(
				'json-too-large',
				`The file holds more than ${this.maxValues} values; the rest is not read.`,
				{
					start: token.range.start,
					end: this.text.length,
				},
			);
			return false;
		}
		if (token.error !== 0) {
			this.report('json-syntax', SCAN_ERRORS[token.error] ?? 'This is not valid JSON.', token.range);
		}
		const top = this.open.at(-1);
		switch (token.kind) {
			case OPEN_BRACE:
			case OPEN_BRACKET:
				this.openContainer(top, token);
				break;
			case CLOSE_BRACE:
			case CLOSE_BRACKET:
				this.close(token);
				break;
			case COMMA:
				this.comma(top, token.range);
				break;
			case COLON:
				this.colon(top, token.range);
				break;
			case STRING:
				if (top?.object && top.expecting !== 'value' && top.expecting !== 'colon') this.key(top, token);
				else this.scalar(top, token, 'string', token.value);
				break;
			case NUMBER:
				this.scalar(top, token, 'number', Number(token.value));
				break;
			case TRUE:
			case FALSE:
				this.scalar(top, token, 'boolean', token.kind === TRUE);
				break;
			case NULL:
				this.scalar(top, token, 'null', null);
				break;
			default:
				this.unknown(token);
		}
		return true;
	}

	/** Closes what the text left open and returns the root. `end` is where the last token ends. */
	finish(end: number): JsonNode | undefined {
		if (this.skippedFrom !== undefined && this.skippedDepth > 0) this.reportDepth(this.skippedFrom, end);
		if (this.open.length > 0 && !this.trailing) {
			const closer = this.open.map(container => (container.object ? '}' : ']')).reverse();
			const missing = closer.length > 5 ? `${closer.slice(0, 5).join('')}…` : closer.join('');
			this.report('json-syntax', `The file ends too early: ${missing} is missing.`, {
				start: Math.max(0, end - 1),
				end,
			});
		}
		while (this.open.length > 0) this.closeTop(end);
		return this.root;
	}

	private skip(token: ScannedToken): void {
		if (token.kind === OPEN_BRACE || token.kind === OPEN_BRACKET) this.skippedDepth++;
		if (token.kind === CLOSE_BRACE || token.kind === CLOSE_BRACKET) this.skippedDepth--;
		if (this.skippedDepth === 0 && this.skippedFrom !== undefined) {
			this.reportDepth(this.skippedFrom, token.range.end);
			this.skippedFrom = undefined;
		}
	}

	private reportDepth(start: number, end: number): void {
		this.report('json-too-deep', `Nested more than ${this.maxDepth} levels deep; this part is not read.`, {
			start,
			end,
		});
	}

	private openContainer(top: OpenContainer | undefined, token: ScannedToken): void {
		const start = token.range.start;
		this.expectValue(top, token.range);
		if (this.open.length >= this.maxDepth) {
			this.skippedDepth = 1;
			this.skippedFrom = start;
			if (top) this.valueDone(top);
			return;
		}
		this.values++;
		this.open.push(
			token.kind === OPEN_BRACE
				? { object: { type: 'object', start, children: [], keys: new Set() }, expecting: 'first' }
				: { array: { type: 'array', start, children: [] }, expecting: 'first' },
		);
	}

	private close(token: ScannedToken): void {
		const wantsObject = token.kind === CLOSE_BRACE;
		let depth = this.open.length - 1;
		while (depth >= 0 && (this.open[depth]?.object !== undefined) !== wantsObject) depth--;
		if (depth < 0) {
			this.report('json-syntax', `This ${wantsObject ? '}' : ']'} closes nothing. Remove it.`, token.range);
			return;
		}
		if (depth < this.open.length - 1) {
			this.report(
				'json-syntax',
				`${wantsObject ? ']' : '}'} is missing before this ${wantsObject ? '}' : ']'}.`,
				token.range,
			);
			while (this.open.length - 1 > depth) this.closeTop(token.range.start);
		}
		const top = this.open[depth];
		if (top?.comma)
			this.report('json-trailing-comma', 'JSON has no comma after the last entry. Remove it.', top.comma);
		else if (top?.pendingKey) this.reportMissingValue(top.pendingKey);
		this.closeTop(token.range.end);
	}

	private closeTop(end: number): void {
		const top = this.open.pop();
		if (!top) return;
		this.flushPendingKey(top);
		const node: JsonNode = top.object
			? { type: 'object', range: { start: top.object.start, end }, members: top.object.children }
			: { type: 'array', range: { start: top.array?.start ?? end, end }, items: top.array?.children ?? [] };
		this.attach(this.open.at(-1), node);
	}

	private attach(parent: OpenContainer | undefined, node: JsonNode): void {
		if (!parent) {
			this.root ??= node;
			return;
		}
		if (parent.array) parent.array.children.push(node);
		else if (parent.object && parent.pendingKey) {
			const { key, range } = parent.pendingKey;
			parent.object.children.push({
				key,
				keyRange: range,
				range: { start: range.start, end: node.range.end },
				value: node,
			});
		}
		this.valueDone(parent);
	}

	private valueDone(container: OpenContainer): void {
		container.expecting = 'comma';
		container.comma = undefined;
		container.pendingKey = undefined;
	}

	private scalar(
		top: OpenContainer | undefined,
		token: ScannedToken,
		type: 'string' | 'number' | 'boolean' | 'null',
		value: string | number | boolean | null,
	): void {
		this.expectValue(top, token.range);
		this.values++;
		this.attach(top, { type, range: token.range, value });
	}

	/** Reports what is wrong with a value at this place. */
	private expectValue(top: OpenContainer | undefined, range: Range): void {
		if (!top) return;
		if (top.expecting === 'comma') this.report('json-syntax', 'A comma is missing before this.', range);
		else if (top.expecting === 'colon')
			this.report('json-syntax', 'A colon is missing before this value.', range);
		else if (top.object && top.expecting !== 'value') {
			this.report('json-syntax', 'A key in double quotes and a colon must stand before this value.', range);
		}
	}

	private key(top: OpenContainer, token: ScannedToken): void {
		if (top.expecting === 'comma') {
			this.report('json-syntax', 'A comma is missing before this key.', token.range);
		}
		const keys = top.object?.keys;
		if (keys?.has(token.value)) {
			const shown = escapeForDisplay(token.value, 60);
			this.report(
				'json-duplicate-key',
				`The key "${shown}" occurs twice in this object, and readers differ in which one counts. Keep one.`,
				token.range,
				{ key: shown },
			);
		}
		keys?.add(token.value);
		top.pendingKey = { key: token.value, range: token.range };
		top.comma = undefined;
		top.expecting = 'colon';
	}

	private colon(top: OpenContainer | undefined, range: Range): void {
		if (top?.expecting === 'colon') top.expecting = 'value';
		else this.report('json-syntax', 'A colon is not allowed here.', range);
	}

	private comma(top: OpenContainer | undefined, range: Range): void {
		if (top?.expecting === 'comma') {
			top.expecting = top.object ? 'key' : 'value';
			top.comma = range;
			return;
		}
		if (top?.pendingKey) {
			this.reportMissingValue(top.pendingKey);
			this.flushPendingKey(top);
			top.expecting = 'key';
			top.comma = range;
			return;
		}
		this.report('json-syntax', 'A comma is not allowed here.', range);
	}

	private reportMissingValue(pending: { readonly key: string; readonly range: Range }): void {
		this.report('json-syntax', `"${escapeForDisplay(pending.key, 60)}" has no value.`, pending.range);
	}

	private flushPendingKey(container: OpenContainer): void {
		if (!container.pendingKey || !container.object) return;
		const { key, range } = container.pendingKey;
		container.object.children.push({ key, keyRange: range, range });
		container.pendingKey = undefined;
	}

	private unknown(token: ScannedToken): void {
		const shown = escapeForDisplay(token.value, 30);
		const message = token.value.startsWith("'")
			? 'JSON strings stand in double quotes.'
			: `"${shown}" is not a JSON value. Strings stand in double quotes.`;
		this.report('json-syntax', message, token.range);
		const top = this.open.at(-1);
		if (top && (top.expecting === 'value' || (top.array && top.expecting === 'first'))) {
			// Stands where a value belongs: one error is enough for it.
			this.flushPendingKey(top);
			this.valueDone(top);
		}
	}
}
