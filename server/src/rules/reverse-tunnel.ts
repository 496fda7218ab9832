import { escapeForDisplay } from '../base/display';
import { gradeHost, type Use } from '../facts/grades';
import { defineRule } from './define';
import { at } from './support/placed';

export const rule = defineRule({
	id: 'reverse-tunnel',
	title: 'Somebody elsewhere gets a way in through a tunnel',
	category: 'behaviour',
	severity: 'high',
	confidence: 'medium',
	ast: 'AST01',
	atlas: 'AML.T0072',
	strength: 'weak',
	why: 'A reverse tunnel opens a port on another machine that leads back to this one, past its firewall. Whoever is there can reach what listens here, for as long as the tunnel stands.',
	fix: 'Remove it, or leave it to the person to start, for the one port that is meant to be seen.',
	limits:
		'A tunnel to a web server that is shared while it is worked on is reported as medium. It is high where it leads to a log-in (SSH, remote desktop, VNC) or opens a proxy into this machine’s network.',
	scope: 'file',
	needs: ['uses'],
	*check(file) {
		for (const use of file.uses) {
			const tunnel = tunnelOf(use.fact);
			if (tunnel === undefined || use.context.container === 'inline-code') continue;
			yield {
				...at(use),
				severity: tunnel.serious ? 'high' : 'medium',
				message: `This opens a way from ${escapeForDisplay(tunnel.host, 80)} back to ${tunnel.to}, past the firewall. Remove it, or leave it to the person to start.`,
			};
		}
	},
});

/** Ports behind which somebody logs in: SSH, telnet, remote desktop, VNC, WinRM. */
const LOG_IN = /^(?:22|23|2222|3389|59\d\d|5985|5986)$/;

/** What `ssh -R [address:]port:host:hostport there` opens (ssh(1)); without a target it is a SOCKS proxy. */
function tunnelOf(
	use: Use,
): { readonly host: string; readonly to: string; readonly serious: boolean } | undefined {
	if (use.kind !== 'process' || !/^(?:ssh|autossh)$/.test(use.program ?? '')) return undefined;
	const words = use.arguments.map(word => word ?? '*');
	const at = words.findIndex(word => /^-[A-Za-z]*R/.test(word));
	if (at < 0) return undefined;
	const joined = (words[at] ?? '').replace(/^-[A-Za-z]*?R/, '');
	const forward = joined === '' ? (words[at + 1] ?? '') : joined;
	const host = words
		.slice(joined === '' ? at + 2 : at + 1)
		.concat(words.slice(0, at))
		.find(
			(word, index, all) => !word.startsWith('-') && !/^-[bcDEeFIiJLlmOopQRSWw]$/.test(all[index - 1] ?? ''),
		);
	const name =
		host
			?.replace(/^ssh:\/\//, '')
			.replace(/^.*@/s, '')
			.replace(/:\d+$/, '') ?? 'another machine';
	const grade = gradeHost(name, 'ssh');
	if (grade === 'loopback' || grade === 'private') return undefined;
	const port = /:(\d+)$/.exec(forward)?.[1];
	const proxy = /^(?:[^:]*:)?\d+$/.test(forward);
	return {
		host: name,
		to: proxy ? 'this machine’s whole network' : `port ${port ?? '(computed at run time)'} of this machine`,
		serious: proxy || (port !== undefined && LOG_IN.test(port)),
	};
}
