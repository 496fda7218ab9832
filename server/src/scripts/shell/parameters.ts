import type { ParameterOperation, Word } from 'unbash';
import { decodeEscapes } from '../decode';
import { withoutAffix, withReplacement } from './glob-pattern';
import { EMPTY, isKnown, literal, mergeTaints, UNKNOWN, unknownWith, type Value, withText } from './value';

/** What operations on parameters need from the expander. */
export interface ParameterHost {
	/** The operand of an operation, expanded. */
	word(word: Word): Value;
	/** A number from a word, where it is known. */
	number(word: Word): number | null;
	assign(value: Value): void;
}

/**
 * `${name…}` with an operation: the value after it. `set` says whether the parameter has a value of the script's own;
 * an environment variable that is not set by the script has none, and may have one at run time.
 */
export function applyOperation(
	value: Value,
	set: boolean,
	operation: ParameterOperation,
	host: ParameterHost,
): Value {
	switch (operation.type) {
		case 'Default':
			return withDefault(value, set, operation.operator, () => host.word(operation.operand), host.assign);
		case 'Remove': {
			const pattern = host.word(operation.operand);
			return onText(value, text => withoutAffix(text, pattern.text, operation.operator));
		}
		case 'Replace': {
			const pattern = host.word(operation.pattern);
			const replacement = host.word(operation.replacement);
			const result = onText(value, text =>
				withReplacement(text, pattern.text, replacement.text, operation.operator),
			);
			return { ...result, taints: mergeTaints(result.taints, replacement.taints) };
		}
		case 'Slice': {
			const offset = host.number(operation.offset);
			const length = operation.length === undefined ? undefined : host.number(operation.length);
			return onText(value, text => sliced(text, offset, length));
		}
		case 'CaseModification':
			return onText(value, text => inCase(text, operation.operator));
		case 'Transform':
			return operation.operand.text === 'E' ? onText(value, decodeEscapes) : value;
		default:
			return unknownWith(value.taints);
	}
}

function withDefault(
	value: Value,
	set: boolean,
	operator: string,
	operand: () => Value,
	assign: (value: Value) => void,
): Value {
	const kind = operator.replace(':', '');
	const present = set && !(operator.startsWith(':') && value.text === '' && value.taints.length === 0);
	if (kind === '?') return value;
	// Whether the environment has the variable is not known: take it that it has.
	if (kind === '+') return present || !set ? operand() : EMPTY;
	if (present) return value;
	const fallback = operand();
	// Unless the environment says otherwise, the default is what runs; what the environment gives is kept as a taint.
	const result = { ...fallback, taints: mergeTaints(fallback.taints, value.taints) };
	if (kind === '=') assign(result);
	return result;
}

function onText(value: Value, change: (text: string) => string | null): Value {
	const result = change(value.text);
	return result === null ? unknownWith(value.taints) : withText(value, result);
}

function sliced(text: string, offset: number | null, length: number | null | undefined): string | null {
	if (offset === null || length === null || text.includes(UNKNOWN)) return null;
	const start = offset < 0 ? Math.max(0, text.length + offset) : offset;
	if (length === undefined) return text.slice(start);
	return length < 0 ? text.slice(start, text.length + length) : text.slice(start, start + length);
}

function inCase(text: string, operator: string): string {
	const upper = operator.startsWith('^');
	const change = (part: string) => (upper ? part.toUpperCase() : part.toLowerCase());
	return operator.length === 2 ? change(text) : change(text.slice(0, 1)) + text.slice(1);
}

/** `${#name}`. */
export function lengthOf(value: Value): Value {
	return isKnown(value) ? literal(String(value.text.length)) : unknownWith([]);
}
