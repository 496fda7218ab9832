import type { SecretClass } from '../../facts/grades';

const NAMES: Readonly<Record<SecretClass, string>> = {
	'ssh-key': 'SSH keys',
	'cloud-credentials': 'cloud credentials',
	'environment-file': 'a project’s secrets',
	keychain: 'the system’s stored passwords',
	'browser-store': 'browser passwords and sessions',
	wallet: 'cryptocurrency wallets',
	'agent-credentials': 'the agent’s own credentials',
	'package-registry-token': 'package registry tokens',
	'git-credentials': 'Git credentials',
	'password-store': 'stored passwords',
	'shell-history': 'typed commands, often with passwords in them,',
	'system-accounts': 'the system’s accounts and password hashes',
	'messaging-store': 'private messages',
};

/** What is kept in such a place, for people, in the plural. */
export function secretName(secret: SecretClass): string {
	return NAMES[secret];
}
