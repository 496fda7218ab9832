import type { Tree } from '@lezer/common';
import { parser } from '@lezer/javascript';
import { type BoundedTree, parseBounded } from '../bounded-parse';
import type { Expression, Program, Statement } from '../syntax';
import { withPlainNames } from './escapes';
import { isSilent } from './read-expression';
import { JavaScriptModuleReader } from './read-module';

const withJsx = parser.configure({ dialect: 'jsx' });
const withTypes = parser.configure({ dialect: 'ts' });
const withBoth = parser.configure({ dialect: 'ts jsx' });

/**
 * Reads JavaScript or TypeScript source. Never throws; what the grammar cannot make sense of is listed in `unread`.
 * Code that is not quite what its name says (types in `.js`, JSX in `.ts`) is read with the dialect that fits better.
 */
export function readJavaScript(text: string, typescript: boolean): Program {
	const [first, second] = dialectsFor(text, typescript);
	let bounded = parseBounded(first, text, 'javascript');
	const errors = second === null || text.length > MAX_SECOND ? 0 : errorCount(bounded.tree);
	if (second !== null && errors > 0) {
		const other = parseBounded(second, withPlainNames(text), 'javascript');
		if (errorCount(other.tree) < errors) bounded = other;
	}
	return readTree(bounded);
}

/** Longest text that is parsed a second time. */
const MAX_SECOND = 100_000;
const MARKUP = /<\/|\/>/;
const TYPES =
	/\\u|\)\s*:\s*\w|\b(?:const|let|var)\s+\w+\s*:|[(,]\s*\w+\??\s*:\s*\w|\b(?:interface|enum|type|as|implements|readonly|private|public|declare|namespace)\b/;

/** The dialect to read the text in, and the one to try when that fails, if there is hope. */
function dialectsFor(text: string, typescript: boolean): readonly [typeof parser, typeof parser | null] {
	if (!typescript) return [withJsx, TYPES.test(text) ? withBoth : null];
	return MARKUP.test(text) ? [withBoth, withTypes] : [withTypes, text.includes('\\u') ? withBoth : null];
}

function errorCount(tree: Tree): number {
	let count = 0;
	tree.iterate({
		enter: node => {
			if (node.type.isError) count += 1 + node.to - node.from;
		},
	});
	return count;
}

function readTree(bounded: BoundedTree): Program {
	const reader = new JavaScriptReader(bounded.tree.cursor(), bounded.text);
	const body = reader.statements();
	const cut = bounded.unparsed.map(({ range, reason }) => ({ ...range, reason }));
	return { body, unread: [...cut, ...reader.unread] };
}

class JavaScriptReader extends JavaScriptModuleReader {
	/** The statements below the cursor's node. */
	statements(): Statement[] {
		const statements: Statement[] = [];
		this.children(() => this.statement(statements));
		return this.joined(statements);
	}

	protected block(): Statement[] {
		return this.nested(() => this.statements(), []);
	}

	/** The body of a loop or branch: a block's statements or the one statement. */
	private body(): Statement[] {
		if (this.cursor.name === 'Block') return this.block();
		return this.nested(() => {
			const statements: Statement[] = [];
			this.statement(statements);
			return statements;
		}, []);
	}

	protected statement(into: Statement[]): void {
		const { cursor } = this;
		const { from: start, to: end } = cursor;
		switch (cursor.name) {
			case 'VariableDeclaration':
				this.declaration(into);
				break;
			case 'FunctionDeclaration': {
				const value = this.nested(() => this.functionNode(), null);
				if (value !== null) into.push({ kind: 'define', start, end, name: value.name ?? 'default', value });
				break;
			}
			case 'ClassDeclaration': {
				const value = this.classNode();
				if (value.kind === 'class')
					into.push({ kind: 'define', start, end, name: value.name ?? 'default', value });
				break;
			}
			case 'ImportDeclaration':
				this.importDeclaration(into);
				break;
			case 'ExportDeclaration':
				this.exportDeclaration(into);
				break;
			case 'ReturnStatement':
				into.push({ kind: 'return', start, end, value: this.parts(isSilent)[0] ?? null });
				break;
			case 'IfStatement':
				this.branch(into);
				break;
			case 'SwitchStatement':
				this.switchStatement(into);
				break;
			case 'ForStatement':
			case 'WhileStatement':
			case 'DoStatement':
				this.loop(into);
				break;
			case 'TryStatement':
				this.tryStatement(into);
				break;
			case 'Block':
			case 'NamespaceDeclaration':
			case 'LabeledStatement':
			case 'StaticBlock':
			case 'WithStatement':
				into.push({ kind: 'block', start, end, body: this.inner() });
				break;
			case 'EnumDeclaration':
				this.enumeration(into);
				break;
			case 'BreakStatement':
				into.push({ kind: 'break', start, end });
				break;
			case 'Label':
			case 'ContinueStatement':
			case 'DebuggerStatement':
				break;
			default:
				if (isSilent(cursor.name)) break;
				this.expressionStatement(into);
		}
	}

	/** Statements in a block that is itself a statement. */
	protected inner(): Statement[] {
		if (this.cursor.name === 'Block') return this.block();
		return this.nested(() => {
			const statements: Statement[] = [];
			this.children(name => {
				if (name === 'Block') statements.push(...this.block());
				else if (name !== 'VariableDefinition') this.statement(statements);
			});
			return statements;
		}, []);
	}

	private expressionStatement(into: Statement[]): void {
		const { from: start, to: end, name } = this.cursor;
		const parts = /^(?:ExpressionStatement|ThrowStatement|Script|SingleExpression)$/.test(name)
			? this.parts(isSilent)
			: [this.expression()];
		if (parts.length === 0) return;
		const expression = parts.length === 1 ? parts[0]! : this.other(parts);
		into.push({ kind: 'expression', start, end, expression });
	}

	private declaration(into: Statement[]): void {
		let start = this.cursor.from;
		let target: Expression | null = null;
		let value: Expression | null = null;
		let assigned = false;
		let declares: 'block' | 'function' = 'block';
		const flush = (end: number) => {
			if (target !== null)
				into.push({ kind: 'assign', start, end, targets: [target], operator: null, value, declares });
			target = null;
			value = null;
			assigned = false;
		};
		this.children(name => {
			if (name === ',') flush(this.cursor.from);
			else if (name === 'Equals') assigned = true;
			else if (name === 'var') declares = 'function';
			else if (isSilent(name)) return;
			else if (assigned) value = this.expression();
			else {
				start = this.cursor.from;
				target = this.expression();
			}
		});
		flush(this.cursor.to);
	}

	private branch(into: Statement[]): void {
		const {
			from: start,
			to: end,
			cursor,
		} = { from: this.cursor.from, to: this.cursor.to, cursor: this.cursor };
		const tests: Expression[] = [];
		const blocks: Statement[][] = [];
		let exhaustive = false;
		// A ladder of `else if` hangs ever deeper in the tree: walked down, not recursed into.
		let levels = 0;
		for (let descend = true; descend && cursor.firstChild(); ) {
			levels++;
			descend = false;
			let otherwise = false;
			do {
				const { name } = cursor;
				if (cursor.type.isError) this.error();
				else if (name === 'else') otherwise = true;
				else if (otherwise && name === 'IfStatement') {
					descend = true;
					break;
				} else if (
					name === 'ParenthesizedExpression' &&
					!otherwise &&
					blocks.length < levels &&
					tests.length < levels
				) {
					tests.push(this.expression());
				} else if (!isSilent(name)) {
					blocks.push(this.body());
					exhaustive = otherwise;
				}
			} while (cursor.nextSibling());
		}
		for (; levels > 0; levels--) cursor.parent();
		into.push({ kind: 'branch', start, end, tests, blocks, exhaustive });
	}

	private switchStatement(into: Statement[]): void {
		const { from: start, to: end } = this.cursor;
		const tests: Expression[] = [];
		const blocks: Statement[][] = [];
		let exhaustive = false;
		const visit = (name: string): void => {
			if (name === 'SwitchBody') this.nested(() => this.children(visit), undefined);
			else if (name === 'CaseLabel' || name === 'DefaultLabel') {
				exhaustive ||= name === 'DefaultLabel';
				tests.push(...this.parts(isSilent));
				blocks.push([]);
			} else if (blocks.length === 0) {
				if (!isSilent(name)) tests.push(this.expression());
			} else this.statement(blocks.at(-1)!);
		};
		this.children(visit);
		into.push({
			kind: 'branch',
			start,
			end,
			tests,
			blocks: blocks.filter(block => block.length > 0),
			exhaustive,
		});
	}

	private loop(into: Statement[]): void {
		const { from: start, to: end, name: kind } = this.cursor;
		const before: Statement[] = [];
		let target: Expression | null = null;
		let iterable: Expression | null = null;
		let test: Expression | null = null;
		let update: Expression | null = null;
		let keys = false;
		let body: Statement[] = [];
		this.children(name => {
			if (name === 'ForOfSpec' || name === 'ForInSpec') {
				keys = name === 'ForInSpec';
				[target = null, iterable = null] = this.parts(isSilent);
			} else if (name === 'ForSpec') {
				let part = 0;
				this.children(child => {
					if (child === ';') part++;
					else if (child === 'VariableDeclaration') {
						this.declaration(before);
						part++;
					} else if (!isSilent(child)) {
						const expression = this.expression();
						if (part === 0) before.push({ kind: 'expression', start, end: start, expression });
						else if (part === 1) test = expression;
						else update = expression;
					}
				});
			} else if (name === 'ParenthesizedExpression' && kind !== 'ForStatement') test = this.expression();
			else if (!isSilent(name)) body = this.body();
		});
		into.push({
			kind: 'loop',
			start,
			end,
			before,
			target,
			iterable,
			keys,
			test,
			update,
			body,
			otherwise: [],
		});
	}

	private tryStatement(into: Statement[]): void {
		const { from: start, to: end } = this.cursor;
		let body: Statement[] = [];
		const handlers: Statement[][] = [];
		let last: Statement[] = [];
		this.children(name => {
			if (name === 'Block') body = this.block();
			else if (name === 'CatchClause') {
				const handler: Statement[] = [];
				this.children(child => {
					if (child === 'Block') handler.push(...this.block());
					else if (!isSilent(child)) {
						const targets = [this.expression()];
						handler.push({
							kind: 'assign',
							start,
							end: start,
							targets,
							operator: null,
							value: null,
							declares: 'block',
						});
					}
				});
				handlers.push(handler);
			} else if (name === 'FinallyClause') {
				this.children(child => {
					if (child === 'Block') last = this.block();
				});
			}
		});
		into.push({ kind: 'try', start, end, body, handlers, last });
	}

	private enumeration(into: Statement[]): void {
		const { from: start, to: end } = this.cursor;
		let target: Expression | null = null;
		const entries: { key: Expression; value: Expression }[] = [];
		let key: Expression | null = null;
		const visit = (name: string): void => {
			if (name === 'TypeDefinition' && target === null) target = this.name();
			else if (name === 'EnumBody') this.children(visit);
			else if (name === 'PropertyName') {
				key = { kind: 'text', start: this.cursor.from, end: this.cursor.to, value: this.propertyName() };
			} else if (key !== null && !isSilent(name)) {
				entries.push({ key, value: this.expression() });
				key = null;
			}
		};
		this.children(visit);
		if (target === null) return;
		const value: Expression = { kind: 'mapping', start, end, entries };
		into.push({ kind: 'assign', start, end, targets: [target], operator: null, value, declares: 'block' });
	}
}
