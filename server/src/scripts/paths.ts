export { secretNameOf } from './environment-names';

import { withoutWildcards } from './glob-match';
import type { PersistenceUse, SecretClass } from './model';
import { PathTable } from './path-lookup';
import { AGENT_CONFIG, PERSISTENCE } from './path-tables';
import { NOT_SECRET, SECRETS } from './secret-tables';

/** Variables that stand for a directory, as shells, PowerShell and cmd spell them, and what they fold to. */
const DIRECTORY_VARIABLES: ReadonlyMap<string, string> = new Map([
	['home', '~'],
	['userprofile', '~'],
	['appdata', '~/AppData/Roaming'],
	['localappdata', '~/AppData/Local'],
	['xdg_config_home', '~/.config'],
	['xdg_data_home', '~/.local/share'],
	['xdg_cache_home', '~/.cache'],
	['codex_home', '~/.codex'],
	['claude_config_dir', '~/.claude'],
]);

const LEADING_VARIABLE = /^(?:%([a-z_]+)%|\$env:([a-z_]+)|\$\{(?:env:)?([a-z_]+)\}|\$([a-z_]+))(?=$|[/\\])/i;
const WINDOWS_PATH = /^(?:[a-z]:\\|\\\\|~\\|\.{1,2}\\)/i;
/** Home directories of the three systems, WSL and containers; `/Users/Shared` is nobody's home. */
const HOME_DIRECTORY =
	/^(?:\/home\/[^/]+|\/Users\/(?!Shared(?:\/|$))[^/]+|(?:[a-z]:|\/mnt\/[a-z]|\/[a-z])\/(?:Users|Documents and Settings)\/(?!Public(?:\/|$))[^/]+|(?:\/private)?\/var\/root|\/root)(?=\/|$)/i;

/**
 * A path in the form in which paths are compared: the home directory in all its spellings as `~`, `/` as separator
 * on Windows paths, `.`, `..` and doubled separators resolved. A relative path stays relative (`./a` becomes `a`).
 * Wildcards stay.
 */
export function normalisePath(text: string): string {
	let path = text.replace(/^file:\/\/(?=\/)/i, '');
	const variable = LEADING_VARIABLE.exec(path);
	if (variable !== null) {
		const name = (variable[1] ?? variable[2] ?? variable[3] ?? variable[4] ?? '').toLowerCase();
		const directory = DIRECTORY_VARIABLES.get(name);
		if (directory !== undefined) path = directory + path.slice(variable[0].length).replaceAll('\\', '/');
	}
	if (WINDOWS_PATH.test(path)) path = path.replaceAll('\\', '/');
	const short = collapsed(path);
	// `./$HOME` is a name in this directory, not the home directory.
	if (!LEADING_VARIABLE.test(short) || LEADING_VARIABLE.test(path)) path = short;
	path = path.replace(HOME_DIRECTORY, '~');
	return path.replace(/^~[A-Za-z_][\w.-]*(?=\/|$)/, '~');
}

function collapsed(path: string): string {
	if (!/(?:^|\/)\.{0,2}(?:\/|$)/.test(path)) return path;
	const root = path.startsWith('/') ? '/' : '';
	const kept: string[] = [];
	for (const segment of path.split('/')) {
		if (segment === '' || segment === '.') continue;
		if (segment === '..' && kept.length > 0 && kept.at(-1) !== '..' && kept.at(-1) !== '~') kept.pop();
		else if (segment !== '..' || root === '') kept.push(segment);
	}
	return root + kept.join('/') || (path === '' ? '' : '.');
}

const secrets = new PathTable(SECRETS);
const notSecret = new PathTable(NOT_SECRET);
const persistence = new PathTable(PERSISTENCE);
const agentConfig = new PathTable(AGENT_CONFIG);

/**
 * What kind of secret the path names, or `null`. Takes any spelling `normalisePath` takes, wildcards included:
 * `~/.s*h/id_*` is an SSH key, a bare `*` is nothing. Directories count where everything in them is secret.
 */
export function secretClassOf(path: string): SecretClass | null {
	const normal = normalisePath(path);
	const found = secrets.find(normal);
	if (found === undefined) return null;
	// An exception must cover all that the path may name: `~/.ssh/*.pub` does, `~/.ssh/*` does not.
	return notSecret.find(withoutWildcards(normal)) === undefined ? found : null;
}

/**
 * How writing to the path makes code run again later (start-up files, cron, hooks …), or `null`. Wildcards stand for
 * themselves: what is not known is no evidence.
 */
export function persistenceOf(path: string): PersistenceUse['mechanism'] | null {
	return persistence.find(withoutWildcards(normalisePath(path))) ?? null;
}

/** What the path configures of an agent, in a few words ("Claude Code settings"), or `null`. Wildcards as above. */
export function agentConfigOf(path: string): string | null {
	return agentConfig.find(withoutWildcards(normalisePath(path))) ?? null;
}

const DOWNLOADS: readonly (readonly ['executable' | 'script' | 'archive', RegExp])[] = [
	[
		'executable',
		/\.(?:exe|msi|msix|appx|scr|com|dll|dmg|pkg|mpkg|app|deb|rpm|appimage|apk|jar|bin|run|elf|so|dylib|iso|img|lnk|xpi|crx|vsix)$/i,
	],
	[
		'script',
		/\.(?:sh|bash|zsh|command|ps1|psm1|bat|cmd|vbs|vbe|js|mjs|cjs|jse|wsf|hta|py|pyc|pl|rb|php|scpt|applescript)$/i,
	],
	['archive', /\.(?:zip|7z|rar|tar|tgz|tbz2?|txz|tar\.(?:gz|bz2|xz|zst)|gz|bz2|xz|zst|cab)$/i],
];

/** What a path or URL offers to run by its name: a program, a script, an archive that may hold one; or `null`. */
export function executableDownload(pathOrUrl: string): 'executable' | 'script' | 'archive' | null {
	const name = pathOrUrl.replace(/[?#].*$/s, '').slice(-256);
	return DOWNLOADS.find(([, ending]) => ending.test(name))?.[0] ?? null;
}

/** A public key of OpenSSH that stands in the text (`ssh-ed25519 AAAA…`, as in `authorized_keys`), or `null`. */
export function publicKeyIn(text: string): string | null {
	return (
		/\b(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp\d{3}|sk-[\w-]{1,40}@openssh\.com) AAAA[A-Za-z0-9+/=]{1,1000}/.exec(
			text.slice(0, 50_000),
		)?.[0] ?? null
	);
}
