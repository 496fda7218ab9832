import { BUILTINS } from './builtins';
import { ENVIRONMENT } from './environment';
import { FILES } from './files';
import { HTTP } from './http';
import { INTERPRETERS } from './interpreters';
import type { CommandModel } from './model';
import { PACKAGES } from './packages';
import { SERVICES } from './services';
import { SOCKETS } from './sockets';
import { SYSTEM } from './system';
import { TEXT } from './text';
import { WRAPPERS } from './wrappers';

const ALL = [
	BUILTINS,
	ENVIRONMENT,
	FILES,
	HTTP,
	INTERPRETERS,
	PACKAGES,
	SERVICES,
	SOCKETS,
	SYSTEM,
	TEXT,
	WRAPPERS,
];

/** What is known of commands, by their names. */
export const COMMANDS: ReadonlyMap<string, CommandModel> = new Map(
	ALL.flat().flatMap(known => known.names.map(name => [name, known] as const)),
);
