import { listOf } from '../../word-list';

/** How a package manager is told what to install. */
export interface Manager {
	readonly names: readonly string[];
	readonly ecosystem: string;
	/** Where it installs from when nothing else is said, as far as that is one place. */
	readonly registry: string | null;
	/** Options with a value. */
	readonly valued: string;
	/** Subcommands that install what follows. Empty: the command itself does. */
	readonly installs: ReadonlySet<string>;
	/** Subcommands that run what follows at once. */
	readonly runs: ReadonlySet<string>;
	/** An install without names takes them from a lock file or the like. */
	readonly bare: boolean;
}

interface Written {
	readonly registry?: string;
	readonly valued?: string;
	readonly runs?: string;
	readonly bare?: boolean;
}

function manager(names: string, ecosystem: string, installs: string, written: Written = {}): Manager {
	const { registry = null, valued = '', runs = '', bare = false } = written;
	return {
		names: listOf(names),
		ecosystem,
		registry,
		valued,
		installs: new Set(listOf(installs)),
		runs: new Set(listOf(runs)),
		bare,
	};
}

export const NODE_VALUED =
	'--registry, --prefix, -C, --workspace, -w, --filter, --cwd, --dir, --tag, --cache, --userconfig, -p, --package, -c, --call, --scope, --otp';

export const PYTHON_VALUED = `
	-i, --index-url, --extra-index-url, --index, --default-index, -f, --find-links, -r, --requirement, -c, --constraint, -e, --editable, -t, --target,
	--prefix, --root, --python, -p, --with, --with-requirements, --with-editable, --from, --trusted-host, --proxy, --cert, --only-binary, --no-binary,
	--spec, --group, --extra, --directory, --project, --env-file, --timeout, --retries, --platform, --python-version, --abi, --implementation, --source,
	-n, --name, --channel, --pip-args, --suffix, --git, --branch, --tag, --rev
`;

export const MANAGERS: readonly Manager[] = [
	manager(
		'npm, pnpm, yarn, cnpm, bun-packages',
		'npm',
		'install, i, add, in, ins, ci, global, link, update, up, upgrade',
		{
			registry: 'registry.npmjs.org',
			valued: NODE_VALUED,
			runs: 'exec, x, dlx, create, init',
			bare: true,
		},
	),
	manager('pip, pip3, pipx, uv', 'pypi', 'install, download, wheel, add, inject, sync, upgrade', {
		registry: 'pypi.org',
		valued: PYTHON_VALUED,
	}),
	manager('poetry, pdm, rye, pipenv', 'pypi', 'add, install, sync, update', {
		registry: 'pypi.org',
		valued: PYTHON_VALUED,
		bare: true,
	}),
	manager('easy_install', 'pypi', '', { registry: 'pypi.org', valued: '-i, --index-url, -f, --find-links' }),
	manager('conda, mamba, micromamba', 'conda', 'install, create, update', {
		valued: '-n, --name, -c, --channel, -p, --prefix, -f, --file',
	}),
	manager('brew', 'brew', 'install, reinstall, upgrade, tap', {
		registry: 'formulae.brew.sh',
		valued: '--appdir',
	}),
	manager('apt, apt-get, aptitude', 'apt', 'install, reinstall', { valued: '-t, -o, -c, --target-release' }),
	manager('dnf, yum, zypper, microdnf', 'rpm', 'install, in, reinstall, localinstall', {
		valued: '-c, --repo, --enablerepo, --disablerepo, --setopt',
	}),
	manager('apk', 'apk', 'add', { valued: '-X, --repository, -t, --virtual, -p' }),
	manager('pacman, yay, paru', 'pacman', ''),
	manager('snap', 'snap', 'install', { valued: '--channel' }),
	manager('flatpak', 'flatpak', 'install'),
	manager('port', 'macports', 'install'),
	manager('choco', 'chocolatey', 'install, upgrade', { valued: '-s, --source, --version' }),
	manager('winget', 'winget', 'install, upgrade', { valued: '--source, -s, --version, -v, --id, -e' }),
	manager('scoop', 'scoop', 'install'),
	manager('cargo', 'cargo', 'install, add, binstall', {
		registry: 'crates.io',
		valued:
			'--git, --branch, --tag, --rev, --path, --version, --vers, --index, --registry, --root, --features, -F, -p, --package, --target, --bin, --profile, -j',
	}),
	manager('go', 'go', 'install, get', {
		registry: 'proxy.golang.org',
		valued: '-o, -tags, -ldflags',
		runs: 'run',
	}),
	manager('gem', 'gem', 'install, update', {
		registry: 'rubygems.org',
		valued: '-v, --version, -s, --source, -i, --install-dir',
	}),
	manager('bundle, bundler', 'gem', 'add, install, update', {
		registry: 'rubygems.org',
		valued: '--version, -v, --source, -s, --git, --branch, --path, --gemfile',
		bare: true,
	}),
	manager('composer', 'composer', 'require, install, global, create-project', {
		registry: 'repo.packagist.org',
		valued: '-d, --working-dir',
		bare: true,
	}),
	manager('pecl', 'pecl', 'install'),
	manager('luarocks', 'luarocks', 'install', { valued: '--server' }),
	manager('cpan, cpanm', 'cpan', '', { valued: '--mirror' }),
	manager('nix-env', 'nix', '', { valued: '-f, -p' }),
	manager('nix', 'nix', 'install', { runs: 'run, shell' }),
	manager('dotnet', 'nuget', 'add, install', {
		valued: '--version, -v, --source, -s, --tool-path, -f, --framework',
	}),
	manager('nuget', 'nuget', 'install', { valued: '-Version, -Source' }),
	manager('helm', 'helm', 'install, upgrade, pull', {
		valued: '-f, --values, --set, --version, --repo, -n, --namespace',
	}),
];
