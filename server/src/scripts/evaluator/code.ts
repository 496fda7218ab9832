import type { Range } from '../../base/range';
import { shifted } from '../../base/range';
import type { Flow, ScriptFacts, ScriptLanguage, Use } from '../model';
import { NO_TAINTS, stepsOf, type Taints } from '../taint';
import { type Atom, HOLE, optionsOf, taintsOf, unknown, type Value } from '../value';
import type { Call, Slot } from './call';
import type { Handler } from './language';
import type { Machine } from './machine';

/** Name put into inner code for what is not known, so that its analyser takes it as unknown too. */
const UNKNOWN_NAME = '__unknown';
const UNKNOWN_WORD = `\${${UNKNOWN_NAME}}`;

/** Notes that data becomes code. */
export function executes(
	machine: Machine,
	data: Taints,
	by: string,
	range: Range,
	whole: boolean,
	what = `run by ${by}`,
): void {
	for (const taint of data) {
		const { kind } = taint.source;
		if (kind !== 'network' && kind !== 'encoded' && kind !== 'input') continue;
		const confidence = whole ? 'high' : kind === 'network' ? 'low' : 'medium';
		machine.recorder.flow(taint, { kind: 'execution', by }, { range, what }, confidence);
	}
}

/** Notes code that is not there to be read. */
export function dynamicCode(
	machine: Machine,
	construct: string,
	range: Range,
	how: string,
	sure = true,
): void {
	machine.recorder.use({ kind: 'dynamic-code', construct, range, how, confidence: sure ? 'high' : 'medium' });
}

/** Runs text as code of a language: what is known of it is analysed, where it comes from is noted. */
export function runCode(
	machine: Machine,
	code: Value,
	language: ScriptLanguage,
	by: string,
	range: Range,
): void {
	for (const option of optionsOf(code)) {
		const taints = taintsOf(option);
		executes(machine, taints, by, range, true);
		const hidden = taints.some(({ source }) => source.kind === 'encoded' || source.kind === 'network');
		const text = option.kind === 'text' ? option.text : undefined;
		if (text === undefined || text.includes(HOLE) || hidden) {
			const how = hidden
				? `${by} runs text that was decoded or fetched`
				: `${by} runs text that is only known at run time`;
			if (isCode(option)) dynamicCode(machine, by, range, how, hidden);
		}
		if (text !== undefined && !text.includes(HOLE)) analyseText(machine, text, language, taints, range);
	}
}

/** Functions and compiled code are code already. */
function isCode(option: Atom): boolean {
	return (
		option.kind !== 'function' &&
		option.kind !== 'class' &&
		option.kind !== 'constant' &&
		option.kind !== 'number'
	);
}

/** Analyses code found inside the program, and takes over what it does. */
export function analyseText(
	machine: Machine,
	text: string,
	language: ScriptLanguage,
	taints: Taints,
	range: Range,
): ScriptFacts | null {
	const encoded = taints.find(taint => taint.source.kind === 'encoded');
	const encodings = encoded?.source.kind === 'encoded' ? encoded.source.encodings : [];
	const place = (encoded === undefined ? undefined : stepsOf(encoded)[0]?.range) ?? range;
	const { analyseInner, decodeDepth } = machine.options;
	const depth = decodeDepth - Math.max(1, encodings.length);
	if (analyseInner === undefined || text.trim() === '') return null;
	if (depth < 0) {
		machine.recorder.notExamined(place, 'Encoded more often than is decoded here.');
		return null;
	}
	if (!machine.mayAnalyse(text.length)) {
		machine.recorder.notExamined(place, 'Too much code inside the code to be examined.');
		return null;
	}
	const facts = analyseInner(language, text, depth);
	adopt(machine, facts, locator(machine, text, place), encodings);
	return facts;
}

/** Analyses a shell command of which parts may not be known. */
export function analyseCommand(machine: Machine, command: string): ScriptFacts | null {
	const known = command.replaceAll(HOLE, UNKNOWN_WORD);
	const { analyseInner, decodeDepth } = machine.options;
	if (analyseInner === undefined || !machine.mayAnalyse(command.length)) return null;
	return withoutUnknown(analyseInner('shell', known, Math.max(0, decodeDepth - 1)));
}

/** The name that stands for the unknown is no variable of the environment. */
function withoutUnknown(facts: ScriptFacts): ScriptFacts {
	const isUnknown = (source: Flow['source'] | Use) =>
		source.kind === 'environment' && source.name === UNKNOWN_NAME;
	return {
		...facts,
		uses: facts.uses.filter(use => !isUnknown(use)),
		flows: facts.flows.filter(flow => !isUnknown(flow.source)),
	};
}

/** Where a place inside the inner text is in ours: exactly, when the text stands there as it is. */
export function locator(machine: Machine, text: string, place: Range): (range: Range) => Range {
	const at = text.length > 100_000 ? -1 : machine.excerpt(place).indexOf(text);
	return at < 0 ? () => place : range => shifted(range, place.start + at);
}

/** Takes over the facts of inner code. */
export function adopt(
	machine: Machine,
	facts: ScriptFacts,
	at: (range: Range) => Range,
	encodings: readonly string[],
	change: (use: Use) => Use | null = use => use,
): void {
	const viaOf = (inner: readonly string[] | undefined) => [...encodings, ...(inner ?? [])];
	for (const original of facts.uses) {
		const use = change(original);
		if (use === null) continue;
		const via = viaOf(use.via);
		machine.recorder.use({ ...use, range: at(use.range), ...(via.length > 0 ? { via } : {}) });
	}
	for (const flow of facts.flows) {
		const via = viaOf(flow.via);
		const steps = flow.steps.map(step => ({ ...step, range: at(step.range) }));
		machine.recorder.wholeFlow({ ...flow, steps, ...(via.length > 0 ? { via } : {}) });
	}
	for (const reference of facts.references)
		machine.recorder.reference({ ...reference, range: at(reference.range) });
	for (const { range, reason } of facts.unparsed) machine.recorder.notExamined(at(range), reason);
}

/** Evaluates the text in the slot as code of the program's own language. */
export function evaluatesCode(slot: Slot, by?: string): Handler {
	return call => {
		const code = call.get(slot);
		if (code === undefined) return undefined;
		const { machine } = call;
		runCode(
			machine,
			code,
			machine.language.name,
			by ?? call.shown,
			slot[0] === null ? call.range : call.placeOf(slot[0]),
		);
		return unknown(taintsOf(code));
	};
}

/** Makes objects of data in a way that lets the data run code. */
export function deserialises(slot: Slot, safe?: (call: Call) => boolean): Handler {
	return call => {
		if (safe?.(call) === true) return undefined;
		const { machine, range, shown } = call;
		const data = call.get(slot);
		const taints = data === undefined ? NO_TAINTS : taintsOf(data);
		executes(machine, taints, shown, range, true, `made into objects by ${shown}`);
		dynamicCode(machine, shown, range, `${shown} runs code that the data it reads may hold`);
		return unknown(taints);
	};
}
