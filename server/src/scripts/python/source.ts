import type { Range } from '../../base/range';

/** Lines for the shell in a notebook: `!pip install x`, `%pip install x`. */
const SHELL_LINE = /^([ \t]*)(?:!{1,2}|%{1,2}(?:pip|conda|sh|bash|system|sx)\b)([^\n]*)$/gm;
const PROMPT = /^([ \t]*)(?:>>>|\.\.\.)(?=[ \r\n]|$)/gm;

/** Whether the text has anything of a notebook or a console session. */
export function mayHoldShellLines(text: string): boolean {
	return /^[ \t]*(?:!|%{1,2}(?:pip|conda|sh|bash|system|sx)\b)/m.test(text);
}

export interface PythonSource {
	/** The Python in it; what is something else is blanked out, so that every offset stays. */
	readonly text: string;
	/** Commands for the shell. */
	readonly commands: readonly Range[];
}

/** Separates Python from what notebooks and console sessions put around it. */
export function pythonSource(text: string): PythonSource {
	const commands: Range[] = [];
	let python = text;
	if (mayHoldShellLines(text)) {
		python = python.replace(SHELL_LINE, (line: string, indent: string, command: string, at: number) => {
			// `%pip install x` is `pip install x` to the shell.
			const magic = /^%%?(pip|conda)/.exec(line.slice(indent.length));
			const end = at + line.length;
			const start = magic === null ? end - command.length : end - command.length - (magic[1]?.length ?? 0);
			commands.push({ start, end });
			return `${indent}pass`.padEnd(line.length).slice(0, line.length);
		});
	}
	if (/^[ \t]*>>> /m.test(python)) python = python.replace(PROMPT, prompt => ' '.repeat(prompt.length));
	return { text: python, commands };
}
