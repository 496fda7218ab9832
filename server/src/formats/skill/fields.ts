import { AGENTS, type AgentId, ALL_AGENTS } from './agents';

/** Longest `name` and `description`. Source: agentskills specification. */
export const MAX_NAME = 64;
export const MAX_DESCRIPTION = 1024;
/** What Claude Code lists of a description; the rest is never seen. */
export const LISTED_DESCRIPTION = 1536;
export const MAX_COMPATIBILITY = 500;

/** A frontmatter key: what it is for, what it may hold and who reads it. */
export interface FieldInfo {
	/** Dotted below the top level, e.g. `metadata.openclaw`. */
	readonly key: string;
	readonly type: 'text' | 'yes-no' | 'text-or-list' | 'list' | 'record';
	/** What it does, in one sentence for people. */
	readonly description: string;
	/** What it may hold, completing "must be". */
	readonly constraint?: string;
	/** The only values it may have. */
	readonly values?: readonly string[];
	readonly readBy: readonly AgentId[];
	/** What else people should know about who reads it. */
	readonly note?: string;
	/**
	 * `standard`: in the agentskills specification, whose validator and uploads to claude.ai refuse other keys;
	 * `experimental`: there as such; `own`: an agent's own addition.
	 */
	readonly status: 'standard' | 'experimental' | 'own';
	readonly required?: boolean;
	/** Written otherwise today. */
	readonly deprecated?: { readonly use: string };
	readonly maxLength?: number;
	/** It grants the skill something or makes it run something. */
	readonly grants?: boolean;
}

const CLAUDE: readonly AgentId[] = ['claude-code'];
const OPENCLAW: readonly AgentId[] = ['openclaw'];

/** Sources: the agentskills specification, the agents' documentation and code. State of November 2026. */
export const FIELDS: readonly FieldInfo[] = [
	{
		key: 'name',
		type: 'text',
		description: 'Name of the skill, by which people and agents call it.',
		constraint:
			'lower-case letters, digits and single hyphens between them, at most 64, equal to the folder’s name',
		readBy: ALL_AGENTS,
		note: 'Claude Code and Codex take the folder’s name when it is missing.',
		status: 'standard',
		required: true,
		maxLength: MAX_NAME,
	},
	{
		key: 'description',
		type: 'text',
		description:
			'What the skill does and when to use it. Agents decide by this text alone whether to load the skill.',
		constraint: 'a text of 1 to 1,024 characters',
		readBy: ALL_AGENTS,
		note: 'Codex does not load a skill whose description is missing or longer; VS Code cuts it without a word.',
		status: 'standard',
		required: true,
		maxLength: MAX_DESCRIPTION,
	},
	{
		key: 'license',
		type: 'text',
		description: 'Licence of the skill: a name such as `Apache-2.0`, or the file that holds it.',
		readBy: ['cursor', 'vscode'],
		status: 'standard',
	},
	{
		key: 'compatibility',
		type: 'text',
		description: 'What the skill needs to work: products, programs, network.',
		constraint: 'a text of at most 500 characters',
		readBy: ['cursor', 'vscode'],
		status: 'standard',
		maxLength: MAX_COMPATIBILITY,
	},
	{
		key: 'metadata',
		type: 'record',
		description: 'Further fields for particular agents.',
		constraint: 'names with texts as their values',
		readBy: ['codex', 'cursor', 'openclaw', 'vscode'],
		note: 'Codex reads only `short-description` in it, OpenClaw only `openclaw`.',
		status: 'standard',
	},
	{
		key: 'allowed-tools',
		type: 'text-or-list',
		description:
			'Tools that the skill may use without asking you first, such as `Read` or `Bash(git diff *)`.',
		constraint: 'tool names separated by spaces, or a list of them',
		readBy: CLAUDE,
		note: 'Experimental in the specification. VS Code does not read it.',
		status: 'experimental',
		grants: true,
	},
	{
		key: 'disable-model-invocation',
		type: 'yes-no',
		description: 'Whether only people can start the skill, never the agent by itself.',
		constraint: 'true or false',
		readBy: ['claude-code', 'cursor', 'openclaw', 'vscode'],
		status: 'own',
	},
	{
		key: 'user-invocable',
		type: 'yes-no',
		description: 'Whether people can start the skill by its name; `false` leaves it to the agent.',
		constraint: 'true or false',
		readBy: ['claude-code', 'openclaw', 'vscode'],
		status: 'own',
	},
	{
		key: 'argument-hint',
		type: 'text',
		description: 'What is shown after the skill’s name to say which arguments it takes, such as `[issue]`.',
		constraint: 'a text; in quotes when it begins with a bracket',
		readBy: ['claude-code', 'vscode'],
		status: 'own',
	},
	{
		key: 'arguments',
		type: 'text-or-list',
		description: 'Names of the arguments, by which the text of the skill can use them.',
		constraint: 'names separated by spaces, or a list of them',
		readBy: CLAUDE,
		status: 'own',
	},
	{
		key: 'when_to_use',
		type: 'text',
		description: 'Further words on when to use the skill, added to the description.',
		readBy: CLAUDE,
		status: 'own',
	},
	{
		key: 'context',
		type: 'text',
		description: 'Where the skill runs: `fork` gives it a conversation of its own.',
		values: ['fork'],
		readBy: ['claude-code', 'vscode'],
		note: 'Experimental in VS Code.',
		status: 'own',
	},
	{
		key: 'agent',
		type: 'text',
		description: 'Which kind of agent runs the skill when `context` is `fork`.',
		readBy: CLAUDE,
		status: 'own',
	},
	{
		key: 'model',
		type: 'text',
		description: 'Which model runs the skill.',
		readBy: CLAUDE,
		status: 'own',
	},
	{
		key: 'effort',
		type: 'text',
		description: 'How much thought the model gives to the skill.',
		values: ['low', 'medium', 'high', 'xhigh', 'max'],
		readBy: CLAUDE,
		status: 'own',
	},
	{
		key: 'paths',
		type: 'text-or-list',
		description: 'Files for which the agent may load the skill by itself.',
		constraint: 'path patterns separated by commas, or a list of them',
		readBy: CLAUDE,
		status: 'own',
	},
	{
		key: 'shell',
		type: 'text',
		description: 'Which shell runs the commands that the skill runs when it loads.',
		values: ['bash', 'powershell'],
		readBy: CLAUDE,
		status: 'own',
		grants: true,
	},
	{
		key: 'hooks',
		type: 'record',
		description: 'Commands that run by themselves on events while the skill is in use.',
		constraint: 'event names, each with its commands',
		readBy: CLAUDE,
		status: 'own',
		grants: true,
	},
	{
		key: 'disallowed-tools',
		type: 'text-or-list',
		description: 'Tools that the skill may not use.',
		constraint: 'tool names separated by spaces, or a list of them',
		readBy: CLAUDE,
		status: 'own',
	},
	{
		key: 'background',
		type: 'yes-no',
		description: 'Whether the skill runs in the background.',
		constraint: 'true or false',
		readBy: CLAUDE,
		status: 'own',
	},
	{
		key: 'homepage',
		type: 'text',
		description: 'Web page of the skill.',
		constraint: 'a URL',
		readBy: OPENCLAW,
		status: 'own',
	},
	{
		key: 'command-dispatch',
		type: 'text',
		description: 'Sends the skill’s slash command straight to a tool, past the model.',
		values: ['tool'],
		readBy: OPENCLAW,
		status: 'own',
		grants: true,
	},
	{
		key: 'command-tool',
		type: 'text',
		description: 'The tool that gets the slash command when `command-dispatch` is `tool`.',
		readBy: OPENCLAW,
		status: 'own',
		grants: true,
	},
	{
		key: 'command-arg-mode',
		type: 'text',
		description: 'How the arguments of the slash command reach the tool.',
		values: ['raw'],
		readBy: OPENCLAW,
		status: 'own',
	},
	{
		key: 'metadata.short-description',
		type: 'text',
		description: 'Short description for lists.',
		readBy: ['codex'],
		status: 'own',
	},
	{
		key: 'metadata.openclaw',
		type: 'record',
		description: 'What OpenClaw needs to know: programs and settings required, and how to install them.',
		constraint: 'a mapping, or the same as JSON text',
		readBy: OPENCLAW,
		status: 'own',
		grants: true,
	},
	{
		key: 'metadata.clawdbot',
		type: 'record',
		description: 'What OpenClaw needs to know, under its former name.',
		readBy: OPENCLAW,
		status: 'own',
		deprecated: { use: 'metadata.openclaw' },
		grants: true,
	},
	{
		key: 'metadata.openclaw.install',
		type: 'list',
		description: 'How to install what the skill requires. Each entry may download a file or run a command.',
		constraint: 'entries of kind brew, node, go, uv or download',
		readBy: OPENCLAW,
		status: 'own',
		grants: true,
	},
	{
		key: 'metadata.openclaw.requires',
		type: 'record',
		description: 'What must be there for the skill to load.',
		constraint: 'bins, anyBins, env and config, each a list',
		readBy: OPENCLAW,
		status: 'own',
	},
	{
		key: 'metadata.openclaw.always',
		type: 'yes-no',
		description: 'Whether the skill loads without looking at what it requires.',
		constraint: 'true or false',
		readBy: OPENCLAW,
		status: 'own',
	},
	{
		key: 'metadata.openclaw.os',
		type: 'list',
		description: 'Operating systems on which the skill loads.',
		constraint: 'darwin, linux or win32',
		readBy: OPENCLAW,
		status: 'own',
	},
	{
		key: 'metadata.openclaw.primaryEnv',
		type: 'text',
		description: 'The environment variable that holds the skill’s key.',
		readBy: OPENCLAW,
		status: 'own',
	},
	{
		key: 'metadata.openclaw.skillKey',
		type: 'text',
		description: 'Name under which the skill’s settings are kept.',
		readBy: OPENCLAW,
		status: 'own',
	},
	{
		key: 'metadata.openclaw.emoji',
		type: 'text',
		description: 'Picture shown for the skill.',
		readBy: OPENCLAW,
		status: 'own',
	},
	{
		key: 'metadata.openclaw.homepage',
		type: 'text',
		description: 'Web page of the skill.',
		constraint: 'a URL',
		readBy: OPENCLAW,
		status: 'own',
	},
];

/** Files beside SKILL.md in which an agent keeps what others put into the frontmatter. */
export const SIDECARS: readonly {
	readonly path: string;
	readonly readBy: readonly AgentId[];
	readonly description: string;
}[] = [
	{
		path: 'agents/openai.yaml',
		readBy: ['codex'],
		description:
			'How Codex shows the skill (`interface`), which tools it needs (`dependencies.tools`) and when it may be used (`policy`).',
	},
];

const byKey = new Map(FIELDS.map(field => [field.key, field]));

/** What is known about a key; dotted for nested ones. `undefined` for a key that no known agent reads. */
export function fieldInfo(key: string): FieldInfo | undefined {
	const current = /^metadata\.clawdbot\./.test(key) ? key.replace('clawdbot', 'openclaw') : key;
	return byKey.get(current);
}

/** Every known key at the top level of the frontmatter. */
export const KNOWN_FIELDS: ReadonlyMap<string, FieldInfo> = new Map(
	FIELDS.filter(field => !field.key.includes('.')).map(field => [field.key, field]),
);

/** Names of the agents that read a field, or (`false`) of those that do not, in one fixed order. */
export function agentNames(field: FieldInfo, reading: boolean): readonly string[] {
	return AGENTS.filter(agent => field.readBy.includes(agent.id) === reading).map(agent => agent.name);
}

/** What some agent takes for a yes or a no, in lower case. YAML 1.2 itself knows only true and false. */
export const YES_NO: ReadonlyMap<string, boolean> = new Map([
	...['true', 'yes', 'on', '1'].map(word => [word, true] as const),
	...['false', 'no', 'off', '0'].map(word => [word, false] as const),
]);

const SKILL_NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Whether a text can be a skill's `name` everywhere: the specification's rule. */
export function isSkillName(text: string): boolean {
	return text.length <= MAX_NAME && SKILL_NAME.test(text);
}

/** The valid name closest to a text; `undefined` when nothing of it can be in one. */
export function suggestedSkillName(text: string): string | undefined {
	const plain = text
		.slice(0, MAX_NAME * 8)
		.normalize('NFKD')
		.replace(/\p{M}+/gu, '')
		.replace(/([a-z0-9])([A-Z])/g, '$1-$2')
		.toLowerCase();
	const name = plain
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+/, '')
		.slice(0, MAX_NAME)
		.replace(/-+$/, '');
	return name === '' ? undefined : name;
}
