import type { Assignment, Word } from 'unbash';
import { LIMITS } from './budget';
import { tellAssignment } from './commands/environment';
import { placeIn } from './frame';
import type { Interpreter } from './interpreter';
import type { Argument } from './shell';
import { concat, EMPTY, knownText, literal, type Value } from './value';

/** The value on the right of an assignment; empty for an array. */
export function assignedValue(machine: Interpreter, assignment: Assignment): Value {
	const { value } = assignment;
	if (value.type === 'Word') return machine.expander.value(value);
	return EMPTY;
}

/** Tells what setting the variable does beyond holding a value. */
export function tellAssigned(machine: Interpreter, assignment: Assignment, value: Value): void {
	tellAssignment(machine, assignment.name, value, placeIn(machine.frame, assignment.pos, assignment.end));
}

/** Carries out an assignment. */
export function assign(machine: Interpreter, assignment: Assignment): void {
	const { name, value: written, append, index } = assignment;
	const { state } = machine;
	const before = state.get(name);
	if (written.type === 'ArrayValue') {
		const elements = elementsOf(machine, written.elements);
		const kept = append === true ? (before?.elements ?? before?.values ?? []) : [];
		machine.budget.spend(kept.length / 500);
		const all = [...kept, ...elements.values].slice(0, LIMITS.elements);
		state.set(name, { values: [all[0] ?? EMPTY], elements: all, keys: elements.keys });
		return;
	}
	const value = machine.expander.value(written);
	if (index !== undefined) {
		assignElement(machine, name, machine.expander.value(index).text, value);
		return;
	}
	const result = append === true && before !== undefined ? concat(before.values[0] ?? EMPTY, value) : value;
	if (!machine.budget.expand(result.text.length)) return;
	state.assign(name, result);
	tellAssigned(machine, assignment, result);
	const text = knownText(result);
	if (text !== null && text !== '' && text.length <= 2000 && machine.frame.origin !== null) {
		machine.collector.constant({
			name,
			value: text,
			range: placeIn(machine.frame, assignment.pos, assignment.end),
		});
	}
}

/** `name[key]=value`. */
function assignElement(machine: Interpreter, name: string, key: string, value: Value): void {
	const before = machine.state.get(name);
	const elements = [...(before?.elements ?? [])];
	const keys = new Map(before?.keys ?? []);
	machine.budget.spend((elements.length + keys.size) / 200);
	const at = /^\d{1,4}$/.test(key) ? Number(key) : elements.length;
	if (at < LIMITS.elements) elements[at] = value;
	if (keys.size < LIMITS.elements) keys.set(key, value);
	const filled = Array.from(elements, element => element ?? EMPTY);
	machine.state.set(name, { values: [filled[0] ?? EMPTY], elements: filled, keys });
}

/** Elements of an array literal; `[key]=value` ones by their key as well. */
function elementsOf(
	machine: Interpreter,
	words: readonly Word[],
): { values: Value[]; keys: Map<string, Value> } {
	const values: Value[] = [];
	const keys = new Map<string, Value>();
	for (const word of words) {
		if (!machine.budget.spend(0.1)) break;
		for (const { value } of machine.expander.fields(word)) {
			const keyed = /^\[([^\]]{1,100})\]=/.exec(value.text);
			if (keyed === null) values.push(value);
			else {
				const element = { text: value.text.slice(keyed[0].length), taints: value.taints };
				keys.set(keyed[1]!, element);
				values.push(element);
			}
		}
	}
	return { values, keys };
}

/** An assignment among the arguments of `export` and the like; arrays are assigned at once. */
export function assignmentAsWord(machine: Interpreter, part: Assignment): Argument {
	const range = placeIn(machine.frame, part.pos, part.end);
	if (part.value.type === 'Word' && part.index === undefined) {
		return {
			value: concat(
				literal(`${part.name}${part.append === true ? '+' : ''}=`),
				machine.expander.value(part.value),
			),
			range,
		};
	}
	assign(machine, part);
	return { value: literal(part.name), range };
}
