import type { Call } from '../../evaluator/call';
import {
	access,
	accessesOf,
	copies,
	deletes,
	inside,
	lists,
	opens,
	reads,
	writes,
	writesThrough,
	writeTo,
} from '../../evaluator/files';
import { passes, passesReceiver, saysNothing } from '../../evaluator/folding';
import type { ApiTable, Handler } from '../../evaluator/language';
import { exchange } from '../../evaluator/network';
import { concatenated } from '../../evaluator/operators';
import { NO_TAINTS, taintFrom, taintsTogether } from '../../taint';
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

/** `os.walk(top)`: directory, subdirectories, files. */
const walk: Handler = call => {
	const top = call.get([0, 'top']) ?? textValue('.');
	access(call.machine, 'read', top, call.placeOf(0), `${call.shown} lists this directory`);
	const names = listValue([textValue(HOLE)], true);
	return listValue([listValue([union(top, inside(top)), names, names])], true);
};

const scandir: Handler = call => {
	const top = call.get([0, 'path']) ?? textValue('.');
	access(call.machine, 'read', top, call.placeOf(0), `${call.shown} lists this directory`);
	return listValue([handleValue('direntry', { path: inside(top), name: textValue(HOLE) })], true);
};

const ARCHIVE_ENDINGS = new Map([
	['zip', '.zip'],
	['tar', '.tar'],
	['gztar', '.tar.gz'],
	['bztar', '.tar.bz2'],
	['xztar', '.tar.xz'],
]);

/** Packs a directory into one file. */
const makeArchive: Handler = call => {
	const base = call.get([0, 'base_name']) ?? UNKNOWN;
	const format = textOf(call.get([1, 'format'])) ?? 'zip';
	const root = call.get([2, 'root_dir']) ?? textValue('.');
	const taints = access(call.machine, 'read', root, call.placeOf(2), `${call.shown} packs this directory`);
	const ending = ARCHIVE_ENDINGS.get(format) ?? `.${format.replaceAll(HOLE, '')}`;
	const archive = concatenated(call.machine, [base, ending]);
	access(call.machine, 'write', archive, call.range, `${call.shown} writes this archive`);
	writeTo(call.machine, archive, taints, call.range);
	return archive;
};

/** `archive.write(path)`, `archive.add(path)`: what is in the file goes into the archive. */
const archiveAdd: Handler = call => {
	const taints = access(
		call.machine,
		'read',
		call.get([0, 'filename', 'name']),
		call.placeOf(0),
		`${call.shown} packs this file`,
	);
	if (call.receiver?.kind === 'handle') {
		call.receiver.taints = taintsTogether(call.receiver.taints, taints);
		writeTo(call.machine, call.receiver.fields.get('path'), taints, call.range);
	}
	return NOTHING;
};

/** Opens a database file or the like: read, and perhaps written. */
const opensData: Handler = call => {
	const path = call.get([0, 'database', 'filename', 'path']);
	if (textOf(path) === ':memory:') return handleValue('database', {});
	const taints = access(call.machine, 'read', path, call.placeOf(0), `${call.shown} opens this file`);
	return handleValue('database', path === undefined ? {} : { path }, taints);
};

/** Reads a table from a file or an address. */
const readsTable: Handler = call => {
	const path = call.get([0, 'filepath_or_buffer', 'io', 'path', 'path_or_buf']);
	if (/^\w+:\/\//.test(textOf(path) ?? '')) return exchange(call, path, [], 'get');
	if (path?.kind === 'handle') return unknown(taintsOf(path));
	return unknown(access(call.machine, 'read', path, call.placeOf(0), `${call.shown} reads this file`));
};

function secretStore(path: string, secret: 'keychain' | 'browser-store'): Handler {
	return call => unknown(taintFrom({ kind: 'secret-file', path, secret }, call.range, `reads the ${path}`));
}

function system(what: string): Handler {
	return call => unknown(taintFrom({ kind: 'system', what }, call.range, `reads the ${what}`));
}

/** Opens an archive: `ZipFile(path, 'w')`, `tarfile.open(path, 'w:gz')`. */
function opensArchive(type: string): Handler {
	return call => {
		const path = call.get([0, 'file', 'name']);
		const mode = textOf(call.get([1, 'mode'])) ?? 'r';
		let taints = NO_TAINTS;
		if (path !== undefined && path.kind !== 'handle') {
			for (const kind of accessesOf(mode))
				taints = taintsTogether(
					taints,
					access(call.machine, kind, path, call.placeOf(0), `${call.shown} opens this archive`),
				);
		}
		return handleValue(type, path === undefined ? {} : { path }, taints);
	};
}

const dotenv: Handler = call => {
	const path = call.get([0, 'dotenv_path']) ?? textValue('.env');
	return unknown(access(call.machine, 'read', path, call.range, `${call.shown} reads this file`));
};

const PATH_METHODS: ApiTable = {
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

/** Files, directories, archives and what else holds data on the machine. */
export const FILES: ApiTable = {
	open: opens([0, 'file'], [1, 'mode']),
	'io.open': opens([0, 'file'], [1, 'mode']),
	'codecs.open': opens([0, 'filename'], [1, 'mode']),
	'gzip.open': opens([0, 'filename'], [1, 'mode']),
	'bz2.open': opens([0, 'filename'], [1, 'mode']),
	'lzma.open': opens([0, 'filename'], [1, 'mode']),
	'aiofiles.open': opens([0, 'file'], [1, 'mode']),
	'anyio.open_file': opens([0, 'file'], [1, 'mode']),
	'os.open': opens([0, 'path'], [null, 'mode']),
	'os.fdopen': passes,
	file: opens([0], [1]),
	'file#write': writesThrough,
	'file#writelines': writesThrough,
	'file#read': call => unknown(call.receiverTaints()),
	'file#name': call => (call.receiver?.kind === 'handle' ? call.receiver.fields.get('path') : undefined),
	'json.dump': dumps([1, 'fp']),
	'yaml.dump': dumps([1, 'stream']),
	'yaml.safe_dump': dumps([1, 'stream']),
	'toml.dump': dumps([1, 'f']),
	'pickle.dump': dumps([1, 'file']),
	'shutil.copyfileobj': dumps([1, 'fdst']),
	'os.remove': deletes([0, 'path']),
	'os.unlink': deletes([0, 'path']),
	'os.rmdir': deletes([0, 'path']),
	'os.removedirs': deletes([0, 'name']),
	'shutil.rmtree': deletes([0, 'path']),
	'send2trash.send2trash': deletes([0]),
	'os.rename': copies([0, 'src'], [1, 'dst'], true),
	'os.replace': copies([0, 'src'], [1, 'dst'], true),
	'os.link': copies([0, 'src'], [1, 'dst']),
	'os.symlink': copies([0, 'src'], [1, 'dst']),
	'os.truncate': writes([0, 'path'], null),
	'shutil.copy': copies([0, 'src'], [1, 'dst']),
	'shutil.copy2': copies([0, 'src'], [1, 'dst']),
	'shutil.copyfile': copies([0, 'src'], [1, 'dst']),
	'shutil.copytree': copies([0, 'src'], [1, 'dst']),
	'shutil.move': copies([0, 'src'], [1, 'dst'], true),
	'shutil.make_archive': makeArchive,
	'shutil.unpack_archive': copies([0, 'filename'], [1, 'extract_dir']),
	'zipfile.ZipFile': opensArchive('archive'),
	'tarfile.open': opensArchive('archive'),
	'tarfile.TarFile': opensArchive('archive'),
	'archive#write': archiveAdd,
	'archive#add': archiveAdd,
	'archive#writestr': call => {
		const content = taintsOf(call.args[1] ?? UNKNOWN);
		if (call.receiver?.kind === 'handle')
			writeTo(call.machine, call.receiver.fields.get('path'), content, call.range);
		return undefined;
	},
	'os.listdir': lists([0, 'path'], 'names'),
	'os.scandir': scandir,
	'os.walk': walk,
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
	...PATH_METHODS,
	'tempfile.mkdtemp': () => textValue(`/tmp/${HOLE}`),
	'tempfile.gettempdir': () => textValue('/tmp'),
	'tempfile.mktemp': () => textValue(`/tmp/${HOLE}`),
	'tempfile.TemporaryDirectory': () => textValue(`/tmp/${HOLE}`),
	'tempfile.NamedTemporaryFile': temporaryFile,
	'tempfile.TemporaryFile': temporaryFile,
	'tempfile.mkstemp': call => listValue([UNKNOWN, temporaryPath(call)]),
	'sqlite3.connect': opensData,
	'aiosqlite.connect': opensData,
	'database#execute': call => handleValue('database', {}, call.receiverTaints()),
	'pandas.read_csv': readsTable,
	'pandas.read_excel': readsTable,
	'pandas.read_json': readsTable,
	'pandas.read_parquet': readsTable,
	'openpyxl.load_workbook': readsTable,
	'docx.Document': readsTable,
	'linecache.getlines': reads([0]),
	'fileinput.input': reads([0, 'files']),
	'configparser.ConfigParser()#read': call => {
		const taints = access(
			call.machine,
			'read',
			call.args[0],
			call.placeOf(0),
			`${call.shown} reads this file`,
		);
		if (call.receiver?.kind === 'handle') call.receiver.taints = taintsTogether(call.receiver.taints, taints);
		return UNKNOWN;
	},
	'dotenv.load_dotenv': dotenv,
	'dotenv.dotenv_values': dotenv,
	'keyring.get_password': secretStore('system keychain', 'keychain'),
	'keyring.get_credential': secretStore('system keychain', 'keychain'),
	'browser_cookie3.load': secretStore('cookies of the browsers', 'browser-store'),
	'browser_cookie3.chrome': secretStore('cookies of Chrome', 'browser-store'),
	'browser_cookie3.firefox': secretStore('cookies of Firefox', 'browser-store'),
	'rookiepy.chrome': secretStore('cookies of Chrome', 'browser-store'),
	'pyperclip.paste': system('clipboard'),
	'PIL.ImageGrab.grab': system('screen'),
	'PIL.ImageGrab.grabclipboard': system('clipboard'),
	'pyautogui.screenshot': system('screen'),
	'mss.mss()#shot': system('screen'),
	'mss.mss()#grab': system('screen'),
	'platform.node': system('host name'),
	'platform.uname': system('operating system'),
	'socket.gethostname': system('host name'),
	'socket.getfqdn': system('host name'),
	'getpass.getuser': system('user name'),
	'os.getlogin': system('user name'),
	'os.uname': system('operating system'),
	'uuid.getnode': system('hardware address'),
};

/** Writes data through a file opened elsewhere. */
function dumps(slot: readonly [number, string]): Handler {
	return call => {
		const target = call.get(slot);
		const content = taintsOf(call.args[0] ?? UNKNOWN);
		if (target === undefined) return unknown(content);
		if (target.kind === 'handle') {
			target.taints = taintsTogether(target.taints, content);
			writeTo(call.machine, target.fields.get('path'), content, call.range);
		}
		return NOTHING;
	};
}

function plain(value: Value): Value {
	return union(
		...optionsOf(value).map(option => (option.kind === 'text' ? { ...option, form: null } : option)),
	);
}

function temporaryPath(call: Call): Value {
	return textValue(`/tmp/${HOLE}${textOf(call.named.get('suffix')) ?? ''}`);
}

function temporaryFile(call: Call): Value {
	const path = temporaryPath(call);
	return handleValue('file', { path, name: path });
}
