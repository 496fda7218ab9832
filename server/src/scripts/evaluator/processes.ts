import { baseName } from '../../base/files';
import type { Range } from '../../base/range';
import { languageOfProgram } from '../language';
import type { FlowSink, ScriptFacts } from '../model';
import { normalisePath, secretClassOf } from '../paths';
import { NO_TAINTS, type Taints, taintFrom, taintsTogether } from '../taint';
import { exactText, HOLE, handleValue, optionsOf, taintsOf, textOf, textValue, type Value } from '../value';
import { callBack } from './apply';
import type { Call, Slot } from './call';
import { adopt, analyseCommand, dynamicCode, executes, locator } from './code';
import { refer } from './files';
import { itemsOf } from './items';
import type { Handler } from './language';
import type { Machine } from './machine';

/** Programs whose output names the person or the machine. */
const IDENTITY: ReadonlyMap<string, string> = new Map([
	['whoami', 'user name'],
	['id', 'user name'],
	['hostname', 'host name'],
	['uname', 'operating system'],
	['ifconfig', 'network addresses'],
	['ipconfig', 'network addresses'],
	['systeminfo', 'operating system'],
]);

const CODE_OPTION = /^(?:-[a-z]*[ce]|--eval|\/[ck]|-command|-encodedcommand|-enc)$/i;

/** What a command line was seen to do, as far as what follows needs it. */
interface Outcome {
	/** Where what it prints comes from. */
	readonly output: Taints;
	readonly program: string | null;
}

/** Runs a command line through a shell. */
export function runShell(
	machine: Machine,
	command: Value | undefined,
	range: Range,
	by: string,
	input: Taints = NO_TAINTS,
): Outcome {
	let output = NO_TAINTS;
	let program: string | null = null;
	for (const option of command === undefined ? [] : optionsOf(command)) {
		const text = textOf(option);
		const taints = taintsOf(option);
		const bare = text === undefined || text.replaceAll(HOLE, '').trim() === '';
		executesCommand(machine, taints, text, by, range);
		if (bare) {
			machine.recorder.use({
				kind: 'process',
				program: null,
				arguments: [],
				shell: true,
				elevated: false,
				range,
				how: `${by} runs a command that is only known at run time`,
				confidence: 'medium',
			});
			continue;
		}
		const facts = analyseCommand(machine, text);
		if (facts === null) continue;
		const encoded = taints.find(taint => taint.source.kind === 'encoded')?.source;
		if (encoded !== undefined) dynamicCode(machine, by, range, `${by} runs text that was decoded`);
		adopt(
			machine,
			facts,
			locator(machine, text, range),
			encoded?.kind === 'encoded' ? encoded.encodings : [],
		);
		output = taintsTogether(output, outcomeOf(machine, facts, taintsTogether(taints, input), range, by));
		program = facts.uses.find(use => use.kind === 'process')?.program ?? null;
	}
	return { output, program };
}

/** A part of a command line that runs a text as code. */
const RUNS_TEXT =
	/(?:^|[\s;|&(])(?:eval|source|iex|(?:ba|z|da|k)?sh|python[\d.]*|node|perl|ruby|php)\b[^;|&]*$|\|\s*(?:ba|z|da|k)?sh\b|<<</i;

/** Notes where a command line comes from. Fetched data within a known command is run only where the command runs text. */
function executesCommand(
	machine: Machine,
	taints: Taints,
	text: string | undefined,
	by: string,
	range: Range,
): void {
	const whole = text === undefined || !text.includes(HOLE) || text.replaceAll(HOLE, '').trim() === '';
	if (whole) {
		executes(machine, taints, by, range, true);
		return;
	}
	const runs = RUNS_TEXT.test(text.slice(0, text.indexOf(HOLE))) || /\|\s*(?:ba|z|da|k)?sh\b/.test(text);
	executes(
		machine,
		runs ? taints : taints.filter(taint => taint.source.kind !== 'network'),
		by,
		range,
		false,
	);
}

/** What a command line brings out, and what of ours it takes out. */
function outcomeOf(machine: Machine, facts: ScriptFacts, taints: Taints, range: Range, by: string): Taints {
	let output = NO_TAINTS;
	const written: string[] = [];
	let fetched = NO_TAINTS;
	for (const use of facts.uses) {
		if (use.kind === 'file' && use.access === 'read' && use.path !== null) {
			const secret = secretClassOf(use.path);
			if (secret !== null)
				output = taintsTogether(
					output,
					taintFrom({ kind: 'secret-file', path: use.path, secret }, range, `reads ${use.path}`),
				);
		} else if (use.kind === 'file' && use.access === 'write' && use.path !== null) written.push(use.path);
		else if (use.kind === 'environment' && use.access === 'read' && use.name === null) {
			output = taintsTogether(
				output,
				taintFrom({ kind: 'environment', name: null }, range, 'prints the environment'),
			);
		} else if (use.kind === 'network') {
			const { host, scheme, url } = use;
			const sink: FlowSink = { kind: 'network', host, scheme, url, channel: channelOf(use.scheme) };
			for (const taint of taints) {
				const { kind } = taint.source;
				if (kind !== 'secret-file' && kind !== 'environment' && kind !== 'system') continue;
				machine.recorder.flow(
					taint,
					sink,
					{ range, what: `sent by a command that ${by} runs` },
					host === null ? 'medium' : 'high',
				);
			}
			if (use.action === 'download') {
				fetched = taintsTogether(
					fetched,
					taintFrom({ kind: 'network', host, scheme, url }, range, `fetched by a command that ${by} runs`),
				);
			}
		} else if (use.kind === 'process' && use.program !== null) {
			const what = IDENTITY.get(use.program);
			if (what !== undefined)
				output = taintsTogether(
					output,
					taintFrom({ kind: 'system', what }, range, `printed by ${use.program}`),
				);
			runFiles(machine, [use.program, ...use.arguments], range);
		}
	}
	for (const path of written) machine.wrote(path, fetched);
	for (const reference of facts.references) {
		if (reference.how === 'run' || reference.how === 'import') runFile(machine, reference.path, range);
	}
	return written.length === 0 ? taintsTogether(output, fetched) : output;
}

function channelOf(scheme: string | null): string {
	return scheme === null || /^https?$/.test(scheme) ? 'http' : scheme;
}

/** Whether one of the words is a file that holds what came from elsewhere: then that is run. */
function runFiles(machine: Machine, words: readonly (string | null)[], range: Range): void {
	if (machine.contents.size === 0) return;
	const [program, ...rest] = words;
	if (program !== null && program !== undefined) runFile(machine, program, range);
	if (program === null || program === undefined || languageOfProgram(baseName(program)) === null) return;
	const script = rest.find(word => word === null || !word.startsWith('-'));
	if (script !== null && script !== undefined) runFile(machine, script, range);
}

function runFile(machine: Machine, path: string, range: Range): void {
	const shown = normalisePath(path);
	const taints = machine.contents.get(shown);
	if (taints !== undefined) executes(machine, taints, baseName(shown), range, true, `run from ${shown}`);
}

/** Runs a program with its arguments in a list. */
export function runProgram(
	machine: Machine,
	words: readonly Value[],
	complete: boolean,
	range: Range,
	by: string,
	input: Taints = NO_TAINTS,
): Outcome {
	const texts = words.map(word => wordText(word));
	const first = texts[0];
	const path = first === undefined || first.replaceAll(HOLE, '') === '' ? null : first.replaceAll(HOLE, '*');
	const program = path === null ? null : baseName(path.replaceAll('\\', '/'));
	const rest = texts.slice(1);
	const known = rest.map(text => (text === undefined || text.includes(HOLE) ? null : text));
	if (words[0] !== undefined && path === null) executes(machine, chosen(words[0]), by, range, false);
	machine.recorder.use({
		kind: 'process',
		program: program === '*' ? null : program,
		arguments: complete ? known : [...known, null],
		shell: false,
		elevated: false,
		range,
		how: program === null ? `${by} runs a program that is only known at run time` : `${by} runs ${program}`,
		confidence: program === null ? 'medium' : 'high',
	});
	if (path === null || program === null) return { output: NO_TAINTS, program: null };
	if (/[/\\]/.test(path) || languageOfProgram(program) !== null)
		refersTo(machine, path, program, known, range);
	runFiles(machine, [path, ...known], range);
	const codeAt = rest.findIndex(text => text !== undefined && CODE_OPTION.test(text));
	const code = codeAt < 0 ? undefined : words[codeAt + 2];
	if (code !== undefined && languageOfProgram(program) !== null) {
		const whole = optionsOf(code).every(
			option => option.kind !== 'text' || option.text.replaceAll(HOLE, '').trim() === '',
		);
		executes(machine, taintsOf(code), program, range, whole);
	}
	if (languageOfProgram(program) !== null)
		executes(
			machine,
			taintsTogether(input, machine.standardStreams),
			program,
			range,
			true,
			`given to ${program} as its input`,
		);
	else if (/^cmd(?:\.exe)?$/i.test(program))
		executes(machine, taintsTogether(input, machine.standardStreams), program, range, true);
	const facts = analyseCommand(machine, texts.map(quoted).join(' '));
	if (facts === null) return { output: NO_TAINTS, program };
	let own = true;
	adopt(
		machine,
		facts,
		() => range,
		[],
		use => {
			if (use.kind !== 'process' || !own) return use;
			own = false;
			// Noted above, with what is known of its arguments; only that it runs as administrator was not.
			return use.elevated ? { ...use, shell: false } : use.program === program ? null : use;
		},
	);
	const taints = words.reduce((all, word) => taintsTogether(all, taintsOf(word)), input);
	return { output: outcomeOf(machine, facts, taints, range, by), program };
}

/** Who chooses the program: not the person who starts the script, who may run what they like. */
function chosen(program: Value): Taints {
	return taintsOf(program).filter(
		({ source }) => source.kind !== 'input' || !/^arguments|^standard|^what/.test(source.what),
	);
}

function refersTo(
	machine: Machine,
	path: string,
	program: string,
	rest: readonly (string | null)[],
	range: Range,
): void {
	if (languageOfProgram(program) === null) refer(machine, normalisePath(path), range, 'run');
	else {
		const script = rest.find(word => word === null || !word.startsWith('-'));
		const before = rest[rest.indexOf(script ?? null) - 1];
		if (
			script !== null &&
			script !== undefined &&
			!(before !== null && before !== undefined && /^-[cme]/.test(before))
		) {
			refer(machine, normalisePath(script), range, 'run');
		}
	}
}

function wordText(word: Value): string | undefined {
	for (const option of optionsOf(word)) {
		const text = textOf(option);
		if (text !== undefined) return text;
		if (option.kind === 'api' && option.name === 'sys.executable') return 'python';
	}
	return undefined;
}

/** A word as the shell would need it written. */
function quoted(text: string | undefined): string {
	if (text === undefined) return `"${HOLE}"`;
	if (!text.includes(HOLE))
		return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
	return text
		.split(HOLE)
		.map(part => (part === '' ? '' : quoted(part)))
		.join(`"${HOLE}"`);
}

/** A running program, as the code that started it holds it. */
export function processHandle(outcome: Outcome): Value {
	const program = outcome.program === null ? {} : { program: textValue(outcome.program) };
	return handleValue('process', program, outcome.output);
}

/** Runs the command in the slot through a shell; gives what it prints. */
export function shellCommand(slot: Slot): Handler {
	return call => {
		const value = call.get(slot);
		if (value === undefined) return undefined;
		const outcome = runShell(
			call.machine,
			value,
			slot[0] === null ? call.range : call.placeOf(slot[0]),
			call.shown,
			inputOf(call),
		);
		const handle = processHandle(outcome);
		callBack(call, outcome.output);
		return handle;
	};
}

/** Data given to a program to read. */
export function inputOf(call: Call): Taints {
	let taints = NO_TAINTS;
	for (const name of ['input', 'stdin']) {
		const value = call.named.get(name);
		if (value !== undefined) taints = taintsTogether(taints, taintsOf(value));
	}
	return taints;
}

/** The command of a call that takes a text or a list of words. */
export function runCommandValue(
	call: Call,
	value: Value,
	shell: boolean,
	range: Range,
	input: Taints,
): Outcome {
	let outcome: Outcome = { output: NO_TAINTS, program: null };
	for (const option of optionsOf(value)) {
		const words = option.kind === 'list' ? option.items : null;
		if (words !== null && !shell) {
			const result = runProgram(call.machine, words, itemsOf(option) !== null, range, call.shown, input);
			outcome = { output: taintsTogether(outcome.output, result.output), program: result.program };
		} else {
			const command = words === null ? option : (words[0] ?? option);
			const text = exactText(command);
			const result =
				shell || text === undefined
					? shell
						? runShell(call.machine, command, range, call.shown, input)
						: runProgram(call.machine, [command], option.kind !== 'unknown', range, call.shown, input)
					: runProgram(
							call.machine,
							text
								.trim()
								.split(/\s+/)
								.map(word => textValue(word, command.taints)),
							true,
							range,
							call.shown,
							input,
						);
			outcome = { output: taintsTogether(outcome.output, result.output), program: result.program };
		}
	}
	return outcome;
}
