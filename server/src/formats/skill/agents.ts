/** An agent that reads skills, as far as its behaviour with them is known. State of November 2026. */
export interface Agent {
	readonly id: AgentId;
	readonly name: string;
	/** Folders, relative to a project, that hold its skill folders. */
	readonly projectFolders: readonly string[];
	/** The same in a person's home. */
	readonly userFolders: readonly string[];
	/** What it does with a frontmatter key that it does not know. */
	readonly unknownKeys: 'ignored' | 'hinted';
}

export type AgentId = 'claude-code' | 'vscode' | 'codex' | 'gemini' | 'cursor' | 'openclaw';

/** Sources: the agents' documentation and code; `.agents/skills` is the folder that several share. */
export const AGENTS: readonly Agent[] = [
	{
		id: 'claude-code',
		name: 'Claude Code',
		projectFolders: ['.claude/skills'],
		userFolders: ['.claude/skills'],
		unknownKeys: 'ignored',
	},
	{
		id: 'vscode',
		name: 'VS Code',
		projectFolders: ['.github/skills', '.claude/skills', '.agents/skills'],
		userFolders: ['.copilot/skills', '.claude/skills', '.agents/skills'],
		unknownKeys: 'hinted',
	},
	{
		id: 'codex',
		name: 'Codex',
		projectFolders: ['.codex/skills', '.agents/skills'],
		userFolders: ['.codex/skills', '.agents/skills'],
		unknownKeys: 'ignored',
	},
	{
		id: 'gemini',
		name: 'Gemini CLI',
		projectFolders: ['.gemini/skills', '.agents/skills'],
		userFolders: ['.gemini/skills', '.agents/skills'],
		unknownKeys: 'ignored',
	},
	{
		id: 'cursor',
		name: 'Cursor',
		projectFolders: ['.cursor/skills', '.agents/skills'],
		userFolders: ['.cursor/skills', '.agents/skills'],
		unknownKeys: 'ignored',
	},
	{
		id: 'openclaw',
		name: 'OpenClaw',
		projectFolders: ['skills'],
		userFolders: ['.openclaw/skills'],
		unknownKeys: 'ignored',
	},
];

export const ALL_AGENTS: readonly AgentId[] = AGENTS.map(agent => agent.id);

/** Every folder, relative to a project or a home, in which some agent looks for skills; longest first. */
export const SKILL_FOLDERS: readonly string[] = [
	...new Set(AGENTS.flatMap(agent => [...agent.projectFolders, ...agent.userFolders])),
].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
