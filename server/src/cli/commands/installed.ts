import { escapeForDisplay } from '../../base/display';
import {
	type InstalledExtension,
	type InstalledExtensions,
	listInstalled,
	statusOfInstalled,
} from '../../service/packages/installed';
import { uninstallExtension } from '../../service/packages/uninstall';
import type { Command } from '../command';
import { onlyArgument, shownPath, uriOf } from '../file-argument';
import { FORMAT_OPTION, isJson, outJson } from '../format-option';
import { interruptible, packageHost } from '../package-host';
import { EXIT, UsageError } from '../terminal';

export const list: Command = {
	name: 'list',
	summary: 'List what was installed.',
	usage: '',
	options: FORMAT_OPTION,
	async run(given, terminal) {
		if (given.positionals.length > 0) throw new UsageError('list takes no arguments.');
		const receipts = await listInstalled(packageHost(terminal));
		if (isJson(given)) {
			await outJson(terminal, 'aext/list/v1', { extensions: receipts });
			return EXIT.clean;
		}
		const rows = receipts.map(
			({ extension, target, installed }) =>
				`${escapeForDisplay(extension.id)} ${extension.version}  ${shownPath(target)}  ${installed.slice(0, 10)}\n`,
		);
		await terminal.out(rows.length === 0 ? 'Nothing is installed.\n' : rows.join(''));
		return EXIT.clean;
	},
};

export const status: Command = {
	name: 'status',
	summary: 'Compare what is installed with its receipts, and with what was withdrawn since.',
	usage: '',
	details:
		'Exit codes: 0 all as installed; 1 something was changed, is gone, was withdrawn or has no readable receipt.',
	options: FORMAT_OPTION,
	async run(given, terminal) {
		if (given.positionals.length > 0) throw new UsageError('status takes no arguments.');
		const found = await interruptible(signal => statusOfInstalled(packageHost(terminal), signal));
		if (isJson(given)) await outJson(terminal, 'aext/status/v1', found);
		else await terminal.out(statusText(found));
		const fine = found.extensions.every(each => each.state === 'intact' && each.withdrawn.length === 0);
		return fine && found.unreadable.length === 0 ? EXIT.clean : EXIT.findings;
	},
};

function statusText({ extensions, unreadable }: InstalledExtensions): string {
	const rows = [
		...extensions.flatMap(extensionRows),
		...unreadable.map(uri => `unreadable receipt  ${shownPath(uri)}`),
	];
	return rows.length === 0 ? 'Nothing is installed.\n' : `${rows.join('\n')}\n`;
}

function extensionRows(each: InstalledExtension): readonly string[] {
	const { extension, target } = each.receipt;
	const state = each.withdrawn.length > 0 ? 'withdrawn' : each.state;
	const files = (what: string, paths: readonly string[]) =>
		paths.map(path => `  ${what}: ${escapeForDisplay(path)}`);
	return [
		`${state}  ${escapeForDisplay(extension.id)} ${extension.version}  ${shownPath(target)}`,
		...each.withdrawn.map(
			({ subject, date, reason }) => `  withdrawn on ${date}: ${escapeForDisplay(reason)} (${subject})`,
		),
		...files('changed', each.changed),
		...(each.state === 'gone' ? [] : files('missing', each.missing)),
		...files('added', each.added),
	];
}

export const uninstall: Command = {
	name: 'uninstall',
	summary: 'Remove what was installed in a folder, and nothing else.',
	usage: '<folder> [--everything]',
	details: 'Files that were changed or added since are kept, unless --everything says otherwise.',
	options: {
		everything: { type: 'boolean', help: 'Remove changed and added files as well.' },
		...FORMAT_OPTION,
	},
	async run(given, terminal) {
		const target = uriOf(onlyArgument(given, 'installed folder'), terminal);
		const { receipt, removed, kept } = await uninstallExtension(packageHost(terminal), {
			target,
			everything: given.flag('everything'),
		});
		if (isJson(given)) {
			await outJson(terminal, 'aext/uninstall/v1', { extension: receipt.extension, removed, kept });
			return EXIT.clean;
		}
		const { id, version } = receipt.extension;
		const rows = kept.map(path => `  kept, since it was changed or added: ${escapeForDisplay(path)}\n`);
		await terminal.out(
			`uninstalled: ${escapeForDisplay(id)} ${version}, ${removed.length} files\n${rows.join('')}`,
		);
		return EXIT.clean;
	},
};
