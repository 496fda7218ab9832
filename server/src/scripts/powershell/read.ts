import type { Range } from '../../base/range';
import { Cursor } from './cursor';
import { ExpressionReader } from './read-expression';
import { escaped, readExpandable, readInserted, readVerbatim } from './read-text';
import type { Argument, Expression, Stage, Statement } from './tree';

/** What could be read of a PowerShell text. */
export interface PowerShellTree {
	readonly body: readonly Statement[];
	/** Where the text was too deeply nested to be read on. */
	readonly unread: Range | null;
}

/**
 * Reads PowerShell tolerantly: what is no PowerShell is passed over. Linear in the text, never throws.
 * Grammar: Windows PowerShell Language Specification 3.0, chapters 2, 7 and 8.
 */
export function readPowerShell(text: string): PowerShellTree {
	const cursor = new Cursor(text);
	const reader = new StatementReader(cursor);
	const body = reader.statements('');
	const at = cursor.tooDeepAt;
	return { body, unread: at === null ? null : { start: at, end: text.length } };
}

const KEYWORD =
	/(?:if|elseif|else|while|for|foreach|do|until|switch|try|catch|finally|return|throw|begin|process|end|param|trap|in|dynamicparam)(?=[\s({$[]|$)/iy;
/** `foreach` and the like begin a statement; as a command (`| foreach {…}`) they are read as a command. */
const FUNCTION = /(?:function|filter|workflow)[ \t]+(?:\w+:)?([\w-]+)/iy;

class StatementReader extends ExpressionReader {
	/** Statements up to `close`, which is read too. */
	statements(close: string): readonly Statement[] {
		return this.cursor.nested<readonly Statement[]>(() => {
			const { cursor } = this;
			const found: Statement[] = [];
			for (;;) {
				cursor.skipLines();
				if (cursor.done) return found;
				if (close !== '' && cursor.peek() === close) {
					cursor.position++;
					return found;
				}
				const before = cursor.position;
				const statement = this.statement();
				if (statement !== null) found.push(statement);
				// What begins nothing is passed over.
				if (cursor.position === before) cursor.position++;
			}
		}, []);
	}

	protected statement(): Statement | null {
		const { cursor } = this;
		const start = cursor.position;
		FUNCTION.lastIndex = start;
		const definition = FUNCTION.exec(cursor.text);
		if (definition !== null) return this.definition(definition[0].length, definition[1] ?? '');
		const keyword = cursor.take(KEYWORD);
		if (keyword !== null) {
			cursor.skipLines();
			if (!/^(?:return|throw)$/i.test(keyword)) return this.controlled(start);
		}
		return this.pipeline(start);
	}

	/** The parentheses and blocks behind a keyword; each is a statement of its own. */
	private controlled(start: number): Statement | null {
		const { cursor } = this;
		const next = cursor.peek();
		if (next !== '(' && next !== '{') return this.pipeline(start);
		cursor.position++;
		const body = this.statements(next === '(' ? ')' : '}');
		const group: Expression = { kind: 'group', body, start, end: cursor.position };
		return { stages: [{ kind: 'expression', of: group, start, end: group.end }], start, end: group.end };
	}

	private definition(length: number, name: string): Statement | null {
		const { cursor } = this;
		const start = cursor.position;
		cursor.position += length;
		cursor.skipLines();
		if (cursor.peek() === '(') {
			cursor.position++;
			this.statements(')');
			cursor.skipLines();
		}
		if (cursor.peek() !== '{') return null;
		cursor.position++;
		const body = this.statements('}');
		const block: Expression = { kind: 'block', body, start, end: cursor.position };
		const stage: Stage = { kind: 'expression', of: block, start, end: block.end };
		return { stages: [stage], defines: name.toLowerCase(), start, end: block.end };
	}

	private pipeline(start: number): Statement | null {
		const { cursor } = this;
		const first = this.stage();
		if (first === null) return null;
		cursor.skipBlanks();
		if (first.kind === 'expression') {
			const assigns = cursor.take(/(?:[-+*/%]|\?\?)?=(?!=)/y);
			if (assigns !== null) {
				cursor.skipLines();
				const value = cursor.nested(() => this.statement(), null);
				return {
					target: first.of,
					...(assigns === '+=' && { adds: true }),
					stages: value?.stages ?? [],
					start,
					end: cursor.position,
				};
			}
		}
		const stages = [first];
		for (;;) {
			cursor.skipBlanks();
			if (cursor.take(/\|\||&&/y) !== null) break;
			// A pipe at the end of a line, or at the beginning of the next one.
			if (cursor.take(/\||\r?\n[ \t]*\|(?!\|)/y) === null) break;
			cursor.skipLines();
			const stage = this.stage();
			if (stage === null) break;
			stages.push(stage);
		}
		return { stages, start, end: cursor.position };
	}

	private stage(): Stage | null {
		const { cursor } = this;
		cursor.skipBlanks();
		const start = cursor.position;
		if (cursor.take(/&(?![&>])|\.(?=[ \t]+\S|[ \t]*[$("'{])/y) !== null) {
			cursor.skipBlanks();
			const name = this.word();
			return name === null ? null : this.command(start, name);
		}
		if (cursor.looksAt(/[$("'@[{\u2018\u201c!,+-]|\d+(?:\.\d+)?(?:[\s,;)\]}|*+./-]|$)/y)) {
			const of = this.expression();
			return of === null ? null : { kind: 'expression', of, start, end: cursor.position };
		}
		const name = this.word();
		return name === null ? null : this.command(start, name);
	}

	private command(start: number, name: Expression): Stage {
		const { cursor } = this;
		const list: Argument[] = [];
		for (;;) {
			cursor.skipBlanks();
			const at = cursor.position;
			if (cursor.done || cursor.looksAt(/[\r\n;|)}]|&(?=&|[ \t]*(?:[\r\n]|$))/y)) break;
			const redirect = cursor.take(/(?:[1-6*])?>>?(?:&[12])?/y);
			if (redirect !== null) {
				cursor.skipBlanks();
				const to = redirect.includes('&') ? null : this.word();
				if (to !== null) list.push({ kind: 'redirect', to, start: at, end: cursor.position });
				continue;
			}
			const parameter = cursor.take(/[-\u2013\u2014][a-z?`][\w`-]*(?:=[^\s|;)]*)?:?/iy);
			if (parameter !== null) {
				const parameterName = parameter.replaceAll('`', '').slice(1).replace(/:$/, '').toLowerCase();
				list.push({ kind: 'parameter', name: parameterName, start: at, end: cursor.position });
				continue;
			}
			const of = this.argument();
			if (of !== null) list.push({ kind: 'value', of, start: at, end: cursor.position });
			if (cursor.position === at) cursor.position++;
		}
		return { kind: 'command', name, arguments: list, start, end: cursor.position };
	}

	/** One argument, with commas between its items. */
	private argument(): Expression | null {
		const { cursor } = this;
		const first = this.word();
		if (first === null || cursor.peek() !== ',') return first;
		const items = [first];
		while (cursor.take(/,/y) !== null) {
			cursor.skipLines();
			const next = this.word();
			if (next === null) break;
			items.push(next);
		}
		return { kind: 'list', items, start: first.start, end: cursor.position };
	}

	/** A word of a command: a name, an argument; texts and variables may stand inside it. */
	private word(): Expression | null {
		const { cursor } = this;
		if (cursor.looksAt(/[({@[]|\$[\w({$?^]|["'\u2018\u201c]/y)) {
			const first = this.postfix();
			if (first !== null && (cursor.done || cursor.looksAt(/[\s,;|)}&>]/y))) return first;
			return this.bareWord(first);
		}
		return this.bareWord(null);
	}

	private bareWord(first: Expression | null): Expression | null {
		const { cursor } = this;
		const start = first?.start ?? cursor.position;
		const parts: (string | Expression)[] = first === null ? [] : [first];
		let disguised = false;
		while (!cursor.done) {
			const plain = cursor.take(/[^\s`$"'\u2018\u2019\u201c\u201d,;|(){}&<>]+/y);
			if (plain !== null) parts.push(plain);
			else if (cursor.peek() === '`' && !/[\r\n]/.test(cursor.peek(1))) {
				// What a backtick does to a letter of a bare word is nothing but to hide it.
				disguised ||= /[a-z]/i.test(cursor.peek(1));
				parts.push(/[a-z]/i.test(cursor.peek(1)) ? cursor.peek(1) : escaped(cursor.peek(1)));
				cursor.position = Math.min(cursor.position + 2, cursor.text.length);
			} else if (cursor.peek() === '$') {
				parts.push(readInserted(cursor, close => this.statements(close)) ?? '$');
			} else if (cursor.looksAt(/["\u201c]/y)) {
				parts.push(readExpandable(cursor, close => this.statements(close)));
				disguised = true;
			} else if (cursor.looksAt(/['\u2018]/y)) {
				parts.push(readVerbatim(cursor));
				disguised = true;
			} else break;
		}
		if (parts.length === 0) return null;
		return { kind: 'text', parts, bare: true, ...(disguised && { disguised }), start, end: cursor.position };
	}
}
