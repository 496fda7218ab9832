import { exportReview } from '../../service/review/export';
import { reviewPackage } from '../../service/review/review';
import { VERSION } from '../../version';
import type { Command } from '../command';
import { existingOption, existingUri, onlyArgument } from '../file-argument';
import { interruptible, packageHost } from '../package-host';
import { usablePolicy } from '../policy-option';
import { reviewText } from '../reports/review';
import { styleFor } from '../reports/text';
import { SIGNATURE_OPTIONS, signatureRequest } from '../signature-options';
import { EXIT } from '../terminal';

const FORMATS = ['text', 'json', 'sarif', 'markdown'] as const;

/** A key that only the signature file names changes no verdict, so that it need not be accepted. */
const { 'allow-embedded-key': _embedded, ...INSPECT_SIGNATURE } = SIGNATURE_OPTIONS;

export const inspect: Command = {
	name: 'inspect',
	summary: 'Review a package: who signed it, what it declares, what its files do, what is suspicious.',
	usage: '<file.aext>',
	details: [
		'Reads the package in a program of its own, installs nothing and runs nothing of it. A copy that AEXT installed',
		'is compared with it.',
		'',
		'Exit codes: 0 nothing found beyond what it declares; 1 any other verdict; 2 wrong usage; 3 internal error.',
	].join('\n'),
	options: {
		format: { type: 'string', value: '<format>', help: 'text (default), json, sarif or markdown.' },
		compare: { type: 'string', value: '<path>', help: 'Compare with this package or folder instead.' },
		policy: { type: 'string', value: '<file>', help: 'Judge by this policy too.' },
		...INSPECT_SIGNATURE,
	},
	async run(given, terminal) {
		const format = given.choice('format', FORMATS, 'text');
		const uri = existingUri(onlyArgument(given, 'package'), terminal);
		const compareWith = existingOption('compare', given, terminal);
		const policyUri = existingOption('policy', given, terminal);
		const host = packageHost(terminal);
		const how = await signatureRequest(given, terminal, host);
		const policy = policyUri === undefined ? undefined : await usablePolicy(host, policyUri);
		const { review } = await interruptible(signal =>
			reviewPackage(host, {
				package: uri,
				rulesVersion: VERSION,
				signal,
				...how,
				...(policy && { policy }),
				...(compareWith !== undefined && { compareWith }),
			}),
		);
		const text =
			format === 'text' ? reviewText(review, styleFor(terminal.colours)) : exportReview(review, format);
		await terminal.out(text);
		return review.verdict === 'nothing-found' ? EXIT.clean : EXIT.findings;
	},
};
