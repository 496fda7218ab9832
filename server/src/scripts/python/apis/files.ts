import { callBack } from '../../evaluator/apply';
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
import { passes } from '../../evaluator/folding';
import type { ApiTable, Handler } from '../../evaluator/language';
import { exchange } from '../../evaluator/network';
import { concatenated } from '../../evaluator/operators';
import { NO_TAINTS, taintFrom, taintsTogether } from '../../taint';
import {
	HOLE,
	handleValue,
	listValue,
	NOTHING,
	taintsOf,
	textOf,
	textValue,
	UNKNOWN,
	union,
	unknown,
	type Value,
} from '../../value';
import { PATHS } from './paths';

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

/** Listens to the keyboard: the functions it is given get every key, whatever program it is meant for. */
const listensToKeys: Handler = call => {
	const taints = taintFrom(
		{ kind: 'system', what: 'keystrokes' },
		call.range,
		'gets every key that is pressed',
	);
	callBack(call, taints);
	return handleValue('listener', {}, taints);
};

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
	...PATHS,
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
	'pynput.keyboard.Listener': listensToKeys,
	'pynput.keyboard.Events': system('keystrokes'),
	'keyboard.on_press': listensToKeys,
	'keyboard.on_release': listensToKeys,
	'keyboard.hook': listensToKeys,
	'keyboard.record': system('keystrokes'),
	'keyboard.read_event': system('keystrokes'),
	'keyboard.read_key': system('keystrokes'),
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

function temporaryPath(call: Call): Value {
	return textValue(`/tmp/${HOLE}${textOf(call.named.get('suffix')) ?? ''}`);
}

function temporaryFile(call: Call): Value {
	const path = temporaryPath(call);
	return handleValue('file', { path, name: path });
}
