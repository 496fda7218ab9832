import type { Range } from '../../base/range';
import type { JsonNode } from '../../formats/json/model';
import { parseStrictJson } from '../../formats/json/strict';
import { readAgentConfig } from './agent';
import { type ConfigFacts, type ConfigReader, emptyConfig } from './model';
import { below, commandCode, everyNode, quoted, textOf, textsOf } from './nodes';

/** Agents that read installers from `metadata`, under the names that one project has had. */
const INSTALLING_AGENTS = new Set(['openclaw', 'clawdbot', 'clawdis', 'moltbot']);

/**
 * The frontmatter of a skill: hooks and tool servers that are in force while it is loaded, tools that it may use
 * unasked, and what an agent offers to install for it. Source: the documentation of Claude Code, "Skills" and "Hooks";
 * of OpenClaw, "Skills", for `metadata`.
 */
export const readFrontmatter: ConfigReader = (root, text, found) => {
	readAgentConfig(root, text, found);
	readAllowedTools(below(root, 'allowed-tools') ?? below(root, 'allowedTools'), found);
	const metadata = below(root, 'metadata');
	if (metadata === undefined) return;
	const written = textOf(metadata);
	if (written === undefined) readInstallers(metadata, text, found);
	else if (written.trimStart().startsWith('{')) readJsonInText(written, metadata.range, found);
};

/** Metadata is often one string that holds JSON; what it says stands at the place of the string. */
function readJsonInText(written: string, range: Range, found: ConfigFacts): void {
	const { root } = parseStrictJson(written);
	if (root === undefined) return;
	const inner = emptyConfig(false);
	readInstallers(root, written, inner);
	for (const { fact } of inner.settings) found.settings.push({ fact, range });
	for (const { offset: _inText, ...code } of inner.code) found.code.push({ ...code, range });
}

function readAllowedTools(tools: JsonNode | undefined, found: ConfigFacts): void {
	for (const node of tools?.items ?? (tools === undefined ? [] : [tools])) {
		const names = textOf(node) ?? '';
		if (!/(?:^|[\s,])(?:\*|Bash\((?:\*|:\*|\*:\*)\))(?=$|[\s,])/.test(names)) continue;
		const what = 'While the skill is loaded, every shell command is run unasked';
		found.settings.push({ fact: { kind: 'agent-permission', what, all: false }, range: node.range });
	}
}

function readInstallers(metadata: JsonNode, text: string, found: ConfigFacts): void {
	for (const node of everyNode(metadata)) {
		for (const { key, value } of node.members ?? []) {
			if (!INSTALLING_AGENTS.has(key)) continue;
			const install = below(value, 'install');
			for (const entry of install?.items ?? (install === undefined ? [] : [install]))
				readInstaller(entry, text, found);
		}
	}
}

/** One way to install what the skill needs: an address, a package by name, sometimes a command. */
function readInstaller(entry: JsonNode, text: string, found: ConfigFacts): void {
	const automatic = 'the agent installs it for the skill';
	const commands = ['command', 'run', 'script', 'shell', 'postInstall'].flatMap(
		key => below(entry, key) ?? [],
	);
	const address = below(entry, 'url');
	const url = textOf(address);
	if (address !== undefined && url !== undefined) {
		// The commands beside an address run what came from it.
		const lines = commands.flatMap(node => textOf(node) ?? textsOf(node).join(' '));
		const line = [`curl -fsSLO ${quoted([url])}`, ...lines].join('\n');
		found.settings.push({ fact: { kind: 'installer', url, commands: lines }, range: address.range });
		if (lines.length > 0) found.code.push({ command: line, range: entry.range, automatic });
		return;
	}
	for (const node of commands) {
		const code = commandCode(node, text, automatic);
		if (code === undefined) continue;
		found.code.push(code);
		const fact = { kind: 'automatic-command', when: automatic, command: code.command } as const;
		found.settings.push({ fact, range: code.range });
	}
}
