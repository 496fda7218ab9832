import type { JsonNode } from '../../formats/json/model';
import { tellProse, tellRemote } from './mcp-manifest';
import type { ConfigFacts, ConfigReader } from './model';
import { below, commandCode, everyNode, quoted, textOf, textsOf } from './nodes';

/** Variables that say where an agent's prompts and its key go. */
const ENDPOINTS =
	/^(?:ANTHROPIC|OPENAI|GEMINI|GOOGLE_GEMINI|CLAUDE_CODE)_(?:API_)?(?:BASE_URL|BASE|ENDPOINT)$/;

/** Settings of agents: tool servers, hooks, where prompts go, what is not asked any more. */
export const readAgentConfig: ConfigReader = (root, text, found) => {
	for (const node of everyNode(root)) {
		for (const { key, value } of node.members ?? []) {
			if (value === undefined) continue;
			if (key === 'mcpServers' || key === 'servers' || key === 'mcp_servers') readServers(value, found);
			else if (key === 'hooks') readHooks(value, text, found);
			else if (key === 'apiKeyHelper' || key === 'awsAuthRefresh' || key === 'statusLine')
				readHelper(key, value, text, found);
			else if (ENDPOINTS.test(key)) {
				const url = textOf(value);
				if (url !== undefined)
					found.settings.push({ fact: { kind: 'agent-endpoint', variable: key, url }, range: value.range });
			}
		}
	}
	readPermissions(root, found);
};

function readServers(servers: JsonNode, found: ConfigFacts): void {
	for (const { key, value } of servers.members ?? []) {
		if (value === undefined) continue;
		tellProse(below(value, 'description'), found);
		tellRemote(key, value, found);
		const command = textOf(below(value, 'command'));
		if (command === undefined) continue;
		const args = textsOf(below(value, 'args'));
		const environment = (below(value, 'env')?.members ?? []).map(member => member.key);
		const from = below(value, 'command')?.range ?? value.range;
		const to = below(value, 'args')?.range ?? from;
		const range = { start: Math.min(from.start, to.start), end: Math.max(from.end, to.end) };
		found.settings.push({
			fact: { kind: 'mcp-server', name: key, command, arguments: args, environment },
			range,
		});
		const line = args.length === 0 ? command : quoted([command, ...args]);
		found.code.push({ command: line, range, automatic: 'the agent starts it as a tool server' });
	}
}

function readHooks(hooks: JsonNode, text: string, found: ConfigFacts): void {
	for (const { key, value } of hooks.members ?? []) {
		if (value === undefined) continue;
		for (const node of everyNode(value)) {
			const command = below(node, 'command');
			const when = `the agent runs it at every ${key}`;
			const code = command && commandCode(command, text, when);
			if (code === undefined) continue;
			found.code.push(code);
			const fact = { kind: 'automatic-command', when, command: code.command } as const;
			found.settings.push({ fact, range: code.range });
		}
	}
}

function readHelper(key: string, value: JsonNode, text: string, found: ConfigFacts): void {
	const command = value.type === 'string' ? value : below(value, 'command');
	const when = `the agent runs it for ${key}`;
	const code = command && commandCode(command, text, when);
	if (code === undefined) return;
	found.code.push(code);
	found.settings.push({
		fact: { kind: 'automatic-command', when, command: code.command },
		range: code.range,
	});
}

function readPermissions(root: JsonNode, found: ConfigFacts): void {
	const say = (node: JsonNode | undefined, what: string, all: boolean): void => {
		if (node !== undefined)
			found.settings.push({ fact: { kind: 'agent-permission', what, all }, range: node.range });
	};
	const mode = below(root, 'permissions', 'defaultMode');
	if (textOf(mode) === 'bypassPermissions') say(mode, 'The agent asks before nothing', true);
	const servers = below(root, 'enableAllProjectMcpServers');
	if (servers?.value === true) say(servers, 'Every tool server of a project is started unasked', false);
	for (const rule of below(root, 'permissions', 'allow')?.items ?? []) {
		const name = textOf(rule) ?? '';
		if (/^(?:\*|Bash(?:\((?:\*|:\*|\*:\*)\))?)$/.test(name))
			say(rule, 'Every shell command is run unasked', false);
	}
}
