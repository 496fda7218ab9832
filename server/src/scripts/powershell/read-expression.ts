import type { Cursor } from './cursor';
import { readExpandable, readInserted, readVerbatim } from './read-text';
import type { Expression, Statement } from './tree';

/** How tightly operators bind; higher binds tighter. Language specification, 8.2.8. */
const PRECEDENCE: Readonly<Record<string, number>> = {
	'-f': 6,
	'..': 5,
	'*': 4,
	'/': 4,
	'%': 4,
	'+': 3,
	'-': 3,
	'-and': 1,
	'-or': 1,
	'-xor': 1,
};
const WORD_OPERATOR = 2;

const OPERATOR =
	/-(?:f|[ci]?(?:eq|ne|gt|ge|lt|le|like|notlike|match|notmatch|contains|notcontains|replace|split|in|notin)|join|and|or|xor|band|bor|bxor|shl|shr|is|isnot|as)(?![\w])|\.\.|[*/%+-](?!=)|\?\?(?!=)/iy;
const UNARY = /-(?:not|bnot|join|split)(?!\w)|!|\+\+|--|[+-](?=[\d($])/iy;

/** Reads expressions; statements inside brackets are read by the class that extends it. */
export abstract class ExpressionReader {
	constructor(protected readonly cursor: Cursor) {}

	abstract statements(close: string): readonly Statement[];
	protected abstract statement(): Statement | null;

	/** An expression, or `null` when none begins here. */
	protected expression(least = 0): Expression | null {
		return this.cursor.nested<Expression | null>(() => {
			const { cursor } = this;
			let left = this.listed();
			while (left !== null) {
				cursor.skipBlanks();
				const before = cursor.position;
				const operator = cursor.take(OPERATOR)?.toLowerCase();
				if (operator === undefined) return left;
				const binds = PRECEDENCE[operator] ?? WORD_OPERATOR;
				if (binds <= least) {
					cursor.position = before;
					return left;
				}
				cursor.skipLines();
				const right = this.expression(binds);
				if (right === null) return left;
				left = { kind: 'binary', operator, left, right, start: left.start, end: cursor.position };
			}
			return null;
		}, null);
	}

	/** Operands with commas between them. */
	private listed(): Expression | null {
		const { cursor } = this;
		cursor.take(/,/y);
		const first = this.operand();
		if (first === null) return null;
		const items = [first];
		for (;;) {
			cursor.skipBlanks();
			if (cursor.take(/,/y) === null) break;
			cursor.skipLines();
			const next = this.operand();
			if (next === null) break;
			items.push(next);
		}
		if (items.length === 1) return first;
		return { kind: 'list', items, start: first.start, end: cursor.position };
	}

	private operand(): Expression | null {
		const { cursor } = this;
		cursor.skipBlanks();
		const start = cursor.position;
		const operator = cursor.take(UNARY)?.toLowerCase();
		if (operator === undefined) return this.postfix();
		const of = cursor.nested(() => this.operand(), null);
		return of === null ? null : { kind: 'unary', operator, of, start, end: cursor.position };
	}

	/** An operand with the members, calls and indices behind it. */
	protected postfix(): Expression | null {
		const { cursor } = this;
		let of = this.primary();
		while (of !== null) {
			const { start } = of;
			if (of.kind === 'type' && cursor.looksAt(/\s*[$("'[@\d]/y) && !cursor.looksAt(/::/y)) {
				// A cast: the type in front of what it is applied to.
				cursor.skipBlanks();
				const cast = of;
				const value: Expression | null = cursor.nested(() => this.postfix(), null);
				if (value === null) return cast;
				return { kind: 'binary', operator: 'cast', left: cast, right: value, start, end: cursor.position };
			}
			if (cursor.take(/::|\.(?=[\w"'$(\u2018\u201c`])/y) !== null) {
				const name = this.memberName();
				if (name === null) return of;
				const list = cursor.peek() === '(' ? this.callArguments() : undefined;
				of = {
					kind: 'member',
					of,
					name,
					...(list !== undefined && { arguments: list }),
					start,
					end: cursor.position,
				};
			} else if (cursor.peek() === '[') {
				cursor.position++;
				const index = this.grouped(']');
				of = { kind: 'index', of, index, start, end: cursor.position };
			} else return of;
		}
		return null;
	}

	private memberName(): Expression | null {
		const { cursor } = this;
		const start = cursor.position;
		const name = cursor.take(/[\w`]+/y);
		if (name === null) return this.primary();
		const disguised = name.includes('`');
		return {
			kind: 'text',
			parts: [name.replaceAll('`', '')],
			bare: true,
			...(disguised && { disguised }),
			start,
			end: cursor.position,
		};
	}

	private callArguments(): readonly Expression[] {
		this.cursor.position++;
		const group = this.grouped(')');
		const [only, ...others] = group.kind === 'group' ? group.body : [];
		const stage = only?.stages[0];
		if (others.length > 0 || only === undefined || only.stages.length !== 1)
			return only === undefined ? [] : [group];
		if (stage?.kind !== 'expression' || only.target !== undefined) return [group];
		return stage.of.kind === 'list' ? stage.of.items : [stage.of];
	}

	private grouped(close: string): Expression {
		const start = this.cursor.position;
		const body = this.statements(close);
		return { kind: 'group', body, start, end: this.cursor.position };
	}

	private primary(): Expression | null {
		const { cursor } = this;
		const start = cursor.position;
		const body = (close: string) => this.statements(close);
		if (cursor.looksAt(/@?["\u201c]/y)) return readExpandable(cursor, body);
		if (cursor.looksAt(/@?['\u2018]/y)) return readVerbatim(cursor);
		if (cursor.peek() === '$') return readInserted(cursor, body);
		if (cursor.take(/@?\(/y) !== null) return { ...this.grouped(')'), start };
		if (cursor.take(/@\{/y) !== null) return this.table(start);
		if (cursor.peek() === '{') {
			cursor.position++;
			const statements = this.statements('}');
			return { kind: 'block', body: statements, start, end: cursor.position };
		}
		const type = cursor.take(/\[[\w.`+]+(?:\[[\w.,\s\]]{0,80})?\]/y);
		if (type !== null) {
			const name = type
				.slice(1, -1)
				.replaceAll('`', '')
				.toLowerCase()
				.replace(/^system\./, '');
			return { kind: 'type', name, start, end: cursor.position };
		}
		const number = cursor.take(/0x[\da-f]+|\d+(?:\.\d+)?/iy);
		if (number !== null) {
			return { kind: 'text', parts: [String(Number(number))], start, end: cursor.position };
		}
		const splat = cursor.take(/@\w+/y);
		if (splat !== null) {
			return { kind: 'variable', name: splat.slice(1).toLowerCase(), start, end: cursor.position };
		}
		return null;
	}

	/** `@{ key = value; … }` behind its opening. */
	private table(start: number): Expression {
		const { cursor } = this;
		const entries: { key: string; value: readonly Statement[] }[] = [];
		cursor.nested(() => {
			for (;;) {
				cursor.skipLines();
				if (cursor.done || cursor.take(/\}/y) !== null) return;
				const before = cursor.position;
				const word = cursor.take(/[\w-]+/y);
				const key = word ?? this.primary() ?? undefined;
				cursor.skipBlanks();
				if (key !== undefined && cursor.take(/=/y) !== null) {
					cursor.skipLines();
					const value = this.statement();
					if (value !== null) {
						entries.push({ key: typeof key === 'string' ? key.toLowerCase() : nameOf(key), value: [value] });
					}
				}
				if (cursor.position === before) cursor.position++;
			}
		}, undefined);
		return { kind: 'table', entries, start, end: cursor.position };
	}
}

function nameOf(expression: Expression): string {
	if (expression.kind === 'variable') return expression.name;
	if (expression.kind !== 'text') return '';
	return expression.parts
		.filter(part => typeof part === 'string')
		.join('')
		.toLowerCase();
}
