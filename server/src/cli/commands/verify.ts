import { escapeForDisplay } from '../../base/display';
import { verifyPackage } from '../../service/packages/verify';
import type { Command } from '../command';
import { existingUri, onlyArgument } from '../file-argument';
import { FORMAT_OPTION, isJson, outJson } from '../format-option';
import { interruptible, packageHost } from '../package-host';
import { exitCodeOf, SIGNATURE_OPTIONS, signatureRequest } from '../signature-options';
import { EXIT } from '../terminal';

export const verify: Command = {
	name: 'verify',
	summary: 'Verify who signed a package, and that it is one that may be read.',
	usage: '<artifact.aext> [--sig <sig.json>] [--pub <key> | --allow-embedded-key]',
	details: [
		'Without --pub, the keys that you pinned count (aext trust pin).',
		'',
		'Exit codes: 0 verified; 10 valid under a key unknown to you; 11 another key; 12 changed after signing;',
		'13 malformed signature; 14 unsupported signature; 15 not signed; 16 key or package withdrawn;',
		'17 the key may not sign this id; 18 the archive is refused; 1 failed; 2 wrong usage.',
	].join('\n'),
	options: { ...SIGNATURE_OPTIONS, ...FORMAT_OPTION },
	async run(given, terminal) {
		const word = onlyArgument(given, 'package');
		const artifact = existingUri(word, terminal);
		const host = packageHost(terminal);
		const how = await signatureRequest(given, terminal, host);
		const result = await interruptible(signal => verifyPackage(host, { package: artifact, signal, ...how }));
		if (result.status === 'broken-off') {
			terminal.error(`aext verify: ${result.message}`);
			return EXIT.failed;
		}
		const { claim, reading } = result;
		const signature = exitCodeOf(claim);
		const accepted = signature === EXIT.unknownKey && given.flag('allow-embedded-key');
		// A signature that says no says more than what the archive is like.
		const code = accepted ? EXIT.clean : signature;
		const exit = code === EXIT.clean && reading.problems.length > 0 ? EXIT.archiveRefused : code;
		const { digest, problems } = reading;
		if (isJson(given)) {
			await outJson(terminal, 'aext/verify/v1', { verified: exit === EXIT.clean, digest, claim, problems });
			return exit;
		}
		const lines = [
			exit === EXIT.clean ? `verified: ${escapeForDisplay(word)}` : `not verified: ${escapeForDisplay(word)}`,
			`  ${claim.message}`,
			...(claim.claimedDate === undefined
				? []
				: [`  Dated ${escapeForDisplay(claim.claimedDate, 40)}, which is claimed and not signed.`]),
			...problems.map(({ code: name, message }) => `  ${name}: ${message}`),
			`  ${digest}`,
		];
		await terminal.out(`${lines.join('\n')}\n`);
		return exit;
	},
};
