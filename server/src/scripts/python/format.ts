import { itemAt } from '../evaluator/items';
import type { Machine } from '../evaluator/machine';
import { concatenated } from '../evaluator/operators';
import { taintsTogether } from '../taint';
import { HOLE, type TextValue, tainted, textValue, UNKNOWN, type Value } from '../value';

/** `text.format(*args, **named)`: replacement fields by position or name; conversions and widths are left out. */
export function formatted(
	machine: Machine,
	text: TextValue,
	args: readonly Value[],
	named: ReadonlyMap<string, Value>,
): Value {
	const parts: (string | Value)[] = [];
	let at = 0;
	let position = 0;
	for (const match of text.text.matchAll(/\{\{|\}\}|\{([^{}!:]*)(?:![rsa])?(?::([^{}]*))?\}/g)) {
		parts.push(text.text.slice(at, match.index));
		at = match.index + match[0].length;
		if (match[0] === '{{' || match[0] === '}}') parts.push(match[0][0]!);
		else parts.push(fieldValue(match[1] ?? '', args, named, () => position++));
	}
	parts.push(text.text.slice(at));
	return tainted(concatenated(machine, parts), text.taints);
}

function fieldValue(
	field: string,
	args: readonly Value[],
	named: ReadonlyMap<string, Value>,
	next: () => number,
): Value {
	const shape = /^([^.[]*)(.*)$/s.exec(field);
	const name = shape?.[1] ?? '';
	let value = name === '' ? args[next()] : /^\d+$/.test(name) ? args[Number(name)] : named.get(name);
	for (const part of (shape?.[2] ?? '').matchAll(/\[([^\]]*)\]|\.(\w+)/g)) {
		const key = part[1];
		if (value?.kind === 'mapping' && key !== undefined) value = value.entries.get(key);
		else if (value !== undefined && key !== undefined && /^\d+$/.test(key))
			value = itemAt(value, Number(key));
		else value = undefined;
	}
	return value ?? UNKNOWN;
}

/** `text % value`, as C's printf. */
export function percentFormatted(machine: Machine, text: TextValue, value: Value): Value {
	const items = value.kind === 'list' ? value.items : [value];
	const parts: (string | Value)[] = [];
	let at = 0;
	let position = 0;
	for (const match of text.text.matchAll(/%(?:\(([^)]*)\))?[-#0 +]*(?:\d+|\*)?(?:\.\d+)?([a-zA-Z%])/g)) {
		parts.push(text.text.slice(at, match.index));
		at = match.index + match[0].length;
		const [, name, conversion] = match;
		if (conversion === '%') parts.push('%');
		else if (name !== undefined)
			parts.push(value.kind === 'mapping' ? (value.entries.get(name) ?? value.rest ?? UNKNOWN) : UNKNOWN);
		else parts.push(converted(items[position++] ?? UNKNOWN, conversion ?? 's'));
	}
	parts.push(text.text.slice(at));
	return tainted(
		concatenated(machine, parts),
		taintsTogether(text.taints, value.kind === 'unknown' ? value.taints : []),
	);
}

function converted(value: Value, conversion: string): Value {
	if (value.kind !== 'number') return value;
	if (conversion === 'c')
		return textValue(
			Number.isInteger(value.number) && value.number > 0 && value.number < 0x110000
				? String.fromCodePoint(value.number)
				: HOLE,
			value.taints,
		);
	if (conversion === 'x') return textValue(value.number.toString(16), value.taints);
	return value;
}
