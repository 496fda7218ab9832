import { fileURLToPath } from 'node:url';
import { escapeForDisplay } from '../../base/display';
import { packFolder } from '../../service/packages/pack';
import type { Command } from '../command';
import { onlyArgument, shownPath, uriOf } from '../file-argument';
import { folderUri } from '../folder-argument';
import { FORMAT_OPTION, isJson, outJson } from '../format-option';
import { interruptible, packageHost } from '../package-host';
import { EXIT } from '../terminal';

export const packageCommand: Command = {
	name: 'package',
	summary: "Pack an extension's folder into an .aext file.",
	usage: '<folder> [--out <artifact.aext>]',
	details: [
		'The same files give the same bytes. What .aextignore names is left out. Private keys, tokens, links, names that',
		'some system cannot hold and a missing or invalid manifest are refused, all at once, and nothing is written.',
		'',
		'Exit codes: 0 written; 1 refused; 2 wrong usage; 130 interrupted.',
	].join('\n'),
	options: {
		out: { type: 'string', value: '<file>', help: 'Default: <id>-<version>.aext beside the folder.' },
		...FORMAT_OPTION,
	},
	async run(given, terminal) {
		const word = onlyArgument(given, "extension's folder");
		const folder = folderUri(word, terminal.cwd);
		const out = given.text('out');
		const result = await interruptible(signal =>
			packFolder(packageHost(terminal), {
				folder: folder.replace(/\/$/, ''),
				signal,
				...(out !== undefined && { output: uriOf(out, terminal) }),
			}),
		);
		const written = result.status === 'written';
		if (isJson(given)) {
			const document = written ? { ...result, package: fileURLToPath(result.package) } : result;
			await outJson(terminal, 'aext/package/v1', document);
			return written ? EXIT.clean : EXIT.failed;
		}
		if (!written) {
			const reasons = result.refused.map(({ code, message }) => `  ${code}: ${message}`);
			terminal.error(`aext package: nothing was written.\n${reasons.join('\n')}`);
			return EXIT.failed;
		}
		const leftOut = result.leftOut.map(
			({ path, reason }) => `  left out: ${escapeForDisplay(path)} (${reason})\n`,
		);
		const { id, version } = result.extension;
		await terminal.out(
			[
				...leftOut,
				`wrote package: ${shownPath(result.package)}\n`,
				`  ${escapeForDisplay(id)} ${version}, ${result.files.length} files, ${result.size} bytes\n`,
				`  ${result.digest}\n`,
			].join(''),
		);
		return EXIT.clean;
	},
};
