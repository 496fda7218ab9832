import type { Expression, Statement } from '../syntax';
import { isSilent } from './read-expression';
import { JavaScriptFunctionReader } from './read-function';

/** Reads imports and exports of a Lezer JavaScript tree. */
export abstract class JavaScriptModuleReader extends JavaScriptFunctionReader {
	/** Name of an `import x =` whose value the next statement holds. */
	private pendingImport: string | null = null;

	protected abstract statement(into: Statement[]): void;

	protected importDeclaration(into: Statement[]): void {
		const { from: start, to: end } = this.cursor;
		let module: string | null = null;
		let source = { start, end };
		const names: { name: string | null; alias: string }[] = [];
		let imported: string | null = null;
		let typeOnly = false;
		const visit = (name: string, grouped: boolean): void => {
			if (name === 'String') {
				source = this.place();
				module = this.literal();
			} else if (name === 'type' && !grouped) typeOnly = true;
			else if (name === 'ImportGroup') this.children(child => visit(child, true));
			else if (name === 'Star') imported = '*';
			else if (name === 'VariableName' || name === 'default')
				imported = name === 'default' ? 'default' : this.propertyName();
			else if (name === 'VariableDefinition') {
				const alias = this.propertyName();
				if (grouped) names.push({ name: imported ?? alias, alias });
				else names.push({ name: imported === '*' ? null : 'default', alias });
				imported = null;
			}
		};
		this.children(name => visit(name, false));
		if (module !== null && !typeOnly) into.push({ kind: 'import', start, end, module, source, names });
		// `import fs = require('fs')`: the grammar reads the right side as a statement of its own.
		else if (module === null && names.length === 1) this.importEquals(names[0]!.alias);
	}

	private importEquals(alias: string): void {
		this.pendingImport = alias;
	}

	protected override joined(statements: Statement[]): Statement[] {
		if (this.pendingImport === null) return super.joined(statements);
		return super.joined(statements).map(statement => {
			if (this.pendingImport === null || statement.kind !== 'expression' || !isRequire(statement.expression))
				return statement;
			const { start, end } = statement;
			const target: Expression = { kind: 'name', start, end: start, name: this.pendingImport };
			this.pendingImport = null;
			return {
				kind: 'assign',
				start,
				end,
				targets: [target],
				operator: null,
				value: statement.expression,
				declares: 'block',
			};
		});
	}

	private literal(): string {
		const value = this.expression();
		return value.kind === 'text' ? value.value : '';
	}

	protected exportDeclaration(into: Statement[]): void {
		const { from: start, to: end } = this.cursor;
		let module: string | null = null;
		let source = { start, end };
		this.children(name => {
			if (name === 'String') {
				source = this.place();
				module = this.literal();
			} else if (name === 'ExportGroup' || name === 'Star' || isSilent(name)) return;
			else this.statement(into);
		});
		if (module !== null) into.push({ kind: 'import', start, end, module, source, names: [] });
	}
}

function isRequire(expression: Expression): boolean {
	return (
		expression.kind === 'call' && expression.callee.kind === 'name' && expression.callee.name === 'require'
	);
}
