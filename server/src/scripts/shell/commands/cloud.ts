import { optionStyle, type ParsedArguments } from '../argv';
import type { Argument, Call, Shell, Target } from '../shell';
import { concat, EMPTY, knownText, literal, patternOf, type Value } from '../value';
import { type CommandModel, input, model } from './model';
import { secretOutput } from './repositories';

const VALUED = optionStyle(
	'--profile, --region, --endpoint-url, --output, --query, --bucket, --key, --body, -f, --file, --name, -n, --container-name, -c, --account-name, --account-key, --connection-string, --sas-token, --project, --format, --destination, -d, --source, -s, --content-type, --acl, --exclude, --include, --config, --secret-id, --parameters, --values, --data-binary-path, --data-file, --secret, --vault-name, -o, --cli-input-json, --payload, --function-name, --message, --topic-arn',
);

/** Hosts that the cloud clients speak to. */
const HOSTS: Readonly<Record<string, string>> = {
	s3: 'amazonaws.com',
	gs: 'storage.googleapis.com',
	az: 'blob.core.windows.net',
	r2: 'r2.cloudflarestorage.com',
};

export const CLOUD: readonly CommandModel[] = [
	model('aws, awslocal', VALUED, aws),
	model('gsutil', VALUED, (call, args, shell) => transfer(call, args, args.operands, shell, 'gs')),
	model('gcloud', VALUED, gcloud),
	model('az', VALUED, azure),
	model('azcopy, s3cmd, s5cmd, rclone, mc, mcli, b2, ossutil', VALUED, (call, args, shell) =>
		transfer(call, args, args.operands, shell, 'configured remote'),
	),
	model(
		'firebase, vercel, netlify, wrangler, supabase, flyctl, fly, heroku, surge, railway',
		VALUED,
		(call, args, shell) => {
			const words = args.operands.map(({ value }) => value.text);
			if (words.some(word => /^(?:deploy|publish|up|push)$/.test(word)) || call.program === 'surge') {
				shell.connect(
					call.range,
					{ host: null, scheme: 'https', port: 443, url: null, confidence: 'low' },
					'upload',
					`${call.program} uploads files`,
				);
			}
			return undefined;
		},
	),
];

function cloudTarget(shell: Shell, args: ParsedArguments, kind: string, bucket: string | null): Target {
	const endpoint = args.value('--endpoint-url');
	if (endpoint !== undefined) return shell.target(endpoint.value, 'https');
	const scheme = /^(\w+):\/\//.exec(bucket ?? '')?.[1]?.toLowerCase();
	if (scheme === 'https' && bucket !== null) return shell.target(literal(bucket), null);
	// A remote of rclone and the like is set up elsewhere: where it leads is not known.
	const host = HOSTS[scheme ?? kind] ?? null;
	return {
		host,
		scheme: 'https',
		port: 443,
		url: host === null ? null : bucket,
		confidence: host === null ? 'medium' : 'high',
	};
}

const REMOTE =
	/^(?:s3|gs|az|r2|oss|b2):\/\/|^https:\/\/[^/]+\.(?:blob|dfs|file)\.core\.windows\.net|^(?!\/)[\w-]{2,}:(?!\\)/i;

/** A copy between here and a bucket, either way. */
function transfer(
	call: Call,
	args: ParsedArguments,
	operands: readonly Argument[],
	shell: Shell,
	kind: string,
): Value | undefined {
	const [verb, ...paths] = operands;
	if (
		!/^(?:cp|mv|sync|rsync|put|copy|copyto|move|moveto|upload|get|download|pipe|upload-file|cat|rcat|mirror|upload_file)$/.test(
			verb?.value.text ?? '',
		)
	)
		return undefined;
	const isUpload = /^(?:put|upload|pipe|rcat|upload-file|upload_file)$/.test(verb!.value.text);
	const remotes = paths.filter(({ value }) => REMOTE.test(value.text));
	const last = paths.at(-1);
	const target = cloudTarget(
		shell,
		args,
		kind,
		remotes[0] === undefined ? null : patternOf(remotes[0].value),
	);
	const to = isUpload || (last !== undefined && remotes.includes(last) && paths.length > 1);
	if (!to) {
		if (remotes.length === 0) return undefined;
		shell.connect(remotes[0]!.range, target, 'download', `${call.program} downloads from a bucket`);
		const received = shell.received(remotes[0]!.range, target, `${call.program} downloads from a bucket`);
		if (last === undefined || remotes.includes(last) || last.value.text === '-') return received;
		shell.write(last, received, `${call.program} saves what it downloads here`);
		return EMPTY;
	}
	let data: Value = /^(?:pipe|rcat)$/.test(verb!.value.text) ? (call.stdin ?? EMPTY) : EMPTY;
	for (const path of paths)
		if (!remotes.includes(path)) data = concat(data, input(call, path, shell, `uploaded by ${call.program}`));
	shell.connect((remotes[0] ?? verb!).range, target, 'upload', `${call.program} uploads to a bucket`);
	shell.sent(call.range, data, target, 'cloud', `uploaded to a bucket by ${call.program}`);
	return EMPTY;
}

function aws(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const [service, ...rest] = args.operands;
	const words = `${service?.value.text ?? ''} ${rest[0]?.value.text ?? ''}`;
	if (service?.value.text === 's3') return transfer(call, args, rest, shell, 's3');
	if (
		/^(?:configure get|configure export-credentials|sts get-session-token|sts assume-role|secretsmanager get-secret-value|ssm get-parameters?|ecr get-login-password|sso get-role-credentials)/.test(
			words,
		)
	) {
		return secretOutput(call, '~/.aws/credentials', 'cloud-credentials', 'prints AWS credentials or secrets');
	}
	const target = cloudTarget(shell, args, 's3', null);
	const body = args.value('--body', '--cli-input-json', '--payload', '--message');
	if (service === undefined || rest.length === 0) return undefined;
	let data: Value = EMPTY;
	if (body !== undefined)
		data = words === 's3api put-object' ? input(call, body, shell, 'uploaded by aws') : body.value;
	shell.connect(call.range, target, body === undefined ? 'connect' : 'upload', `aws ${words} contacts AWS`);
	shell.sent(call.range, data, target, 'cloud', 'uploaded by aws');
	return undefined;
}

function gcloud(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const words = args.operands.map(({ value }) => value.text).join(' ');
	if (
		/^(?:alpha |beta )?auth (?:application-default )?print-(?:access|identity)-token|^secrets versions access|^auth describe/.test(
			words,
		)
	) {
		return secretOutput(call, '~/.config/gcloud', 'cloud-credentials', 'prints a Google Cloud token');
	}
	if (/^(?:alpha |beta )?storage /.test(words)) {
		const from = args.operands.findIndex(({ value }) => value.text === 'storage') + 1;
		return transfer(call, args, args.operands.slice(from), shell, 'gs');
	}
	return undefined;
}

function azure(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const words = args.operands.map(({ value }) => value.text).join(' ');
	if (/^account get-access-token|^keyvault secret show|^storage account keys list/.test(words))
		return secretOutput(call, '~/.azure', 'cloud-credentials', 'prints Azure credentials');
	if (!/^storage (?:blob|file|fs file) (?:upload|upload-batch|download|sync|copy)/.test(words))
		return undefined;
	const account = args.value('--account-name');
	const name = account === undefined ? null : knownText(account.value);
	const target = {
		...cloudTarget(shell, args, 'az', null),
		host: name === null ? HOSTS.az! : `${name.toLowerCase()}.blob.core.windows.net`,
	};
	const file = args.value('-f', '--file', '-s', '--source');
	if (words.includes('download')) {
		shell.connect(call.range, target, 'download', 'az downloads from storage');
		return shell.received(call.range, target, 'az downloads from storage');
	}
	const data = file === undefined ? EMPTY : input(call, file, shell, 'uploaded by az');
	shell.connect(call.range, target, 'upload', 'az uploads to storage');
	shell.sent(call.range, data, target, 'cloud', 'uploaded by az');
	return EMPTY;
}
