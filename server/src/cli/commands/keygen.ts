import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
	createKey,
	defaultKeyUri,
	fingerprintOf,
	savePrivateKey,
	savePublicKey,
} from '../../service/packages/keys';
import type { Command } from '../command';
import { shownPath, uriOf } from '../file-argument';
import { packageHost } from '../package-host';
import { EXIT, UsageError } from '../terminal';

export const keygen: Command = {
	name: 'keygen',
	summary: 'Make a signing key.',
	usage: '[--out <key.json>] [--pub <public.json>]',
	details: [
		'The private key is written so that only you can read it, by default to your own folder, never over a file.',
		'Give others the public key that --pub writes, and tell them its fingerprint by another way.',
	].join('\n'),
	options: {
		out: { type: 'string', value: '<file>', help: 'Where the private key goes.' },
		pub: { type: 'string', value: '<file>', help: 'Also write the public key.' },
		openssh: { type: 'boolean', help: 'Write the public key as OpenSSH does.' },
	},
	async run(given, terminal) {
		if (given.positionals.length > 0) throw new UsageError('Name the file with --out.');
		const host = packageHost(terminal);
		const [out, pub] = [given.text('out'), given.text('pub')];
		const uri = out === undefined ? defaultKeyUri(host) : uriOf(out, terminal);
		const publicUri = pub === undefined ? undefined : uriOf(pub, terminal);
		if (publicUri !== undefined && existsSync(fileURLToPath(publicUri))) {
			throw new UsageError(`${shownPath(publicUri)} already exists. A key is never replaced.`);
		}
		const key = createKey(host);
		await savePrivateKey(host, key, uri);
		await terminal.out(`wrote private key: ${shownPath(uri)}\n`);
		if (publicUri !== undefined) {
			await savePublicKey(host, key.publicKey, publicUri, given.flag('openssh') ? 'openssh' : 'json');
			await terminal.out(`wrote public key: ${shownPath(publicUri)}\n`);
		}
		await terminal.out(`fingerprint: ${fingerprintOf(host, key.publicKey)}\n`);
		if (existsSync(path.join(path.dirname(fileURLToPath(uri)), 'aem.json'))) {
			terminal.error(
				"aext keygen: the key lies in an extension's folder. Move it out: it must never be packed.",
			);
		}
		return EXIT.clean;
	},
};
