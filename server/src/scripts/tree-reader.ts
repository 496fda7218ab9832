import type { TreeCursor } from '@lezer/common';
import type { Argument, BinaryNode, Expression, OtherNode, Place, Statement } from './syntax';

/** Deepest nesting of nodes that is read; the interpreter recurses along it. */
const MAX_DEPTH = 160;

/** Shared part of reading a Lezer tree: a cursor that every method leaves on the node on which it found it. */
export abstract class TreeReader {
	readonly unread: { start: number; end: number; reason: string }[] = [];
	private depth = 0;

	constructor(
		protected readonly cursor: TreeCursor,
		protected readonly source: string,
	) {}

	protected abstract readExpression(): Expression;

	/** The expression at the cursor. */
	protected expression(): Expression {
		if (this.depth >= MAX_DEPTH) return this.tooDeep();
		this.depth++;
		const expression = this.readExpression();
		this.depth--;
		return expression;
	}

	/** Runs `read` one level deeper, unless that is too deep. */
	protected nested<T>(read: () => T, otherwise: T): T {
		if (this.depth >= MAX_DEPTH) {
			this.tooDeep();
			return otherwise;
		}
		this.depth++;
		const result = read();
		this.depth--;
		return result;
	}

	private tooDeep(): OtherNode {
		const { from, to } = this.cursor;
		this.unread.push({ start: from, end: to, reason: 'Too deeply nested to be examined.' });
		return { kind: 'other', start: from, end: to, parts: [] };
	}

	/** Visits the children of the cursor's node in order. */
	protected children(visit: (name: string) => void): void {
		const { cursor } = this;
		if (!cursor.firstChild()) return;
		do {
			if (cursor.type.isError) this.error();
			else visit(cursor.name);
		} while (cursor.nextSibling());
		cursor.parent();
	}

	/** Notes where the parser had to skip something, or to go on as if something were there. */
	protected error(): void {
		const { from, to } = this.cursor;
		this.unread.push({ start: from, end: to, reason: '' });
	}

	protected text(): string {
		return this.source.slice(this.cursor.from, this.cursor.to);
	}

	protected place(): Place {
		return { start: this.cursor.from, end: this.cursor.to };
	}

	protected other(parts: readonly Expression[] = []): OtherNode {
		return { kind: 'other', start: this.cursor.from, end: this.cursor.to, parts };
	}

	/** Every expression directly below the cursor's node. */
	protected parts(skip: (name: string) => boolean): Expression[] {
		const parts: Expression[] = [];
		this.children(name => {
			if (!skip(name)) parts.push(this.expression());
		});
		return parts;
	}

	/**
	 * A chain of binary expressions that lean to the left, without recursing along it: long concatenations are the
	 * usual form of packed text. `operatorOf` gives the operator at the cursor, or `null` for an operand.
	 */
	protected binaryChain(operatorOf: (name: string) => string | null): BinaryNode {
		const { cursor } = this;
		const start = cursor.from;
		const end = cursor.to;
		const name = cursor.name;
		let levels = 0;
		while (cursor.name === name && cursor.firstChild()) levels++;
		const first = this.expression();
		const rest: { operator: string; operand: Expression }[] = [];
		for (; levels > 0; levels--) {
			let operator = '';
			while (cursor.nextSibling()) {
				const found = operatorOf(cursor.name);
				if (found !== null) operator = operator === '' ? found : `${operator} ${found}`;
				else if (cursor.type.isError) {
					this.error();
					rest.push({ operator, operand: this.other() });
				} else rest.push({ operator, operand: this.expression() });
			}
			cursor.parent();
		}
		return { kind: 'binary', start, end, first, rest };
	}

	/**
	 * Statements in order. Where the parser broke a very long concatenation into several statements (it does so to
	 * keep its trees shallow), they are put together again.
	 */
	protected joined(statements: Statement[]): Statement[] {
		let last: Statement | undefined;
		const result: Statement[] = [];
		for (const statement of statements) {
			const open = last === undefined ? undefined : danglingOf(last);
			if (open !== undefined && statement.kind === 'expression') {
				const { expression } = statement;
				const more =
					expression.kind === 'binary'
						? [{ operator: open.operator, operand: expression.first }, ...expression.rest]
						: [{ operator: open.operator, operand: expression }];
				for (const item of more) open.rest.push(item);
				continue;
			}
			result.push(statement);
			last = statement;
		}
		return result;
	}

	protected argument(
		value: Expression,
		name: string | null = null,
		spread: Argument['spread'] = null,
	): Argument {
		return { value, name, spread };
	}
}

/** The open end of a statement whose value stops after an operator, with the operator taken off. */
function danglingOf(statement: Statement): { operator: string; rest: BinaryRest } | undefined {
	const value = valueIn(statement);
	if (value?.kind !== 'binary') return undefined;
	const rest = value.rest as BinaryRest;
	const last = rest.at(-1);
	if (last === undefined || last.operand.kind !== 'other' || last.operand.start !== last.operand.end)
		return undefined;
	rest.pop();
	return { operator: last.operator, rest };
}

type BinaryRest = { operator: string; operand: Expression }[];

function valueIn(statement: Statement): Expression | null {
	if (statement.kind === 'assign') return statement.value;
	if (statement.kind !== 'expression') return null;
	const { expression } = statement;
	return expression.kind === 'assignment' ? expression.value : expression;
}
