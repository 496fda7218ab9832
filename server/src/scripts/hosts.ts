import { canonicalIp } from './ip';
import { listOf } from './word-list';

/** What a host is known for; decides how serious it is to run what it sends, or to send data there. */
export type HostGrade =
	/** Publishes an installer that is commonly piped into a shell. */
	| 'installer'
	| 'raw-ip'
	| 'loopback'
	| 'private'
	/** Instance metadata services of clouds: they hand out credentials. */
	| 'metadata'
	| 'paste'
	| 'shortener'
	/** Exposes somebody's own machine under a passing name. */
	| 'tunnel'
	/** Collects whatever is sent to it, readable by whoever made the address. */
	| 'webhook'
	/** Serves repositories and release files of anybody. */
	| 'code-host'
	/** Anonymous file exchange. */
	| 'file-drop'
	| 'dynamic-dns'
	| 'onion'
	| 'ordinary';

/** Hosts, each standing for its subdomains as well. First match from the most specific name wins. */
const HOSTS: readonly (readonly [HostGrade, readonly string[]])[] = [
	[
		'metadata',
		listOf(
			'metadata.google.internal, metadata.goog, metadata.azure.internal, instance-data.ec2.internal, metadata.tencentyun.com',
		),
	],
	[
		'loopback',
		listOf('localhost, localhost.localdomain, ip6-localhost, host.docker.internal, lvh.me, localtest.me'),
	],
	['private', listOf('local, internal, lan, home.arpa, intranet, corp')],
	['onion', listOf('onion, onion.ly, onion.ws, onion.pet, onion.to, tor2web.org, i2p')],
	[
		'installer',
		listOf(`
			sh.rustup.rs, static.rust-lang.org, rustup.rs, get.docker.com, download.docker.com, get.helm.sh, brew.sh,
			astral.sh, install.python-poetry.org, bootstrap.pypa.io, pyenv.run, deb.nodesource.com, rpm.nodesource.com,
			get.pnpm.io, bun.sh, bun.com/install, deno.land/install.sh, deno.land/x/install, fnm.vercel.app, get.volta.sh, mise.run, mise.jdx.dev, sdk.cloud.google.com,
			awscli.amazonaws.com, cli.github.com, apt.llvm.org, get.sdkman.io, get-ghcup.haskell.org,
			install.determinate.systems, nixos.org/nix, get.k3s.io, raw.githubusercontent.com/nvm-sh, starship.rs, get.pulumi.com,
			apt.releases.hashicorp.com, releases.hashicorp.com, ollama.com/install.sh, claude.ai/install.sh, claude.ai/install.ps1, fly.io/install.sh, tailscale.com/install.sh, pkgs.tailscale.com,
			get.jetify.com, devenv.sh, sh.vector.dev, cli.doppler.com, packages.microsoft.com, dot.net, aka.ms, go.dev,
			dl.google.com, download.pytorch.org, packages.cloud.google.com, pkg.cloudflareclient.com, semgrep.dev,
			raw.githubusercontent.com/homebrew, cursor.com/install, opencode.ai/install, get.fly.io, get.trunk.io, foundry.paradigm.xyz,
			release.solana.com, release.anza.xyz, install.duckdb.org, get.rvm.io, rpm.rvm.io
		`),
	],
	[
		'paste',
		listOf(`
			pastebin.com, paste.ee, rentry.co, rentry.org, hastebin.com, ghostbin.com, dpaste.com, dpaste.org, paste.rs, ix.io, sprunge.us,
			termbin.com, controlc.com, justpaste.it, privatebin.net, pastes.io, paste.debian.net, bpa.st, textbin.net, 0bin.net, paste.mozilla.org,
			glot.io, write.as, telegra.ph, pst.klgrth.io, gist.githubusercontent.com, gist.github.com, snippet.host, p.ip.fi, cl1p.net, paste.c-net.org,
			paste.sh, nopaste.net, zerobin.net, codepad.org, ideone.com, friendpaste.com, pastie.org, heypasteit.com, hackmd.io, notes.io
		`),
	],
	[
		'shortener',
		listOf(`
			bit.ly, tinyurl.com, t.co, is.gd, v.gd, goo.gl, ow.ly, buff.ly, rebrand.ly, cutt.ly, shorturl.at, t.ly, rb.gy, tiny.cc, bl.ink, short.io,
			soo.gd, s.id, git.io, lnkd.in, adf.ly, shorte.st, clck.ru, qr.ae, x.co, tny.im, u.to, urlz.fr, surl.li, han.gl, dub.sh, tr.im, mcaf.ee
		`),
	],
	[
		'tunnel',
		listOf(`
			ngrok.io, ngrok.app, ngrok.dev, ngrok-free.app, ngrok-free.dev, trycloudflare.com, loca.lt, localtunnel.me, serveo.net, serveousercontent.com,
			localhost.run, lhr.life, lhrtunnel.link, tunnelto.dev, pagekite.me, telebit.cloud, bore.pub, pinggy.io, pinggy.link, a.free.pinggy.link, zrok.io,
			playit.gg, portmap.io, portmap.host, tunnel.pyjam.as, devtunnels.ms, packetriot.net, expose.sh, sharedwithexpose.com, tunnelmole.net, gradio.live
		`),
	],
	[
		'webhook',
		listOf(`
			webhook.site, requestbin.com, requestbin.net, pipedream.net, m.pipedream.net, requestcatcher.com, hookbin.com, beeceptor.com, mockbin.org, mockbin.io,
			postb.in, interact.sh, oast.fun, oast.pro, oast.live, oast.site, oast.online, oast.me, burpcollaborator.net, oastify.com, canarytokens.com, dnslog.cn,
			ceye.io, bxss.me, webhook.cool, typedwebhook.tools, hook.eu1.make.com, hook.us1.make.com, hooks.zapier.com, discord.com/api/webhooks,
			discordapp.com/api/webhooks, hooks.slack.com, api.telegram.org, webhooks.fivetran.com, ntfy.sh, formspree.io, webhook-test.com, rbndr.us, xss.ht
		`),
	],
	[
		'file-drop',
		listOf(`
			transfer.sh, file.io, gofile.io, 0x0.st, anonfiles.com, bayfiles.com, catbox.moe, files.catbox.moe, litterbox.catbox.moe, temp.sh, bashupload.com,
			oshi.at, filebin.net, tmpfiles.org, uguu.se, pomf.cat, mega.nz, mediafire.com, wetransfer.com, we.tl, sendspace.com, zippyshare.com, pixeldrain.com,
			krakenfiles.com, send.vis.ee, ufile.io, dropmefiles.com, free.keep.sh, keep.sh, put.re, x0.at, cdn.discordapp.com, media.discordapp.net, qu.ax,
			buzzheavier.com, workupload.com, limewire.com, storj.link
		`),
	],
	[
		'dynamic-dns',
		listOf(`
			duckdns.org, no-ip.com, no-ip.org, no-ip.biz, noip.me, ddns.net, hopto.org, zapto.org, sytes.net, servebeer.com, serveftp.com, myftp.org, dyndns.org, dynu.net,
			dynu.com, freeddns.org, freedns.afraid.org, mooo.com, chickenkiller.com, us.to, strangled.net, ydns.eu, dnsdynamic.org, nsupdate.info, 3322.org, f3322.net, gotdns.ch,
			nip.io, sslip.io, xip.io, ddnsfree.com, accesscam.org, theworkpc.com, webredirect.org, kozow.com, loseyourip.com, ooguy.com, giize.com, gleeze.com
		`),
	],
	[
		'code-host',
		listOf(`
			github.com, raw.githubusercontent.com, objects.githubusercontent.com, release-assets.githubusercontent.com, codeload.github.com, githubusercontent.com,
			gitlab.com, bitbucket.org, codeberg.org, sourceforge.net, downloads.sourceforge.net, git.sr.ht, gitee.com, cdn.jsdelivr.net, unpkg.com, esm.sh, raw.githack.com,
			rawcdn.githack.com, statically.io, huggingface.co, registry.npmjs.org, pypi.org, files.pythonhosted.org, crates.io, static.crates.io, rubygems.org,
			ghcr.io, docker.io, quay.io, gitea.com, salsa.debian.org
		`),
	],
];

const byName = new Map<string, HostGrade>();
for (const [grade, names] of HOSTS) for (const name of names) if (!byName.has(name)) byName.set(name, grade);

/**
 * What is known of a host, from a short list of our own.
 *
 * @param host lower case, as `parseUrl` gives it.
 * @param scheme of the URL it stands in; `null` when there is none.
 * @param path of the URL, for services that share a host with others (`discord.com/api/webhooks/…`).
 */
export function gradeHost(host: string, scheme: string | null, path = ''): HostGrade {
	const ip = canonicalIp(host);
	if (ip !== null) return gradeIp(ip);
	const name = host.replace(/^\*\./, '').replace(/\.$/, '');
	const segments = path
		.toLowerCase()
		.split('/')
		.filter(segment => segment !== '');
	const longer = [`${name}/${segments.slice(0, 2).join('/')}`, `${name}/${segments[0] ?? ''}`];
	for (const key of longer) {
		const grade = byName.get(key);
		if (grade !== undefined) return trusting(grade, scheme);
	}
	const labels = name.split('.');
	for (let from = Math.max(0, labels.length - 8); from < labels.length; from++) {
		const grade = byName.get(labels.slice(from).join('.'));
		if (grade !== undefined) return trusting(grade, scheme);
	}
	return labels.length === 1 ? 'private' : 'ordinary';
}

/** Plain http can be changed on the way: the name of an installer vouches for nothing then. */
function trusting(grade: HostGrade, scheme: string | null): HostGrade {
	return grade === 'installer' && scheme === 'http' ? 'ordinary' : grade;
}

/** Grade of a canonical IP address. Ranges: IANA special-purpose registries (RFC 6890, 4193, 6598). */
function gradeIp(ip: string): HostGrade {
	if (
		ip === '169.254.169.254' ||
		ip === '169.254.170.2' ||
		ip === '100.100.100.200' ||
		ip === 'fd00:ec2::254'
	)
		return 'metadata';
	if (ip.includes(':')) {
		if (ip === '::1' || ip === '::') return 'loopback';
		return /^(?:f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):/.test(ip) ? 'private' : 'raw-ip';
	}
	const [a = 0, b = 0] = ip.split('.').map(Number);
	if (a === 127 || a === 0) return 'loopback';
	if (a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168)) return 'private';
	if ((a === 169 && b === 254) || (a === 100 && b >= 64 && b < 128)) return 'private';
	return 'raw-ip';
}
