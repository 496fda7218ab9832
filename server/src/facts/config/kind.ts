import { baseName } from '../../base/files';

/** Configuration files that carry commands, by what reads them. */
export type ConfigKind =
	| 'package-json'
	| 'agent'
	| 'vscode-tasks'
	| 'compose'
	| 'workflow'
	| 'frontmatter'
	| 'requirements'
	| 'package-manager'
	| 'mcp-manifest';

const AGENT_FILES = new Set([
	'mcp.json',
	'.mcp.json',
	'mcp_config.json',
	'claude_desktop_config.json',
	'hooks.json',
	'plugin.json',
	'.claude.json',
]);
const AGENT_SETTINGS = /(?:^|\/)\.(?:claude|gemini|cursor|codex|vscode)\/(?:settings(?:\.local)?|mcp)\.json$/;
const MCP_MANIFESTS = new Set(['server.json', 'manifest.json', 'tools.json', 'mcp-tools.json', 'tool.json']);
const COMPOSE = /^(?:docker-)?compose(?:[.-][\w-]+)?\.ya?ml$/;
const WORKFLOW = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)action\.ya?ml$/;

/** Whether pip reads the file as a list of requirements, by the names that people give to such lists. */
export function isRequirements(path: string): boolean {
	return /(?:^|\/)(?:[\w.-]*(?:requirements|constraints)[\w.-]*|requirements\/[\w.-]+)\.txt$/i.test(path);
}

/** What reads the file, by its path; `null` when it holds no commands that are known. */
export function configKindOf(path: string): ConfigKind | null {
	const name = baseName(path).toLowerCase();
	if (name === 'package.json') return 'package-json';
	if (MCP_MANIFESTS.has(name)) return 'mcp-manifest';
	if (AGENT_FILES.has(name) || AGENT_SETTINGS.test(path)) return 'agent';
	if (/(?:^|\/)\.vscode\/tasks\.json$/.test(path)) return 'vscode-tasks';
	if (COMPOSE.test(name)) return 'compose';
	if (isRequirements(path)) return 'requirements';
	if (/^(?:\.npmrc|pip\.(?:conf|ini))$/.test(name)) return 'package-manager';
	return WORKFLOW.test(path) ? 'workflow' : null;
}

/**
 * What would read a text shown in a fence, by the keys in it: documentation shows such files for people to copy. `null`
 * when it is none. Looks before anything is parsed.
 */
export function configKindOfText(language: string, text: string): ConfigKind | null {
	if (language === 'json' || language === 'jsonc' || language === 'json5') {
		if (/"(?:mcpServers|hooks|ANTHROPIC_BASE_URL|permissions|apiKeyHelper)"\s*:/.test(text)) return 'agent';
		if (/"tasks"\s*:/.test(text)) return 'vscode-tasks';
		return /"scripts"\s*:/.test(text) ? 'package-json' : null;
	}
	if (language !== 'yaml' && language !== 'yml') return null;
	if (/^jobs:/m.test(text) && /^['"]?on['"]?:/m.test(text)) return 'workflow';
	return /^services:/m.test(text) ? 'compose' : null;
}
