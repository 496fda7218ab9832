import type { PackageUse } from '../../model';

type Spec = Pick<PackageUse, 'ecosystem' | 'name' | 'version' | 'source' | 'url'>;

const VCS =
	/^(?:git|hg|svn|bzr)\+|^git(?::\/\/|@)|^ssh:\/\/|\.git(?:[#@].*)?$|^(?:github|gitlab|bitbucket|gist):/i;

/**
 * What a package argument names: a registry package with its version as written, an address, a repository or a
 * path. `index` is the package index in use when it is not the usual one.
 */
export function packageSpecOf(text: string, ecosystem: string, index: string | null): Spec {
	const named = /^([@\w./[\],-]+)\s*@\s*((?:git\+|https?:|file:|git@).*)$/i.exec(text);
	const at = named?.[2] ?? text;
	const name = named === null ? null : named[1]!.replace(/\[.*$/, '').trim();
	if (VCS.test(at)) return { ecosystem, name, version: revisionOf(at), source: 'vcs', url: expandedHost(at) };
	if (/^https?:\/\//i.test(at)) return { ecosystem, name, version: null, source: 'url', url: at };
	// npm takes `owner/repository` as one on GitHub.
	if (ecosystem === 'npm' && /^[\w.-]+\/[\w.-]+(?:#.*)?$/.test(text) && !text.startsWith('.')) {
		return {
			ecosystem,
			name: null,
			version: revisionOf(text),
			source: 'vcs',
			url: `https://github.com/${text.replace(/#.*$/, '')}`,
		};
	}
	if (isPath(text, ecosystem)) return { ecosystem, name: null, version: null, source: 'path', url: null };
	const { name: registered, version } = split(text, ecosystem);
	return { ecosystem, name: registered, version, source: index === null ? 'registry' : 'index', url: index };
}

function isPath(text: string, ecosystem: string): boolean {
	if (/^(?:\.{1,2}(?:\/|$)|[/~]|file:|[A-Za-z]:[\\/])/.test(text)) return true;
	if (
		ecosystem === 'go' ||
		ecosystem === 'composer' ||
		ecosystem === 'brew' ||
		ecosystem === 'docker' ||
		ecosystem === 'npm'
	)
		return /\.(?:tgz|tar\.gz)$/.test(text);
	return (
		/\.(?:whl|tar\.gz|tgz|zip|deb|rpm|gem|snap|msi|exe|pkg|dmg|crate|vsix)$/i.test(text) ||
		text.includes('*/')
	);
}

function expandedHost(text: string): string {
	const short = /^(github|gitlab|bitbucket):(.*)$/i.exec(text);
	if (short !== null) {
		const host = short[1]!.toLowerCase() === 'bitbucket' ? 'bitbucket.org' : `${short[1]!.toLowerCase()}.com`;
		return `https://${host}/${short[2]!}`;
	}
	const scp = /^(?:git\+ssh:\/\/)?git@([^:/]+)[:/](.*)$/i.exec(text);
	return scp === null ? text : `ssh://git@${scp[1]!}/${scp[2]!}`;
}

function revisionOf(text: string): string | null {
	return (
		/(?:\.git|\/[\w.-]+)@([\w./-]+)(?:#.*)?$/.exec(text)?.[1] ??
		/#(?!egg=)([\w./-]+)$/.exec(text)?.[1] ??
		null
	);
}

/** Name and constraint, as each ecosystem writes them. */
function split(text: string, ecosystem: string): { name: string | null; version: string | null } {
	const shape = SPLITS[ecosystem] ?? /^([^=@]+)(?:[=@](.+))?$/;
	const match = shape.exec(text);
	if (match === null) return { name: text, version: null };
	const version = match[2] ?? null;
	return { name: match[1]!.trim(), version: version === '' ? null : version };
}

const SPLITS: Readonly<Record<string, RegExp>> = {
	npm: /^(@?[^@]+)((?:@.*)?)$/,
	pypi: /^([\w.-]+)(?:\[[^\]]*\])?\s*((?:[=<>!~@].*)?)$/,
	conda: /^(?:[\w-]+::)?([\w.-]+)((?:[=<>!].*)?)$/,
	brew: /^([^@]+)((?:@.*)?)$/,
	apt: /^([^=/]+)((?:[=/].*)?)$/,
	rpm: /^(.+)()$/,
	apk: /^([^=<>~@]+)((?:[=<>~@].*)?)$/,
	go: /^([^@]+)((?:@.*)?)$/,
	cargo: /^([^@]+)((?:@.*)?)$/,
	composer: /^([^:]+)((?::.*)?)$/,
	vscode: /^([^@]+)((?:@.*)?)$/,
	nix: /^(.+)()$/,
};
