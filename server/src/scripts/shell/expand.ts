import type {
	ArithmeticExpansionPart,
	CommandExpansionPart,
	DoubleQuotedChild,
	ParameterExpansionPart,
	ParameterOperation,
	ParsedScript,
	ProcessSubstitutionPart,
	Word,
	WordPart,
} from 'unbash';
import { parse } from 'unbash';
import type { Range } from '../../base/range';
import { secretNameOf } from '../environment-names';
import { evaluate, numberOf } from './arithmetic';
import { braceWords } from './braces';
import { type Budget, LIMITS } from './budget';
import { fixedValue, identitySource, isEnvironmentName } from './environment';
import { type Frame, placeIn } from './frame';
import { applyOperation, lengthOf } from './parameters';
import type { Argument, ToldUse } from './shell';
import type { Binding, State } from './state';
import {
	ANYTHING,
	concat,
	EMPTY,
	knownText,
	literal,
	newTaint,
	tainted,
	UNKNOWN,
	unknownWith,
	type Value,
} from './value';

/** What the expander needs of the interpreter. */
export interface ExpansionHost {
	readonly state: State;
	readonly budget: Budget;
	readonly frame: Frame;
	tell(range: Range, use: ToldUse): void;
	/** Runs the script of a substitution in a subshell and gives its output, final line breaks removed. */
	substitute(script: ParsedScript, range: Range): Value;
	/** The path under which a process substitution can be read or written. */
	processPath(part: ProcessSubstitutionPart, range: Range): Value;
	/** The value after an expansion as in a prompt, whose substitutions run. */
	expandPrompt(value: Value, range: Range): Value;
	/** A new unknown value that is equal to no other. */
	fresh(): string;
}

/** A part of a word: one value, or several fields (`"$@"`, arrays, braces). */
interface Segment {
	readonly values: readonly Value[];
	/** Unquoted: white space in it separates fields. */
	readonly splits: boolean;
	/** Each value makes its own copy of the word instead of fields side by side. */
	readonly multiplies?: boolean;
}

/** Turns words into values: quoting removed, variables, substitutions and braces replaced as far as they are known. */
export class Expander {
	readonly #host: ExpansionHost;
	/** Which of several possible values of a variable is taken; the interpreter goes through them. */
	choice = 0;
	/** The most values any variable read since had. */
	choices = 1;

	constructor(host: ExpansionHost) {
		this.#host = host;
	}

	/** The fields a word expands to, as arguments of a command. */
	fields(word: Word): Argument[] {
		const { frame } = this.#host;
		const range = placeIn(frame, word.pos, word.end);
		const { parts } = word;
		if (parts === undefined) return [{ value: this.#plain(word), range }];
		if (parts.length > 8 && !this.#host.budget.spend(parts.length / 10)) return [{ value: ANYTHING, range }];
		const segments = parts.map(part => this.#segment(part, false));
		const single = segments.length === 1 ? segments[0] : undefined;
		if (single?.values.length === 1 && !single.splits) return [{ value: single.values[0]!, range }];
		return this.#split(segments).map(value => ({ value, range }));
	}

	/** The value of a word where fields are not split: assignments, redirections, here-strings. */
	value(word: Word): Value {
		if (word.parts === undefined) return this.#plain(word);
		return this.#joined(word.parts, false);
	}

	/** The value of parts as inside double quotes, for here-documents. */
	quoted(parts: readonly WordPart[]): Value {
		return this.#joined(parts, true);
	}

	#joined(parts: readonly WordPart[], quoted: boolean): Value {
		if (parts.length > 8 && !this.#host.budget.spend(parts.length / 10)) return ANYTHING;
		let result: Value = EMPTY;
		for (const part of parts) {
			const { values } = this.#segment(part, quoted);
			for (const [index, value] of values.entries()) {
				if (index > 0) result = concat(result, literal(' '));
				result = concat(result, value);
				if (!this.#host.budget.expand(value.text.length)) return ANYTHING;
			}
		}
		return result;
	}

	#plain(word: Word): Value {
		const { frame } = this.#host;
		if (frame.origin === null || word.value !== word.text) return literal(word.value);
		return { ...literal(word.value), origin: frame.origin + word.pos };
	}

	#split(segments: readonly Segment[]): Value[] {
		const done: Value[] = [];
		let open: Value[] | null = null;
		for (const segment of segments) {
			if (segment.multiplies === true) {
				const before: readonly Value[] = open ?? [EMPTY];
				// More words than that are not meant to be read: what they are is given up.
				if (before.length * segment.values.length > LIMITS.fields) return [ANYTHING];
				this.#host.budget.spend((before.length * segment.values.length) / 50);
				open = before.flatMap(value => segment.values.map(other => concat(value, other)));
				continue;
			}
			for (const [index, value] of segment.values.entries()) {
				const pieces: readonly Value[] = segment.splits ? piecesOf(value) : [value];
				for (const [at, piece] of pieces.entries()) {
					// A new element, or white space before the piece: what was open is complete.
					if ((index > 0 || at > 0) && open !== null) {
						done.push(...open);
						open = null;
					}
					if (segment.splits && piece.text === '') continue;
					open = (open ?? [EMPTY]).map(value => concat(value, piece));
				}
			}
			if (done.length > LIMITS.fields) break;
		}
		if (open !== null) done.push(...open);
		for (const value of done) if (!this.#host.budget.expand(value.text.length)) return [ANYTHING];
		return done.slice(0, LIMITS.fields);
	}

	#segment(part: WordPart | DoubleQuotedChild, quoted: boolean): Segment {
		const { frame } = this.#host;
		switch (part.type) {
			case 'Literal':
				return one(this.#placed(part.value, part.text, part.pos));
			case 'Glob':
				return one(literal(part.text));
			case 'ExtendedGlob':
				return one(literal('*'));
			case 'SingleQuoted':
				return one(this.#placed(part.value, part.text.slice(1, -1), part.pos + 1));
			case 'AnsiCQuoted':
				return one(literal(part.value.replaceAll(UNKNOWN, '')));
			case 'DoubleQuoted':
			case 'LocaleString':
				return this.#doubleQuoted(part.parts);
			case 'SimpleExpansion':
				return this.#parameter(part.text.slice(1), part.pos, part.end, quoted, undefined);
			case 'ParameterExpansion':
				return this.#parameter(part.parameter, part.pos, part.end, quoted, part);
			case 'CommandExpansion':
				return { values: [this.#substitution(part)], splits: !quoted };
			case 'ArithmeticExpansion':
				return { values: [this.#arithmetic(part)], splits: false };
			case 'ProcessSubstitution':
				return one(this.#host.processPath(part, placeIn(frame, part.pos, part.end)));
			case 'BraceExpansion':
				return { values: this.#braces(part.text, 0), splits: false, multiplies: true };
		}
	}

	/** A verbatim value keeps where it stands. */
	#placed(text: string, written: string, at: number): Value {
		const { origin } = this.#host.frame;
		return origin === null || text !== written ? literal(text) : { ...literal(text), origin: origin + at };
	}

	#doubleQuoted(parts: readonly DoubleQuotedChild[]): Segment {
		if (parts.length > 8 && !this.#host.budget.spend(parts.length / 10)) return one(ANYTHING);
		if (parts.length === 1) {
			const { values } = this.#segment(parts[0]!, true);
			return { values, splits: false };
		}
		const segments = parts.map(part => this.#segment(part, true));
		if (segments.every(segment => segment.values.length === 1)) {
			let result: Value = EMPTY;
			for (const segment of segments) {
				result = concat(result, segment.values[0]!);
				if (!this.#host.budget.expand(result.text.length >> 4)) return one(ANYTHING);
			}
			return one(result);
		}
		return { values: this.#split(segments), splits: false };
	}

	#substitution(part: CommandExpansionPart): Value {
		const range = placeIn(this.#host.frame, part.pos, part.end);
		// Makefiles and pipelines write variables this way, and no program is called like a secret.
		const variable = /^\$\(([A-Z][A-Z0-9]*_[A-Z0-9_]+)\)$/.exec(part.text)?.[1];
		if (variable !== undefined && secretNameOf(variable) && !this.#host.state.functions.has(variable))
			return this.#lookup(variable, range);
		return part.script === undefined ? ANYTHING : this.#host.substitute(part.script, range);
	}

	#arithmetic(part: ArithmeticExpansionPart): Value {
		const number = evaluate(part.expression, name => this.#text(name));
		return number === null ? ANYTHING : literal(String(number));
	}

	#text(name: string): string | null {
		const binding = this.#host.state.get(name);
		return binding === undefined ? null : knownText(this.#chosen(binding));
	}

	#braces(text: string, depth: number): Value[] {
		const words = depth < 4 ? braceWords(text) : null;
		if (words === null) return [literal(text)];
		const values: Value[] = [];
		for (const word of words) {
			if (values.length >= LIMITS.fields) break;
			if (!/[{}$`'"\\]/.test(word)) values.push(literal(word));
			else values.push(...this.#reparsed(word, depth));
		}
		return values;
	}

	/** A word inside braces that is more than letters: parsed on its own. */
	#reparsed(text: string, depth: number): Value[] {
		const command = parse(`_ ${text}`).commands[0]?.command;
		const word = command?.type === 'Command' ? command.suffix[0] : undefined;
		if (word?.type !== 'Word') return [literal(text)];
		if (word.parts === undefined) return [literal(word.value)];
		const segments = word.parts.map(
			(part): Segment =>
				part.type === 'BraceExpansion'
					? { values: this.#braces(part.text, depth + 1), splits: false, multiplies: true }
					: this.#segment(part, false),
		);
		return this.#split(segments);
	}

	#parameter(
		name: string,
		pos: number,
		end: number,
		quoted: boolean,
		part: ParameterExpansionPart | undefined,
	): Segment {
		const range = placeIn(this.#host.frame, pos, end);
		const isList = name === '@' || name === '*' || part?.index?.value === '@' || part?.index?.value === '*';
		if (part?.prefix === '#') return one(lengthOf(this.#lookup(name, range)));
		if (part?.prefix === '!') return this.#indirect(name, range, quoted, part);
		if (isList && part?.operation === undefined)
			return { values: this.#elements(name, range), splits: !quoted };
		const binding = this.#host.state.get(name);
		const value = this.#element(name, binding, range, part);
		if (part?.operation === undefined) return { values: [value], splits: !quoted };
		const { operation } = part;
		const firstCharacter = operation.type === 'Slice' && /^(?:HOME|PATH|PWD|OLDPWD|SHELL|BASH)$/.test(name);
		if (firstCharacter && operation.offset.value === '0' && operation.length?.value === '1')
			return one(literal('/'));
		this.#host.budget.spend(operationCost(value, operation));
		// `${name@P}` expands the value as a prompt: commands in it run.
		if (operation.type === 'Transform' && operation.operand.text === 'P')
			return { values: [this.#host.expandPrompt(value, range)], splits: !quoted };
		const result = applyOperation(value, binding !== undefined || fixedValue(name) !== null, operation, {
			word: word => this.value(word),
			number: word => this.#number(word),
			assign: assigned => this.#host.state.assign(name, assigned),
		});
		return { values: [result], splits: !quoted };
	}

	#number(word: Word): number | null {
		return numberOf(this.value(word).text, name => this.#text(name));
	}

	#indirect(name: string, range: Range, quoted: boolean, part: ParameterExpansionPart): Segment {
		if (part.operation?.type === 'Names' || part.index !== undefined)
			return { values: [ANYTHING], splits: !quoted };
		const target = knownText(this.#lookup(name, range));
		if (target === null || !/^[A-Za-z_]\w*$/.test(target)) return { values: [ANYTHING], splits: !quoted };
		return { values: [this.#lookup(target, range)], splits: !quoted };
	}

	#elements(name: string, range: Range): readonly Value[] {
		const { positional } = this.#host.state;
		if (name === '@' || name === '*') return positional ?? [this.#argument(range)];
		const binding = this.#host.state.get(name);
		return binding?.elements ?? [this.#lookup(name, range)];
	}

	#element(
		name: string,
		binding: Binding | undefined,
		range: Range,
		part: ParameterExpansionPart | undefined,
	): Value {
		if (part?.index === undefined || binding?.elements === undefined) return this.#lookup(name, range);
		const index = this.#number(part.index);
		if (index !== null) return binding.elements.at(index) ?? EMPTY;
		const key = knownText(this.value(part.index));
		const keyed = key === null ? undefined : binding.keys?.get(key);
		return keyed ?? unknownWith(binding.elements.flatMap(value => value.taints).slice(0, 8));
	}

	#argument(range: Range): Value {
		const source = { kind: 'input', what: 'arguments of the script' } as const;
		return tainted(UNKNOWN, [newTaint(source, range, 'an argument of the script', 'medium')]);
	}

	#chosen(binding: Binding): Value {
		const { values } = binding;
		if (values.length > 1) this.choices = Math.max(this.choices, values.length);
		return values[Math.min(this.choice, values.length - 1)] ?? EMPTY;
	}

	/** The value of a parameter by its name. Records the read of an environment variable. */
	#lookup(name: string, range: Range): Value {
		const { state } = this.#host;
		const binding = state.get(name);
		if (binding !== undefined) return this.#chosen(binding);
		if (/^[1-9]\d*$/.test(name)) {
			const { positional } = state;
			if (positional === null) return this.#argument(range);
			return positional[Number(name) - 1] ?? EMPTY;
		}
		if (name === '@' || name === '*') return this.#elements(name, range)[0] ?? EMPTY;
		if (name === 'PWD')
			return state.directory === null ? ANYTHING : literal(state.directory === '' ? '.' : state.directory);
		const fixed = fixedValue(name);
		if (fixed !== null) return literal(fixed);
		if (!/^[A-Za-z_]/.test(name)) return ANYTHING;
		return this.#fromEnvironment(name, range);
	}

	#fromEnvironment(name: string, range: Range): Value {
		const { state } = this.#host;
		const secret = secretNameOf(name);
		if (isEnvironmentName(name) || secret) {
			this.#host.tell(range, {
				kind: 'environment',
				name,
				access: 'read',
				how: `reads the environment variable ${name}`,
				confidence: isEnvironmentName(name) ? 'high' : 'low',
			});
		}
		const source = secret ? ({ kind: 'environment', name } as const) : identitySource(name);
		const known = state.unknowns.get(name) ?? this.#host.fresh();
		state.unknowns.set(name, known);
		if (source === null) return tainted(known, []);
		return tainted(known, [
			newTaint(source, range, `reads $${name}`, isEnvironmentName(name) ? 'high' : 'low'),
		]);
	}
}

/** Patterns are tried at every place of the text. */
function operationCost(value: Value, operation: ParameterOperation): number {
	const length = Math.min(value.text.length, 4096);
	if (operation.type === 'Remove') return 0.1 + (length * operation.operand.text.length) / 1_500;
	if (operation.type === 'Replace')
		return 0.1 + (length * Math.min(length, 256) * operation.pattern.text.length) / 3_000;
	return 0.1 + length / 10_000;
}

function one(value: Value): Segment {
	return { values: [value], splits: false };
}

/** The value cut at white space; an empty first or last piece says that there was white space. */
function piecesOf(value: Value): readonly Value[] {
	if (!/\s/.test(value.text)) return [value];
	return value.text.split(/\s+/).map(text => ({ text, taints: value.taints }));
}
