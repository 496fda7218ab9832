import type { Range } from '../../base/range';
import { identitySource, isEnvironmentName } from '../shell/environment';
import { NO_TAINTS, type Taints, taintFrom } from '../taint';
import { exactText, optionsOf, textValue, union, unknown, type Value } from '../value';
import type { Machine } from './machine';

/** Variables that hold a directory, and the directory in the form in which paths are compared. */
const DIRECTORIES: Readonly<Record<string, string>> = {
	HOME: '~',
	USERPROFILE: '~',
	HOMEPATH: '~',
	APPDATA: '~/AppData/Roaming',
	LOCALAPPDATA: '~/AppData/Local',
	XDG_CONFIG_HOME: '~/.config',
	XDG_DATA_HOME: '~/.local/share',
	XDG_CACHE_HOME: '~/.cache',
	CLAUDE_CONFIG_DIR: '~/.claude',
	CODEX_HOME: '~/.codex',
	TMPDIR: '/tmp',
	TEMP: '/tmp',
	TMP: '/tmp',
};

/** Reads one variable; `key` undefined or unknown: nobody knows which. */
export function readVariable(
	machine: Machine,
	key: Value | undefined,
	range: Range,
	fallback?: Value,
): Value {
	if (key === undefined) return unknown();
	const values = optionsOf(key).map(option => {
		const name = exactText(option);
		if (name === undefined) return unknown(readTaints(machine, null, range, option.taints.length === 0));
		const directory = Object.hasOwn(DIRECTORIES, name) ? DIRECTORIES[name] : undefined;
		if (directory !== undefined) return textValue(directory);
		return unknown(readTaints(machine, name, range, false));
	});
	return fallback === undefined ? union(...values) : union(fallback, ...values);
}

/** Notes that a variable is read; gives what its value comes from. */
function readTaints(machine: Machine, name: string | null, range: Range, quiet: boolean): Taints {
	if (name === null) {
		return quiet
			? NO_TAINTS
			: taintFrom({ kind: 'environment', name: null }, range, 'reads environment variables');
	}
	const identity = identitySource(name);
	if (identity !== null) return taintFrom(identity, range, `reads ${name}`);
	if (/^[A-Z][A-Z0-9_]+$/.test(name) && !isEnvironmentName(name)) return NO_TAINTS;
	machine.recorder.use({
		kind: 'environment',
		name,
		access: 'read',
		range,
		how: `reads the environment variable ${name}`,
		confidence: 'high',
	});
	return taintFrom({ kind: 'environment', name }, range, `reads the environment variable ${name}`);
}

/** The environment as a whole; noted as read only where all of it is looked at. */
export function wholeEnvironment(range: Range): Taints {
	return taintFrom({ kind: 'environment', name: null }, range, 'takes the whole environment');
}

export function noteWholeEnvironment(machine: Machine, range: Range): void {
	machine.recorder.use({
		kind: 'environment',
		name: null,
		access: 'read',
		range,
		how: 'reads every environment variable',
		confidence: 'high',
	});
}

export function writeVariable(machine: Machine, key: Value | null, range: Range): void {
	const name = key === null ? undefined : exactText(key);
	machine.recorder.use({
		kind: 'environment',
		name: name ?? null,
		access: 'write',
		range,
		how: name === undefined ? 'sets environment variables' : `sets the environment variable ${name}`,
		confidence: name === undefined ? 'medium' : 'high',
	});
}
