import { callBack } from '../../evaluator/apply';
import type { Call } from '../../evaluator/call';
import { fieldOf } from '../../evaluator/call';
import {
	access,
	copies,
	deletes,
	lists,
	opens,
	reads,
	writes,
	writesThrough,
	writeTo,
} from '../../evaluator/files';
import { passes, saysNothing } from '../../evaluator/folding';
import type { ApiTable, Handler } from '../../evaluator/language';
import { concatenated } from '../../evaluator/operators';
import { NO_TAINTS } from '../../taint';
import {
	HOLE,
	handleValue,
	listValue,
	NOTHING,
	optionsOf,
	taintsOf,
	textOf,
	textValue,
	UNKNOWN,
	union,
	unknown,
	type Value,
} from '../../value';

const FS = ['fs', 'fs.promises', 'fs-extra', 'graceful-fs', 'Deno', 'memfs.fs'];

function fileSystem(): ApiTable {
	const table: Record<string, Handler> = {};
	const handlers: Record<string, Handler> = {
		readFile: reads([0]),
		readTextFile: reads([0]),
		readJson: reads([0]),
		readJSON: reads([0]),
		writeFile: writes([0], [1]),
		writeTextFile: writes([0], [1]),
		writeJson: writes([0], [1]),
		outputFile: writes([0], [1]),
		outputJson: writes([0], [1]),
		appendFile: writes([0], [1]),
		truncate: writes([0], null),
		open: opens([0], [1]),
		create: opens([0], [null], 'w'),
		createReadStream: opens([0], [null], 'r'),
		createWriteStream: opens([0], [null], 'w'),
		openAsBlob: opens([0], [null], 'r'),
		unlink: deletes([0]),
		rm: deletes([0]),
		rmdir: deletes([0]),
		remove: deletes([0]),
		emptyDir: deletes([0]),
		copyFile: copies([0], [1]),
		cp: copies([0], [1]),
		copy: copies([0], [1]),
		rename: copies([0], [1], true),
		move: copies([0], [1], true),
		link: copies([0], [1]),
		symlink: copies([0], [1]),
		readdir: lists([0], 'names'),
		readDir: lists([0], 'names'),
		opendir: lists([0], 'names'),
		existsSync: saysNothing,
		exists: saysNothing,
		access: saysNothing,
		stat: saysNothing,
		lstat: saysNothing,
		mkdir: () => NOTHING,
		ensureDir: () => NOTHING,
		chmod: () => NOTHING,
		realpath: passes,
		watch: watches,
		watchFile: watches,
	};
	for (const module of FS) {
		for (const [name, handler] of Object.entries(handlers)) {
			table[`${module}.${name}`] = handler;
			table[`${module}.${name}Sync`] = handler;
		}
	}
	return table;
}

function watches(call: Call): Value | undefined {
	callBack(call, NO_TAINTS);
	return undefined;
}

/** Parts of a path put together; `resolve` starts anew at an absolute part. */
function joinPath(resolving: boolean): Handler {
	return call => {
		let result: Value = textValue('');
		for (const part of call.args) {
			const text = textOf(part);
			if (result.kind === 'text' && result.text === '') result = part;
			else if (resolving && text !== undefined && /^(?:[/~]|[A-Za-z]:[\\/])/.test(text)) result = part;
			else result = concatenated(call.machine, [result, text?.startsWith('/') === true ? '' : '/', part]);
		}
		return result;
	};
}

function changed(change: (text: string) => string): Handler {
	return call =>
		union(
			...optionsOf(call.args[0] ?? UNKNOWN).map(option =>
				option.kind === 'text' ? textValue(change(option.text), option.taints) : unknown(taintsOf(option)),
			),
		);
}

function directoryOf(path: string): string {
	const at = path.replace(/\/+$/, '').lastIndexOf('/');
	if (at < 0) return path === '.' ? '..' : '.';
	return at === 0 ? '/' : path.slice(0, at);
}

const glob: Handler = call => {
	const [pattern = UNKNOWN] = call.args;
	const base = fieldOf(call.args[1] ?? UNKNOWN, 'cwd');
	const whole = base === undefined ? pattern : concatenated(call.machine, [base, '/', pattern]);
	const paths = optionsOf(whole).map(option =>
		option.kind === 'text'
			? textValue(option.text.replace(/\*+|\?|\{[^}]*\}/g, HOLE), option.taints)
			: unknown(taintsOf(option)),
	);
	callBack(call, NO_TAINTS);
	return listValue([union(...paths)], true);
};

/** `Bun.file(path)`: read by its methods, written by `Bun.write`. */
const bunFile: Handler = call => {
	const [path] = call.args;
	return handleValue('bunfile', path === undefined ? {} : { path });
};

const readsBunFile: Handler = call => {
	const path = call.receiver?.kind === 'handle' ? call.receiver.fields.get('path') : undefined;
	return unknown(access(call.machine, 'read', path, call.range, `${call.shown} reads this file`));
};

const bunWrite: Handler = call => {
	const [target, content] = call.args;
	const path = target?.kind === 'handle' ? target.fields.get('path') : target;
	access(call.machine, 'write', path, call.placeOf(0), `${call.shown} writes this file`);
	if (content !== undefined) writeTo(call.machine, path, taintsOf(content), call.range);
	return undefined;
};

/** A database opened from a file. */
const database: Handler = call => {
	const [path] = call.args;
	if (path === undefined || textOf(path) === ':memory:') return undefined;
	return handleValue(
		'database',
		{ path },
		access(call.machine, 'read', path, call.placeOf(0), `${call.shown} opens this file`),
	);
};

/** Adds a file or directory to an archive that is being made. */
const archiveAdd: Handler = call => {
	const taints = access(call.machine, 'read', call.args[0], call.placeOf(0), `${call.shown} packs this`);
	if (call.receiver?.kind === 'handle') call.receiver.taints = [...call.receiver.taints, ...taints];
	return call.receiver ?? undefined;
};

/** Files of Node, Deno and Bun, and paths to them. */
export const FILES: ApiTable = {
	...fileSystem(),
	'file#write': writesThrough,
	'file#end': writesThrough,
	'file#writeFile': writesThrough,
	'file#readFile': call => unknown(call.receiverTaints()),
	'path.join': joinPath(false),
	'path.posix.join': joinPath(false),
	'path.win32.join': joinPath(false),
	'path.resolve': joinPath(true),
	'path.normalize': passes,
	'path.dirname': changed(directoryOf),
	'path.basename': changed(path => path.slice(path.lastIndexOf('/') + 1)),
	'path.extname': changed(path => /\.[^./]*$/.exec(path)?.[0] ?? ''),
	'path.relative': call => call.args[1],
	'os.homedir': () => textValue('~'),
	'os.tmpdir': () => textValue('/tmp'),
	'Deno.cwd': () => textValue('.'),
	'process.cwd': () => textValue('.'),
	'Deno.makeTempFile': () => textValue(`/tmp/${HOLE}`),
	'fs.mkdtempSync': () => textValue(`/tmp/${HOLE}`),
	'fs.promises.mkdtemp': () => textValue(`/tmp/${HOLE}`),
	glob,
	'glob.glob': glob,
	'glob.sync': glob,
	'glob.globSync': glob,
	'fast-glob': glob,
	'fast-glob.sync': glob,
	globby: glob,
	'globby.globby': glob,
	'fs.globSync': glob,
	'Bun.file': bunFile,
	'bunfile#text': readsBunFile,
	'bunfile#json': readsBunFile,
	'bunfile#arrayBuffer': readsBunFile,
	'bunfile#stream': readsBunFile,
	'bunfile#delete': call => {
		const path = call.receiver?.kind === 'handle' ? call.receiver.fields.get('path') : undefined;
		access(call.machine, 'delete', path, call.range, `${call.shown} deletes this file`);
		return NOTHING;
	},
	'Bun.write': bunWrite,
	'better-sqlite3': database,
	'sqlite3.Database': database,
	'sqlite.DatabaseSync': database,
	'archiver()#file': archiveAdd,
	'archiver()#directory': archiveAdd,
	'adm-zip()#addLocalFile': archiveAdd,
	'adm-zip()#addLocalFolder': archiveAdd,
	'dotenv.config': call => {
		const path = fieldOf(call.args[0] ?? UNKNOWN, 'path') ?? textValue('.env');
		return unknown(access(call.machine, 'read', path, call.range, `${call.shown} reads this file`));
	},
};
