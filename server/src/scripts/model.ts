import type { Range } from '../base/range';
import type { Confidence } from '../base/severity';

/** Languages with an analyser. `zsh` and `sh` are read with the Bash grammar. */
export type ScriptLanguage = 'shell' | 'python' | 'javascript' | 'typescript' | 'powershell';

/** What every observed use has: where, why we think so, how sure we are. */
interface UseBase {
	/** Range in the analysed text; for code inside decoded text, the range of the encoded blob. */
	readonly range: Range;
	/** The reasoning in one line, for people: "curl sends the file given with -d to this URL". */
	readonly how: string;
	readonly confidence: Confidence;
	/** How the code came to light when it was not plain text, outermost first: `['base64', 'gzip']`. */
	readonly via?: readonly string[];
	/** How it is made to happen again by itself, where it stands in what such a mechanism runs. */
	readonly later?: PersistenceUse['mechanism'];
}

export interface NetworkUse extends UseBase {
	readonly kind: 'network';
	/** Lower-case host (IDNA A-labels as written) or IP literal; `null`: computed at run time. */
	readonly host: string | null;
	readonly scheme: string | null;
	readonly port: number | null;
	/** As far as it is known, escaped nowhere; `null` when not literal. */
	readonly url: string | null;
	readonly action: 'download' | 'upload' | 'connect' | 'listen';
}

export interface FileUse extends UseBase {
	readonly kind: 'file';
	readonly access: 'read' | 'write' | 'delete';
	/**
	 * As written, with `$HOME`, `~user` and the like folded to `~`; relative paths stay relative to the working
	 * directory; `null`: computed at run time. Unknown parts inside a known path are `*`.
	 */
	readonly path: string | null;
}

export interface ProcessUse extends UseBase {
	readonly kind: 'process';
	/** Base name of the program, e.g. `git`; `null`: computed at run time. */
	readonly program: string | null;
	/** Arguments; `null` for one that is not literal. */
	readonly arguments: readonly (string | null)[];
	/** Started through a shell (`sh -c`, `shell=True`, `os.system`, any command of a shell script). */
	readonly shell: boolean;
	/** Through sudo, doas, runas, pkexec. */
	readonly elevated: boolean;
}

export interface EnvironmentUse extends UseBase {
	readonly kind: 'environment';
	/** `null`: the whole environment. */
	readonly name: string | null;
	readonly access: 'read' | 'write';
}

export interface PackageUse extends UseBase {
	readonly kind: 'package';
	/** `npm`, `pypi`, `brew`, `apt`, `cargo`, `go`, `gem`, … */
	readonly ecosystem: string;
	/** `null`: computed, or "what the lock file says". */
	readonly name: string | null;
	/** The constraint as written, e.g. `==1.2.3`, `@latest`; `null` when there is none. */
	readonly version: string | null;
	readonly source: 'registry' | 'index' | 'url' | 'vcs' | 'path';
	readonly url: string | null;
	/** Run at once without installing (`npx`, `uvx`, `pipx run`). */
	readonly ephemeral: boolean;
}

/** Code built or loaded at run time from something that is not a literal. */
export interface DynamicCodeUse extends UseBase {
	readonly kind: 'dynamic-code';
	readonly construct: string;
}

export interface PersistenceUse extends UseBase {
	readonly kind: 'persistence';
	readonly mechanism:
		| 'cron'
		| 'launchd'
		| 'systemd'
		| 'rc-file'
		| 'git-hook'
		| 'registry-run-key'
		| 'startup-folder'
		| 'scheduled-task'
		| 'login-item'
		| 'authorized-keys';
	readonly target: string | null;
	/** The public key that is let in, as written; only where it stands in the code. */
	readonly key?: string;
}

/** A change to how an agent behaves: its settings, hooks, memory, MCP servers. */
export interface AgentConfigUse extends UseBase {
	readonly kind: 'agent-config';
	readonly access: 'read' | 'write';
	readonly path: string;
}

/** A protection switched off. */
export interface SafetyUse extends UseBase {
	readonly kind: 'safety-off';
	readonly what:
		| 'gatekeeper'
		| 'defender'
		| 'firewall'
		| 'tls-verification'
		| 'permission-prompts'
		| 'mandatory-access-control'
		| 'shell-history'
		| 'system-logging'
		| 'host-key-checking'
		| 'script-policy';
}

export type Use =
	| NetworkUse
	| FileUse
	| ProcessUse
	| EnvironmentUse
	| PackageUse
	| DynamicCodeUse
	| PersistenceUse
	| AgentConfigUse
	| SafetyUse;

/** Where the data of a flow comes from. */
export type FlowSource =
	| {
			readonly kind: 'network';
			readonly host: string | null;
			readonly scheme: string | null;
			readonly url: string | null;
	  }
	| { readonly kind: 'secret-file'; readonly path: string; readonly secret: SecretClass }
	| { readonly kind: 'environment'; readonly name: string | null }
	| { readonly kind: 'encoded'; readonly encodings: readonly string[]; readonly decoded: string | null }
	| { readonly kind: 'input'; readonly what: string }
	| { readonly kind: 'system'; readonly what: string };

/** Where the data of a flow ends. */
export type FlowSink =
	| { readonly kind: 'execution'; readonly by: string }
	| {
			readonly kind: 'network';
			readonly host: string | null;
			readonly scheme: string | null;
			readonly url: string | null;
			/** How it leaves: `http`, `dns`, `smtp`, `scp`, `socket`, `cloud`. */
			readonly channel: string;
	  }
	| { readonly kind: 'instructions'; readonly path: string }
	| { readonly kind: 'file'; readonly path: string | null };

/** Kinds of things that are secret by where they are kept. */
export type SecretClass =
	| 'ssh-key'
	| 'cloud-credentials'
	| 'environment-file'
	| 'keychain'
	| 'browser-store'
	| 'wallet'
	| 'agent-credentials'
	| 'package-registry-token'
	| 'git-credentials'
	| 'password-store'
	| 'shell-history'
	| 'system-accounts'
	| 'messaging-store';

/** One hop of a flow. `path` is set where the hop is in another file of the extension. */
export interface FlowStep {
	readonly path?: string;
	readonly range: Range;
	/** "reads ~/.aws/credentials", "piped into base64 -d", "run by bash". */
	readonly what: string;
}

/** Data seen to go from a source to a sink. `steps` begins at the source and ends at the sink. */
export interface Flow {
	readonly source: FlowSource;
	readonly sink: FlowSink;
	readonly steps: readonly FlowStep[];
	readonly confidence: Confidence;
	readonly via?: readonly string[];
	/** As for a use: the mechanism that makes the data go this way again and again. */
	readonly later?: PersistenceUse['mechanism'];
}

/** A path in the code that may name a file of the same extension: run, imported, sourced or read. */
export interface FileReference {
	readonly range: Range;
	/** As written. */
	readonly path: string;
	readonly how: 'run' | 'import' | 'read' | 'write';
}

/** Code that the grammar could not make sense of; what it does is not known. */
export interface Unparsed {
	readonly range: Range;
	readonly reason: string;
}

/** A string constant of the file, for flows that cross files. */
export interface Constant {
	readonly name: string;
	readonly value: string;
	readonly range: Range;
}

/** Everything one piece of code is seen to do. Ranges are relative to the analysed text. */
export interface ScriptFacts {
	readonly uses: readonly Use[];
	readonly flows: readonly Flow[];
	readonly references: readonly FileReference[];
	readonly constants: readonly Constant[];
	readonly unparsed: readonly Unparsed[];
}

export const NO_SCRIPT_FACTS: ScriptFacts = {
	uses: [],
	flows: [],
	references: [],
	constants: [],
	unparsed: [],
};
