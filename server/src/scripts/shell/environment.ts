import type { FlowSource } from '../model';
import { listOf } from '../word-list';

/** Variables that shells set themselves or that say nothing: reading them is no use of the environment. */
const SHELL_OWN = new Set(
	listOf(`
		PATH, HOME, PWD, OLDPWD, IFS, SHELL, TERM, TMPDIR, TMP, TEMP, LANG, LC_ALL, RANDOM, SECONDS, LINENO, EPOCHSECONDS, EPOCHREALTIME, SRANDOM,
		UID, EUID, GROUPS, PPID, SHLVL, OSTYPE, HOSTTYPE, MACHTYPE, COLUMNS, LINES, OPTARG, OPTIND, OPTERR, REPLY, PS1, PS2, PS3, PS4, ZSH_VERSION,
		FUNCNAME, DIRSTACK, PIPESTATUS, COMP_WORDS, COMP_CWORD, COMP_LINE, COMP_POINT, COMPREPLY, HISTCMD, MAPFILE, BASHPID, BASHOPTS, SHELLOPTS, BASH
	`),
);

/** Values that hold whatever the environment; the home directory in the form in which paths are compared. */
const FIXED: Readonly<Record<string, string>> = {
	HOME: '~',
	IFS: ' \t\n',
	TMPDIR: '/tmp',
	TMP: '/tmp',
	TEMP: '/tmp',
	XDG_CONFIG_HOME: '~/.config',
	XDG_DATA_HOME: '~/.local/share',
	XDG_CACHE_HOME: '~/.cache',
	XDG_STATE_HOME: '~/.local/state',
	// The script's own directory: a path made from it is relative to the script.
	'0': './script',
	BASH_SOURCE: './script',
	PS4: '+ ',
	PATH: '/usr/bin:/bin',
	SHELL: '/bin/bash',
	BASH: '/bin/bash',
};

/** Variables that name the person or the machine. */
const IDENTITY: Readonly<Record<string, string>> = {
	USER: 'user name',
	LOGNAME: 'user name',
	USERNAME: 'user name',
	HOSTNAME: 'host name',
	HOST: 'host name',
};

/** The value of a variable the script has not set, when it is known all the same. */
export function fixedValue(name: string): string | null {
	return Object.hasOwn(FIXED, name) ? FIXED[name]! : null;
}

/** Whether reading the variable is worth telling: it comes from the environment and is not the shell's own. */
export function isEnvironmentName(name: string): boolean {
	return /^[A-Z][A-Z0-9_]+$/.test(name) && !SHELL_OWN.has(name) && !name.startsWith('BASH_');
}

/** What the variable says about the person or the machine, as a flow's source. */
export function identitySource(name: string): FlowSource | null {
	return Object.hasOwn(IDENTITY, name) ? { kind: 'system', what: IDENTITY[name]! } : null;
}
