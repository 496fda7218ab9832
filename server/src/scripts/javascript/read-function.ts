import type { Expression, FunctionNode, Parameter, Statement } from '../syntax';
import { isSilent, JavaScriptExpressionReader } from './read-expression';

/** Reads functions, classes and objects of a Lezer JavaScript tree. */
export abstract class JavaScriptFunctionReader extends JavaScriptExpressionReader {
	protected abstract inner(): Statement[];

	protected mapping(): Expression {
		const { from: start, to: end } = this.cursor;
		const entries: { key: Expression | null; value: Expression }[] = [];
		this.children(name => {
			if (name === 'Property' || name === 'PatternProperty') this.property(entries);
		});
		return { kind: 'mapping', start, end, entries };
	}

	private property(entries: { key: Expression | null; value: Expression }[]): void {
		const { from: start, to: end } = this.cursor;
		let key: Expression | null = null;
		let value: Expression | null = null;
		let spread = false;
		let getter = false;
		let fallback: Expression | null = null;
		let defaulted = false;
		let isMethod = false;
		this.children(name => {
			if (name === 'Spread') spread = true;
			else if (name === 'get') getter = true;
			else if (name === 'Equals') defaulted = true;
			else if (name === 'ParamList') isMethod = true;
			else if (isSilent(name) || name === 'Block') return;
			else if (key === null && !spread && (name === 'PropertyDefinition' || name === 'PropertyName')) {
				key = { kind: 'text', start: this.cursor.from, end: this.cursor.to, value: this.propertyName() };
			} else {
				const expression = this.expression();
				if (spread) value = expression;
				else if (defaulted) fallback = expression;
				else if (key === null) key = expression;
				else value = expression;
			}
		});
		if (isMethod) value = this.functionNode(getter);
		if (spread) {
			if (value !== null) entries.push({ key: null, value });
			return;
		}
		if (key === null) return;
		value ??= shorthand(key);
		if (fallback !== null) value = { kind: 'default', start, end, target: value, value: fallback };
		entries.push({ key: shorthandKey(key), value });
	}

	/** The function at the cursor: arrow, expression, declaration or method. */
	protected functionNode(getter = false): FunctionNode {
		const { from: start, to: end, name: kind } = this.cursor;
		let name: string | null = null;
		let parameters: Parameter[] = [];
		let body: Statement[] = [];
		let result: Expression | null = null;
		let afterParameters = false;
		this.children(child => {
			if (child === 'ParamList') {
				parameters = this.parameters();
				afterParameters = true;
			} else if (child === 'Block') body = this.block();
			else if (child === 'VariableDefinition' && name === null) name = this.propertyName();
			else if (afterParameters && kind === 'ArrowFunction' && !isSilent(child)) result = this.expression();
		});
		return {
			kind: 'function',
			start,
			end,
			name,
			parameters,
			body,
			result,
			decorators: [],
			getter,
			arrow: kind === 'ArrowFunction',
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
			else if (name === 'Spread') rest = 'list';
			else if (name === 'Equals') assigned = true;
			else if (isSilent(name) || name === 'Decorator') return;
			else if (assigned) fallback = this.expression();
			else target = this.expression();
		});
		flush();
		return parameters;
	}

	protected classNode(): Expression {
		const { from: start, to: end } = this.cursor;
		let name: string | null = null;
		const bases: Expression[] = [];
		const body: Statement[] = [];
		const decorators: Expression[] = [];
		this.children(child => {
			if (child === 'VariableDefinition') name = this.propertyName();
			else if (child === 'Decorator') decorators.push(...this.parts(isSilent));
			else if (child === 'ClassBody') this.nested(() => this.classBody(body), undefined);
			else if (!isSilent(child) && bases.length === 0) bases.push(this.expression());
		});
		return { kind: 'class', start, end, name, bases, body, decorators };
	}

	private classBody(into: Statement[]): void {
		this.children(name => {
			const { from: start, to: end } = this.cursor;
			if (name === 'MethodDeclaration') {
				const value = this.method();
				into.push({ kind: 'define', start, end, name: value.name ?? '', value });
			} else if (name === 'PropertyDeclaration') this.propertyDeclaration(into);
			else if (name === 'StaticBlock') into.push({ kind: 'block', start, end, body: this.inner() });
		});
	}

	private method(): FunctionNode {
		let name: string | null = null;
		let getter = false;
		const decorators: Expression[] = [];
		this.children(child => {
			if (child === 'get') getter = true;
			else if (child === 'Decorator') decorators.push(...this.parts(isSilent));
			else if (name === null && (child === 'PropertyDefinition' || child === 'PrivatePropertyDefinition')) {
				name = this.propertyName();
			} else if (name === null && child === 'String') name = this.text().slice(1, -1);
		});
		return { ...this.functionNode(getter), name, decorators };
	}

	private propertyDeclaration(into: Statement[]): void {
		const { from: start, to: end } = this.cursor;
		let target: Expression | null = null;
		let value: Expression | null = null;
		let assigned = false;
		this.children(name => {
			if (name === 'Equals') assigned = true;
			else if (name === 'PropertyDefinition' || name === 'PrivatePropertyDefinition') {
				target ??= { kind: 'name', start: this.cursor.from, end: this.cursor.to, name: this.propertyName() };
			} else if (assigned && !isSilent(name)) value = this.expression();
		});
		if (target !== null)
			into.push({ kind: 'assign', start, end, targets: [target], operator: null, value, declares: 'block' });
	}
}

/** The value that `{a}` has: the name `a`. In a pattern the tree has the name itself as the key. */
function shorthand(key: Expression): Expression {
	return key.kind === 'text' ? { kind: 'name', start: key.start, end: key.end, name: key.value } : key;
}

function shorthandKey(key: Expression): Expression {
	return key.kind === 'name' ? { kind: 'text', start: key.start, end: key.end, value: key.name } : key;
}
