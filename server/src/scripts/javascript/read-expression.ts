import type { Argument, Expression, Statement } from '../syntax';
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
	'?.',
	'=>',
	'Arrow',
	'Equals',
	'Star',
	'...',
	'@',
	'async',
	'await',
	'new',
	'import',
	'yield',
	'typeof',
	'void',
	'delete',
	'LineComment',
	'BlockComment',
	'Hashbang',
	'throw',
	'return',
	'const',
	'let',
	'var',
	'using',
	'of',
	'in',
	'case',
	'default',
	'extends',
	'get',
	'set',
	'static',
	'Optional',
	'function',
	'class',
	'abstract',
	'declare',
	'export',
	'if',
	'while',
	'for',
	'do',
	'else',
	'switch',
	'with',
	'finally',
	'try',
	'catch',
	'InterpolationStart',
	'InterpolationEnd',
]);

/** Types, which say nothing about what runs. */
const TYPE_ONLY =
	/^(?:Type(?:Annotation|ArgList|ParamList|Name|Definition|Predicate|AliasDeclaration)|InterfaceDeclaration|.*Type|AmbientDeclaration|Privacy|readonly|Override|implements|definite|keyof|unique|infer|is|asserts)$/;

const OPERATORS = new Set([
	'ArithOp',
	'BitOp',
	'CompareOp',
	'LogicOp',
	'in',
	'instanceof',
	'as',
	'satisfies',
]);

const silence = new Map<string, boolean>();

/** Whether a node has no value and no effect of its own. Asked for every node, so remembered by name. */
export function isSilent(name: string): boolean {
	let known = silence.get(name);
	if (known === undefined) {
		known = PUNCTUATION.has(name) || TYPE_ONLY.test(name);
		silence.set(name, known);
	}
	return known;
}

/** Reads expressions of a Lezer JavaScript tree. */
export abstract class JavaScriptExpressionReader extends TreeReader {
	protected abstract block(): Statement[];
	protected abstract classNode(): Expression;
	protected abstract mapping(): Expression;
	protected abstract functionNode(): Expression;

	protected readExpression(): Expression {
		const { cursor } = this;
		const start = cursor.from;
		const end = cursor.to;
		switch (cursor.name) {
			case 'VariableName':
			case 'VariableDefinition':
			case 'PropertyName':
			case 'PropertyDefinition':
			case 'this':
			case 'super':
				return this.name();
			case 'ImportMeta':
				return {
					kind: 'member',
					start,
					end,
					object: { kind: 'name', start, end: start + 6, name: 'import' },
					name: 'meta',
				};
			case 'String':
				return { kind: 'text', start, end, value: stringValue(this.text()) };
			case 'Number':
				return { kind: 'number', start, end, value: numberValue(this.text()) };
			case 'BooleanLiteral':
				return { kind: 'constant', start, end, value: this.text() === 'true' };
			case 'null':
				return { kind: 'constant', start, end, value: null };
			case 'RegExp':
				return this.regularExpression();
			case 'TemplateString':
				return this.template(null);
			case 'TaggedTemplateExpression':
				return this.taggedTemplate();
			case 'CallExpression':
			case 'NewExpression':
			case 'DynamicImport':
				return this.call();
			case 'MemberExpression':
				return this.member();
			case 'BinaryExpression':
				return this.binary();
			case 'UnaryExpression':
			case 'PostfixExpression':
				return this.unary();
			case 'ConditionalExpression': {
				const [test, ...options] = this.parts(name => isSilent(name) || name === 'LogicOp');
				return { kind: 'conditional', start, end, test: test ?? this.other(), options };
			}
			case 'ParenthesizedExpression':
			case 'SequenceExpression': {
				const items = this.parts(isSilent);
				return items.length === 1 ? items[0]! : { kind: 'sequence', start, end, items };
			}
			case 'ArrayExpression':
			case 'ArrayPattern':
				return { kind: 'list', start, end, items: this.items() };
			case 'ObjectExpression':
			case 'ObjectPattern':
				return this.mapping();
			case 'ArrowFunction':
			case 'FunctionExpression':
				return this.functionNode();
			case 'ClassExpression':
				return this.classNode();
			case 'AwaitExpression':
			case 'YieldExpression': {
				const how = cursor.name === 'AwaitExpression' ? 'await' : 'yield';
				return { kind: 'pass', start, end, how, operand: this.parts(isSilent)[0] ?? null };
			}
			case 'AssignmentExpression':
				return this.assignment();
			case 'PrefixCast':
			case 'InstantiationExpression': {
				const parts = this.parts(name => isSilent(name) || name === '<' || name === '>');
				return parts[0] ?? this.other();
			}
			default:
				return this.other(this.parts(isSilent));
		}
	}

	/** `/a/g` as `RegExp('a', 'g')` */
	private regularExpression(): Expression {
		const { from: start, to: end } = this.cursor;
		const text = this.text();
		const close = text.lastIndexOf('/');
		const part = (value: string): Argument => this.argument({ kind: 'text', start, end, value });
		const callee: Expression = { kind: 'name', start, end: start, name: 'RegExp' };
		return {
			kind: 'call',
			start,
			end,
			callee,
			arguments: [part(text.slice(1, close)), part(text.slice(close + 1))],
		};
	}

	/** Identifiers may hold escapes: `\u0065val` is `eval`. */
	protected name(): Expression {
		const { from: start, to: end } = this.cursor;
		const text = this.text();
		if (text === 'undefined') return { kind: 'constant', start, end, value: null };
		return { kind: 'name', start, end, name: text.includes('\\') ? unescaped(text) : text };
	}

	private binary(): Expression {
		const node = this.binaryChain(name => (OPERATORS.has(name) ? this.text() : isSilent(name) ? '' : null));
		// `x as T` is x.
		const rest = node.rest.filter(part => !/^(?:as|satisfies)/.test(part.operator));
		return rest.length === 0 ? node.first : { ...node, rest };
	}

	private template(tag: Expression | null): Expression {
		const { from: start, to: end } = this.cursor;
		const parts: (string | Expression)[] = [];
		let at = start + 1;
		const literal = (until: number) => {
			if (until > at) parts.push(unescaped(this.source.slice(at, until)));
		};
		this.children(name => {
			if (name !== 'Interpolation') return;
			literal(this.cursor.from);
			at = this.cursor.to;
			const inner = this.parts(isSilent);
			parts.push(inner.length === 1 ? inner[0]! : this.other(inner));
		});
		literal(this.source[end - 1] === '`' && end - 1 >= at ? end - 1 : end);
		return { kind: 'template', start, end, parts, tag };
	}

	private taggedTemplate(): Expression {
		let tag: Expression | null = null;
		let result: Expression | null = null;
		this.children(name => {
			if (name === 'TemplateString') result = this.template(tag);
			else if (!isSilent(name)) tag = this.expression();
		});
		return result ?? this.other();
	}

	private call(): Expression {
		const { from: start, to: end } = this.cursor;
		let callee: Expression | null = null;
		let args: Argument[] = [];
		if (this.cursor.name === 'DynamicImport') {
			// The parser recovers from much that is no import.
			if (!/^import\s*[(/]/.test(this.source.slice(start, start + 40)))
				return this.other(this.items().map(item => item.value));
			callee = { kind: 'name', start, end: start + 6, name: 'import' };
			args = this.items();
		} else {
			this.children(name => {
				if (name === 'ArgList') args = this.items();
				else if (!isSilent(name)) callee ??= this.expression();
			});
		}
		return { kind: 'call', start, end, callee: callee ?? this.other(), arguments: args };
	}

	private member(): Expression {
		const { from: start, to: end } = this.cursor;
		let object: Expression | null = null;
		let property: string | null = null;
		let key: Expression | null = null;
		this.children(name => {
			if (object === null) object = this.expression();
			else if (name === 'PropertyName' || name === 'PrivatePropertyName') property = this.propertyName();
			else if (!isSilent(name)) key = this.expression();
		});
		const base = object ?? this.other();
		if (property !== null) return { kind: 'member', start, end, object: base, name: property };
		return { kind: 'index', start, end, object: base, key: key ?? this.other() };
	}

	protected propertyName(): string {
		const text = this.text();
		return text.includes('\\') ? unescaped(text) : text;
	}

	private unary(): Expression {
		const { from: start, to: end } = this.cursor;
		let operator = '';
		let operand: Expression | null = null;
		this.children(name => {
			if (name === 'ArithOp' || name === 'LogicOp' || name === 'BitOp') operator = this.text();
			else if (name === 'typeof' || name === 'void' || name === 'delete') operator = name;
			else if (!isSilent(name)) operand = this.expression();
		});
		const value = operand ?? this.other();
		if (operator === '++' || operator === '--') {
			const one: Expression = { kind: 'number', start: end, end, value: 1 };
			return { kind: 'assignment', start, end, target: value, operator: operator[0]!, value: one };
		}
		// `x!` asserts that x is there.
		if (operator === '!' && value.end < end) return value;
		return { kind: 'unary', start, end, operator, operand: value };
	}

	/** Arguments, items of an array, targets of an array pattern. */
	protected items(): Argument[] {
		const items: Argument[] = [];
		let spread: Argument['spread'] = null;
		let filled = false;
		let fallback = false;
		let at = 0;
		this.children(name => {
			at = this.cursor.from;
			if (name === 'Spread') spread = 'list';
			else if (name === 'Equals') fallback = true;
			else if (name === ',') {
				if (!filled) items.push(this.argument({ kind: 'other', start: at, end: at, parts: [] }));
				filled = false;
			} else if (!isSilent(name)) {
				const value = this.expression();
				const last = items.at(-1);
				if (fallback && last !== undefined) {
					const { target } = { target: last.value };
					items[items.length - 1] = this.argument({
						kind: 'default',
						start: target.start,
						end: value.end,
						target,
						value,
					});
				} else items.push(this.argument(value, null, spread));
				spread = null;
				fallback = false;
				filled = true;
			}
		});
		return items;
	}

	private assignment(): Expression {
		const { from: start, to: end } = this.cursor;
		let operator: string | null = null;
		const sides: Expression[] = [];
		this.children(name => {
			if (name === 'UpdateOp') operator = this.text().slice(0, -1);
			else if (!isSilent(name)) sides.push(this.expression());
		});
		const [target, value] = sides;
		if (target === undefined) return this.other();
		return {
			kind: 'assignment',
			start,
			end,
			target,
			operator,
			value: value ?? { kind: 'other', start: end, end, parts: [] },
		};
	}
}
