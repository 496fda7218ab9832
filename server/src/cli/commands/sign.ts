import { defaultKeyUri, loadPrivateKey } from '../../service/packages/keys';
import { signPackage } from '../../service/packages/sign';
import { readTextFile } from '../../service/packages/text-file';
import type { ParsedArguments } from '../arguments';
import { askSecret } from '../ask';
import type { Command } from '../command';
import { existingOption, existingUri, onlyArgument, shownPath, uriOf } from '../file-argument';
import { interruptible, packageHost } from '../package-host';
import { EXIT, type Terminal, UsageError } from '../terminal';

export const sign: Command = {
	name: 'sign',
	summary: 'Sign a package.',
	usage: '<artifact.aext> [--key <key>] [--out <sig.json>]',
	details: [
		"Keys: the reference tool's JSON and OpenSSH Ed25519 keys. An encrypted one is opened with a passphrase, asked for",
		'at the keyboard or read from --passphrase-file. A package that nobody should install is not signed.',
		'',
		'Exit codes: 0 signed; 1 refused; 2 wrong usage; 130 interrupted.',
	].join('\n'),
	options: {
		key: { type: 'string', value: '<file>', help: 'Private key; default: the one that keygen made.' },
		out: { type: 'string', value: '<file>', help: 'Default: <name>.sig.json beside the package.' },
		'passphrase-file': { type: 'string', value: '<file>', help: 'Its first line opens an encrypted key.' },
		'allow-readable-key': { type: 'boolean', help: 'Use a key file that others on this machine can read.' },
	},
	async run(given, terminal) {
		const artifact = existingUri(onlyArgument(given, 'package'), terminal);
		const host = packageHost(terminal);
		const out = given.text('out');
		const key = await loadPrivateKey(host, existingOption('key', given, terminal) ?? defaultKeyUri(host), {
			allowReadable: given.flag('allow-readable-key'),
			passphrase: () => passphrase(given, terminal),
		});
		if (key.kind === 'problem') {
			terminal.error(`aext sign: ${key.message}`);
			return EXIT.failed;
		}
		const result = await interruptible(signal =>
			signPackage(host, {
				package: artifact,
				key,
				signal,
				...(out !== undefined && { output: uriOf(out, terminal) }),
			}),
		);
		if (result.status === 'refused') {
			const problems = result.problems.map(({ code, message }) => `  ${code}: ${message}`);
			terminal.error(`aext sign: the package was not signed.\n${problems.join('\n')}`);
			return EXIT.failed;
		}
		await terminal.out(
			`wrote signature: ${shownPath(result.signature)}\n  ${result.digest}\n  key ${result.fingerprint}\n`,
		);
		return EXIT.clean;
	},
};

async function passphrase(given: ParsedArguments, terminal: Terminal): Promise<string | undefined> {
	const file = existingOption('passphrase-file', given, terminal);
	if (file !== undefined) return (await readTextFile(packageHost(terminal), file)).text.split(/\r?\n/, 1)[0];
	if (!process.stdin.isTTY) {
		throw new UsageError(
			'The key is encrypted, and nobody is here to type its passphrase.',
			'Use --passphrase-file.',
		);
	}
	return askSecret('Passphrase of the key: ');
}
