import { existsSync } from 'node:fs';
import { run } from './run';

/** Installs Debian packages, as root or with sudo that asks nothing; says what came of it, for people. */
export async function installDebianPackages(packages: readonly string[]): Promise<string> {
	if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return 'there is no apt-get';
	const root = process.getuid?.() === 0;
	if (!root && (await run('sudo', ['-n', 'true']).catch(() => undefined))?.code !== 0) {
		return 'apt-get needs root';
	}
	console.log(`Installing ${packages.join(', ')} with apt-get…`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
		const command = root ? ['apt-get', ...args] : ['sudo', '-n', 'apt-get', ...args];
		const { code } = await run(command[0] ?? '', command.slice(1), { env });
		if (code !== 0) return `apt-get ${args[0]} failed`;
	}
	return `apt-get installed ${packages.join(', ')}`;
}
