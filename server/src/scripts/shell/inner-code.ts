import type { Range } from '../../base/range';
import { languageOf } from '../language';
import type { Flow, ScriptFacts, ScriptLanguage, Use } from '../model';
import { LIMITS } from './budget';
import { type Frame, placeIn } from './frame';
import type { Interpreter } from './interpreter';
import { parseTolerantly } from './parse';
import type { Argument } from './shell';
import { prepareSource } from './source';
import { ANYTHING, EMPTY, isKnown, patternOf, stepsOf, UNKNOWN, unknownWith, type Value } from './value';

/** Where code was found and how often it was decoded on the way. */
interface Provenance {
	readonly range: Range;
	readonly encodings: readonly string[];
}

function provenanceOf(code: Value, range: Range): Provenance {
	for (const taint of code.taints) {
		if (taint.source.kind !== 'encoded') continue;
		return { range: stepsOf(taint.trail)[0]?.range ?? range, encodings: taint.source.encodings };
	}
	return { range, encodings: [] };
}

/** The frame for code in code, or `null` (reported as unparsed) when a bound forbids looking into it. */
function innerFrame(machine: Interpreter, code: Value, range: Range): Frame | null {
	const outer = machine.frame;
	const { range: place, encodings } = provenanceOf(code, range);
	const decodeDepth = outer.decodeDepth - encodings.length;
	const refuse = (reason: string) => {
		machine.collector.unparsed(place, reason);
		return null;
	};
	if (decodeDepth < 0) return refuse('Encoded more often than is decoded here');
	if (outer.depth >= LIMITS.nesting) return refuse('Code within code is nested too deeply');
	if (!machine.budget.code(code.text.length)) return refuse('Too much code is built at run time');
	const origin = code.origin ?? null;
	return {
		source: code.text,
		origin,
		range: place,
		via: encodings.length === 0 ? outer.via : [...outer.via, ...encodings],
		decodeDepth,
		depth: outer.depth + 1,
	};
}

/** Tells of code that is not written in the script as such. */
function tellDynamic(machine: Interpreter, code: Value, range: Range, by: string): void {
	const loaded = code.taints.some(({ source }) => source.kind === 'network' || source.kind === 'encoded');
	if (isKnown(code) && !loaded) return;
	machine.tell(range, {
		kind: 'dynamic-code',
		construct: by,
		how: isKnown(code)
			? `${by} runs text that was decoded or fetched`
			: `${by} runs text that is only known at run time`,
		confidence: loaded ? 'high' : 'medium',
	});
}

/** See `Shell.runShell`. */
export function runShellCode(
	machine: Interpreter,
	code: Value,
	range: Range,
	by: string,
	apart: boolean,
	stdin: Value | null,
): Value {
	machine.executed(range, code, by, `run by ${by}`);
	tellDynamic(machine, code, range, by);
	if (code.bytes !== undefined || /^[\0\x01\s]*$/.test(code.text))
		return code.text.includes(UNKNOWN) ? ANYTHING : EMPTY;
	const frame = innerFrame(machine, code, range);
	if (frame === null) return ANYTHING;
	const source = frame.origin === null ? preparedInner(code.text) : code.text;
	const { parts, unparsed } = parseTolerantly(source);
	// Where parts are unknown, so is whether the grammar would accept the whole.
	if (isKnown(code))
		for (const part of unparsed)
			machine.collector.unparsed(placeIn(frame, part.range.start, part.range.end), part.reason);
	const run = () => machine.runParts(parts, { ...frame, source }, stdin);
	return apart ? machine.state.inSubshell(run) : run();
}

/** Decoded text may come with the line ends of another system; its unknown parts stay. */
function preparedInner(text: string): string {
	return text.includes(UNKNOWN) ? text.replace(/\r(?=\n|$)/g, ' ') : prepareSource(text);
}

/** See `Shell.runProgram`. */
export function runProgramCode(
	machine: Interpreter,
	language: ScriptLanguage,
	code: Value,
	range: Range,
	by: string,
	stdin: Value | null,
): void {
	if (language === 'shell') {
		runShellCode(machine, code, range, by, true, stdin);
		return;
	}
	machine.executed(range, code, by, `run by ${by}`);
	tellDynamic(machine, code, range, by);
	if (machine.analyseInner === undefined || code.bytes !== undefined || /^[\0\x01\s]*$/.test(code.text))
		return;
	const frame = innerFrame(machine, code, range);
	if (frame === null) return;
	const verbatim = frame.origin !== null;
	const text = verbatim
		? machine.original.slice(frame.origin, frame.origin + code.text.length)
		: patternOf(code);
	machine.budget.spend(10 + text.length / 100, 'it holds too many programs');
	const facts = machine.analyseInner(language, text, frame.decodeDepth);
	machine.collector.addAll(moved(facts, frame, stdin));
}

/** Facts of an inner program with their ranges in the whole text, and its standard input known. */
function moved(facts: ScriptFacts, frame: Frame, stdin: Value | null): ScriptFacts {
	const at = (range: Range) => placeIn(frame, range.start, range.end);
	const via = (inner: readonly string[] | undefined) => [...frame.via, ...(inner ?? [])];
	const use = (original: Use): Use => {
		const all = via(original.via);
		return all.length === 0
			? { ...original, range: at(original.range) }
			: { ...original, range: at(original.range), via: all };
	};
	const flow = (original: Flow): Flow => {
		const steps = original.steps.map(step => ({ ...step, range: at(step.range) }));
		const all = via(original.via);
		const placed = all.length === 0 ? { ...original, steps } : { ...original, steps, via: all };
		const { source } = original;
		if (source.kind !== 'input' || !/stdin|standard input/i.test(source.what) || stdin === null)
			return placed;
		const taint = stdin.taints.find(({ source: { kind } }) => kind !== 'input');
		return taint === undefined
			? placed
			: { ...placed, source: taint.source, steps: [...stepsOf(taint.trail), ...steps] };
	};
	return {
		uses: facts.uses.map(use),
		flows: facts.flows.map(flow),
		references: facts.references.map(reference => ({ ...reference, range: at(reference.range) })),
		constants: [],
		unparsed: facts.unparsed.map(part => ({ ...part, range: at(part.range) })),
	};
}

/** See `Shell.runFile`. */
export function runFileCode(
	machine: Interpreter,
	path: Argument,
	by: string,
	language: ScriptLanguage | null,
	apart: boolean,
	stdin: Value | null,
): Value {
	const content = machine.contentOf(path);
	const shown = machine.resolve(path.value);
	machine.refer(path, by === 'source' || by === '.' ? 'import' : 'run');
	const known = isKnown(content) && content.text !== '';
	if (!known) {
		machine.executed(path.range, content, by, `run by ${by}`);
		if (content.taints.length === 0 && shown === null) tellDynamic(machine, content, path.range, by);
		return unknownWith([]);
	}
	const firstLine = content.text.slice(0, 200).split('\n', 1)[0] ?? '';
	const actual = language ?? languageOf(shown ?? '', firstLine) ?? 'shell';
	if (actual === 'shell') return runShellCode(machine, content, path.range, by, apart, stdin);
	runProgramCode(machine, actual, content, path.range, by, stdin);
	return ANYTHING;
}
