import { fileURLToPath } from 'node:url';
import { escapeForDisplay } from '../../base/display';
import { type InstallQuestion, type InstallResult, installPackage } from '../../service/packages/install';
import { AGENTS, type InstallTarget } from '../../service/packages/targets';
import { VERSION } from '../../version';
import type { ParsedArguments } from '../arguments';
import { askYesNo } from '../ask';
import type { Command } from '../command';
import { existingOption, existingUri, onlyArgument, shownPath, uriOf } from '../file-argument';
import { FORMAT_OPTION, isJson, outJson } from '../format-option';
import { interruptible, packageHost } from '../package-host';
import { usablePolicy } from '../policy-option';
import { SIGNATURE_OPTIONS, signatureRequest } from '../signature-options';
import { EXIT, type Terminal, UsageError } from '../terminal';

export const install: Command = {
	name: 'install',
	summary: 'Verify, audit and judge a package, and put its files in place.',
	usage: '<artifact.aext> (--for <agent> | --dest <folder>) [--policy <file>]',
	details: [
		'The manifest inside the package counts; one given with --aem must be the same. Where something speaks against',
		'installing without a look, you are asked; where nobody is at the keyboard, the answer is no unless --yes says',
		'otherwise. What was found critical, changed after signing or withdrawn is refused whatever is said.',
		'--dev asks nothing about a missing signature; all else is judged as ever, which the reference tool does not do.',
		'',
		'Exit codes: 0 installed; 20 refused; 21 not confirmed; 22 refused by the policy; 23 quarantined; 1 failed;',
		'2 wrong usage; 130 interrupted. A refusal changes nothing.',
	].join('\n'),
	options: {
		for: { type: 'string', value: '<agent>', help: `${AGENTS.join(', ')}.` },
		scope: { type: 'string', value: '<scope>', help: 'user (default), or project: the working directory.' },
		dest: { type: 'string', value: '<folder>', help: 'The very folder that the extension becomes.' },
		...SIGNATURE_OPTIONS,
		aem: { type: 'string', value: '<file>', help: 'A manifest that must be the one inside.' },
		policy: { type: 'string', value: '<file>', help: 'Your policy.' },
		dev: { type: 'boolean', help: 'Do not ask about a missing or unknown signature.' },
		yes: { type: 'boolean', short: 'y', help: 'Answer yes to what you would be asked.' },
		'replace-changed': { type: 'boolean', help: 'Replace an installed copy whose files were changed since.' },
		...FORMAT_OPTION,
	},
	async run(given, terminal) {
		const artifact = existingUri(onlyArgument(given, 'package'), terminal);
		const target = targetOf(given, terminal);
		const host = packageHost(terminal);
		const policyUri = existingOption('policy', given, terminal);
		const manifest = existingOption('aem', given, terminal);
		const [how, policy] = await Promise.all([
			signatureRequest(given, terminal, host),
			policyUri === undefined ? undefined : usablePolicy(host, policyUri),
		]);
		const result = await interruptible(signal =>
			installPackage(host, {
				package: artifact,
				target,
				rulesVersion: VERSION,
				signal,
				...how,
				...(policy && { policy }),
				...(manifest !== undefined && { manifest }),
				replaceChanged: given.flag('replace-changed'),
				confirm: question => confirm(question, given, terminal, signal),
			}),
		);
		await tell(result, given, terminal);
		return exitOf(result);
	},
};

function targetOf(given: ParsedArguments, terminal: Terminal): InstallTarget {
	const dest = given.text('dest');
	const named = given.text('for');
	if ((dest === undefined) === (named === undefined)) {
		throw new UsageError('Say where: --for <agent>, or --dest <folder>.');
	}
	if (dest !== undefined) {
		if (given.text('scope') !== undefined) throw new UsageError('--scope goes with --for.');
		return { folder: uriOf(dest, terminal) };
	}
	const agent = given.choice('for', AGENTS, 'claude');
	const scope = given.choice('scope', ['user', 'project'] as const, 'user');
	return scope === 'user' ? { agent, scope } : { agent, scope, project: uriOf('.', terminal) };
}

async function confirm(
	question: InstallQuestion,
	given: ParsedArguments,
	terminal: Terminal,
	signal: AbortSignal,
): Promise<boolean> {
	if (given.flag('yes') || isAllowed(question, given)) return true;
	const reasons = question.reasons.map(reason => `  ${reason}`).join('\n');
	if (!isJson(given)) terminal.error(`Before it is installed in ${shownPath(question.target)}:\n${reasons}`);
	return (await askYesNo('Install it nevertheless?', signal)) ?? false;
}

/** Nothing but the signature is in question, and the person said that it need not be known. */
function isAllowed({ inspection, reasons }: InstallQuestion, given: ParsedArguments): boolean {
	const claim = inspection.reading?.claim;
	if (!claim || !reasons.every(reason => reason === claim.message)) return false;
	if (claim.outcome === 'not-signed') return given.flag('dev');
	return claim.outcome === 'unknown-key' && (given.flag('dev') || given.flag('allow-embedded-key'));
}

async function tell(result: InstallResult, given: ParsedArguments, terminal: Terminal): Promise<void> {
	const { judgement } = result.inspection;
	if (isJson(given)) {
		const { inspection, ...rest } = result;
		const { verdict, sentence } = judgement;
		const digest = inspection.reading?.digest;
		await outJson(terminal, 'aext/install/v1', { ...rest, verdict, sentence, digest });
		return;
	}
	switch (result.status) {
		case 'installed': {
			const { id, version } = result.receipt.extension;
			const { signature } = result.receipt;
			const signer = signature.pinnedAs ?? signature.fingerprint ?? 'nobody known';
			await terminal.out(
				`installed to: ${shownPath(result.target)}\n  ${id} ${version}, signed by ${escapeForDisplay(signer)}\n  ${judgement.sentence}\n`,
			);
			return;
		}
		case 'quarantined':
			terminal.error(`aext install: not installed; kept as ${fileURLToPath(result.copy)}.`);
			terminal.error(result.reasons.map(reason => `  ${reason}`).join('\n'));
			return;
		case 'refused': {
			terminal.error(`aext install: ${result.message}`);
			if (result.code === 'not-confirmed') {
				terminal.error('To accept that unasked: --yes.');
				return;
			}
			const more = result.reasons.filter(reason => !result.message.includes(reason));
			if (more.length > 0) terminal.error(more.map(reason => `  ${reason}`).join('\n'));
		}
	}
}

function exitOf(result: InstallResult): number {
	if (result.status === 'installed') return EXIT.clean;
	if (result.status === 'quarantined') return EXIT.quarantined;
	if (result.code === 'not-confirmed') return EXIT.notConfirmed;
	return result.code === 'policy' ? EXIT.refusedByPolicy : EXIT.refused;
}
