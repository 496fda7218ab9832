import { readYamlTrees } from '../../formats/config/yaml';
import type { JsonNode } from '../../formats/json/model';
import { isIncomplete } from '../../formats/json/node';
import { parseStrictJson } from '../../formats/json/strict';
import { readAgentConfig } from './agent';
import { readCompose } from './container';
import { readFrontmatter } from './frontmatter';
import type { ConfigKind } from './kind';
import { readMcpManifest } from './mcp-manifest';
import { type ConfigFacts, type ConfigReader, emptyConfig } from './model';
import { readPackageJson } from './package-json';
import { readPackageManagerSettings, readRequirements } from './python-packages';
import { readVsCodeTasks } from './vscode-tasks';
import { readWorkflow } from './workflow';

const READERS: Readonly<Record<ConfigKind, ConfigReader>> = {
	'package-json': readPackageJson,
	agent: readAgentConfig,
	'vscode-tasks': readVsCodeTasks,
	compose: readCompose,
	workflow: readWorkflow,
	frontmatter: readFrontmatter,
	requirements: readRequirements,
	'mcp-manifest': readMcpManifest,
	'package-manager': readPackageManagerSettings,
};

/**
 * What a configuration text says and which commands it carries; ranges are relative to it. What could be read of a
 * broken text is there, and `incomplete` says that it is broken. Never throws.
 */
export function readConfig(kind: ConfigKind, text: string): ConfigFacts {
	const { roots, incomplete } = treesOf(kind, text);
	const found = emptyConfig(incomplete);
	for (const root of roots) READERS[kind](root, text, found);
	return found;
}

function treesOf(kind: ConfigKind, text: string): { roots: readonly JsonNode[]; incomplete: boolean } {
	if (kind === 'compose' || kind === 'workflow' || kind === 'frontmatter') return readYamlTrees(text);
	// Read line by line.
	if (kind === 'requirements' || kind === 'package-manager') {
		const range = { start: 0, end: text.length };
		return { roots: [{ type: 'string', range, value: text }], incomplete: false };
	}
	const json = parseStrictJson(text);
	return { roots: json.root === undefined ? [] : [json.root], incomplete: isIncomplete(json) };
}
