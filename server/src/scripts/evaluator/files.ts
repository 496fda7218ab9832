import type { Range } from '../../base/range';
import type { FileReference, PersistenceUse, SecretClass } from '../model';
import { agentConfigOf, normalisePath, persistenceOf, secretClassOf } from '../paths';
import { NO_TAINTS, type Taints, taintFrom, taintsTogether, withStep } from '../taint';
import {
	HOLE,
	handleValue,
	optionsOf,
	taintsOf,
	textOf,
	textValue,
	union,
	unknown,
	type Value,
} from '../value';
import { callBack } from './apply';
import type { Call, Slot } from './call';
import type { Handler } from './language';
import type { Machine } from './machine';
import { viaOf } from './network';

/** Paths that a value may be, as they are compared and shown; `null` for one that is not known. */
export function pathsOf(value: Value | undefined): (string | null)[] {
	if (value === undefined) return [null];
	const paths = optionsOf(value).map(option => {
		const text = option.kind === 'handle' ? textOf(option.fields.get('path')) : textOf(option);
		return text === undefined || option.kind === 'number' ? null : shownPath(text);
	});
	const known = paths.filter(path => path !== null);
	return known.length > 0 ? [...new Set(known)] : [null];
}

/** The path with `*` for what is not known; `null` when nothing of it is. */
export function shownPath(text: string): string | null {
	if (text.length > 4096) return null;
	const path = normalisePath(text.replaceAll(HOLE, '*')).replace(/\*{2,}/g, '*');
	if (path === '' || (path.includes('*') && !/[^*/.]/.test(path))) return null;
	return path;
}

/** What it means that a file is read or written. */
export interface PathMeaning {
	readonly secret: SecretClass | null;
	readonly agentConfig: boolean;
	readonly persistence: PersistenceUse['mechanism'] | null;
}

const NO_MEANING: PathMeaning = { secret: null, agentConfig: false, persistence: null };
/** Work of looking up a path, with `*` in it even more, in steps. */
const LOOK_UP = 40;

/** Meanings looked up before, in whatever text: they depend on nothing but the path. */
const meanings = new Map<string, PathMeaning>();
const MAX_MEANINGS = 4_000;

function meaningOf(machine: Machine, path: string): PathMeaning {
	const judged = path.includes('*') ? withoutGuesses(path) : path;
	if (!machine.tick(judged.includes('*') ? 4 * LOOK_UP : LOOK_UP)) return NO_MEANING;
	const known = meanings.get(judged);
	if (known !== undefined) return known;
	const meaning = {
		secret: secretClassOf(judged),
		agentConfig: agentConfigOf(judged) !== null,
		persistence: persistenceOf(judged),
	};
	if (meanings.size >= MAX_MEANINGS) meanings.clear();
	meanings.set(judged, meaning);
	return meaning;
}

/**
 * The path with a neutral name where a name is not known, or begins with what is not known: `*.md` could be anything,
 * `.s*h` or `id_*` are spelled so on purpose.
 */
function withoutGuesses(path: string): string {
	return path
		.split('/')
		.map(name => (/^[^*]{2,}\*/.test(name) ? name : name.replaceAll('*', 'unknown')))
		.join('/');
}

/** Notes an access; gives what reading the file yields. */
export function access(
	machine: Machine,
	what: 'read' | 'write' | 'delete',
	path: Value | undefined,
	range: Range,
	how: string,
): Taints {
	let taints = NO_TAINTS;
	const via = path === undefined ? undefined : viaOf(taintsOf(path));
	for (const shown of pathsOf(path)) {
		const extra = via === undefined ? {} : { via };
		machine.recorder.use({
			kind: 'file',
			access: what,
			path: shown,
			range,
			how,
			confidence: shown === null ? 'medium' : 'high',
			...extra,
		});
		if (shown === null) continue;
		if (what !== 'delete') refer(machine, shown, range, what);
		if (what === 'read') taints = taintsTogether(taints, contentTaints(machine, shown, range));
		if (what === 'delete') continue;
		const { agentConfig, persistence } = meaningOf(machine, shown);
		if (agentConfig) {
			machine.recorder.use({
				kind: 'agent-config',
				access: what,
				path: shown,
				range,
				how,
				confidence: 'high',
				...extra,
			});
		}
		const mechanism = what === 'write' ? persistence : null;
		if (mechanism !== null) {
			machine.recorder.use({
				kind: 'persistence',
				mechanism,
				target: shown,
				range,
				how,
				confidence: 'high',
				...extra,
			});
		}
	}
	return taints;
}

/** What the content of a file comes from. */
export function contentTaints(machine: Machine, path: string, range: Range): Taints {
	const { secret } = meaningOf(machine, path);
	const own =
		secret === null ? NO_TAINTS : taintFrom({ kind: 'secret-file', path, secret }, range, `reads ${path}`);
	return taintsTogether(own, machine.contents.get(path) ?? NO_TAINTS);
}

/** Notes a path that may name a file of the same extension. */
export function refer(machine: Machine, path: string, range: Range, how: FileReference['how']): void {
	if (/^(?:[/~]|[A-Za-z]:|\w+:\/\/|\.$|-)|[*?[\s]/.test(path) || path.length > 512) return;
	machine.recorder.reference({ range, path, how });
}

/** Notes that data is written to a file, and what that means where the file is read again by a program. */
export function writeTo(machine: Machine, path: Value | undefined, content: Taints, range: Range): void {
	if (content.length === 0) return;
	for (const shown of pathsOf(path)) {
		if (shown === null) continue;
		const taints = withStep(content, range, `written to ${shown}`);
		machine.wrote(shown, taints);
		const { agentConfig: instructions, persistence } = meaningOf(machine, shown);
		if (!instructions && persistence === null) continue;
		for (const taint of content) {
			if (taint.source.kind !== 'network' && taint.source.kind !== 'encoded') continue;
			const sink = instructions
				? ({ kind: 'instructions', path: shown } as const)
				: ({ kind: 'file', path: shown } as const);
			machine.recorder.flow(taint, sink, { range, what: `written to ${shown}` }, 'high');
		}
	}
}

/** Reads the file whose path is in the slot (or is the receiver); gives its content. */
export function reads(slot: Slot | 'receiver'): Handler {
	return call => {
		const path = slot === 'receiver' ? (call.receiver ?? undefined) : call.get(slot);
		const taints = access(call.machine, 'read', path, placeOf(call, slot), `${call.shown} reads this file`);
		const all = taintsTogether(taints, ofPath(path));
		callBack(call, all);
		return unknown(all);
	};
}

/** Data that is part of a path says which file, not what is in it. */
function ofPath(path: Value | undefined): Taints {
	if (path === undefined || path.kind === 'text') return NO_TAINTS;
	return taintsOf(path).filter(
		taint => taint.source.kind === 'network' || taint.source.kind === 'secret-file',
	);
}

/** Writes the content in one slot to the file in the other. */
export function writes(slot: Slot | 'receiver', content: Slot | null): Handler {
	return call => {
		const path = slot === 'receiver' ? (call.receiver ?? undefined) : call.get(slot);
		access(call.machine, 'write', path, placeOf(call, slot), `${call.shown} writes this file`);
		const value = content === null ? undefined : call.get(content);
		if (value !== undefined) writeTo(call.machine, path, taintsOf(value), call.range);
		callBack(call, NO_TAINTS);
		return undefined;
	};
}

export function deletes(slot: Slot | 'receiver'): Handler {
	return call => {
		const path = slot === 'receiver' ? (call.receiver ?? undefined) : call.get(slot);
		access(call.machine, 'delete', path, placeOf(call, slot), `${call.shown} deletes this file`);
		callBack(call, NO_TAINTS);
		return undefined;
	};
}

/** Copies or moves a file. */
export function copies(from: Slot | 'receiver', to: Slot, moves = false): Handler {
	return call => {
		const source = from === 'receiver' ? (call.receiver ?? undefined) : call.get(from);
		const taints = access(call.machine, 'read', source, placeOf(call, from), `${call.shown} reads this file`);
		if (moves)
			access(call.machine, 'delete', source, placeOf(call, from), `${call.shown} moves this file away`);
		const target = call.get(to);
		access(call.machine, 'write', target, placeOf(call, to), `${call.shown} writes this file`);
		writeTo(call.machine, target, taints, call.range);
		callBack(call, NO_TAINTS);
		return target;
	};
}

function placeOf(call: Call, slot: Slot | 'receiver'): Range {
	return slot === 'receiver' || slot[0] === null ? call.range : call.placeOf(slot[0]);
}

/** Lists a directory: gives paths in it, of which only the directory is known. */
export function lists(slot: Slot | 'receiver', below: 'names' | 'paths'): Handler {
	return call => {
		const directory = slot === 'receiver' ? (call.receiver ?? undefined) : (call.get(slot) ?? textValue('.'));
		access(call.machine, 'read', directory, placeOf(call, slot), `${call.shown} lists this directory`);
		callBack(call, NO_TAINTS);
		const entry = below === 'names' || directory === undefined ? textValue(HOLE) : inside(directory);
		return { kind: 'list', items: [entry], open: true, taints: NO_TAINTS };
	};
}

/** Some file in the directory. */
export function inside(directory: Value): Value {
	const options = optionsOf(directory).map(option => {
		const text = textOf(option);
		return text === undefined
			? unknown(taintsOf(option))
			: textValue(`${text.replace(/\/$/, '')}/${HOLE}`, option.taints, 'path');
	});
	return union(...options);
}

/** Which accesses a mode of `open` means. */
export function accessesOf(mode: string | undefined): readonly ('read' | 'write')[] {
	if (mode === undefined) return ['read'];
	if (/[+]/.test(mode)) return ['read', 'write'];
	return /[wax]/.test(mode) ? ['write'] : ['read'];
}

/** Opens a file; gives a handle through which it is read and written. */
export function opens(slot: Slot | 'receiver', mode: Slot, otherwise = 'r'): Handler {
	return call => {
		const path = slot === 'receiver' ? (call.receiver ?? undefined) : call.get(slot);
		const given = call.get(mode);
		const text = given === undefined ? otherwise : textOf(given);
		let taints = ofPath(path);
		for (const kind of text === undefined ? (['read', 'write'] as const) : accessesOf(text)) {
			const how =
				kind === 'read'
					? `${call.shown} opens this file for reading`
					: `${call.shown} opens this file for writing`;
			taints = taintsTogether(taints, access(call.machine, kind, path, placeOf(call, slot), how));
		}
		callBack(call, taints);
		return handleValue('file', path === undefined ? {} : { path }, taints);
	};
}

/** Writes through an open file. */
export const writesThrough: Handler = call => {
	const { receiver } = call;
	if (receiver?.kind !== 'handle') return undefined;
	const content = call.taints();
	receiver.taints = taintsTogether(receiver.taints, content);
	writeTo(call.machine, receiver.fields.get('path'), content, call.range);
	return unknown();
};
