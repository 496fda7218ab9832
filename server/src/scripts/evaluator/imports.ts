import type { ImportStatement } from '../syntax';
import { rangeOf } from '../value';
import type { Machine } from './machine';
import { memberOf } from './members';
import type { Scope } from './scope';

/** Binds what an import brings, and notes the file it may come from. */
export function importNames(machine: Machine, statement: ImportStatement, scope: Scope): void {
	const { language, recorder } = machine;
	const module = language.module(statement.module);
	const range = rangeOf(statement.source);
	const file = language.importedFile(statement.module);
	if (file !== null) recorder.reference({ range, path: file, how: 'import' });
	for (const { name, alias } of statement.names) {
		if (name === '*') {
			machine.opened.push(module.name);
			continue;
		}
		const whole = name === null || (name === 'default' && !language.assignsLocally);
		const value = whole ? module : memberOf(machine, module, name, rangeOf(statement));
		if (language.assignsLocally) scope.assignInFunction(alias, value);
		else scope.declare(alias, value);
		// `from . import helper` may mean a file.
		if (name !== null && /^\.+$/.test(statement.module)) {
			const inner = language.importedFile(`${statement.module}${name}`);
			if (inner !== null) recorder.reference({ range, path: inner, how: 'import' });
		}
	}
}
