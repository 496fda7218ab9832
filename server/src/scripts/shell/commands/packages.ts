/** Package managers: what they install, from where, and what they run at once. */
import type { PackageUse } from '../../model';
import { optionStyle, type ParsedArguments } from '../argv';
import type { Argument, Call, Shell } from '../shell';
import { knownText, unknownWith, type Value } from '../value';
import { type CommandModel, model } from './model';

/** How one manager spells installing, and where it installs from when nothing else is said. */
interface Manager {
	readonly ecosystem: string;
	readonly registry: string | null;
	readonly installs: RegExp;
	/** Subcommands that run a package without installing it. */
	readonly runs?: RegExp;
	/** Separates a name from the version wanted. */
	readonly version: RegExp;
}

const NODE: Manager = {
	ecosystem: 'npm',
	registry: 'registry.npmjs.org',
	installs: /^(?:i|in|ins|install|add|ci|update|up|upgrade|link)$/,
	runs: /^(?:exec|x|dlx|create|init)$/,
	version: /(?<=.)@.*$/s,
};

const PYTHON: Manager = {
	ecosystem: 'pypi',
	registry: 'pypi.org',
	installs: /^(?:install|add|download|inject|sync)$/,
	runs: /^(?:run|x)$/,
	version: /(?:\[[^\]]*\])?\s*(?:[=<>!~]=?=?|@).*$/s,
};

const at = /@.*$/s;
const equals = /=.*$/s;
const colon = /:.*$/s;

function manager(ecosystem: string, registry: string | null, installs: string, version: RegExp): Manager {
	return { ecosystem, registry, installs: new RegExp(`^(?:${installs})$`), version };
}

const NODE_VALUED =
	'--registry, --prefix, -C, --workspace, -w, --filter, --cwd, --dir, --tag, --cache, --userconfig';
const PYTHON_VALUED = `
	-i, --index-url, --extra-index-url, -f, --find-links, -r, --requirement, -c, --constraint, -e, --editable, -t, --target, --prefix, --root,
	--python, -p, --with, --from, --index, --default-index, --trusted-host, --proxy, --cert, --only-binary, --no-binary, --spec, --group, --extra
`;

export const PACKAGES: readonly CommandModel[] = [
	model('npm, pnpm, yarn, cnpm', NODE_VALUED, packages(NODE)),
	model(
		'npx, pnpx, bunx',
		optionStyle(`${NODE_VALUED}, -p, --package, -c, --call`, { stopsAtOperand: true }),
		ephemeral(NODE),
	),
	model(
		'pip, pip3, pipx, uv, poetry, pdm, rye, conda, mamba, micromamba, easy_install',
		PYTHON_VALUED,
		packages(PYTHON),
	),
	model('uvx', optionStyle(PYTHON_VALUED, { stopsAtOperand: true }), ephemeral(PYTHON)),
	model('brew', '', packages(manager('brew', 'formulae.brew.sh', 'install|reinstall|upgrade|tap', at))),
	model('apt, apt-get, aptitude', '-t, -o, -c', packages(manager('apt', null, 'install|reinstall', equals))),
	model('apk', '-X, --repository, -t, -p', packages(manager('apk', null, 'add', equals))),
	model(
		'dnf, yum, zypper, microdnf',
		'-c, --repo, --enablerepo',
		packages(manager('rpm', null, 'install|in|localinstall', equals)),
	),
	model('pacman, yay, paru', '', packages(manager('pacman', null, '-S\\w*|-U\\w*', equals))),
	model('snap, flatpak', '--channel', packages(manager('snap', null, 'install', equals))),
	model(
		'choco, winget, scoop',
		'--source, -s, --version, --id',
		packages(manager('windows', null, 'install|upgrade', equals)),
	),
	model(
		'cargo',
		'--git, --branch, --tag, --rev, --path, --version, --index, --registry, --root',
		packages(manager('cargo', 'crates.io', 'install|add', at)),
	),
	model('go', '', packages(manager('go', 'proxy.golang.org', 'install|get|run', at))),
	model(
		'gem, bundle, bundler',
		'-v, --version, -s, --source',
		packages(manager('gem', 'rubygems.org', 'install|add|update', colon)),
	),
	model(
		'composer, pecl',
		'',
		packages(manager('composer', 'repo.packagist.org', 'require|install|create-project', colon)),
	),
];

function packages(known: Manager) {
	return (call: Call, args: ParsedArguments, shell: Shell): Value | undefined => {
		const [first, ...rest] = args.operands;
		const nested = first !== undefined && /^(?:pip|tool|global|self)$/.test(first.value.text);
		const [verb, ...named] = nested ? rest : args.operands;
		const word =
			verb?.value.text ?? [...args.options.keys()].find(option => known.installs.test(option)) ?? '';
		if (known.runs?.test(word) && named[0] !== undefined && !runsOwnProject(call, word))
			return started(known, call, args, shell, named);
		const yarnInstall = call.program === 'yarn' && word === '';
		if (!known.installs.test(word) && !yarnInstall) return undefined;
		contactRegistry(known, call, args, shell);
		const editable = args.values('-e', '--editable', '--git', '--path');
		const specs = [...(verb === undefined ? args.operands : named), ...editable];
		for (const spec of specs)
			if (spec.value.text !== '.') tell(known, spec, args, shell, call.program, false);
		for (const list of args.values('-r', '--requirement'))
			shell.read(list, `${call.program} installs what this file names`);
		if (specs.length === 0) tellLocked(known, call, shell);
		return undefined;
	};
}

/** `uv run` and `poetry run` start what the project already has. */
function runsOwnProject(call: Call, word: string): boolean {
	return word === 'run' && call.program !== 'pipx';
}

function ephemeral(known: Manager) {
	return (call: Call, args: ParsedArguments, shell: Shell): Value | undefined =>
		started(known, call, args, shell, args.operands);
}

/** A package that is fetched and run at once. */
function started(
	known: Manager,
	call: Call,
	args: ParsedArguments,
	shell: Shell,
	words: readonly Argument[],
): Value | undefined {
	const named = args.values('-p', '--package', '--from', '--spec', '--with');
	const [first] = words;
	const specs = named.length > 0 ? named : first === undefined ? [] : [first];
	if (specs.length === 0) return undefined;
	contactRegistry(known, call, args, shell);
	for (const spec of specs) tell(known, spec, args, shell, call.program, true);
	const code = args.value('-c', '--call');
	if (code !== undefined && known === NODE)
		shell.runShell(code.value, code.range, call.program, true, call.stdin);
	return unknownWith(call.stdin?.taints ?? []);
}

/** The index that an option names instead of the manager's own. */
function indexOf(args: ParsedArguments): Argument | undefined {
	return args.value(
		'--registry',
		'-i',
		'--index-url',
		'--extra-index-url',
		'--index',
		'--default-index',
		'-f',
		'--find-links',
		'-s',
		'--source',
		'-X',
		'--repository',
	);
}

function contactRegistry(known: Manager, call: Call, args: ParsedArguments, shell: Shell): void {
	const index = indexOf(args);
	if (index !== undefined && /:\/\/|\0/.test(index.value.text)) {
		const target = shell.target(index.value, 'https');
		shell.connect(index.range, target, 'download', `${call.program} installs from this index`);
	} else if (known.registry !== null) {
		const target = {
			host: known.registry,
			scheme: 'https',
			port: null,
			url: null,
			confidence: 'low',
		} as const;
		shell.connect(call.range, target, 'download', `${call.program} fetches packages from its registry`);
	}
}

function tell(
	known: Manager,
	spec: Argument,
	args: ParsedArguments,
	shell: Shell,
	program: string,
	runsAtOnce: boolean,
): void {
	const text = knownText(spec.value);
	const index = indexOf(args);
	const source = sourceOf(text, index !== undefined);
	const version = text === null || source === 'path' ? null : (known.version.exec(text)?.[0].trim() ?? null);
	const remote = source === 'url' || source === 'vcs';
	if (remote && text !== null) {
		const target = shell.target({ ...spec.value, text: text.replace(/^git\+/, '') }, 'https');
		shell.connect(spec.range, target, 'download', `${program} fetches a package from this address`);
	}
	shell.tell(spec.range, {
		kind: 'package',
		ecosystem: known.ecosystem,
		name: text === null ? null : remote ? text : text.slice(0, text.length - (version?.length ?? 0)),
		version: remote ? null : version,
		source,
		url: remote ? text : index === undefined ? null : knownText(index.value),
		ephemeral: runsAtOnce,
		how: `${program} ${runsAtOnce ? 'fetches and runs' : 'installs'} this package`,
	});
}

function sourceOf(text: string | null, otherIndex: boolean): PackageUse['source'] {
	if (text === null) return 'registry';
	if (/^(?:git\+|git@|github:|gitlab:|bitbucket:|hg\+|svn\+)|\.git(?:[#@]|$)/i.test(text)) return 'vcs';
	if (/^(?:https?|ftp|file):\/\//i.test(text)) return 'url';
	if (/^(?:\.{0,2}\/|~|file:|[A-Za-z]:\\)|\.(?:tgz|tar\.gz|whl|deb|rpm|gem)$/i.test(text)) return 'path';
	return otherIndex ? 'index' : 'registry';
}

/** Installing without a name: what the project's own files list. */
function tellLocked(known: Manager, call: Call, shell: Shell): void {
	shell.tell(call.range, {
		kind: 'package',
		ecosystem: known.ecosystem,
		name: null,
		version: null,
		source: 'registry',
		url: null,
		ephemeral: false,
		how: `${call.program} installs what the project's files list`,
	});
}
