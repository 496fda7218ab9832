import { callBack } from '../../evaluator/apply';
import { type Call, fieldOf } from '../../evaluator/call';
import { executes } from '../../evaluator/code';
import { writeTo } from '../../evaluator/files';
import { itemsOf } from '../../evaluator/items';
import type { ApiTable, Handler } from '../../evaluator/language';
import { send, sentBy } from '../../evaluator/network';
import { concatenated } from '../../evaluator/operators';
import {
	processHandle,
	runCommandValue,
	runProgram,
	runShell,
	shellCommand,
} from '../../evaluator/processes';
import { languageOfProgram } from '../../language';
import { NO_TAINTS, taintsTogether } from '../../taint';
import { listValue, NOTHING, taintsOf, textOf, textValue, truth, UNKNOWN, type Value } from '../../value';

/** Whether the options ask for a shell. */
function usesShell(options: Value | undefined): boolean {
	const shell = options === undefined ? undefined : fieldOf(options, 'shell');
	return shell !== undefined && truth(shell) !== false;
}

/** Data given to the program in the options. */
function inputIn(options: Value | undefined) {
	const input = options === undefined ? undefined : fieldOf(options, 'input', 'stdin');
	return input === undefined ? NO_TAINTS : taintsOf(input);
}

/** `spawn(program, arguments, options)` */
const spawns: Handler = call => {
	const [program, second, third] = call.args;
	if (program === undefined) return undefined;
	const list = second?.kind === 'list' ? second : undefined;
	const options = list === undefined && second?.kind === 'mapping' ? second : third;
	const words = list === undefined ? [] : (itemsOf(list) ?? list.items);
	const complete =
		second === undefined || second.kind === 'mapping' || (list !== undefined && itemsOf(list) !== null);
	const input = inputIn(options);
	const outcome = usesShell(options)
		? runShell(
				call.machine,
				concatenated(call.machine, [program, ...words.flatMap(word => [' ', word])]),
				call.range,
				call.shown,
				input,
			)
		: runProgram(call.machine, [program, ...words], complete, call.range, call.shown, input);
	callBack(call, outcome.output);
	return processHandle(outcome);
};

/** Runs a file of this extension in a new process of the same kind. */
const forks: Handler = call => {
	const [path = UNKNOWN, list] = call.args;
	const words = list?.kind === 'list' ? list.items : [];
	return processHandle(
		runProgram(call.machine, [textValue('node'), path, ...words], true, call.range, call.shown),
	);
};

/** A list of words in the first argument or under `cmd`. */
const wordList: Handler = call => {
	const [first] = call.args;
	if (first === undefined) return undefined;
	const words = first.kind === 'mapping' ? fieldOf(first, 'cmd') : first;
	const outcome = runCommandValue(call, words ?? UNKNOWN, false, call.range, NO_TAINTS);
	return processHandle(outcome);
};

/** `new Deno.Command(program, {args})` */
const denoCommand: Handler = call => {
	const list = fieldOf(call.args[1] ?? UNKNOWN, 'args');
	const words = list?.kind === 'list' ? list.items : [];
	const complete = list === undefined || itemsOf(list) !== null;
	return processHandle(
		runProgram(call.machine, [call.args[0] ?? UNKNOWN, ...words], complete, call.range, call.shown),
	);
};

/** Data written to a running program. */
const feeds: Handler = call => {
	const program = call.receiver?.kind === 'handle' ? textOf(call.receiver.fields.get('program')) : undefined;
	if (program !== undefined && isInterpreter(program)) {
		executes(call.machine, call.taints(), program, call.range, true, `given to ${program} as its input`);
	}
	return NOTHING;
};

function isInterpreter(program: string): boolean {
	return languageOfProgram(program) !== null || /^cmd(?:\.exe)?$/i.test(program);
}

/** `a.pipe(b)`: what comes out of `a` goes into `b`: a program, a file, a connection. */
export const pipes: Handler = call => {
	const [target] = call.args;
	const taints = call.receiverTaints();
	if (target?.kind === 'api' && target.receiver?.kind === 'handle' && target.receiver.type === 'process') {
		const program = textOf(target.receiver.fields.get('program'));
		if (program !== undefined && isInterpreter(program)) {
			executes(call.machine, taints, program, call.range, true, `given to ${program} as its input`);
		}
	} else if (target?.kind === 'handle' && target.type === 'file') {
		target.taints = taintsTogether(target.taints, taints);
		writeTo(call.machine, target.fields.get('path'), taints, call.range);
	} else if (target?.kind === 'handle' && target.type === 'socket') {
		for (const { source } of target.taints) {
			if (source.kind !== 'network') continue;
			const channel = textOf(target.fields.get('channel')) ?? 'socket';
			send(
				call.machine,
				taints,
				{ host: source.host, scheme: source.scheme, port: null, url: source.url },
				channel,
				call.range,
				sentBy(call, 'body'),
			);
		}
	} else if (target?.kind === 'handle') target.taints = taintsTogether(target.taints, taints);
	return target;
};

const SHELL = shellCommand([0]);

/** Programs and shells. */
export const PROCESSES: ApiTable = {
	'child_process.exec': SHELL,
	'child_process.execSync': SHELL,
	'child_process.execFile': spawns,
	'child_process.execFileSync': spawns,
	'child_process.spawn': spawns,
	'child_process.spawnSync': spawns,
	'child_process.fork': forks,
	'cross-spawn': spawns,
	'cross-spawn.sync': spawns,
	'cross-spawn.spawn': spawns,
	'node-pty.spawn': spawns,
	execa: spawns,
	'execa.execa': spawns,
	'execa.execaSync': spawns,
	'execa.sync': spawns,
	'execa.execaCommand': wordCommand,
	'execa.execaCommandSync': wordCommand,
	'execa.command': wordCommand,
	'execa.$`': SHELL,
	'execa.execa`': SHELL,
	'zx.$`': SHELL,
	'$`': SHELL,
	'Bun.$`': SHELL,
	'bun.$`': SHELL,
	'dax.$`': SHELL,
	'google.zx.$`': SHELL,
	'shelljs.exec': SHELL,
	'node-cmd.run': SHELL,
	'node-cmd.runSync': SHELL,
	'sudo-prompt.exec': SHELL,
	'@actions/exec.exec': wordCommand,
	'Deno.run': wordList,
	'Deno.Command': denoCommand,
	'Bun.spawn': wordList,
	'Bun.spawnSync': wordList,
	'process#stdin.write': feeds,
	'process#stdin.end': feeds,
	'electron.app.setLoginItemSettings': call => {
		startsAtLogin(call);
		return NOTHING;
	},
	'auto-launch()#enable': call => {
		startsAtLogin(call);
		return NOTHING;
	},
	'electron.shell.openPath': call =>
		processHandle(runProgram(call.machine, [call.args[0] ?? UNKNOWN], true, call.range, call.shown)),
	open: call => (call.args[0] === undefined ? undefined : listValue([])),
};

function startsAtLogin(call: Call): void {
	call.machine.recorder.use({
		kind: 'persistence',
		mechanism: 'login-item',
		target: null,
		range: call.range,
		how: `${call.shown} starts the program at every login`,
		confidence: 'high',
	});
}

/** A command in one text, cut at spaces. */
function wordCommand(call: Call): Value | undefined {
	const [command] = call.args;
	if (command === undefined) return undefined;
	return processHandle(runCommandValue(call, command, usesShell(call.args[1]), call.placeOf(0), NO_TAINTS));
}
