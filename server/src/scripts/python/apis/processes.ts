import { baseName } from '../../../base/files';
import type { Call } from '../../evaluator/call';
import { analyseText, executes } from '../../evaluator/code';
import { access, contentTaints, pathsOf, refer } from '../../evaluator/files';
import { itemsOf } from '../../evaluator/items';
import type { ApiTable, Handler } from '../../evaluator/language';
import {
	inputOf,
	processHandle,
	runCommandValue,
	runProgram,
	runShell,
	shellCommand,
} from '../../evaluator/processes';
import { languageOfProgram } from '../../language';
import { taintsTogether } from '../../taint';
import {
	HOLE,
	handleValue,
	listValue,
	NOTHING,
	taintsOf,
	textOf,
	textValue,
	truth,
	UNKNOWN,
	unknown,
	type Value,
} from '../../value';

/** `subprocess.run(command, shell=…)` and its kin. */
function subprocess(shellByDefault: boolean): Handler {
	return call => {
		const command = call.get([0, 'args', 'cmd']);
		if (command === undefined) return undefined;
		const given = call.get([null, 'shell']);
		const shell = shellByDefault || (given !== undefined && truth(given) !== false);
		const outcome = runCommandValue(
			call,
			command,
			shell,
			call.args.length > 0 ? call.placeOf(0) : call.range,
			streamsOf(call),
		);
		return processHandle(outcome);
	};
}

/** What is connected with the program's standard streams. */
function streamsOf(call: Call) {
	let taints = inputOf(call);
	for (const name of ['stdout', 'stderr']) {
		const value = call.named.get(name);
		// A socket as output is as good as a socket as input: what runs answers to the other side.
		if (value !== undefined && value.kind === 'handle') {
			taints = taintsTogether(
				taints,
				taintsOf(value).filter(taint => taint.source.kind === 'network'),
			);
		}
	}
	return taints;
}

/** Words given one by one: `os.execl(path, argument, …)`. */
function words(from: number, asList: boolean): Handler {
	return call => {
		const list = asList ? call.args[from] : undefined;
		const items =
			list === undefined
				? call.args.slice(from)
				: (itemsOf(list) ?? (list.kind === 'list' ? list.items : [list]));
		const program = call.args[from - 1];
		const all = items.length === 0 && program !== undefined ? [program] : withProgram(program, items);
		const outcome = runProgram(
			call.machine,
			all,
			list === undefined || itemsOf(list) !== null,
			call.range,
			call.shown,
			inputOf(call),
		);
		return processHandle(outcome);
	};
}

/** The first word of an argument list repeats the program's name. */
function withProgram(program: Value | undefined, items: readonly Value[]): readonly Value[] {
	const name = textOf(program);
	const first = textOf(items[0]);
	if (program === undefined || name === undefined || name === first) return items;
	return [program, ...items.slice(1)];
}

/** `shlex.split(text)` */
const shlexSplit: Handler = call => {
	const [value] = call.args;
	if (value?.kind !== 'text') return undefined;
	const pieces = [...value.text.matchAll(/(?:[^\s'"\\]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")+/g)].slice(0, 1_000);
	const unquoted = (word: string) =>
		word.replace(
			/'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/g,
			(_, a?: string, b?: string, c?: string) => a ?? b ?? c ?? '',
		);
	return listValue(
		pieces.map(([word]) => textValue(unquoted(word), value.taints)),
		value.text.includes(HOLE),
	);
};

/** Data given to a running program. */
const communicate: Handler = call => {
	feeds(call);
	return listValue([unknown(call.receiverTaints()), unknown(call.receiverTaints())]);
};

function feeds(call: Call): void {
	const program = call.receiver?.kind === 'handle' ? textOf(call.receiver.fields.get('program')) : undefined;
	if (program === undefined || languageOfProgram(program) === null) return;
	const given = call.get([0, 'input']);
	if (given === undefined) return;
	executes(call.machine, taintsOf(given), program, call.range, true, `given to ${program} as its input`);
	const text = textOf(given);
	const language = languageOfProgram(program);
	if (text !== undefined && !text.includes(HOLE) && language !== null) {
		analyseText(call.machine, text, language, taintsOf(given), call.range);
	}
}

/** Runs a Python file. */
const runsFile: Handler = call => {
	const path = call.get([0, 'path_name']);
	const taints = access(call.machine, 'read', path, call.placeOf(0), `${call.shown} runs this file`);
	for (const shown of pathsOf(path)) {
		if (shown === null) continue;
		refer(call.machine, shown, call.placeOf(0), 'run');
		executes(
			call.machine,
			contentTaints(call.machine, shown, call.range),
			baseName(shown),
			call.range,
			true,
			`run from ${shown}`,
		);
	}
	return unknown(taints);
};

/** `os.dup2(sock.fileno(), 0)`: the programs run from now on talk with the other side. */
const dup2: Handler = call => {
	const taints = taintsOf(call.args[0] ?? UNKNOWN).filter(taint => taint.source.kind === 'network');
	call.machine.standardStreams = taintsTogether(call.machine.standardStreams, taints);
	return UNKNOWN;
};

/** `pip.main(['install', …])` */
const pip: Handler = call => {
	const [list] = call.args;
	const items = list === undefined ? [] : (itemsOf(list) ?? []);
	runProgram(
		call.machine,
		[textValue('pip'), ...items],
		list === undefined || itemsOf(list) !== null,
		call.range,
		call.shown,
	);
	return UNKNOWN;
};

const SHELL = shellCommand([0, 'cmd', 'command']);
const SUBPROCESS = subprocess(false);

/** Programs and shells. */
export const PROCESSES: ApiTable = {
	'os.system': SHELL,
	'os.popen': SHELL,
	'os.popen2': SHELL,
	'os.popen3': SHELL,
	'platform.popen': SHELL,
	'popen2.popen2': SHELL,
	'subprocess.getoutput': SHELL,
	'subprocess.getstatusoutput': call => {
		const output = SHELL(call);
		return listValue([UNKNOWN, output ?? UNKNOWN]);
	},
	'subprocess.run': SUBPROCESS,
	'subprocess.call': SUBPROCESS,
	'subprocess.check_call': SUBPROCESS,
	'subprocess.check_output': SUBPROCESS,
	'subprocess.Popen': SUBPROCESS,
	'psutil.Popen': SUBPROCESS,
	'anyio.run_process': SUBPROCESS,
	'trio.run_process': SUBPROCESS,
	'asyncio.create_subprocess_shell': subprocess(true),
	'asyncio.subprocess.create_subprocess_shell': subprocess(true),
	'asyncio.create_subprocess_exec': words(0, false),
	'asyncio.subprocess.create_subprocess_exec': words(0, false),
	'ctypes.CDLL()#system': SHELL,
	'ctypes.cdll.LoadLibrary()#system': SHELL,
	'ctypes.cdll.msvcrt.system': SHELL,
	'os.execl': words(1, false),
	'os.execle': words(1, false),
	'os.execlp': words(1, false),
	'os.execlpe': words(1, false),
	'os.execv': words(1, true),
	'os.execve': words(1, true),
	'os.execvp': words(1, true),
	'os.execvpe': words(1, true),
	'os.spawnl': words(2, false),
	'os.spawnlp': words(2, false),
	'os.spawnv': words(2, true),
	'os.spawnve': words(2, true),
	'os.spawnvp': words(2, true),
	'os.posix_spawn': words(1, true),
	'os.posix_spawnp': words(1, true),
	'os.startfile': words(0, false),
	'os.dup2': dup2,
	'pty.spawn': call => {
		const [command] = call.args;
		if (command === undefined) return undefined;
		return processHandle(
			runCommandValue(call, command, false, call.placeOf(0), call.machine.standardStreams),
		);
	},
	'pexpect.spawn': call => processHandle(runShell(call.machine, call.args[0], call.placeOf(0), call.shown)),
	'pexpect.run': call => processHandle(runShell(call.machine, call.args[0], call.placeOf(0), call.shown)),
	'invoke.run': SHELL,
	'invoke.Context()#run': SHELL,
	'fabric.api.local': SHELL,
	'shlex.split': shlexSplit,
	'shlex.quote': call => call.args[0],
	'shlex.join': call => unknown(call.taints()),
	'process#communicate': communicate,
	'process#stdin.write': call => {
		feeds(call);
		return NOTHING;
	},
	'runpy.run_path': runsFile,
	execfile: runsFile,
	'pip.main': pip,
	'pip._internal.main': pip,
	'pip._internal.cli.main.main': pip,
	'subprocess.list2cmdline': call => unknown(call.taints()),
	'crontab.CronTab()#new': call => {
		call.machine.recorder.use({
			kind: 'persistence',
			mechanism: 'cron',
			target: textOf(call.get([0, 'command'])) ?? null,
			range: call.range,
			how: `${call.shown} adds a command that cron runs again and again`,
			confidence: 'high',
		});
		return undefined;
	},
	'winreg.SetValueEx': call => {
		const taints =
			textOf(call.args[0]) ??
			(call.args[0]?.kind === 'handle' ? textOf(call.args[0].fields.get('path')) : undefined);
		if (taints !== undefined && /\\Run(?:Once)?\b/i.test(taints)) {
			call.machine.recorder.use({
				kind: 'persistence',
				mechanism: 'registry-run-key',
				target: textOf(call.args[4]) ?? null,
				range: call.range,
				how: `${call.shown} adds a program that starts with Windows`,
				confidence: 'high',
			});
		}
		return NOTHING;
	},
	'winreg.OpenKey': registryKey,
	'winreg.CreateKey': registryKey,
	'winreg.OpenKeyEx': registryKey,
	'winreg.CreateKeyEx': registryKey,
};

function registryKey(call: Call): Value {
	const path = call.get([1, 'sub_key']);
	return handleValue('registry', path === undefined ? {} : { path });
}
