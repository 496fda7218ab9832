import { inspectPackage } from '../../service/packages/inspect';
import type { Command } from '../command';
import { existingUri } from '../file-argument';
import { FORMAT_OPTION, isJson, outJson } from '../format-option';
import { interruptible, packageHost } from '../package-host';
import { usablePolicy } from '../policy-option';
import { SIGNATURE_OPTIONS, signatureRequest } from '../signature-options';
import { EXIT, UsageError } from '../terminal';

export const policy: Command = {
	name: 'policy',
	summary: 'Check a policy, and what it decides about a package.',
	usage: 'check <policy.json> [<artifact.aext>]',
	details: [
		'Every rule of the policy that objects is named, with what the policy does about it.',
		'',
		'Exit codes: 0 the policy is valid and allows the package; 1 it is not valid, or does not simply allow it;',
		'18 the archive is refused; 2 wrong usage.',
	].join('\n'),
	options: { ...SIGNATURE_OPTIONS, ...FORMAT_OPTION },
	async run(given, terminal) {
		const [verb, file, artifact, ...others] = given.positionals;
		if (verb !== 'check' || file === undefined || others.length > 0) {
			throw new UsageError('Say: policy check <policy.json> [<artifact.aext>].');
		}
		const host = packageHost(terminal);
		const loaded = await usablePolicy(host, existingUri(file, terminal));
		if (artifact === undefined) {
			await terminal.out(`policy ok: ${file} (${loaded.kind})\n`);
			return EXIT.clean;
		}
		const uri = existingUri(artifact, terminal);
		const how = await signatureRequest(given, terminal, host);
		const { decision, judgement, reading } = await interruptible(signal =>
			inspectPackage(host, { package: uri, policy: loaded, signal, ...how }),
		);
		if (!decision) {
			terminal.error(`aext policy: ${judgement.sentence}`);
			return reading ? EXIT.archiveRefused : EXIT.failed;
		}
		const exit = decision.action === 'allow' ? EXIT.clean : EXIT.findings;
		if (isJson(given)) {
			await outJson(terminal, 'aext/policy-check/v1', decision);
			return exit;
		}
		const rows = decision.objections.map(({ rule, action, message, exception }) => {
			const covered = exception ? ` (exception of ${exception.owner} until ${exception.expires})` : '';
			return `  ${action}  ${rule}: ${message}${covered}\n`;
		});
		await terminal.out(`${decision.action}: ${decision.checked.length} rules checked\n${rows.join('')}`);
		return exit;
	},
};
