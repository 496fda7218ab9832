import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeHost } from '../../host/node/host';
import { toldForPeople } from '../../host/node/writer';
import { MANIFEST_FILE, manifestProblems } from '../../service/manifest-check';
import { draftManifest } from '../../service/manifest-sync';
import { Workspace } from '../../service/workspace';
import { VERSION } from '../../version';
import type { ParsedArguments } from '../arguments';
import type { Command } from '../command';
import { uriOf } from '../file-argument';
import { folderUri } from '../folder-argument';
import { IDENTITY_OPTIONS, readIdentity } from '../identity-options';
import { EXIT, type Terminal, UsageError } from '../terminal';

/** No manifest is that long; more is refused rather than read. */
const MAX_BYTES = 4 * 1024 * 1024;

export const manifest: Command = {
	name: 'manifest',
	summary: 'Make a least-privilege aem.json from what the files do, or check one.',
	usage:
		'init [<folder>] [--id <id>] [--type <type>] [--version <version>] [--out <file>] | validate [<file>]',
	details: [
		'init writes <folder>/aem.json (default: here) and never over an existing one.',
		'validate exits 0 when the manifest (default: ./aem.json) is valid, 1 when it is not.',
	].join('\n'),
	options: {
		...IDENTITY_OPTIONS,
		out: { type: 'string', value: '<file>', help: 'Where init writes (default: aem.json in the folder).' },
	},
	async run(given, terminal) {
		const [verb, ...words] = given.positionals;
		if (words.length > 1) throw new UsageError('Name one path.');
		if (verb === 'validate') return validate(words[0] ?? MANIFEST_FILE, terminal);
		if (verb === 'init') return create(words[0] ?? '.', given, terminal);
		throw new UsageError(verb === undefined ? 'Say init or validate.' : `There is no manifest ${verb}.`);
	},
};

async function validate(word: string, terminal: Terminal): Promise<number> {
	const file = path.resolve(terminal.cwd, word);
	if (!existsSync(file)) throw new UsageError(`There is no ${word}.`);
	const bytes = await nodeHost(terminal).files.read(uriOf(word, terminal), MAX_BYTES);
	const problems = manifestProblems(bytes);
	if (problems.length === 0) {
		await terminal.out(`manifest ok: ${word}\n`);
		return EXIT.clean;
	}
	const rows = problems.map(
		({ line, character, message }) => `${word}:${line + 1}:${character + 1}: ${message}\n`,
	);
	await terminal.out(rows.join(''));
	return EXIT.findings;
}

async function create(word: string, given: ParsedArguments, terminal: Terminal): Promise<number> {
	const identity = readIdentity(given);
	const folder = folderUri(word, terminal.cwd);
	const out = given.text('out');
	const target =
		out === undefined ? path.join(fileURLToPath(folder), MANIFEST_FILE) : path.resolve(terminal.cwd, out);
	const shown = out ?? path.join(word, MANIFEST_FILE);
	if (existsSync(target)) throw new UsageError(`${shown} exists; nothing was written.`);
	const workspace = new Workspace(nodeHost(terminal), {
		rulesVersion: VERSION,
		trusted: true,
		wholeFolders: true,
		waivers: false,
	});
	workspace.setFolders([folder]);
	const { extensions } = await workspace.audit();
	const [extension] = extensions;
	if (extensions.length !== 1 || extension?.root !== folder.replace(/\/$/, '')) {
		const roots = extensions.map(each => fileURLToPath(each.root)).join(', ');
		throw new UsageError(`${word} is not one extension but holds some.`, `Name one of them: ${roots}`);
	}
	const { text, notes } = draftManifest(extension.facts, identity);
	await toldForPeople(target, () => writeFile(target, text, { flag: 'wx' }));
	await terminal.out([`Wrote ${shown}`, ...notes, `Next: aext audit ${word}`, ''].join('\n'));
	return EXIT.clean;
}
