import type { ImportStatement } from '../syntax';
import { rangeOf, textValue } from '../value';
import { executes } from './code';
import type { Machine } from './machine';
import { memberOf } from './members';
import { connect, received, targetsOf } from './network';
import type { Scope } from './scope';

/** Binds what an import brings, and notes the file it may come from. */
export function importNames(machine: Machine, statement: ImportStatement, scope: Scope): void {
	const { language, recorder } = machine;
	const module = language.module(statement.module);
	const range = rangeOf(statement.source);
	const file = language.importedFile(statement.module);
	const telling = language.isImport(machine.excerpt(machine.linesOf(rangeOf(statement))));
	if (file !== null && telling) recorder.reference({ range, path: file, how: 'import' });
	if (/^https?:\/\//i.test(statement.module)) importsRemote(machine, statement);
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
			if (inner !== null && telling) recorder.reference({ range, path: inner, how: 'import' });
		}
	}
}

/** Code that is fetched when the program starts. */
function importsRemote(machine: Machine, statement: ImportStatement): void {
	const range = rangeOf(statement.source);
	for (const target of targetsOf(textValue(statement.module))) {
		connect(machine, target, 'download', range, 'imports code from this address');
		executes(machine, received(target, range, 'fetched by import'), 'import', range, true);
	}
}
