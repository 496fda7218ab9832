import { parser } from '@lezer/python';
import { parseBounded } from '../bounded-parse';
import type { Expression, FunctionNode, Program, Statement } from '../syntax';
import { isPunctuation, PythonExpressionReader } from './read-expression';

/** Reads Python source. Never throws; what the grammar cannot make sense of is listed in `unread`. */
export function readPython(text: string): Program {
	const bounded = parseBounded(parser, text, 'python');
	const reader = new PythonReader(bounded.tree.cursor(), bounded.text);
	const body = reader.statements();
	const cut = bounded.unparsed.map(({ range, reason }) => ({ ...range, reason }));
	return { body, unread: [...cut, ...reader.unread] };
}

class PythonReader extends PythonExpressionReader {
	/** The statements below the cursor's node. */
	statements(): Statement[] {
		const statements: Statement[] = [];
		this.children(name => {
			if (name !== ':') this.statement(statements);
		});
		return this.joined(withExecStatements(statements));
	}

	private block(): Statement[] {
		return this.nested(() => this.statements(), []);
	}

	private statement(into: Statement[]): void {
		const { cursor } = this;
		const start = cursor.from;
		const end = cursor.to;
		switch (cursor.name) {
			case 'StatementGroup':
				into.push(...this.statements());
				break;
			case 'AssignStatement':
			case 'UpdateStatement':
				this.assignment(into);
				break;
			case 'FunctionDefinition':
			case 'ClassDefinition':
				this.definition(into, [], start);
				break;
			case 'DecoratedStatement':
				this.decorated(into);
				break;
			case 'ImportStatement':
				this.importStatement(into);
				break;
			case 'ReturnStatement': {
				const values = this.parts(isPunctuation);
				into.push({ kind: 'return', start, end, value: values.length === 0 ? null : this.tuple(values) });
				break;
			}
			case 'IfStatement':
			case 'MatchStatement':
				this.branch(into);
				break;
			case 'ForStatement':
			case 'WhileStatement':
				this.loop(into);
				break;
			case 'TryStatement':
				this.tryStatement(into);
				break;
			case 'WithStatement':
				this.withStatement(into);
				break;
			case 'ScopeStatement': {
				const names: string[] = [];
				this.children(name => {
					if (name === 'VariableName') names.push(this.identifier());
				});
				into.push({ kind: 'scope', start, end, names });
				break;
			}
			case 'BreakStatement':
				into.push({ kind: 'break', start, end });
				break;
			case 'PassStatement':
			case 'ContinueStatement':
			case 'TypeDefinition':
			case 'Comment':
			case ';':
				break;
			default: {
				const parts = this.parts(isPunctuation);
				if (parts.length === 0) break;
				const expression = parts.length === 1 ? parts[0]! : this.other(parts);
				into.push({ kind: 'expression', start, end, expression });
			}
		}
	}

	private assignment(into: Statement[]): void {
		const { from: start, to: end } = this.cursor;
		const sides: Expression[][] = [[]];
		let operator: string | null = null;
		let spread = false;
		this.children(name => {
			if (name === 'AssignOp') sides.push([]);
			else if (name === 'UpdateOp') {
				operator = this.text().slice(0, -1);
				sides.push([]);
			} else if (name === '*') spread = true;
			else if (name !== 'TypeDef' && !isPunctuation(name)) {
				const value = this.expression();
				// A starred target takes the remaining items: a list of which only the whole is known.
				sides.at(-1)?.push(
					spread
						? {
								kind: 'list',
								start: value.start,
								end: value.end,
								items: [this.argument(value, null, 'list')],
							}
						: value,
				);
				spread = false;
			}
		});
		const values = sides.length > 1 ? sides.pop() : undefined;
		into.push({
			kind: 'assign',
			start,
			end,
			targets: sides.filter(side => side.length > 0).map(side => this.tuple(side)),
			operator,
			value: values === undefined ? null : values.length === 0 ? this.other() : this.tuple(values),
			declares: null,
		});
	}

	private decorated(into: Statement[]): void {
		const { from: start } = this.cursor;
		const decorators: Expression[] = [];
		this.children(name => {
			if (name === 'Decorator') decorators.push(this.decorator());
			else this.definition(into, decorators, start);
		});
	}

	/** `@a.b(c)` as an expression; the tree has its names and arguments side by side. */
	private decorator(): Expression {
		const { from: start, to: end } = this.cursor;
		let expression: Expression | null = null;
		this.children(name => {
			if (name === 'VariableName' || name === 'PropertyName') {
				const text = this.identifier();
				expression =
					expression === null
						? { kind: 'name', start, end, name: text }
						: { kind: 'member', start, end, object: expression, name: text };
			} else if (name === 'ArgList') {
				expression = {
					kind: 'call',
					start,
					end,
					callee: expression ?? this.other(),
					arguments: this.argumentList(),
				};
			} else if (!isPunctuation(name)) expression = this.expression();
		});
		return expression ?? this.other();
	}

	private definition(into: Statement[], decorators: readonly Expression[], start: number): void {
		const { to: end, name: kind } = this.cursor;
		let name = '';
		let parameters: FunctionNode['parameters'] = [];
		let bases: Expression[] = [];
		let body: Statement[] = [];
		this.children(child => {
			if (child === 'VariableName') name = this.identifier();
			else if (child === 'ParamList') parameters = this.parameters();
			else if (child === 'ArgList') bases = this.argumentList().map(argument => argument.value);
			else if (child === 'Body') body = this.block();
		});
		if (kind === 'ClassDefinition') {
			into.push({
				kind: 'define',
				start,
				end,
				name,
				value: { kind: 'class', start, end, name, bases, body, decorators },
			});
			return;
		}
		const getter = decorators.some(
			decorator => decorator.kind === 'name' && /^(?:cached_)?property$/.test(decorator.name),
		);
		const value: FunctionNode = {
			kind: 'function',
			start,
			end,
			name,
			parameters,
			body,
			result: null,
			decorators,
			getter,
			arrow: false,
		};
		into.push({ kind: 'define', start, end, name, value });
	}

	private importStatement(into: Statement[]): void {
		const { from: start, to: end } = this.cursor;
		let module = '';
		let source = { start, end: start };
		let phase: 'module' | 'names' | 'from' = 'module';
		const names: { name: string | null; alias: string }[] = [];
		let aliased = false;
		const flush = () => {
			if (phase === 'module' && module !== '') {
				const alias = aliased ? (names.pop()?.alias ?? module) : (module.split('.')[0] ?? module);
				// `import a.b` binds `a`; `import a.b as c` binds the inner module.
				into.push({
					kind: 'import',
					start,
					end,
					module: aliased ? module : alias,
					source,
					names: [{ name: null, alias }],
				});
				if (!aliased && module !== alias)
					into.push({ kind: 'import', start, end, module, source, names: [] });
			}
			module = '';
			aliased = false;
		};
		this.children(name => {
			if (name === 'from') phase = 'from';
			else if (name === 'import') phase = phase === 'from' ? 'names' : 'module';
			else if (name === 'as') aliased = true;
			else if (name === ',' && phase === 'module') flush();
			else if (name === ',') aliased = false;
			else if (name === '*') names.push({ name: '*', alias: '*' });
			else if (name === '.' || name === 'Ellipsis' || name === '...') {
				if (phase !== 'names') module += name === '.' ? '.' : '...';
			} else if (name === 'VariableName') {
				const text = this.identifier();
				if (phase === 'names' && aliased) names.push({ name: names.pop()?.name ?? text, alias: text });
				else if (phase === 'names') names.push({ name: text, alias: text });
				else if (aliased) names.push({ name: null, alias: text });
				else {
					if (module === '') source = this.place();
					else source = { start: Math.min(source.start, this.cursor.from), end: this.cursor.to };
					module += text;
				}
			}
		});
		if (phase === 'module') flush();
		else into.push({ kind: 'import', start, end, module, source, names });
	}

	private branch(into: Statement[]): void {
		const { from: start, to: end } = this.cursor;
		const tests: Expression[] = [];
		const blocks: Statement[][] = [];
		let exhaustive = false;
		const visit = (name: string): void => {
			if (name === 'Body') blocks.push(this.block());
			else if (name === 'else') exhaustive = true;
			else if (name === 'MatchBody' || name === 'MatchClause') this.children(visit);
			else if (name.endsWith('Pattern') || isPunctuation(name)) return;
			else if (!/^(?:elif|match|case|Guard)$/.test(name)) tests.push(this.expression());
		};
		this.children(visit);
		into.push({ kind: 'branch', start, end, tests, blocks, exhaustive });
	}

	private loop(into: Statement[]): void {
		const { from: start, to: end, name: kind } = this.cursor;
		const before: Expression[] = [];
		const after: Expression[] = [];
		const blocks: Statement[][] = [];
		let inside = kind === 'WhileStatement';
		this.children(name => {
			if (name === 'in') inside = true;
			else if (name === 'Body') blocks.push(this.block());
			else if (name !== 'while' && !isPunctuation(name)) (inside ? after : before).push(this.expression());
		});
		const isFor = kind === 'ForStatement';
		into.push({
			kind: 'loop',
			start,
			end,
			before: [],
			target: isFor && before.length > 0 ? this.tuple(before) : null,
			iterable: isFor && after.length > 0 ? this.tuple(after) : null,
			keys: false,
			test: isFor ? null : (after[0] ?? null),
			update: null,
			body: blocks[0] ?? [],
			otherwise: blocks[1] ?? [],
		});
	}

	private tryStatement(into: Statement[]): void {
		const { from: start, to: end } = this.cursor;
		const blocks: { kind: string; body: Statement[] }[] = [];
		let kind = 'try';
		let named: Expression | null = null;
		let aliased = false;
		this.children(name => {
			if (name === 'try' || name === 'except' || name === 'finally' || name === 'else') {
				kind = name;
				named = null;
				aliased = false;
			} else if (name === 'as') aliased = true;
			else if (name === 'Body') {
				const body = this.block();
				if (named !== null)
					body.unshift({
						kind: 'assign',
						start,
						end: start,
						targets: [named],
						operator: null,
						value: null,
						declares: 'block',
					});
				blocks.push({ kind, body });
			} else if (!isPunctuation(name)) {
				const expression = this.expression();
				if (aliased) named = expression;
			}
		});
		const bodies = (wanted: string) => blocks.filter(block => block.kind === wanted).map(block => block.body);
		into.push({
			kind: 'try',
			start,
			end,
			body: [...bodies('try'), ...bodies('else')].flat(),
			handlers: bodies('except'),
			last: bodies('finally').flat(),
		});
	}

	private withStatement(into: Statement[]): void {
		const { from: start, to: end } = this.cursor;
		const items: { value: Expression; target: Expression | null }[] = [];
		let body: Statement[] = [];
		let aliased = false;
		const visit = (name: string): void => {
			if (name === 'as') aliased = true;
			else if (name === ',') aliased = false;
			else if (name === 'Body') body = this.block();
			// The grammar does not know parenthesised items: it ends the bracket at the first `as`.
			else if (name === 'ParenthesizedExpression') this.children(visit);
			else if (name !== 'with' && !isPunctuation(name)) {
				const expression = this.expression();
				const last = items.at(-1);
				if (aliased && last !== undefined && last.target === null)
					items[items.length - 1] = { ...last, target: expression };
				else items.push({ value: expression, target: null });
			}
		};
		this.children(visit);
		into.push({ kind: 'with', start, end, items, body });
	}
}

/** Python 2's `exec "code"`, which the grammar reads as two statements, as the call it stands for. */
function withExecStatements(statements: Statement[]): Statement[] {
	return statements.filter((statement, index) => {
		const next = statements[index + 1];
		if (statement.kind !== 'expression' || next?.kind !== 'expression') return true;
		const { expression: callee } = statement;
		if (callee.kind !== 'name' || callee.name !== 'exec' || next.start - callee.end > 3) return true;
		const { expression: value, start, end } = next;
		const argument = { value, name: null, spread: null };
		statements[index + 1] = {
			...next,
			expression: { kind: 'call', start, end, callee, arguments: [argument] },
		};
		return false;
	});
}
