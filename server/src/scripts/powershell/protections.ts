import type { Range } from '../../base/range';
import type { SafetyUse } from '../model';
import type { Given } from './evaluate';
import type { Machine } from './machine';

type Row = readonly [RegExp, RegExp, SafetyUse['what'], string];

/** Commands, what their arguments match, what is switched off, in words. */
const ROWS: readonly Row[] = [
	[
		/^set-mppreference$/,
		/-(?:disable\w+|e?\w*exclusion\w*|mapsreporting|submitsamples\w*)/,
		'defender',
		'the virus scanner is weakened',
	],
	[
		/^add-mppreference$/,
		/-(?:exclusion\w*|attacksurface\w*)/,
		'defender',
		'something is hidden from the virus scanner',
	],
	[
		/^(?:stop-service|set-service)$/,
		/\b(?:windefend|sense|wdnissvc|mpssvc)\b/,
		'defender',
		'the virus scanner or firewall is stopped',
	],
	[
		/^sc$/,
		/^(?:stop|config|delete) "?(?:windefend|sense|wdnissvc|mpssvc)/,
		'defender',
		'the virus scanner is stopped',
	],
	[/^uninstall-windowsfeature$/, /windows-defender/, 'defender', 'the virus scanner is removed'],
	[/^set-executionpolicy$/, /\b(?:bypass|unrestricted)\b/, 'script-policy', 'scripts may run unsigned'],
	[/^set-netfirewallprofile$/, /-enabled (?:false|\$false|0)/, 'firewall', 'the firewall is switched off'],
	[
		/^netsh$/,
		/advfirewall .*state off|firewall set opmode disable/,
		'firewall',
		'the firewall is switched off',
	],
	[/^(?:clear-eventlog|remove-eventlog)$/, /./, 'system-logging', 'event logs are cleared'],
	[/^wevtutil$/, /^(?:cl|clear-log)/, 'system-logging', 'event logs are cleared'],
	[/^clear-history$/, /^/, 'shell-history', 'the history of commands is erased'],
	[/^set-psreadlineoption$/, /savenothing/, 'shell-history', 'commands are kept out of the history'],
	[/^remove-item$/, /consolehost_history/, 'shell-history', 'the history of commands is erased'],
	[
		/^(?:invoke-webrequest|invoke-restmethod)$/,
		/-skipcertificatecheck/,
		'tls-verification',
		'the certificate is not checked',
	],
];

/** Notes a command that switches a protection of the machine off. */
export function protectionOff(
	machine: Machine,
	program: string,
	given: readonly Given[],
	range: Range,
): void {
	const rows = ROWS.filter(([name]) => name.test(program));
	if (rows.length === 0) return;
	const line = given
		.map(
			({ parameter, value }) =>
				`${parameter === undefined ? '' : `-${parameter} `}${(value.text ?? '').slice(0, 500)}`,
		)
		.join(' ')
		.toLowerCase();
	for (const [, pattern, what, how] of rows) {
		if (!pattern.test(line)) continue;
		// Switching a protection back on is no harm.
		if (what === 'defender' && /-disable\w+ (?:false|0)\b/.test(line)) continue;
		machine.tell(range, { kind: 'safety-off', what, how });
		return;
	}
}
