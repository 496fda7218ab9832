/** Package managers: what they install, from where, and what they run at once. */
import type { PackageUse } from '../../model';
import { executableDownload } from '../../paths';
import { optionStyle, type ParsedArguments } from '../argv';
import type { Argument, Call, Shell } from '../shell';
import { knownText, patternOf, UNKNOWN, type Value } from '../value';
import { type CommandModel, input, model } from './model';
import { MANAGERS, type Manager, NODE_VALUED, PYTHON_VALUED } from './package-managers';
import { packageSpecOf } from './package-spec';

type Spec = Pick<PackageUse, 'ecosystem' | 'name' | 'version' | 'source' | 'url'>;

/** One run of a manager: what every package of it shares. */
interface Installation {
	readonly call: Call;
	readonly args: ParsedArguments;
	readonly shell: Shell;
	readonly known: Manager;
	/** Run at once instead of installed. */
	readonly ephemeral: boolean;
}

const NPM = MANAGERS[0]!;
const PIP = MANAGERS[1]!;

export const PACKAGES: readonly CommandModel[] = [
	...MANAGERS.map(known =>
		model(known.names.join(','), optionStyle(known.valued), (call, args, shell) =>
			manage({ call, args, shell, known, ephemeral: false }, args.operands),
		),
	),
	model('npx, pnpx, bunx', optionStyle(NODE_VALUED, { stopsAtOperand: true }), (call, args, shell) =>
		runPackage({ call, args, shell, known: NPM, ephemeral: true }, args.operands),
	),
	model('uvx', optionStyle(PYTHON_VALUED, { stopsAtOperand: true }), (call, args, shell) =>
		runPackage({ call, args, shell, known: PIP, ephemeral: true }, args.operands),
	),
	model('code, cursor, codium, code-insiders', '--install-extension', (call, args, shell) => {
		for (const extension of args.values('--install-extension')) {
			const source = /\.vsix$/i.test(extension.value.text) ? 'path' : 'registry';
			const name = knownText(extension.value);
			shell.tell(extension.range, {
				kind: 'package',
				ecosystem: 'vscode',
				name: source === 'path' ? null : name,
				version: null,
				source,
				url: null,
				ephemeral: false,
				how: `${call.program} installs this extension`,
			});
		}
		return undefined;
	}),
];

function manage(installation: Installation, words: readonly Argument[]): Value | undefined {
	const { call, args, shell, known } = installation;
	if (known.installs.size === 0) {
		const installs =
			known.ecosystem !== 'pacman' || [...args.options.keys()].some(option => /^-[SU]/.test(option));
		if (installs) installAll(installation, words);
		return undefined;
	}
	let [verb, ...rest] = words;
	while (
		verb !== undefined &&
		rest.length > 0 &&
		/^(?:global|tool|package|pip|workspace|profile|self)$/.test(verb.value.text)
	)
		[verb, ...rest] = rest;
	const name = verb?.value.text ?? (call.program === 'yarn' ? 'install' : '');
	if (name === 'config' || name === 'set') return configured(call, rest, shell);
	if (name === 'publish' && known.registry !== null) {
		shell.connect(
			call.range,
			{ host: known.registry, scheme: 'https', port: null, url: null, confidence: 'medium' },
			'upload',
			`${call.program} publishes a package`,
		);
	}
	if (known.ecosystem === 'pypi' && name === 'run') return pythonRun(installation, verb!, rest);
	if (known.runs.has(name)) return runsPackage({ ...installation, ephemeral: true }, name, rest);
	if (!known.installs.has(name)) return undefined;
	installAll(installation, rest, verb);
	return undefined;
}

function installAll(installation: Installation, words: readonly Argument[], verb?: Argument): void {
	const { call, args, shell, known } = installation;
	contactIndex(installation);
	requirements(installation);
	const from = args.value('--git', '--path');
	if (from !== undefined) {
		const [named] = words;
		const spec: Spec = {
			ecosystem: known.ecosystem,
			name: named === undefined ? null : knownText(named.value),
			version: args.value('--rev', '--tag')?.value.text ?? null,
			source: args.value('--git') === undefined ? 'path' : 'vcs',
			url: args.value('--git') === undefined ? null : patternOf(from.value),
		};
		tellSpec(installation, named ?? from, spec);
		return;
	}
	const specs = [...words, ...args.values('-e', '--editable')].filter(({ value }) => value.text !== '');
	for (const spec of specs) tellPackage(installation, spec);
	if (specs.length > 0 || !known.bare || args.has('-r', '--requirement')) return;
	const spec: Spec = { ecosystem: known.ecosystem, name: null, version: null, source: 'registry', url: null };
	shell.tell(verb?.range ?? call.range, {
		kind: 'package',
		...spec,
		ephemeral: false,
		how: `${call.program} installs what the project's files list`,
	});
}

function runsPackage(
	installation: Installation,
	verb: string,
	operands: readonly Argument[],
): Value | undefined {
	const { call, known, shell } = installation;
	const [first] = operands;
	if (first === undefined) return runPackage(installation, operands);
	if (known.ecosystem === 'go') {
		if (/^\.|\.go$/.test(first.value.text)) shell.runFile(first, 'go run', null, true, call.stdin);
		else tellPackage(installation, first);
		return undefined;
	}
	if (known.ecosystem === 'nix') {
		for (const operand of operands) tellPackage(installation, operand);
		return undefined;
	}
	if (verb !== 'create' && verb !== 'init') return runPackage(installation, operands);
	// `npm init x` and `yarn create x` run the package `create-x`, `@scope` the package `@scope/create`.
	const { text } = first.value;
	const scoped = /^(@[^/]+)(?:\/(.*))?$/s.exec(text);
	const created =
		scoped === null
			? `create-${text}`
			: `${scoped[1]}/create${scoped[2] === undefined ? '' : `-${scoped[2]}`}`;
	tellPackage(installation, { value: { text: created, taints: first.value.taints }, range: first.range });
	return undefined;
}

/** Programs that packages bring and that have a model of their own. */
const MODELLED =
	/^(?:tsx|ts-node|claude|codex|gemini|python|node|wrangler|vercel|netlify|supabase|http-server|serve|localtunnel)$/;

/** `npx pkg args`, `uvx --from pkg cmd args`. */
function runPackage(installation: Installation, operands: readonly Argument[]): Value | undefined {
	const { call, args, shell, known } = installation;
	const named = args.values('-p', '--package', '--from', '--spec', '--with');
	const [first, ...rest] = operands;
	// What is not there already is not fetched.
	if (args.has('--no-install', '--no', '--offline')) return undefined;
	if (named.length > 0 || first !== undefined) contactIndex(installation);
	for (const spec of named) tellPackage({ ...installation, ephemeral: true }, spec);
	const code = known === NPM ? args.value('-c', '--call') : undefined;
	if (code !== undefined) shell.runShell(code.value, code.range, call.program, true, call.stdin);
	if (first === undefined) return undefined;
	if (named.length === 0) tellPackage({ ...installation, ephemeral: true }, first);
	const program = first.value.text.replace(/^@[^/]+\//, '').replace(/[@=<>~!].*$/s, '');
	if (MODELLED.test(program))
		shell.runCommand([{ value: { text: program, taints: [] }, range: first.range }, ...rest], call);
	return undefined;
}

/** `uv run script.py`, `poetry run cmd`, `pipx run package`. */
function pythonRun(
	installation: Installation,
	verb: Argument,
	operands: readonly Argument[],
): Value | undefined {
	const { call, args, shell } = installation;
	if (call.program === 'pipx' || call.arguments[0]?.value.text === 'tool')
		return runPackage(installation, operands);
	for (const spec of args.values('--with')) tellPackage({ ...installation, ephemeral: true }, spec);
	const [first] = operands;
	if (first === undefined) return undefined;
	if (/\.py$|^-$/.test(first.value.text))
		return shell.runFile(first, `${call.program} run`, 'python', true, call.stdin);
	const from = call.arguments.indexOf(first, call.arguments.indexOf(verb));
	return shell.runCommand(call.arguments.slice(from), call);
}

/** The index that an option names instead of the usual one. */
function namedIndex(args: ParsedArguments): Argument | undefined {
	const indexes = args.values(
		'-i',
		'--index-url',
		'--extra-index-url',
		'--index',
		'--default-index',
		'-f',
		'--find-links',
		'--registry',
		'-s',
		'--source',
		'-X',
		'--repository',
		'--repo',
		'--mirror',
		'--server',
	);
	return indexes.find(({ value }) => /:\/\/|\0/.test(value.text));
}

function contactIndex({ call, args, shell, known }: Installation): void {
	const index = namedIndex(args);
	if (index !== undefined)
		shell.connect(
			index.range,
			shell.target(index.value, 'https'),
			'download',
			`${call.program} installs from this package index`,
		);
	else if (known.registry !== null) {
		const target = {
			host: known.registry,
			scheme: 'https',
			port: null,
			url: null,
			confidence: 'low',
		} as const;
		shell.connect(call.range, target, 'download', `${call.program} fetches packages from its registry`);
	}
	if (args.has('--trusted-host')) {
		shell.tell(call.range, {
			kind: 'safety-off',
			what: 'tls-verification',
			how: `${call.program} --trusted-host accepts any certificate`,
		});
	}
}

function requirements(installation: Installation): void {
	const { call, args, shell, known } = installation;
	for (const file of args.values('-r', '--requirement')) {
		if (!/^https?:\/\//i.test(file.value.text)) {
			input(call, file, shell, `${call.program} installs what this file lists`);
			continue;
		}
		const target = shell.target(file.value, null);
		shell.connect(
			file.range,
			target,
			'download',
			`${call.program} takes its list of packages from this address`,
		);
		tellSpec(installation, file, {
			ecosystem: known.ecosystem,
			name: null,
			version: null,
			source: 'url',
			url: target.url,
		});
	}
}

function configured(call: Call, operands: readonly Argument[], shell: Shell): Value | undefined {
	const text = operands.map(({ value }) => patternOf(value)).join(' ');
	if (/strict-ssl[ =]false|ssl_verify[ =]false|http\.sslVerify[ =]false|trusted-host/i.test(text)) {
		shell.tell(call.range, {
			kind: 'safety-off',
			what: 'tls-verification',
			how: `${call.program} is told to accept any certificate`,
		});
	}
	const registry = operands.find(({ value }) => /https?:\/\//i.test(value.text));
	if (registry !== undefined && /registry|index[-_]url|channel|source/i.test(text)) {
		const from = registry.value.text.search(/https?:\/\//i);
		const value = { text: registry.value.text.slice(from), taints: registry.value.taints };
		shell.connect(
			registry.range,
			shell.target(value, null),
			'download',
			`${call.program} is told to install from here`,
		);
	}
	return undefined;
}

function tellPackage(installation: Installation, operand: Argument): void {
	const { call, args, shell, known } = installation;
	const text = patternOf(operand.value);
	if (text === '' || text.startsWith('-')) return;
	const index = namedIndex(args);
	const found: Spec =
		operand.value.text === UNKNOWN
			? { ecosystem: known.ecosystem, name: null, version: null, source: 'registry', url: null }
			: packageSpecOf(text, known.ecosystem, index === undefined ? null : patternOf(index.value));
	const wanted = args.value('--version', '-v')?.value;
	tellSpec(
		installation,
		operand,
		found.version === null && wanted !== undefined ? { ...found, version: knownText(wanted) } : found,
	);
	// A package from a file runs what the file holds.
	if (found.source !== 'path') return;
	const content = shell.contentOf(operand);
	shell.executed(call.range, content, call.program, `installed by ${call.program}`);
}

function tellSpec({ call, shell, ephemeral }: Installation, at: Argument, spec: Spec): void {
	const does = ephemeral ? 'fetches and runs' : 'installs';
	const confidence = spec.name === null && spec.url === null ? 'medium' : 'high';
	shell.tell(at.range, {
		kind: 'package',
		...spec,
		ephemeral,
		how: `${call.program} ${does} ${spec.name ?? spec.url ?? 'a package'}`,
		confidence,
	});
	if (spec.url === null || (spec.source !== 'url' && spec.source !== 'vcs')) return;
	const address = spec.url.replace(/^git\+/, '');
	if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(address)) return;
	const target = shell.target({ text: address, taints: [] }, null);
	shell.connect(at.range, target, 'download', `${call.program} fetches a package from this address`);
	// Installing runs code of the package: its build or install scripts.
	if (executableDownload(spec.url) === null && spec.source !== 'vcs') return;
	const received = shell.received(
		at.range,
		target,
		`${call.program} downloads from ${target.host ?? 'a host'}`,
	);
	shell.executed(call.range, received, call.program, `${ephemeral ? 'run' : 'installed'} by ${call.program}`);
}
