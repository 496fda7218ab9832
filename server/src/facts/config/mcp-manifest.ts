import type { JsonNode } from '../../formats/json/model';
import type { ConfigFacts, ConfigReader } from './model';
import { below, everyNode, textOf } from './nodes';

/** Values that reach the model as they are, whatever the person sees of them. */
const TOLD = new Set([
	'description',
	'long_description',
	'instructions',
	'text',
	'prompt',
	'title',
	'summary',
]);

/**
 * What describes an MCP server: `server.json` of the registry, `manifest.json` of a bundle, lists of tools. Its
 * descriptions are read by the model as part of its context, parameters included. Source: Model Context Protocol,
 * "Tools" and "Prompts"; MCPB, "MANIFEST.md"; MCP registry, "server.json".
 */
export const readMcpManifest: ConfigReader = (root, _text, found) => {
	for (const node of everyNode(root)) {
		for (const { key, value } of node.members ?? []) {
			if (value !== undefined && TOLD.has(key)) tellProse(value, found);
		}
	}
	for (const remote of below(root, 'remotes')?.items ?? [])
		tellRemote(textOf(below(root, 'name')) ?? '', remote, found);
};

/** A text that the model reads. Words alone order nothing. */
export function tellProse(node: JsonNode | undefined, found: ConfigFacts): void {
	const text = textOf(node);
	if (node && text?.includes(' ')) found.prose.push({ text, range: node.range });
}

/** A server that is not started here but spoken to elsewhere. */
export function tellRemote(name: string, server: JsonNode, found: ConfigFacts): void {
	for (const key of ['url', 'serverUrl', 'httpUrl', 'endpoint']) {
		const node = below(server, key);
		const url = textOf(node);
		if (node !== undefined && url !== undefined)
			found.settings.push({ fact: { kind: 'mcp-remote', name, url }, range: node.range });
	}
}
