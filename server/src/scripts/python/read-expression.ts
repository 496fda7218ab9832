import type {
	Argument,
	ComprehensionNode,
	Expression,
	FunctionNode,
	Parameter,
	TemplateNode,
} from '../syntax';
import { TreeReader } from '../tree-reader';
import { numberValue, stringValue, unescaped } from './literals';

const PUNCTUATION = new Set([
	'(',
	')',
	'[',
	']',
	'{',
	'}',
	',',
	':',
	';',
	'.',
	'*',
	'**',
	'At',
	'@',
	'in',
	'for',
	'if',
	'else',
	'async',
	'await',
	'lambda',
	'not',
	'yield',
	'from',
	'as',
	'AssignOp',
	'Comment',
	'print',
	'assert',
	'raise',
	'del',
	'return',
	'with',
]);

const OPERATORS = new Set(['ArithOp', 'BitOp', 'CompareOp', 'and', 'or', 'in', 'not', 'is']);

/** Reads expressions of a Lezer Python tree. */
export abstract class PythonExpressionReader extends TreeReader {
	protected readExpression(): Expression {
		const { cursor } = this;
		const start = cursor.from;
		const end = cursor.to;
		switch (cursor.name) {
			case 'VariableName':
			case 'PropertyName':
			case 'Self':
				return { kind: 'name', start, end, name: this.identifier() };
			case 'String':
				return { kind: 'text', start, end, value: stringValue(this.text()).value };
			case 'Number':
				return { kind: 'number', start, end, value: numberValue(this.text()) };
			case 'Boolean':
				return { kind: 'constant', start, end, value: this.text() === 'True' };
			case 'None':
				return { kind: 'constant', start, end, value: null };
			case 'FormatString':
			case 'ContinuedString':
				return this.template();
			case 'CallExpression':
				return this.call();
			case 'MemberExpression':
				return this.member();
			case 'BinaryExpression':
				return this.binaryChain(name => (OPERATORS.has(name) ? this.text() : null));
			case 'UnaryExpression':
				return this.unary();
			case 'ConditionalExpression': {
				const [value, test, otherwise] = this.parts(isPunctuation);
				const options = [value, otherwise].filter(option => option !== undefined);
				return { kind: 'conditional', start, end, test: test ?? this.other(), options };
			}
			case 'ParenthesizedExpression': {
				const items = this.parts(isPunctuation);
				return items.length === 1 ? items[0]! : { kind: 'sequence', start, end, items };
			}
			case 'ArrayExpression':
			case 'TupleExpression':
			case 'SetExpression':
				return { kind: 'list', start, end, items: this.items() };
			case 'DictionaryExpression':
				return this.dictionary();
			case 'ArrayComprehensionExpression':
			case 'ComprehensionExpression':
			case 'SetComprehensionExpression':
			case 'DictionaryComprehensionExpression':
				return this.comprehension();
			case 'LambdaExpression':
				return this.lambda();
			case 'AwaitExpression':
			case 'YieldExpression': {
				const how = cursor.name === 'AwaitExpression' ? 'await' : 'yield';
				const operand = this.parts(isPunctuation)[0] ?? null;
				return { kind: 'pass', start, end, how, operand };
			}
			case 'NamedExpression': {
				const [target, value] = this.parts(isPunctuation);
				if (target === undefined || value === undefined) return this.other();
				return { kind: 'assignment', start, end, target, operator: null, value };
			}
			default:
				return this.other(this.parts(isPunctuation));
		}
	}

	/** Identifiers compare in NFKC (PEP 3131): `ｅｖａｌ` is `eval`. */
	protected identifier(): string {
		const name = this.text();
		return /[^\x00-\x7f]/.test(name) ? name.normalize('NFKC') : name;
	}

	private template(): TemplateNode {
		const { from: start, to: end } = this.cursor;
		const parts: (string | Expression)[] = [];
		if (this.cursor.name === 'FormatString') this.formatString(parts);
		else {
			this.children(name => {
				if (name === 'FormatString') this.formatString(parts);
				else if (name === 'String') parts.push(stringValue(this.text()).value);
			});
		}
		return { kind: 'template', start, end, parts, tag: null };
	}

	private formatString(parts: (string | Expression)[]): void {
		const { from, to } = this.cursor;
		const shape = /^([a-zA-Z]*)("""|'''|"|')/.exec(this.source.slice(from, Math.min(to, from + 8)));
		const raw = /r/i.test(shape?.[1] ?? '');
		const quote = shape?.[2] ?? '';
		let at = from + (shape?.[0].length ?? 0);
		const literal = (until: number) => {
			if (until <= at) return;
			const body = this.source.slice(at, until).replaceAll('{{', '{').replaceAll('}}', '}');
			parts.push(raw ? body : unescaped(body));
		};
		this.children(name => {
			if (name !== 'FormatReplacement') return;
			literal(this.cursor.from);
			at = this.cursor.to;
			const inner = this.parts(
				child =>
					isPunctuation(child) ||
					child === 'FormatConversion' ||
					child === 'FormatSpec' ||
					child === 'FormatSelfDoc',
			);
			parts.push(inner.length === 1 ? inner[0]! : this.other(inner));
		});
		literal(this.source.startsWith(quote, to - quote.length) ? to - quote.length : to);
	}

	private call(): Expression {
		const { from: start, to: end } = this.cursor;
		let callee: Expression | null = null;
		let args: Argument[] = [];
		this.children(name => {
			if (name === 'ArgList') args = this.argumentList();
			else callee ??= this.expression();
		});
		return { kind: 'call', start, end, callee: callee ?? this.other(), arguments: args };
	}

	/** Arguments of a call, or the bases of a class. */
	protected argumentList(): Argument[] {
		const { from: start, to: end } = this.cursor;
		let generator = false;
		const args: Argument[] = [];
		let spread: Argument['spread'] = null;
		let pending: Expression | null = null;
		let keyword: string | null = null;
		const flush = () => {
			if (pending !== null) args.push(this.argument(pending, keyword, spread));
			pending = null;
			keyword = null;
			spread = null;
		};
		this.children(name => {
			if (name === ',') flush();
			else if (name === '*') spread = 'list';
			else if (name === '**') spread = 'mapping';
			else if (name === 'for') generator = true;
			else if (name === 'AssignOp' && pending?.kind === 'name') {
				keyword = pending.name;
				pending = null;
			} else if (!generator && !PUNCTUATION.has(name)) pending = this.expression();
		});
		if (generator) return [this.argument({ ...this.comprehension(), start, end })];
		flush();
		return args;
	}

	private member(): Expression {
		const { from: start, to: end } = this.cursor;
		let object: Expression | null = null;
		let property: string | null = null;
		let colons = 0;
		const keys: { value: Expression; after: number }[] = [];
		this.children(name => {
			if (object === null) object = this.expression();
			else if (name === 'PropertyName') property = this.identifier();
			else if (name === ':') colons++;
			else if (!isPunctuation(name)) keys.push({ value: this.expression(), after: colons });
		});
		const base = object ?? this.other();
		if (property !== null) return { kind: 'member', start, end, object: base, name: property };
		if (colons > 0) {
			const part = (after: number) => keys.find(key => key.after === after)?.value ?? null;
			return { kind: 'slice', start, end, object: base, from: part(0), to: part(1), step: part(2) };
		}
		if (keys.length === 1) return { kind: 'index', start, end, object: base, key: keys[0]!.value };
		return { kind: 'index', start, end, object: base, key: this.other(keys.map(key => key.value)) };
	}

	private unary(): Expression {
		const { from: start, to: end } = this.cursor;
		let operator = '';
		let operand: Expression | null = null;
		this.children(name => {
			if (name === 'ArithOp' || name === 'BitOp' || name === 'not') operator = this.text();
			else operand = this.expression();
		});
		return { kind: 'unary', start, end, operator, operand: operand ?? this.other() };
	}

	/** Items between brackets, or of a tuple without any. */
	protected items(): Argument[] {
		const items: Argument[] = [];
		let spread: Argument['spread'] = null;
		this.children(name => {
			if (name === '*') spread = 'list';
			else if (!isPunctuation(name)) {
				items.push(this.argument(this.expression(), null, spread));
				spread = null;
			}
		});
		return items;
	}

	private dictionary(): Expression {
		const { from: start, to: end } = this.cursor;
		const entries: { key: Expression | null; value: Expression }[] = [];
		let key: Expression | null = null;
		let spread = false;
		this.children(name => {
			if (name === '**') spread = true;
			else if (name === ',') key = null;
			else if (!isPunctuation(name)) {
				const value = this.expression();
				if (spread || key !== null) {
					entries.push({ key: spread ? null : key, value });
					key = null;
					spread = false;
				} else key = value;
			}
		});
		return { kind: 'mapping', start, end, entries };
	}

	private comprehension(): ComprehensionNode {
		const { from: start, to: end } = this.cursor;
		const results: Expression[] = [];
		const clauses: { target: Expression; iterable: Expression }[] = [];
		const conditions: Expression[] = [];
		let targets: Expression[] = [];
		let state: 'result' | 'target' | 'iterable' | 'condition' = 'result';
		this.children(name => {
			if (name === 'for') {
				state = 'target';
				targets = [];
			} else if (name === 'in') state = 'iterable';
			else if (name === 'if') state = 'condition';
			else if (!isPunctuation(name)) {
				const expression = this.expression();
				if (state === 'result') results.push(expression);
				else if (state === 'target') targets.push(expression);
				else if (state === 'condition') conditions.push(expression);
				else clauses.push({ target: this.tuple(targets), iterable: expression });
			}
		});
		const [first, second] = results;
		const result = second ?? first ?? this.other();
		return {
			kind: 'comprehension',
			start,
			end,
			clauses,
			conditions,
			key: second === undefined ? null : (first ?? null),
			result,
		};
	}

	/** One expression as it is, several as a tuple. */
	protected tuple(items: readonly Expression[]): Expression {
		if (items.length === 1) return items[0]!;
		const start = items[0]?.start ?? this.cursor.from;
		const end = items.at(-1)?.end ?? start;
		return { kind: 'list', start, end, items: items.map(item => this.argument(item)) };
	}

	private lambda(): FunctionNode {
		const { from: start, to: end } = this.cursor;
		let parameters: Parameter[] = [];
		let result: Expression | null = null;
		this.children(name => {
			if (name === 'ParamList') parameters = this.parameters();
			else if (!isPunctuation(name)) result = this.expression();
		});
		return {
			kind: 'function',
			start,
			end,
			name: null,
			parameters,
			body: [],
			result,
			decorators: [],
			getter: false,
			arrow: true,
		};
	}

	protected parameters(): Parameter[] {
		const parameters: Parameter[] = [];
		let rest: Parameter['rest'] = null;
		let target: Expression | null = null;
		let fallback: Expression | null = null;
		let assigned = false;
		const flush = () => {
			if (target !== null) parameters.push({ target, fallback, rest });
			target = null;
			fallback = null;
			rest = null;
			assigned = false;
		};
		this.children(name => {
			if (name === ',') flush();
			else if (name === '*') rest = 'list';
			else if (name === '**') rest = 'mapping';
			else if (name === 'AssignOp') assigned = true;
			else if (name === 'TypeDef' || name === '/' || isPunctuation(name)) return;
			else if (assigned) fallback = this.expression();
			else target = this.expression();
		});
		flush();
		return parameters;
	}
}

/** Whether a node only separates others. */
export function isPunctuation(name: string): boolean {
	return PUNCTUATION.has(name);
}
