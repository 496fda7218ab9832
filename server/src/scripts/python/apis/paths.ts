import type { Call } from '../../evaluator/call';
import { copies, deletes, lists, opens, reads, writes } from '../../evaluator/files';
import { passes, passesReceiver, saysNothing } from '../../evaluator/folding';
import type { ApiTable, Handler } from '../../evaluator/language';
import { concatenated } from '../../evaluator/operators';
import { NO_TAINTS } from '../../taint';
import {
	HOLE,
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

/** Parts of a path put together; an absolute part starts anew. */
export function joinPath(call: Call, parts: readonly Value[]): Value {
	let result: Value = textValue('');
	for (const part of parts) {
		const text = textOf(part);
		if (text !== undefined && /^(?:[/~]|[A-Za-z]:[\\/])/.test(text)) result = part;
		else if (result.kind === 'text' && result.text === '') result = part;
		else {
			const slash = result.kind === 'text' && /[/\\]$/.test(result.text) ? '' : '/';
			result = concatenated(call.machine, [result, slash, part]);
		}
	}
	return asPath(result);
}

export function asPath(value: Value): Value {
	const options = optionsOf(value).map(option =>
		option.kind === 'text' ? { ...option, form: 'path' as const } : option,
	);
	return union(...options);
}

function changed(call: Call, change: (text: string) => string): Value {
	return union(
		...optionsOf(call.receiver ?? UNKNOWN).map(option =>
			option.kind === 'text'
				? textValue(change(option.text), option.taints, 'path')
				: unknown(taintsOf(option)),
		),
	);
}

/** The directory of a path; of a path without one, the current directory. */
export function parentOf(path: string): string {
	const at = path.replace(/\/+$/, '').lastIndexOf('/');
	if (at < 0)
		return path === '.' || /^(?:\.\.\/?)+$/.test(path)
			? `${path === '.' ? '' : `${path.replace(/\/$/, '')}/`}..`
			: '.';
	return at === 0 ? '/' : path.slice(0, at);
}

const dirname: Handler = call =>
	union(
		...optionsOf(call.args[0] ?? UNKNOWN).map(option =>
			option.kind === 'text' ? textValue(parentOf(option.text), option.taints) : unknown(taintsOf(option)),
		),
	);

const basename: Handler = call =>
	union(
		...optionsOf(call.args[0] ?? UNKNOWN).map(option =>
			option.kind === 'text'
				? textValue(option.text.slice(option.text.lastIndexOf('/') + 1), option.taints)
				: unknown(taintsOf(option)),
		),
	);

/** `glob.glob(pattern)`: the pattern itself names the files. */
const glob: Handler = call => {
	const root = call.named.get('root_dir');
	const pattern = call.get([0, 'pathname']) ?? UNKNOWN;
	const path = root === undefined ? pattern : joinPath(call, [root, pattern]);
	return listValue([asPath(starsAsHoles(path))], true);
};

const pathGlob: Handler = call => {
	const below = call.receiver ?? UNKNOWN;
	return listValue(
		[asPath(starsAsHoles(joinPath(call, [below, call.get([0, 'pattern']) ?? textValue(HOLE)])))],
		true,
	);
};

function starsAsHoles(value: Value): Value {
	return union(
		...optionsOf(value).map(option =>
			option.kind === 'text' ? textValue(option.text.replace(/\*+|\?/g, HOLE), option.taints) : option,
		),
	);
}

function plain(value: Value): Value {
	return union(
		...optionsOf(value).map(option => (option.kind === 'text' ? { ...option, form: null } : option)),
	);
}

/** Making paths, and what a path itself can do. */
export const PATHS: ApiTable = {
	'glob.glob': glob,
	'glob.iglob': glob,
	'os.path.join': call => plain(joinPath(call, call.args)),
	'os.path.expanduser': passes,
	'os.path.expandvars': passes,
	'os.path.abspath': passes,
	'os.path.realpath': passes,
	'os.path.normpath': passes,
	'os.fspath': passes,
	'os.path.dirname': dirname,
	'os.path.basename': basename,
	'os.path.exists': saysNothing,
	'os.path.isfile': saysNothing,
	'os.path.isdir': saysNothing,
	'os.path.getsize': saysNothing,
	'os.getcwd': () => textValue('.'),
	'os.getcwdb': () => textValue('.'),
	'pathlib.Path': call =>
		call.args.length === 0 ? textValue('.', NO_TAINTS, 'path') : joinPath(call, call.args),
	'pathlib.PurePath': call => joinPath(call, call.args),
	'pathlib.PosixPath': call => joinPath(call, call.args),
	'pathlib.WindowsPath': call => joinPath(call, call.args),
	'pathlib.Path.home': () => textValue('~', NO_TAINTS, 'path'),
	'pathlib.Path.cwd': () => textValue('.', NO_TAINTS, 'path'),
	'path#read_text': reads('receiver'),
	'path#read_bytes': reads('receiver'),
	'path#write_text': writes('receiver', [0, 'data']),
	'path#write_bytes': writes('receiver', [0, 'data']),
	'path#open': opens('receiver', [0, 'mode']),
	'path#unlink': deletes('receiver'),
	'path#rmdir': deletes('receiver'),
	'path#touch': writes('receiver', null),
	'path#rename': copies('receiver', [0, 'target'], true),
	'path#replace': copies('receiver', [0, 'target'], true),
	'path#copy': copies('receiver', [0, 'target']),
	'path#iterdir': lists('receiver', 'paths'),
	'path#glob': pathGlob,
	'path#rglob': pathGlob,
	'path#joinpath': call => joinPath(call, [call.receiver ?? UNKNOWN, ...call.args]),
	'path#expanduser': passesReceiver,
	'path#resolve': passesReceiver,
	'path#absolute': passesReceiver,
	'path#as_posix': passesReceiver,
	'path#with_suffix': call =>
		changed(call, text => text.replace(/\.[^./]*$/, '') + (textOf(call.args[0]) ?? HOLE)),
	'path#with_name': call => joinPath(call, [changed(call, parentOf), call.args[0] ?? UNKNOWN]),
	'path#exists': saysNothing,
	'path#is_file': saysNothing,
	'path#is_dir': saysNothing,
	'path#mkdir': () => NOTHING,
	'path#chmod': () => NOTHING,
	'path#stat': saysNothing,
	'path#relative_to': passesReceiver,
};
