import assert from 'node:assert/strict';
import fc from 'fast-check';
import { segmentsMeet } from '../../server/src/scripts/glob-match';
import {
	agentConfigOf,
	executableDownload,
	normalisePath,
	persistenceOf,
	secretClassOf,
	secretNameOf,
} from '../../server/src/scripts/paths';

describe('scripts/paths', () => {
	it('folds the home directory and redundant parts', () => {
		const cases: [string, string][] = [
			['$HOME/.ssh/id_rsa', '~/.ssh/id_rsa'],
			['$'.concat('{HOME}/.ssh'), '~/.ssh'],
			['%USERPROFILE%\\.aws\\credentials', '~/.aws/credentials'],
			['$env:USERPROFILE\\.ssh', '~/.ssh'],
			['%APPDATA%\\Slack', '~/AppData/Roaming/Slack'],
			['C:\\Users\\ann\\x', '~/x'],
			['/mnt/c/Users/ann/x', '~/x'],
			['/home/ann/.netrc', '~/.netrc'],
			['/Users/ann', '~'],
			['/Users/Shared/x', '/Users/Shared/x'],
			['/root/.bashrc', '~/.bashrc'],
			['/rooted/x', '/rooted/x'],
			['~root/.ssh', '~/.ssh'],
			['~/a//b/./c', '~/a/b/c'],
			['~/x/../.ssh/id_rsa', '~/.ssh/id_rsa'],
			['/tmp/../etc/passwd', '/etc/passwd'],
			['/../etc', '/etc'],
			['./a/b', 'a/b'],
			['../a', '../a'],
			['../../.env', '../../.env'],
			['.', '.'],
			['./', '.'],
			['', ''],
			['/', '/'],
			['a\\ b', 'a\\ b'],
			['file:///etc/passwd', '/etc/passwd'],
			['$HOMEWARD/x', '$HOMEWARD/x'],
			['~/*/.ssh', '~/*/.ssh'],
		];
		for (const [text, expected] of cases) assert.equal(normalisePath(text), expected, text);
	});

	it('normalises to a fixed point and never throws', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: fc.constantFrom('~', '/', '.', '*', '$', 'HOME', 'a', ':', 'root') }),
				text => {
					const once = normalisePath(text);
					assert.equal(normalisePath(once), once);
				},
			),
			{ numRuns: 2000 },
		);
	});

	it('knows secret files in any spelling', () => {
		const cases: [string, ReturnType<typeof secretClassOf>][] = [
			['~/.ssh/id_rsa', 'ssh-key'],
			['~/.ssh', 'ssh-key'],
			['~/.ssh/*', 'ssh-key'],
			['~/.s*h/id_*', 'ssh-key'],
			['~/.ss[h]/id_rsa', 'ssh-key'],
			['~/.ss?/id_[re]*', 'ssh-key'],
			['*/.ssh/id_ed25519', 'ssh-key'],
			['$HOME/.SSH/id_rsa', 'ssh-key'],
			['/home/x/.ssh/deploy', 'ssh-key'],
			['.ssh/id_rsa', 'ssh-key'],
			['/etc/ssh/ssh_host_rsa_key', 'ssh-key'],
			['~/.ssh/id_rsa.pub', null],
			['~/.ssh/*.pub', null],
			['~/.ssh/config', null],
			['~/.ssh/known_hosts', null],
			['~/.ssh/authorized_keys', null],
			['~/.aws/credentials', 'cloud-credentials'],
			['~/.aws/*', 'cloud-credentials'],
			['~/.aws', 'cloud-credentials'],
			['~/.aws/config', null],
			['~/.config/gcloud/credentials.db', 'cloud-credentials'],
			['~/.kube/config', 'cloud-credentials'],
			['~/.docker/config.json', 'package-registry-token'],
			['.env', 'environment-file'],
			['./.env', 'environment-file'],
			['app/.env.production', 'environment-file'],
			['*/.env', 'environment-file'],
			['.env*', 'environment-file'],
			['*.md', null],
			['~/*/.npmrc', 'package-registry-token'],
			['.env.example', null],
			['.env.local.example', null],
			['.env.sample', null],
			['.env.template', null],
			['.environment', null],
			['.venv', null],
			['environment', null],
			['/proc/self/environ', 'environment-file'],
			['~/Library/Keychains/login.keychain-db', 'keychain'],
			['~/.local/share/keyrings/login.keyring', 'keychain'],
			['~/Library/Application Support/Google/Chrome/Default/Cookies', 'browser-store'],
			['~/.config/google-chrome/Default/Login Data', 'browser-store'],
			['%LOCALAPPDATA%\\Google\\Chrome\\User Data\\Default\\Login Data', 'browser-store'],
			['~/.mozilla/firefox/x.default/key4.db', 'browser-store'],
			['~/.config/BraveSoftware/Brave-Browser/Default/Cookies', 'browser-store'],
			['~/Library/Application Support/Google/Chrome/NativeMessagingHosts/x.json', null],
			['~/.config/Exodus/exodus.wallet/seed.seco', 'wallet'],
			['~/.electrum/wallets/default_wallet', 'wallet'],
			['~/.config/solana/id.json', 'wallet'],
			['~/x/Local Extension Settings/nkbihfbeogaeaoehlefnkodbefgpgknn/000003.log', 'wallet'],
			['~/.claude.json', 'agent-credentials'],
			['~/.claude/.credentials.json', 'agent-credentials'],
			['~/.codex/auth.json', 'agent-credentials'],
			['~/.clawdbot/.env', 'agent-credentials'],
			['~/.claude/skills/x/SKILL.md', null],
			['~/.npmrc', 'package-registry-token'],
			['.npmrc', null],
			['~/.pypirc', 'package-registry-token'],
			['~/.netrc', 'git-credentials'],
			['~/.git-credentials', 'git-credentials'],
			['~/.config/gh/hosts.yml', 'git-credentials'],
			['~/.password-store/a.gpg', 'password-store'],
			['vault.kdbx', 'password-store'],
			['~/.zsh_history', 'shell-history'],
			['/etc/shadow', 'system-accounts'],
			['/etc/passwd', 'system-accounts'],
			['etc/passwd', null],
			['~/.config/Slack/Cookies', 'messaging-store'],
			['~/Library/Messages/chat.db', 'messaging-store'],
			['*', null],
			['*/*', null],
			['~/*', null],
			['.*', null],
			['~', null],
			['/', null],
			['', null],
			['README.md', null],
		];
		for (const [path, expected] of cases) assert.equal(secretClassOf(path), expected, path);
	});

	it('knows names of secret variables', () => {
		const secret =
			'GITHUB_TOKEN OPENAI_API_KEY DB_PASSWORD DB_PASS AWS_SECRET_ACCESS_KEY AWS_ACCESS_KEY_ID AWS_SESSION_TOKEN apiKey accessToken API-KEY DATABASE_URL SLACK_WEBHOOK_URL GH_PAT PRIVATE_KEY SECRET client_secret NPM_TOKEN KEYCHAIN_PASSWORD';
		const harmless =
			'PUBLIC_KEY SSH_PUBLIC_KEY KEYBOARD TOKENIZERS_PARALLELISM MAX_TOKENS TOKEN_LIMIT PWD OLDPWD HOME PATH KEY AWS_REGION AWS_PROFILE SSH_AUTH_SOCK NEXT_PUBLIC_API_KEY PRIMARY_KEY CACHE_KEY PASSWORD_FILE KEY_FILE MONKEY AUTHOR PATTERN PASSED COMPASS SECRET_NAME';
		for (const name of secret.split(' ')) assert.equal(secretNameOf(name), true, name);
		for (const name of harmless.split(' ')) assert.equal(secretNameOf(name), false, name);
	});

	it('knows start-up hooks, agent settings and downloads to run', () => {
		assert.equal(persistenceOf('~/.bashrc'), 'rc-file');
		assert.equal(persistenceOf('$HOME/.zshrc'), 'rc-file');
		assert.equal(persistenceOf('/etc/cron.d/x'), 'cron');
		assert.equal(persistenceOf('~/Library/LaunchAgents/com.example.plist'), 'launchd');
		assert.equal(persistenceOf('/etc/systemd/system/x.service'), 'systemd');
		assert.equal(persistenceOf('.git/hooks/pre-commit'), 'git-hook');
		assert.equal(persistenceOf('~/.ssh/authorized_keys'), 'authorized-keys');
		assert.equal(persistenceOf('src/profile.py'), null);
		assert.equal(agentConfigOf('.claude/settings.json'), 'Claude Code settings');
		assert.equal(agentConfigOf('./CLAUDE.md'), 'agent instructions');
		assert.equal(agentConfigOf('~/clawd/SOUL.md'), 'agent memory');
		assert.equal(agentConfigOf('.vscode/tasks.json'), 'editor tasks and settings');
		assert.equal(agentConfigOf('README.md'), null);
		assert.equal(agentConfigOf('*.md'), null);
		assert.equal(persistenceOf('~/.*rc'), null);
		assert.equal(persistenceOf('~/Library/LaunchAgents/*.plist'), 'launchd');
		assert.equal(executableDownload('https://example.com/a.EXE?x=1'), 'executable');
		assert.equal(executableDownload('https://example.com/install.sh'), 'script');
		assert.equal(executableDownload('/tmp/a.tar.gz'), 'archive');
		assert.equal(executableDownload('https://example.com/a.html'), null);
	});

	it('matches wildcards as the set of names they stand for', () => {
		assert.equal(segmentsMeet('i?_rsa', 'id_*'), true);
		assert.equal(segmentsMeet('i?_rsa', 'ix*'), true);
		assert.equal(segmentsMeet('ij_rsa', 'id_*'), false);
		assert.equal(segmentsMeet('*', '.env'), false);
		assert.equal(segmentsMeet('a*c', 'a*b'), false);
		assert.equal(segmentsMeet('a*b', 'a*b'), true);
		assert.equal(segmentsMeet('*b', 'a*'), false);
		assert.equal(segmentsMeet('*', 'a*'), true);
		assert.equal(segmentsMeet('a*', '*b'), false);
		assert.equal(segmentsMeet('*.b', '*.b'), true);
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '[', ']', '.') }), text => {
				if (!/[[\]]/.test(text) && !/^[*?]/.test(text))
					assert.equal(segmentsMeet(text, text.replaceAll('?', 'a')), true);
			}),
		);
	});

	it('stays fast on hostile paths', () => {
		for (const path of [
			'*a'.repeat(2000),
			'/*'.repeat(2000),
			'['.repeat(4000),
			`~/${'.*/'.repeat(30)}id_*`,
			'../'.repeat(100_000),
		]) {
			secretClassOf(path);
			persistenceOf(path);
		}
	});
});
