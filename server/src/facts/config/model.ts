import type { Range } from '../../base/range';
import type { JsonNode } from '../../formats/json/model';
import type { Use } from '../../scripts/model';

/** A fact that a configuration file states by a value, not by code. */
export type Setting =
	/** A command that something runs by itself: at installation, when a folder is opened, when an agent starts. */
	| {
			readonly kind: 'automatic-command';
			/** "npm runs it when the package is installed" */
			readonly when: string;
			readonly command: string;
	  }
	| {
			readonly kind: 'mcp-server';
			readonly name: string;
			readonly command: string;
			readonly arguments: readonly string[];
			/** Names of the environment variables that it is given. */
			readonly environment: readonly string[];
	  }
	/** A tool server that runs elsewhere. */
	| { readonly kind: 'mcp-remote'; readonly name: string; readonly url: string }
	/** Where an agent sends its prompts, with the key that opens the account. */
	| { readonly kind: 'agent-endpoint'; readonly variable: string; readonly url: string }
	/** A question that the agent does not ask any more. */
	| { readonly kind: 'agent-permission'; readonly what: string; readonly all: boolean }
	/** What an agent downloads to install what a skill needs, and the commands it runs with it. */
	| { readonly kind: 'installer'; readonly url: string; readonly commands: readonly string[] }
	/** Where a package manager looks for packages, instead of its usual registry or besides it. */
	| {
			readonly kind: 'package-index';
			readonly manager: string;
			readonly url: string;
			readonly extra: boolean;
	  }
	/** What takes down the wall between a container and its host. */
	| { readonly kind: 'container'; readonly what: string; readonly serious: boolean }
	| {
			readonly kind: 'workflow';
			readonly what: 'checkout-of-foreign-code' | 'expression-in-command' | 'cache-key';
			readonly expression: string;
	  }
	/** White space that pushes a command out of view. */
	| { readonly kind: 'pushed-out-of-view'; readonly command: string };

/** Code in a configuration file. */
export interface ConfigCode {
	/** The whole command, arguments quoted. */
	readonly command: string;
	/** The value it stands in; a list of arguments is one range. */
	readonly range: Range;
	/** Set where the command stands in the text as it is, so that places in it can be told. */
	readonly offset?: number;
	/** What runs it by itself; absent when a person has to ask for it. */
	readonly automatic?: string;
}

/** What one configuration text says. Ranges are relative to it. */
export interface ConfigFacts {
	readonly settings: { readonly fact: Setting; readonly range: Range }[];
	readonly code: ConfigCode[];
	/** What follows from a value without any code: the packages a project lists. */
	readonly uses: Use[];
	/** What the model reads as part of its instructions: descriptions of tools. */
	readonly prose: { readonly text: string; readonly range: Range }[];
	/** The text is broken, too long or too deep: something may be missing. */
	readonly incomplete: boolean;
}

export function emptyConfig(incomplete: boolean): ConfigFacts {
	return { settings: [], code: [], uses: [], prose: [], incomplete };
}

/** A reader of one kind of file: adds what it finds. */
export type ConfigReader = (root: JsonNode, text: string, found: ConfigFacts) => void;
