/** Agents that load skills, with their names for people. */
export const AGENTS = {
	'claude-code': 'Claude Code',
	vscode: 'VS Code',
	codex: 'Codex',
	gemini: 'Gemini CLI',
	cursor: 'Cursor',
	openclaw: 'OpenClaw',
} as const;
export type Agent = keyof typeof AGENTS;

/** A top-level frontmatter field that at least one agent reads. */
export interface KnownField {
	readonly key: string;
	/** `standard`: in the open specification; `experimental`: there as such; `own`: an agent's own addition. */
	readonly status: 'standard' | 'experimental' | 'own';
	readonly readBy: readonly Agent[];
	/** What it does, for people. Markdown, one or two sentences. */
	readonly description: string;
}

const ALL: readonly Agent[] = ['claude-code', 'vscode', 'codex', 'gemini', 'cursor', 'openclaw'];
const CLAUDE: readonly Agent[] = ['claude-code'];
const OPENCLAW: readonly Agent[] = ['openclaw'];

/** Sources: agentskills.io specification and the agents' documentation, August to November 2026. */
const FIELDS: readonly KnownField[] = [
	standard(
		'name',
		ALL,
		'Name of the skill: 1–64 lower-case letters, digits and single hyphens, equal to the folder’s name.',
	),
	standard(
		'description',
		ALL,
		'What the skill does and when to use it, at most 1,024 characters. Agents choose skills by it.',
	),
	standard('license', ['vscode', 'cursor'], 'Licence of the skill: a name or a file beside it.'),
	standard('compatibility', ['vscode', 'cursor'], 'What the skill needs to run, at most 500 characters.'),
	standard(
		'metadata',
		['vscode', 'cursor', 'codex', 'openclaw'],
		'Further entries of text. Codex reads `short-description` in it, OpenClaw reads `openclaw`.',
	),
	{
		key: 'allowed-tools',
		status: 'experimental',
		readBy: CLAUDE,
		description: 'Tools that the agent may use without asking while the skill is active.',
	},
	own(
		'disable-model-invocation',
		['claude-code', 'vscode', 'openclaw', 'cursor'],
		'Whether only the person can start the skill.',
	),
	own(
		'user-invocable',
		['claude-code', 'vscode', 'openclaw'],
		'Whether the skill is offered to the person as a command.',
	),
	own('argument-hint', ['claude-code', 'vscode'], 'What to type after the command, shown as a hint.'),
	own(
		'context',
		['claude-code', 'vscode'],
		'`fork` runs the skill in a sub-agent with a conversation of its own.',
	),
	own('agent', CLAUDE, 'Kind of sub-agent that runs the skill with `context: fork`.'),
	own('model', CLAUDE, 'Model that runs the skill.'),
	own('hooks', CLAUDE, 'Commands that run at certain events while the skill is active.'),
	own('effort', CLAUDE, 'How hard the model thinks: low, medium, high, xhigh or max.'),
	own('paths', CLAUDE, 'Files for which the skill is offered.'),
	own('shell', CLAUDE, 'Shell that runs commands of the skill: bash or powershell.'),
	own('when_to_use', CLAUDE, 'When to use the skill, added to the description.'),
	own('arguments', CLAUDE, 'Names of the arguments of the command.'),
	own('disallowed-tools', CLAUDE, 'Tools that the agent may not use while the skill is active.'),
	own('background', CLAUDE, 'Whether the skill runs in the background.'),
	own('homepage', OPENCLAW, 'Web page of the skill.'),
	own('command-dispatch', OPENCLAW, '`tool`: the command calls a tool directly, without the model.'),
	own('command-tool', OPENCLAW, 'Tool that the command calls.'),
	own('command-arg-mode', OPENCLAW, 'How the command’s arguments are passed to the tool.'),
];

/** Every known top-level field by its key. */
export const KNOWN_FIELDS: ReadonlyMap<string, KnownField> = new Map(FIELDS.map(field => [field.key, field]));

/** Names of the agents that read a field, or (`false`) of those that do not, in one fixed order. */
export function agentNames(field: KnownField, reading: boolean): readonly string[] {
	return ALL.filter(agent => field.readBy.includes(agent) === reading).map(agent => AGENTS[agent]);
}

function standard(key: string, readBy: readonly Agent[], description: string): KnownField {
	return { key, status: 'standard', readBy, description };
}

function own(key: string, readBy: readonly Agent[], description: string): KnownField {
	return { key, status: 'own', readBy, description };
}
