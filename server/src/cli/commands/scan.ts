import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { escapeForDisplay } from '../../base/display';
import { toldForPeople } from '../../host/node/writer';
import { inspectPackage } from '../../service/packages/inspect';
import { referenceScan } from '../../service/packages/reference-scan';
import type { Command } from '../command';
import { existingUri, onlyArgument } from '../file-argument';
import { interruptible, packageHost } from '../package-host';
import { EXIT } from '../terminal';

export const scan: Command = {
	name: 'scan',
	summary: 'Audit the files of a package, for programs that read what the reference tool writes.',
	usage: '<artifact.aext> [--out <scan.json>]',
	details: [
		'The findings are those of aext audit, in the JSON of the reference tool. A package that could not be installed',
		'is not scanned but refused, and what could not be examined is said.',
		'',
		'Exit codes: 0 scanned, whatever was found; 1 failed, or not everything was examined; 18 the archive is refused;',
		'2 wrong usage.',
	].join('\n'),
	options: { out: { type: 'string', value: '<file>', help: 'Default: standard output.' } },
	async run(given, terminal) {
		const artifact = existingUri(onlyArgument(given, 'package'), terminal);
		const host = packageHost(terminal);
		const { reading, judgement } = await interruptible(signal =>
			inspectPackage(host, { package: artifact, signal }),
		);
		if (!reading?.audit) {
			terminal.error(`aext scan: ${judgement.sentence}`);
			for (const { code, message } of reading?.problems ?? []) terminal.error(`  ${code}: ${message}`);
			return reading ? EXIT.archiveRefused : EXIT.failed;
		}
		const { findings, complete, notExamined } = reading.audit;
		const text = referenceScan(findings, host.now());
		const out = given.text('out');
		if (out === undefined) {
			await terminal.out(text);
		} else {
			const file = path.resolve(terminal.cwd, out);
			await toldForPeople(file, () => writeFile(file, text));
			await terminal.out(`wrote scan report: ${escapeForDisplay(out)}\n`);
		}
		for (const part of notExamined.filter(each => each.gap)) {
			terminal.error(`aext scan: not examined: ${escapeForDisplay(part.path)}: ${part.reason}`);
		}
		return complete ? EXIT.clean : EXIT.failed;
	},
};
