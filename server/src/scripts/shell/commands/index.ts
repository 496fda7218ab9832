import { BUILTINS } from './builtins';
import { CLOUD } from './cloud';
import { CREDENTIALS } from './credentials';
import { ENVIRONMENT } from './environment';
import { FILES } from './files';
import { HTTP } from './http';
import { INTERPRETERS, interpreterAlias } from './interpreters';
import type { CommandModel } from './model';
import { PACKAGES } from './packages';
import { PERSISTENCE_COMMANDS } from './persistence';
import { REPOSITORIES } from './repositories';
import { SAFETY } from './safety';
import { SOCKETS } from './sockets';
import { TEXT } from './text';
import { WRAPPERS } from './wrappers';

const byName = new Map<string, CommandModel>();
const all = [
	BUILTINS,
	ENVIRONMENT,
	TEXT,
	FILES,
	HTTP,
	SOCKETS,
	INTERPRETERS,
	WRAPPERS,
	PACKAGES,
	REPOSITORIES,
	CLOUD,
	PERSISTENCE_COMMANDS,
	SAFETY,
	CREDENTIALS,
];
for (const model of all.flat())
	for (const name of model.names) if (!byName.has(name)) byName.set(name, model);

/** The model of a command by its base name, versions of interpreters included (`python3.12`). */
export function modelOf(program: string): CommandModel | undefined {
	const found = byName.get(program);
	if (found !== undefined) return found;
	const base = interpreterAlias(program);
	return base === null ? undefined : byName.get(base);
}
