import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { escapeForDisplay } from '../../base/display';
import { HostError, type PackageHost } from '../../host/model';
import { toldForPeople } from '../../host/node/writer';
import { fingerprintOf, loadPublicKey } from '../../service/packages/keys';
import {
	exportTrust,
	importTrust,
	loadTrust,
	pinPublisher,
	revokeTrust,
	unpinPublisher,
} from '../../service/packages/trust';
import type { ParsedArguments } from '../arguments';
import type { Command } from '../command';
import { existingUri } from '../file-argument';
import { FORMAT_OPTION, isJson, outJson } from '../format-option';
import { packageHost } from '../package-host';
import { EXIT, type Terminal, UsageError } from '../terminal';

type Verb = (
	host: PackageHost,
	words: readonly string[],
	given: ParsedArguments,
	terminal: Terminal,
) => Promise<string>;

const VERBS: Readonly<Record<string, Verb>> = {
	list: listKeys,
	pin,
	unpin,
	revoke,
	import: importStore,
	export: exportStore,
};

export const trust: Command = {
	name: 'trust',
	summary: 'Say whose signatures you trust, and what was withdrawn.',
	usage:
		'list | pin <key> --name <name> --id <id>… | unpin <key> | revoke <key or digest> | import <file> | export',
	details: [
		'pin     trust a public key for extensions with these ids (com.acme.*, or * for all)',
		'unpin   by fingerprint or name',
		'revoke  a key (file or ed25519:…) or a package (sha256:…), for good; --reason is required',
		'import  take over the pins and revocations of an exported store; export writes it (--out)',
		'',
		'No workspace can change any of it. The store holds no secrets.',
	].join('\n'),
	options: {
		name: { type: 'string', value: '<name>', help: 'Your name for the publisher.' },
		id: {
			type: 'string',
			multiple: true,
			value: '<id>',
			help: 'Ids that the key may sign; may be repeated.',
		},
		reason: { type: 'string', value: '<text>', help: 'Why it is withdrawn.' },
		date: { type: 'string', value: '<date>', help: 'YYYY-MM-DD; default: today.' },
		out: { type: 'string', value: '<file>', help: 'Where export writes; default: standard output.' },
		...FORMAT_OPTION,
	},
	async run(given, terminal) {
		const [name = '', ...words] = given.positionals;
		const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
		if (!verb) throw new UsageError(`Say one of ${Object.keys(VERBS).join(', ')}.`);
		await terminal.out(await verb(packageHost(terminal), words, given, terminal));
		return EXIT.clean;
	},
};

function one(words: readonly string[], what: string): string {
	const [word, ...others] = words;
	if (word === undefined || others.length > 0) throw new UsageError(`Name one ${what}.`);
	return word;
}

async function listKeys(
	host: PackageHost,
	words: readonly string[],
	given: ParsedArguments,
	terminal: Terminal,
): Promise<string> {
	if (words.length > 0) throw new UsageError('trust list takes no arguments.');
	const { publishers, revoked } = await loadTrust(host);
	if (isJson(given)) {
		const keys = publishers.map(({ fingerprint, name, scope, firstSeen }) => ({
			fingerprint,
			name,
			scope,
			firstSeen,
		}));
		await outJson(terminal, 'aext/trust-list/v1', { publishers: keys, revoked });
		return '';
	}
	const rows = [
		...publishers.map(
			({ fingerprint, name, scope, firstSeen }) =>
				`pinned ${firstSeen}  ${escapeForDisplay(name)}  ${scope.map(id => escapeForDisplay(id)).join(' ')}\n  ${fingerprint}\n`,
		),
		...revoked.map(
			({ subject, date, reason }) => `revoked ${date}  ${escapeForDisplay(reason)}\n  ${subject}\n`,
		),
	];
	return rows.length === 0 ? 'No key is pinned, and nothing is revoked.\n' : rows.join('');
}

async function publicKey(host: PackageHost, word: string, terminal: Terminal): Promise<Uint8Array> {
	const key = await loadPublicKey(host, existingUri(word, terminal));
	if (key.kind === 'problem') throw new HostError('not-readable', key.message);
	return key.publicKey;
}

async function pin(
	host: PackageHost,
	words: readonly string[],
	given: ParsedArguments,
	terminal: Terminal,
): Promise<string> {
	const word = one(words, 'file of a public key');
	const name = given.text('name')?.trim();
	const scope = given.texts('id');
	if (!name) throw new UsageError('--name is missing: your name for the publisher.');
	if (scope.length === 0) {
		throw new UsageError(
			'--id is missing: which extensions the key may sign.',
			'For example: --id "com.acme.*"',
		);
	}
	const pinned = await pinPublisher(host, { publicKey: await publicKey(host, word, terminal), name, scope });
	return `pinned: ${escapeForDisplay(name)}\n  ${pinned.fingerprint}\n  Compare it with what the publisher told you by another way.\n`;
}

async function unpin(host: PackageHost, words: readonly string[]): Promise<string> {
	const { name, fingerprint } = await unpinPublisher(host, one(words, 'fingerprint or name'));
	return `unpinned: ${escapeForDisplay(name)}\n  ${fingerprint}\n`;
}

async function revoke(
	host: PackageHost,
	words: readonly string[],
	given: ParsedArguments,
	terminal: Terminal,
): Promise<string> {
	const word = one(words, 'key or digest');
	const reason = given.text('reason')?.trim();
	const date = given.text('date');
	if (!reason) throw new UsageError('--reason is missing: why it is withdrawn.');
	if (date !== undefined && !/^\d{4}-\d\d-\d\d$/.test(date)) throw new UsageError('--date is YYYY-MM-DD.');
	const subject = /^(?:ed25519|sha256):[0-9a-f]{64}$/.test(word)
		? word
		: fingerprintOf(host, await publicKey(host, word, terminal));
	await revokeTrust(host, { subject, reason, ...(date !== undefined && { date }) });
	return `revoked: ${subject}\n`;
}

async function importStore(
	host: PackageHost,
	words: readonly string[],
	_given: ParsedArguments,
	terminal: Terminal,
): Promise<string> {
	const { pinned, revoked } = await importTrust(host, existingUri(one(words, 'exported store'), terminal));
	const rows = pinned.map(each => `  pinned: ${escapeForDisplay(each.name)} ${each.fingerprint}\n`);
	return `imported: ${pinned.length} keys, ${revoked} revocations\n${rows.join('')}`;
}

async function exportStore(
	host: PackageHost,
	words: readonly string[],
	given: ParsedArguments,
	terminal: Terminal,
): Promise<string> {
	if (words.length > 0) throw new UsageError('Name the file with --out.');
	const text = await exportTrust(host);
	const out = given.text('out');
	if (out === undefined) return text;
	const file = path.resolve(terminal.cwd, out);
	if (existsSync(file)) throw new UsageError(`${escapeForDisplay(out)} exists; nothing was written.`);
	await toldForPeople(file, () => writeFile(file, text, { flag: 'wx' }));
	return `wrote trust store: ${escapeForDisplay(out)}\n`;
}
