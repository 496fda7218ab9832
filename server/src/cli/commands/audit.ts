import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { decodeText } from '../../base/decode';
import { atLeast, SEVERITIES } from '../../base/severity';
import { canonicalUri, uriBelow } from '../../base/uris';
import { nodeHost } from '../../host/node/host';
import type { AuditReport } from '../../service/model';
import { RULES } from '../../service/rules';
import { WAIVERS_FILE } from '../../service/waivers-file';
import { Workspace } from '../../service/workspace';
import { VERSION } from '../../version';
import type { ParsedArguments } from '../arguments';
import type { Command } from '../command';
import { folderUri } from '../folder-argument';
import { jsonReport } from '../reports/json';
import { activeFindings, Places } from '../reports/places';
import { sarifReport } from '../reports/sarif';
import { styleFor, textReport } from '../reports/text';
import { EXIT, type Terminal, UsageError } from '../terminal';

const FORMATS = ['text', 'json', 'sarif'] as const;

export const audit: Command = {
	name: 'audit',
	summary: 'Judge extensions: what they declare, what their files do, what is suspicious.',
	usage: '<path…>',
	details: [
		'A path is the folder of an extension, its SKILL.md or aem.json, or a folder that holds several.',
		`Waivers are read from ${WAIVERS_FILE} in the working directory, never from an audited folder elsewhere.`,
		'',
		'Exit codes: 0 nothing at or above --fail-on and everything examined; 1 findings, or parts not examined;',
		'2 wrong usage; 3 internal error.',
	].join('\n'),
	options: {
		format: { type: 'string', value: '<format>', help: 'text (default), json or sarif.' },
		'fail-on': {
			type: 'string',
			value: '<severity>',
			help: `Exit 1 from this severity on: ${SEVERITIES.join(', ')} (default low).`,
		},
		'allow-gaps': { type: 'boolean', help: 'Do not exit 1 only because something was not examined.' },
		waivers: { type: 'string', value: '<file>', help: 'Read waivers from this file instead.' },
		'no-waivers': { type: 'boolean', help: 'Honour no waivers.' },
	},
	async run(given, terminal) {
		if (given.positionals.length === 0) {
			throw new UsageError('Nothing to audit.', 'Name a folder: aext audit .');
		}
		const format = given.choice('format', FORMATS, 'text');
		const failOn = given.choice('fail-on', SEVERITIES, 'low');
		const folders = given.positionals.map(word => folderUri(word, terminal.cwd));
		const host = nodeHost(terminal);
		const waivers = waiversUri(given, terminal.cwd);
		const workspace = new Workspace(host, {
			rulesVersion: VERSION,
			trusted: true,
			wholeFolders: true,
			waivers,
		});
		workspace.setFolders(folders);
		const report = await workspace.audit();
		const texts = await waiverTexts(report, host.files.read);
		const places = new Places(report, texts, terminal.cwd);
		await terminal.out(render(format, report, places, terminal));
		return exitCode(report, failOn, given.flag('allow-gaps'));
	},
};

function render(
	format: (typeof FORMATS)[number],
	report: AuditReport,
	places: Places,
	terminal: Terminal,
): string {
	if (format === 'json') return jsonReport(report, places);
	if (format === 'sarif') return sarifReport(report, [...RULES.values()], places, terminal.cwd);
	return textReport(report, places, styleFor(terminal.colours));
}

function exitCode(report: AuditReport, failOn: (typeof SEVERITIES)[number], allowGaps: boolean): number {
	const findings = [
		...report.extensions.flatMap(activeFindings),
		...report.waivers.flatMap(waivers => waivers.findings),
	];
	if (findings.some(finding => atLeast(finding.severity, failOn))) return EXIT.findings;
	const complete = report.extensions.every(extension => extension.complete);
	return complete || allowGaps ? EXIT.clean : EXIT.findings;
}

function waiversUri(given: ParsedArguments, cwd: string): string | false {
	const named = given.text('waivers');
	if (given.flag('no-waivers')) {
		if (named !== undefined) throw new UsageError('--waivers and --no-waivers exclude each other.');
		return false;
	}
	if (named === undefined) return pathToFileURL(path.join(cwd, WAIVERS_FILE)).href;
	const absolute = path.resolve(cwd, named);
	if (!existsSync(absolute)) throw new UsageError(`There is no waivers file ${named}.`);
	return pathToFileURL(absolute).href;
}

/** Texts of the waivers files, whose findings need line numbers like all others. */
async function waiverTexts(
	report: AuditReport,
	read: (uri: string, maxBytes: number) => Promise<Uint8Array>,
): Promise<ReadonlyMap<string, string>> {
	const texts = new Map<string, string>();
	for (const { root, path: name } of report.waivers) {
		const uri = uriBelow(canonicalUri(root), name);
		texts.set(uri, decodeText(await read(uri, 4 * 1024 * 1024)).text);
	}
	return texts;
}
