import assert from 'node:assert/strict';
import { packageSpecOf } from '../../../server/src/scripts/shell/commands/package-spec';
import { analyse } from '../facts';

/** Ecosystem, name, version, source, address, and whether it is only run. */
type Row = readonly [
	code: string,
	ecosystem: string,
	name: string | null,
	version: string | null,
	source: string,
	url: string | null,
	ephemeral?: true,
];

describe('Shell: packages', () => {
	const rows: readonly Row[] = [
		['npm i -D @scope/tool@^1.2.0', 'npm', '@scope/tool', '@^1.2.0', 'registry', null],
		['npm install', 'npm', null, null, 'registry', null],
		['npm install -f tool', 'npm', 'tool', null, 'registry', null],
		['npm ci', 'npm', null, null, 'registry', null],
		['yarn', 'npm', null, null, 'registry', null],
		['pnpm dlx tool@latest', 'npm', 'tool', '@latest', 'registry', null, true],
		['npx -y tool', 'npm', 'tool', null, 'registry', null, true],
		['npx --package=tool other', 'npm', 'tool', null, 'registry', null, true],
		['bunx tool', 'npm', 'tool', null, 'registry', null, true],
		['bun add tool', 'npm', 'tool', null, 'registry', null],
		['npm create vite@5', 'npm', 'create-vite', '@5', 'registry', null, true],
		['npm i owner/repo#v2', 'npm', null, 'v2', 'vcs', 'https://github.com/owner/repo'],
		['npm i https://a.example/t.tgz', 'npm', null, null, 'url', 'https://a.example/t.tgz'],
		['npm i ./t.tgz', 'npm', null, null, 'path', null],
		['npm i tool --registry https://npm.example', 'npm', 'tool', null, 'index', 'https://npm.example'],
		['pip install "tool[extra]>=1,<2"', 'pypi', 'tool', '>=1,<2', 'registry', null],
		['python3 -m pip install tool==1.0', 'pypi', 'tool', '==1.0', 'registry', null],
		[
			'pip install --extra-index-url https://pypi.example/simple tool',
			'pypi',
			'tool',
			null,
			'index',
			'https://pypi.example/simple',
		],
		[
			'pip install git+https://a.example/r.git@v1',
			'pypi',
			null,
			'v1',
			'vcs',
			'git+https://a.example/r.git@v1',
		],
		[
			'pip install tool @ git+https://a.example/r.git',
			'pypi',
			null,
			null,
			'vcs',
			'git+https://a.example/r.git',
		],
		['pip install -e .', 'pypi', null, null, 'path', null],
		['uv pip install tool', 'pypi', 'tool', null, 'registry', null],
		['uv tool install tool', 'pypi', 'tool', null, 'registry', null],
		['uv add tool', 'pypi', 'tool', null, 'registry', null],
		['uv run --with tool x.py', 'pypi', 'tool', null, 'registry', null, true],
		['uvx tool@1.0', 'pypi', 'tool', '@1.0', 'registry', null, true],
		['pipx run tool', 'pypi', 'tool', null, 'registry', null, true],
		['brew install tool@2', 'brew', 'tool', '@2', 'registry', null],
		['sudo apt-get install -y tool=1.0', 'apt', 'tool', '=1.0', 'registry', null],
		['pacman -S tool', 'pacman', 'tool', null, 'registry', null],
		['cargo install --git https://a.example/r tool', 'cargo', 'tool', null, 'vcs', 'https://a.example/r'],
		['go install a.example/x/y@v1.2.3', 'go', 'a.example/x/y', '@v1.2.3', 'registry', null],
		['gem install tool -v 1.0', 'gem', 'tool', '1.0', 'registry', null],
		['code --install-extension a.b', 'vscode', 'a.b', null, 'registry', null],
		['docker run --rm ghcr.example/a/b:1.0', 'docker', 'ghcr.example/a/b', ':1.0', 'registry', null, true],
	];
	for (const [code, ecosystem, name, version, source, url, ephemeral] of rows) {
		it(code, () => {
			const found = analyse('shell', code).uses.filter(use => use.kind === 'package');
			const wanted = { ecosystem, name, version, source, url, ephemeral: ephemeral === true };
			const seen = found.map(use => ({
				ecosystem: use.ecosystem,
				name: use.name,
				version: use.version,
				source: use.source,
				url: use.url,
				ephemeral: use.ephemeral,
			}));
			assert.ok(
				seen.some(use => JSON.stringify(use) === JSON.stringify(wanted)),
				JSON.stringify(seen),
			);
		});
	}

	it('are not made of subcommands that install nothing', () => {
		for (const code of [
			'npm run build',
			'npm test',
			'pip list',
			'cargo build',
			'go test ./...',
			'brew list',
			'apt-get update',
			'uv run x.py',
			'docker ps',
		]) {
			assert.deepEqual(
				analyse('shell', code).uses.filter(use => use.kind === 'package'),
				[],
				code,
			);
		}
	});

	it('are named as each ecosystem does', () => {
		assert.deepEqual(packageSpecOf('tool @ https://a.example/t.whl', 'pypi', null), {
			ecosystem: 'pypi',
			name: 'tool',
			version: null,
			source: 'url',
			url: 'https://a.example/t.whl',
		});
		assert.equal(packageSpecOf('git@a.example:o/r.git', 'npm', null).url, 'ssh://git@a.example/o/r.git');
		assert.equal(packageSpecOf('gitlab:o/r', 'npm', null).url, 'https://gitlab.com/o/r');
	});
});
