import type { ScriptLanguage } from './model';
import { listOf } from './word-list';

const BY_EXTENSION: Readonly<Record<ScriptLanguage, readonly string[]>> = {
	shell: listOf(
		'sh, bash, zsh, ksh, dash, command, bats, envrc, bashrc, zshrc, profile, bash_profile, zprofile, zshenv',
	),
	python: listOf('py, pyw, pyi'),
	javascript: listOf('js, mjs, cjs, jsx'),
	typescript: listOf('ts, mts, cts, tsx'),
	powershell: listOf('ps1, psm1, psd1'),
};

const BY_FENCE: Readonly<Record<ScriptLanguage, readonly string[]>> = {
	shell: listOf(
		'bash, sh, shell, zsh, ksh, dash, ash, console, terminal, shell-session, shellsession, sh-session, bash-session, shellscript, shell-script, cmdline, command-line, commandline',
	),
	python: listOf('python, py, python3, py3, python2, python-repl, pycon, ipython'),
	javascript: listOf('javascript, js, mjs, cjs, node, nodejs, jsx'),
	typescript: listOf('typescript, ts, mts, cts, tsx'),
	powershell: listOf('powershell, ps1, pwsh, posh, ps'),
};

const BY_INTERPRETER: Readonly<Record<ScriptLanguage, readonly string[]>> = {
	shell: listOf('sh, bash, zsh, ksh, dash, ash, mksh, busybox, fish, bats'),
	python: listOf('python, python2, python3, pypy, pypy3, ipython'),
	javascript: listOf('node, nodejs, bun, zx'),
	typescript: listOf('deno, tsx, ts-node'),
	powershell: listOf('pwsh, powershell'),
};

const extensions = inverted(BY_EXTENSION);
const fences = inverted(BY_FENCE);
const interpreters = inverted(BY_INTERPRETER);

function inverted(
	names: Readonly<Record<ScriptLanguage, readonly string[]>>,
): ReadonlyMap<string, ScriptLanguage> {
	const map = new Map<string, ScriptLanguage>();
	for (const language of ['shell', 'python', 'javascript', 'typescript', 'powershell'] as const) {
		for (const name of names[language]) map.set(name, language);
	}
	return map;
}

/**
 * The language of a script, or `null` when it is none we analyse.
 *
 * @param path the file's path or name; empty for a fence.
 * @param firstLine the text's first line, looked at for `#!`.
 * @param fenceInfo the info string of a Markdown fence, e.g. `bash title="x"`, `{.python}`; when given, only it
 *   and the first line decide.
 */
export function languageOf(path: string, firstLine: string, fenceInfo?: string): ScriptLanguage | null {
	if (fenceInfo !== undefined) return languageOfFence(fenceInfo) ?? languageOfShebang(firstLine);
	const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
	const dot = name.lastIndexOf('.');
	const byName = dot >= 0 ? extensions.get(name.slice(dot + 1)) : undefined;
	return byName ?? languageOfShebang(firstLine);
}

/** The language an info string names: its first word, without `{`, `.` and the like. */
function languageOfFence(info: string): ScriptLanguage | null {
	const word = /^[\s{.]*(?:language-)?([\w+#-]+)/.exec(info.slice(0, 200).toLowerCase())?.[1];
	return word === undefined ? null : (fences.get(word) ?? null);
}

function languageOfShebang(firstLine: string): ScriptLanguage | null {
	if (!firstLine.startsWith('#!')) return null;
	const words = firstLine.slice(2, 400).trim().split(/\s+/);
	const base = (word: string) => word.slice(word.lastIndexOf('/') + 1);
	let program = base(words[0] ?? '');
	if (program === 'env') program = base(words.slice(1).find(word => !/^-|=/.test(word)) ?? '');
	return languageOfProgram(program);
}

/** The language that a program interprets, by its base name: `python3.11` is Python, `bash` is shell. */
export function languageOfProgram(program: string): ScriptLanguage | null {
	const name = program.toLowerCase().replace(/\.exe$/, '');
	return interpreters.get(name) ?? interpreters.get(name.replace(/[\d.]+$/, '')) ?? null;
}
