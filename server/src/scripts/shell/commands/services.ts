/** Version control and cloud services: commands that carry files to and from other machines. */
import { optionStyle, type ParsedArguments } from '../argv';
import type { Argument, Call, Shell } from '../shell';
import { concat, EMPTY, stepped, unknownWith, type Value } from '../value';
import { type CommandModel, model } from './model';

const GIT_VALUED =
	'-C, -c, --git-dir, --work-tree, --namespace, -b, --branch, --depth, -o, --origin, -m, --message, -F, --author, --date';

export const SERVICES: readonly CommandModel[] = [
	model('git', GIT_VALUED, git),
	model(
		'gh, glab, hub',
		'-R, --repo, -f, -F, --field, --raw-field, -X, --method, -H, --header, --input, -q, --jq, -t, -b, --title, --body, -d, --desc, -f, --filename',
		codeHost,
	),
	model(
		'aws',
		optionStyle(
			'--profile, --region, --endpoint-url, --body, --bucket, --key, --query, --output, --exclude, --include',
			{},
		),
		aws,
	),
	model('gsutil, gcloud', '--project, --account, --format, --zone, --region', (call, args, shell) =>
		cloud(call, args, shell, 'storage.googleapis.com', /^gs:\/\//),
	),
	model(
		'az',
		'--account-name, -n, --name, -f, --file, -c, --container-name, --connection-string, --sas-token, -s, --source, -d, --destination',
		azure,
	),
	model('rclone', '--config, --filter, --include, --exclude', (call, args, shell) =>
		cloud(call, args, shell, null, /^[\w-]{2,}:/),
	),
	model('s3cmd, s5cmd, mc, mcli', '-c, --config, --host, --endpoint-url', (call, args, shell) =>
		cloud(call, args, shell, null, /^s3:\/\/|^\w+\//),
	),
	model('azcopy', '', (call, args, shell) => cloud(call, args, shell, null, /^https:\/\//)),
];

function git(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	for (const setting of args.values('-c')) {
		if (/^http\.sslverify=(?:false|0|no)$/i.test(setting.value.text)) {
			shell.tell(setting.range, {
				kind: 'safety-off',
				what: 'tls-verification',
				how: 'git accepts any certificate',
			});
		}
	}
	const [verb, ...rest] = args.operands;
	const remote = rest.find(({ value }) => /:\/\/|^[\w.-]+@[\w.-]+:/.test(value.text));
	const name = verb?.value.text ?? '';
	if (
		/^(?:clone|fetch|pull|ls-remote|remote|submodule|push|send-pack|archive)$/.test(name) &&
		remote !== undefined
	) {
		const target = shell.target(sshAddress(remote).value, 'https');
		const sends = name === 'push' || name === 'send-pack';
		shell.connect(remote.range, target, sends ? 'upload' : 'download', `git ${name} contacts this address`);
		if (name === 'clone') {
			const folder = rest.find(word => word !== remote && !word.value.text.startsWith('-')) ?? null;
			shell.fill(folder, shell.received(remote.range, target, 'git clone downloads this repository').taints);
		}
	}
	if (name === 'config') {
		const [key, value] = rest;
		if (key?.value.text.toLowerCase() === 'core.hookspath' && value !== undefined) {
			shell.tell(call.range, {
				kind: 'persistence',
				mechanism: 'git-hook',
				target: value.value.text,
				how: 'git then runs the hooks in this folder',
			});
		}
		if (
			/^http\..*sslverify$/i.test(key?.value.text ?? '') &&
			/^(?:false|0|no)$/i.test(value?.value.text ?? '')
		) {
			shell.tell(call.range, {
				kind: 'safety-off',
				what: 'tls-verification',
				how: 'git then accepts any certificate',
			});
		}
	}
	return undefined;
}

/** `git@host:path` as a URL. */
function sshAddress(address: Argument): Argument {
	const match = /^[\w.-]+@([\w.-]+):(?!\/\/)(.*)$/s.exec(address.value.text);
	return match === null
		? address
		: { range: address.range, value: { ...address.value, text: `ssh://${match[1]}/${match[2]}` } };
}

function codeHost(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const [area, verb, ...rest] = args.operands;
	const host = call.program === 'glab' ? 'gitlab.com' : 'api.github.com';
	const target = { host, scheme: 'https', port: 443, url: null, confidence: 'medium' } as const;
	const words = `${area?.value.text ?? ''} ${verb?.value.text ?? ''}`;
	if (words === 'auth token') {
		const source = {
			kind: 'secret-file',
			path: '~/.config/gh/hosts.yml',
			secret: 'git-credentials',
		} as const;
		return unknownWith([
			{
				source,
				confidence: 'high',
				trail: {
					step: { range: call.range, what: `${call.program} prints its access token` },
					previous: null,
					length: 1,
				},
			},
		]);
	}
	const sends =
		/^(?:gist create|issue create|pr create|release (?:create|upload)|repo create|secret set|issue comment|pr comment)$/.test(
			words,
		);
	const fields = args
		.values('-f', '-F', '--field', '--raw-field', '-b', '--body', '--input')
		.map(field => field.value);
	const files = /^(?:gist create|release upload)$/.test(words)
		? rest.map(file => shell.read(file, `${call.program} uploads this file`))
		: [];
	shell.connect(call.range, target, sends ? 'upload' : 'connect', `${call.program} contacts ${host}`);
	if (sends || fields.length > 0) {
		const data = [...files, ...fields, call.stdin ?? EMPTY].reduce(concat, EMPTY);
		shell.sent(call.range, data, target, 'http', `sent to ${host} by ${call.program}`);
	}
	return undefined;
}

function aws(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const [service, verb, ...rest] = args.operands;
	const words = `${service?.value.text ?? ''} ${verb?.value.text ?? ''}`;
	const endpoint = args.value('--endpoint-url');
	const target = endpoint === undefined ? null : shell.target(endpoint.value, 'https');
	if (/^s3 (?:cp|mv|sync)$/.test(words))
		return transfer(call, rest, shell, target?.host ?? 's3.amazonaws.com', /^s3:\/\//);
	if (words === 's3api put-object') {
		const body = args.value('--body');
		return body === undefined
			? undefined
			: transfer(
					call,
					[body, { value: { text: 's3://', taints: [] }, range: call.range }],
					shell,
					target?.host ?? 's3.amazonaws.com',
					/^s3:\/\//,
				);
	}
	if (
		/^(?:secretsmanager get-secret-value|ssm get-parameters?|sts get-session-token|configure (?:get|export-credentials))$/.test(
			words,
		)
	)
		return credentials(call, '~/.aws/credentials');
	return undefined;
}

function azure(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const words = args.operands
		.slice(0, 3)
		.map(word => word.value.text)
		.join(' ');
	if (/^account get-access-token/.test(words)) return credentials(call, '~/.azure/accessTokens.json');
	const file = args.value('-f', '--file', '-s', '--source');
	if (!/^storage blob upload/.test(words) || file === undefined) return undefined;
	return transfer(
		call,
		[file, { value: { text: 'https://', taints: [] }, range: call.range }],
		shell,
		'blob.core.windows.net',
		/^https:\/\//,
	);
}

function cloud(
	call: Call,
	args: ParsedArguments,
	shell: Shell,
	host: string | null,
	remote: RegExp,
): Value | undefined {
	const words = args.operands.map(word => word.value.text);
	if (call.program === 'gcloud' && /print-(?:access|identity)-token/.test(words.join(' ')))
		return credentials(call, '~/.config/gcloud/credentials.db');
	if (!words.some(word => /^(?:cp|mv|rsync|sync|copy|move|put|mirror|pipe)$/.test(word))) return undefined;
	return transfer(
		call,
		args.operands.slice(
			words.findIndex(word => /^(?:cp|mv|rsync|sync|copy|move|put|mirror|pipe)$/.test(word)) + 1,
		),
		shell,
		host,
		remote,
	);
}

/** A copy between this machine and a store: which side is remote says which way the data goes. */
function transfer(
	call: Call,
	paths: readonly Argument[],
	shell: Shell,
	host: string | null,
	remote: RegExp,
): Value | undefined {
	const places = paths.filter(({ value }) => !value.text.startsWith('-') || value.text === '-');
	const to = places.at(-1);
	if (to === undefined || places.length < 2) return undefined;
	const named = /^https?:\/\//.test(to.value.text) ? shell.target(to.value, 'https').host : null;
	const target = {
		host: named ?? host,
		scheme: 'https',
		port: 443,
		url: null,
		confidence: 'medium',
	} as const;
	if (!remote.test(to.value.text)) {
		shell.connect(call.range, target, 'download', `${call.program} downloads from cloud storage`);
		if (to.value.text === '-') return shell.received(call.range, target, `${call.program} downloads this`);
		shell.write(
			to,
			shell.received(call.range, target, `${call.program} downloads this`),
			`${call.program} saves what it downloads here`,
		);
		return undefined;
	}
	const sources = places
		.slice(0, -1)
		.map(path =>
			path.value.text === '-' ? (call.stdin ?? EMPTY) : shell.read(path, `${call.program} uploads this`),
		);
	shell.connect(call.range, target, 'upload', `${call.program} uploads to cloud storage`);
	shell.sent(call.range, sources.reduce(concat, EMPTY), target, 'cloud', `uploaded by ${call.program}`);
	return undefined;
}

function credentials(call: Call, path: string): Value {
	const source = { kind: 'secret-file', path, secret: 'cloud-credentials' } as const;
	const read = {
		source,
		confidence: 'high',
		trail: {
			step: { range: call.range, what: `${call.program} prints credentials` },
			previous: null,
			length: 1,
		},
	} as const;
	return unknownWith(stepped([read], call.range, `printed by ${call.program}`));
}
