import { hasTellingLiteral } from '../evaluator/constants';
import { mayHoldCommands } from '../evaluator/unread';
import { listOf } from '../word-list';
import { BUILTINS } from './apis/builtins';
import { CODE } from './apis/code';
import { FILES } from './apis/files';
import { HTTP } from './apis/http';
import { NETWORK } from './apis/network';
import { PROCESSES } from './apis/processes';
import { MODULE_ALIASES, mayImportFile, SNIPPET_NAMES } from './modules';
import { mayHoldShellLines } from './source';

/** Names by which anything can be reached without its name standing in the text. */
const DYNAMIC = new Set(
	listOf(`
	getattr, setattr, __getattribute__, attrgetter, globals, locals, vars, builtins, __builtins__, __builtin__,
	__import__, import_module, eval, exec, execfile, modules, __dict__, permission_mode
`),
);

/** Functions of the tables that only make or pass values. */
const HARMLESS = new Set(
	listOf(`
	os.path.join, os.path.expanduser, os.path.expandvars, os.path.abspath, os.path.realpath, os.path.normpath, os.fspath,
	os.path.dirname, os.path.basename, os.path.exists, os.path.isfile, os.path.isdir, os.path.getsize, os.getcwd, os.getcwdb,
	glob.glob, glob.iglob, pathlib.Path, pathlib.PurePath, pathlib.PosixPath, pathlib.WindowsPath, pathlib.Path.home,
	pathlib.Path.cwd, tempfile.mkdtemp, tempfile.gettempdir, tempfile.mktemp, tempfile.TemporaryDirectory,
	tempfile.NamedTemporaryFile, tempfile.TemporaryFile, tempfile.mkstemp, json.dump, yaml.dump, yaml.safe_dump, toml.dump,
	pickle.dump, shutil.copyfileobj, os.fdopen, keyring.get_password, keyring.get_credential, pyperclip.paste,
	platform.node, platform.uname, socket.gethostname, socket.getfqdn, getpass.getuser, os.getlogin, os.uname, uuid.getnode,
	dict, map, filter, functools.partial, functools.reduce, threading.Thread, threading.Timer, multiprocessing.Process,
	asyncio.run, asyncio.gather, asyncio.wait_for, asyncio.create_task, asyncio.ensure_future, asyncio.to_thread,
	compile, yaml.full_load, shlex.split, shlex.quote, shlex.join, subprocess.list2cmdline, os.dup2, ssl.wrap_socket
`),
);

/** Ways into the environment; the other built-in functions only fold values. */
const ENVIRONMENT = /^os\.(?:getenv|putenv|environb?\b)/;

/** For each first name of something that does something, its last names. */
const PAIRS = new Map<string, Set<string>>();
/** Methods of paths, however the path was made. */
const PATH_METHODS = new Set<string>();

function addPair(name: string): void {
	const words = name.match(/\w+/g) ?? [];
	const root = words[0];
	const last = words.at(-1);
	if (root === undefined || last === undefined) return;
	const known = PAIRS.get(root);
	if (known === undefined) PAIRS.set(root, new Set([last]));
	else known.add(last);
}

for (const table of [FILES, HTTP, NETWORK, PROCESSES, CODE]) {
	for (const name of Object.keys(table)) {
		if (HARMLESS.has(name)) continue;
		if (name.startsWith('path#')) PATH_METHODS.add(name.slice('path#'.length));
		else if (!/^(?:file|process|archive|database)#/.test(name)) addPair(name);
	}
}
for (const name of Object.keys(BUILTINS)) if (ENVIRONMENT.test(name)) addPair(name);
for (const name of Object.keys(SNIPPET_NAMES)) addPair(name);
addPair('os.environ');
addPair('os.environb');
addPair('ssl._create_default_https_context');
for (const [alias, module] of MODULE_ALIASES) {
	const lasts = PAIRS.get(module.split('.')[0] ?? module);
	const root = alias.split('.')[0] ?? alias;
	if (lasts !== undefined) PAIRS.set(root, new Set([...(PAIRS.get(root) ?? []), ...lasts]));
}

/**
 * A first, cheap look: whether the text holds anything from which a fact could come. `false` is certain (nothing
 * would be found); `true` means no more than that a closer look is needed.
 */
export function mayActInPython(text: string): boolean {
	if (hasTellingLiteral(text) || mayImportFile(text) || mayHoldShellLines(text) || mayHoldCommands(text))
		return true;
	// Identifiers compare in NFKC: full-width letters spell `exec` as well.
	return hasActingWords(/[^\x00-\x7f]/.test(text) ? text.normalize('NFKC') : text);
}

function hasActingWords(text: string): boolean {
	const roots = new Set<string>();
	const seen = new Set<string>();
	const words = /[A-Za-z_]\w*/g;
	for (let match = words.exec(text); match !== null; match = words.exec(text)) {
		const word = match[0];
		if (seen.has(word)) continue;
		if (DYNAMIC.has(word) || PATH_METHODS.has(word)) return true;
		if (seen.size < MAX_WORDS) seen.add(word);
		else return true;
		const lasts = PAIRS.get(word);
		if (lasts !== undefined) {
			if (lasts.has(word)) return true;
			roots.add(word);
		}
	}
	for (const root of roots) {
		for (const last of PAIRS.get(root) ?? []) if (seen.has(last)) return true;
	}
	return false;
}

/** Different words that are kept; a text with more is looked at closely. */
const MAX_WORDS = 20_000;
