import { decodeBase64 } from '../base/base64';
import { escapeForDisplay } from '../base/display';
import { contains } from '../base/range';
import { secretNameOf, type Use } from '../facts/grades';
import type { FileFacts } from '../facts/model';
import { defineRule } from './define';
import { at } from './support/placed';

export const rule = defineRule({
	id: 'mcp-server-command',
	title: 'A tool server’s command is no server',
	category: 'behaviour',
	severity: 'medium',
	confidence: 'medium',
	ast: 'AST01',
	atlas: 'AML.T0011',
	strength: 'weak',
	why: 'The agent starts the commands of its tool servers by itself and hands them the keys listed beside them. A command that fetches, deletes or prints instead of serving does something else under the name of a tool.',
	fix: 'Start a program made for it, from a package with a fixed version, and give it only the keys it needs.',
	limits: 'What an unknown program does cannot be told from its name; it is not reported.',
	scope: 'file',
	needs: ['settings'],
	*check(file) {
		for (const setting of file.settings) {
			const { fact } = setting;
			if (fact.kind !== 'mcp-server') continue;
			const uses = file.uses.filter(use => contains(setting.range, use.range)).map(use => use.fact);
			const secrets = fact.environment.filter(name => secretNameOf(name));
			const found =
				hiddenAddress(fact.arguments) ?? inlineSecret(fact, uses, secrets) ?? noServer(uses, secrets);
			if (found === null) continue;
			yield {
				...at(setting),
				severity: found.serious ? 'high' : 'medium',
				message: `The tool server “${escapeForDisplay(fact.name, 60)}” ${found.what}. Start a program made for it instead, and give it only the keys it needs.`,
			};
		}
	},
});

interface Oddity {
	readonly what: string;
	readonly serious: boolean;
}

type Server = Extract<FileFacts['settings'][number]['fact'], { kind: 'mcp-server' }>;

/** An address written so that nobody can read it. */
function hiddenAddress(words: readonly string[]): Oddity | null {
	for (const word of words) {
		for (const [text] of word.matchAll(/[A-Za-z0-9+/]{16,2000}={0,2}/g)) {
			const bytes = decodeBase64(text);
			const decoded = bytes === undefined ? '' : String.fromCharCode(...bytes);
			if (/^(?:https?|wss?|ftp):\/\/[\x21-\x7e]+$/.test(decoded))
				return { what: `is given an address in disguise, ${escapeForDisplay(decoded, 80)}`, serious: true };
		}
	}
	return null;
}

/** A program written into the configuration that reads a key it is given. */
function inlineSecret(server: Server, uses: readonly Use[], secrets: readonly string[]): Oddity | null {
	if (!server.arguments.some(word => /^(?:-c|-e|--eval|--print|-p|-pe)$/.test(word))) return null;
	const read = uses.find(
		use =>
			use.kind === 'environment' && use.access === 'read' && use.name !== null && secrets.includes(use.name),
	);
	if (read?.kind !== 'environment' || read.name === null) return null;
	return {
		what: `is a program written into the configuration that takes the key ${escapeForDisplay(read.name, 60)}`,
		serious: true,
	};
}

/** Programs that do one thing and end, or talk to the network for somebody else. */
const NO_SERVERS = new Set(
	'curl wget nc ncat netcat telnet dig nslookup host ping scp rsync ftp rm chmod chown kill pkill shred dd mkfs echo printf cat tee base64 xargs env printenv eval sleep true'.split(
		' ',
	),
);
const SHELLS = new Set(['sh', 'bash', 'zsh', 'dash', 'cmd', 'powershell', 'pwsh']);
const TO_THE_NETWORK = new Set('curl wget nc ncat netcat telnet dig nslookup host scp ftp'.split(' '));

function noServer(uses: readonly Use[], secrets: readonly string[]): Oddity | null {
	const programs = uses.flatMap(use => (use.kind === 'process' && use.program !== null ? [use.program] : []));
	const inner = programs.filter(program => !SHELLS.has(program));
	if (inner.length === 0 || !inner.every(program => NO_SERVERS.has(program))) return null;
	const deletes = uses.some(use => use.kind === 'file' && use.access === 'delete');
	const opens = uses.some(
		use =>
			use.kind === 'process' &&
			use.program === 'chmod' &&
			use.arguments.some(word => /^0?[0-7]?777$/.test(word ?? '')),
	);
	const carries = secrets.length > 0 && inner.some(program => TO_THE_NETWORK.has(program));
	const shown = escapeForDisplay([...new Set(inner)].join(', '), 60);
	if (carries)
		return {
			what: `only runs ${shown}, which goes to the network, and is given ${escapeForDisplay(secrets.join(', '), 80)}`,
			serious: true,
		};
	if (deletes)
		return { what: `only runs ${shown} and deletes files whenever the agent starts`, serious: true };
	if (opens)
		return { what: `only runs ${shown} and lets everybody write files of the machine`, serious: true };
	return { what: `only runs ${shown}, which serves nothing`, serious: false };
}
