import { bytesOf, decodeAs, latin1Bytes, type ScriptEncoding, textOf as textOfBytes } from '../decode';
import type { FlowSource } from '../model';
import { type Taints, taintFrom, taintsTogether, withStep } from '../taint';
import { HOLE, optionsOf, type TextForm, taintsOf, textValue, union, unknown, type Value } from '../value';
import type { Call, Slot } from './call';
import type { Handler } from './language';

/** Bytes of a text as the interpreter holds it: one unit a byte where that is possible. */
export function toBytes(text: string): Uint8Array {
	return latin1Bytes(text) ?? bytesOf(text);
}

/** Bytes as the interpreter holds them: one code unit each. */
export function fromBytes(bytes: Uint8Array): string {
	const pieces: string[] = [];
	for (let at = 0; at < bytes.length; at += 8192)
		pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
	return pieces.join('');
}

/** Text in UTF-8, where the units of the given one are its bytes; unchanged where they are not. */
export function utf8Decoded(text: string): string {
	if (!/[\x80-\xff]/.test(text) || /[^\x00-\xff]/.test(text)) return text;
	return new TextDecoder().decode(toBytes(text));
}

/**
 * Undoes an encoding. What comes out is known when what went in is; either way it is remembered that it was encoded.
 */
export function decoded(call: Call, value: Value, encoding: ScriptEncoding, form: TextForm | null): Value {
	const options = optionsOf(value).map(option => {
		const before = taintsOf(option);
		const text = option.kind === 'text' && !option.text.includes(HOLE) ? option.text : undefined;
		const bytes =
			text === undefined ? null : decodeAs(encoding, encoding === 'reversed' ? bytesOf(text) : toBytes(text));
		const taints = encodedTaints(call, before, encoding, bytes);
		return bytes === null ? unknown(taints) : textValue(call.machine.built(fromBytes(bytes)), taints, form);
	});
	return union(...options);
}

/** The taints after one more decoding: an encoded source grows a layer, others only a hop. */
function encodedTaints(call: Call, before: Taints, encoding: string, bytes: Uint8Array | null): Taints {
	const { range } = call;
	const step = `decoded from ${encoding}`;
	const plain = bytes === null ? null : textOfBytes(bytes);
	const found = before.find(taint => taint.source.kind === 'encoded');
	const others = withStep(
		before.filter(taint => taint !== found),
		range,
		step,
	);
	const outer = found?.source.kind === 'encoded' ? found.source.encodings : [];
	const source: FlowSource = {
		kind: 'encoded',
		encodings: [...outer, encoding].slice(-8),
		decoded: plain?.slice(0, 2_000) ?? null,
	};
	// Data from elsewhere that happens to be encoded is known by where it comes from.
	if (
		found === undefined &&
		others.some(({ source: { kind } }) => kind === 'network' || kind === 'secret-file')
	)
		return others;
	return taintsTogether(taintFrom(source, range, step), others);
}

/** Decodes the text in the slot. */
export function decodes(
	encoding: ScriptEncoding,
	slot: Slot = [0],
	form: TextForm | null = 'bytes',
): Handler {
	return call => {
		const value = call.get(slot);
		return value === undefined ? undefined : decoded(call, value, encoding, form);
	};
}

/** Hides data from view; it stays what it is. */
export function encodes(what: string, slot: Slot = [0]): Handler {
	return call => {
		const value = call.get(slot);
		return value === undefined
			? undefined
			: unknown(withStep(taintsOf(value), call.range, `encoded as ${what}`));
	};
}

/** Decrypts: what comes out cannot be known without running it. */
export function decrypts(slot: Slot): Handler {
	return call => {
		const value = call.get(slot);
		return unknown(encodedTaints(call, value === undefined ? [] : taintsOf(value), 'encryption', null));
	};
}
