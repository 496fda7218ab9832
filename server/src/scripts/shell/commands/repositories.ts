import { optionStyle, type ParsedArguments, partOf } from '../argv';
import type { Argument, Call, Shell, Target } from '../shell';
import { concat, EMPTY, knownText, literal, newTaint, patternOf, unknownWith, type Value } from '../value';
import { type CommandModel, input, model } from './model';

const GIT_VALUED = optionStyle(
	'-C, -c, -m, --message, -b, --branch, --depth, -o, --origin, --git-dir, --work-tree, -u, --reference, -j, --jobs, -F, --file, --author, --date, -S, --config, --filter, --separate-git-dir, --template, --upload-pack, --receive-pack, --exec-path, -s, --strategy',
);

export const REPOSITORIES: readonly CommandModel[] = [
	model('git', GIT_VALUED, git),
	model('svn, hg, bzr, fossil', '-r, -m, --username, --password, -R, --revision', (call, args, shell) => {
		const [subcommand, url, directory] = args.operands;
		if (url === undefined || !/^(?:co|checkout|clone|export|pull|update)$/.test(subcommand?.value.text ?? ''))
			return undefined;
		cloned(call, shell, url, directory);
		return undefined;
	}),
	model(
		'gh, glab, hub',
		'-R, --repo, -f, --raw-field, -F, --field, -H, --header, -X, --method, --input, -q, --jq, -t, --title, --body, --body-file, -b, -d, --desc, --hostname, -n, -o, --output, -p, --pattern, -D, --dir, --json, --template, -L, --limit, --filename, -l, --label, -a, --assignee',
		github,
	),
];

/** A repository's address: a URL, `user@host:path`, or unknown; `null` for a local path. */
function repositoryTarget(url: Argument, shell: Shell): Target | null {
	const { text } = url.value;
	if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return shell.target(url.value, null);
	const scp = /^(?:[^\s@/]+@)?([^\s:/\\]{2,}):(?!\\)/.exec(text);
	if (scp !== null)
		return {
			...shell.target(literal(scp[1]!), 'ssh'),
			port: 22,
			url: `ssh://${patternOf(url.value).replace(':', '/')}`,
		};
	return text.startsWith('\0')
		? { host: null, scheme: null, port: null, url: null, confidence: 'medium' }
		: null;
}

function cloned(call: Call, shell: Shell, url: Argument, directory: Argument | undefined): void {
	const target = repositoryTarget(url, shell);
	if (target === null) return;
	const shown = target.host ?? 'a host that is only known at run time';
	shell.connect(url.range, target, 'download', `${call.program} copies a repository from ${shown}`);
	shell.sent(call.range, url.value, target, 'http', `sent to ${shown} in the repository's address`);
	const name = url.value.text
		.replace(/[?#].*$/s, '')
		.replace(/\/+$/, '')
		.replace(/\.git$/, '')
		.replace(/^.*[/:]/s, '');
	const place = directory ?? { value: { text: name, taints: [] }, range: url.range };
	const { taints } = shell.received(url.range, target, `${call.program} copies a repository from ${shown}`);
	shell.write(place, EMPTY, `${call.program} puts the repository here`);
	shell.fill(
		place,
		taints.map(taint => ({ ...taint, confidence: 'medium' as const })),
	);
}

function git(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	for (const { value, range } of args.values('-c', '--config'))
		configured(call, shell, value.text.replace('=', ' ').split(' '), range);
	const [subcommand, ...rest] = args.operands;
	const name = subcommand?.value.text ?? '';
	switch (name) {
		case 'clone':
			if (rest[0] !== undefined) cloned(call, shell, rest[0], rest[1]);
			return undefined;
		case 'config':
			configured(
				call,
				shell,
				rest.map(({ value }) => patternOf(value)),
				call.range,
			);
			return undefined;
		case 'credential':
		case 'credential-store':
			return secretOutput(call, '~/.git-credentials', 'git-credentials', 'reads stored git credentials');
		case 'submodule':
		case 'remote':
		case 'subtree': {
			const url = rest.find(({ value }) => /:\/\/|^[\w.-]+@[\w.-]+:/.test(value.text));
			if (url !== undefined) contacted(call, shell, url, 'connect', 'adds this repository');
			return undefined;
		}
		case 'fetch':
		case 'pull':
		case 'ls-remote':
		case 'push': {
			const url = rest[0];
			if (url !== undefined && /:\/\/|@|^\0/.test(url.value.text))
				contacted(
					call,
					shell,
					url,
					name === 'push' ? 'upload' : 'download',
					name === 'push' ? 'uploads to' : 'downloads from',
				);
			else if (name !== 'ls-remote') {
				shell.connect(
					call.range,
					{ host: null, scheme: null, port: null, url: null, confidence: 'low' },
					name === 'push' ? 'upload' : 'download',
					`git ${name} contacts the repository's remote`,
				);
			}
			return undefined;
		}
		default:
			return undefined;
	}
}

function contacted(
	call: Call,
	shell: Shell,
	url: Argument,
	action: 'connect' | 'upload' | 'download',
	how: string,
): void {
	const target = repositoryTarget(url, shell);
	if (target === null) return;
	shell.connect(
		url.range,
		target,
		action,
		`${call.program} ${how} ${target.host ?? 'a host that is only known at run time'}`,
	);
	shell.sent(call.range, url.value, target, 'http', `sent by ${call.program} in the repository's address`);
}

/** Settings that run code, take hooks from elsewhere or switch checks off. */
function configured(call: Call, shell: Shell, words: readonly string[], range: Argument['range']): void {
	const [key = '', ...rest] = words.filter(word => !word.startsWith('--'));
	const value = rest.join(' ');
	if (/^http(?:\..+)?\.sslverify$/i.test(key) && /^(?:false|0|no|off)$/i.test(value)) {
		shell.tell(range, { kind: 'safety-off', what: 'tls-verification', how: 'git accepts any certificate' });
	}
	if (/^core\.hookspath$/i.test(key) && value !== '') {
		shell.hooksIn(literal(value));
		shell.tell(range, {
			kind: 'persistence',
			mechanism: 'git-hook',
			target: value,
			how: 'git runs the hooks in this directory',
		});
	}
	if (/^init\.templatedir$/i.test(key) && value !== '') {
		shell.tell(range, {
			kind: 'persistence',
			mechanism: 'git-hook',
			target: value,
			how: 'new repositories get the hooks of this template',
		});
	}
	if (
		/^(?:core\.(?:sshcommand|pager|editor|fsmonitor|askpass)|alias\..+|credential\..*helper|diff\.external|filter\..+\.(?:clean|smudge)|sequence\.editor)$/i.test(
			key,
		) &&
		value !== ''
	) {
		const isAlias = /^alias\./i.test(key);
		if (!isAlias || value.startsWith('!'))
			shell.runShell(literal(value.replace(/^!/, '')), range, `${call.program} config ${key}`, true, null);
	}
}

/** Output of a command that prints stored credentials. */
export function secretOutput(
	call: Call,
	path: string,
	secret:
		| 'git-credentials'
		| 'cloud-credentials'
		| 'keychain'
		| 'password-store'
		| 'agent-credentials'
		| 'package-registry-token'
		| 'browser-store',
	what: string,
): Value {
	return unknownWith([newTaint({ kind: 'secret-file', path, secret }, call.range, what, 'medium')]);
}

function github(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const host =
		args.value('--hostname')?.value ?? literal(call.program === 'glab' ? 'gitlab.com' : 'github.com');
	const target = { ...shell.target(host, 'https'), url: null };
	const [group, action, ...rest] = args.operands;
	const words = `${group?.value.text ?? ''} ${action?.value.text ?? ''}`;
	if (words === 'auth token')
		return secretOutput(call, '~/.config/gh/hosts.yml', 'git-credentials', 'prints the GitHub token');
	if (words === 'auth status' && args.has('-t', '--show-token'))
		return secretOutput(call, '~/.config/gh/hosts.yml', 'git-credentials', 'prints the GitHub token');
	let data: Value = EMPTY;
	for (const { value, range } of args.values(
		'-f',
		'--raw-field',
		'-F',
		'--field',
		'--body',
		'-b',
		'-d',
		'--desc',
		'-t',
		'--title',
		'-H',
	)) {
		const file = /^[^=]*=@/.exec(value.text)?.[0].length;
		data = concat(
			data,
			file === undefined
				? value
				: input(call, partOf({ value, range }, file), shell, `sent by ${call.program}`),
		);
	}
	for (const file of args.values('--input', '--body-file'))
		data = concat(data, input(call, file, shell, `sent by ${call.program}`));
	const uploads =
		/^(?:gist create|release upload|release create|gist edit|issue create|issue comment|pr create|pr comment|secret set|variable set|snippet create)$/.test(
			words,
		);
	if (/^(?:gist create|release upload|release create|snippet create)$/.test(words)) {
		for (const file of rest)
			if (words.startsWith('gist') || file !== rest[0])
				data = concat(data, input(call, file, shell, `uploaded by ${call.program}`));
	}
	if (uploads && call.stdin !== null) data = concat(data, call.stdin);
	const writes =
		uploads ||
		args.values('-f', '-F', '--field', '--raw-field', '--input').length > 0 ||
		/^(?:POST|PUT|PATCH|DELETE)$/i.test(args.value('-X', '--method')?.value.text ?? '');
	const contacts =
		/^(?:api|gist|release|issue|pr|repo|run|workflow|search|secret|variable|codespace|extension|auth|browse|label|project|snippet|mr|ci)$/.test(
			group?.value.text ?? '',
		);
	if (!contacts) return undefined;
	if (words === 'repo clone' && rest[0] !== undefined) {
		const name = knownText(rest[0].value);
		const url =
			name !== null && /^[\w.-]+\/[\w.-]+$/.test(name)
				? { value: literal(`https://${target.host ?? 'github.com'}/${name}`), range: rest[0].range }
				: rest[0];
		cloned(call, shell, url, rest[1]);
		return undefined;
	}
	if (words === 'extension install' && rest[0] !== undefined) {
		shell.tell(rest[0].range, {
			kind: 'package',
			ecosystem: 'gh-extension',
			name: knownText(rest[0].value),
			version: null,
			source: 'vcs',
			url: `https://github.com/${patternOf(rest[0].value)}`,
			ephemeral: false,
			how: 'gh installs this extension',
		});
	}
	shell.connect(
		call.range,
		target,
		writes ? 'upload' : 'download',
		`${call.program} contacts ${target.host ?? 'a host'}`,
	);
	shell.sent(call.range, data, target, 'http', `sent to ${target.host ?? 'a host'} by ${call.program}`);
	if (
		words === 'release download' ||
		group?.value.text === 'api' ||
		words === 'gist view' ||
		words === 'run download'
	)
		return shell.received(call.range, target, `downloaded by ${call.program}`);
	return unknownWith([]);
}
