/**
 * Where secrets lie. Spelling: see `pathPattern`. Compiled from the products' own documentation and their default
 * locations on Linux, macOS and Windows.
 */
import type { SecretClass } from './model';
import type { PathTableRows } from './path-tables';
import { listOf } from './word-list';

/** Chromium-family profile directories; everything below is cookies, log-ins, history or settings. */
const CHROMIUM_PROFILES = listOf(`
			Google/Chrome/, google-chrome/, google-chrome-beta/, .config/chromium/,
			Application Support/Chromium/, BraveSoftware/, Microsoft Edge/, Microsoft/Edge/,
			microsoft-edge/, Opera Software/, com.operasoftware.Opera/, .config/vivaldi/,
			Application Support/Vivaldi/, Local/Vivaldi/, Arc/User Data/
		`);

/** Browser wallets by extension id, as they name their storage directories. */
const WALLET_EXTENSIONS = [
	'nkbihfbeogaeaoehlefnkodbefgpgknn', // MetaMask
	'ejbalbakoplchlghecdalmeeeajnimhm', // MetaMask for Edge
	'bfnaelmomeimhlpmgjnjophhpkkoljpa', // Phantom
	'hnfanknocfeofbddgcijnmhnfnkdnaad', // Coinbase Wallet
	'egjidjbpglichdcondbcbdnbeeppgdph', // Trust Wallet
	'fhbohimaelbohpjbbldcngcnapndodjp', // Binance Wallet
	'ibnejdfjmmkpcnlpebklmnkoeoihofec', // TronLink
	'dmkamcknogkgcdfhhbddcghachkejeap', // Keplr
	'fnjhmkhhmkbjkkabndcnnogagogbneec', // Ronin
];

export const SECRETS: PathTableRows<SecretClass> = [
	[
		'wallet',
		[
			...WALLET_EXTENSIONS.map(id => `*${id}*/`),
			...listOf(`
			exodus.wallet/, ~/Library/Application Support/Exodus/, ~/.config/Exodus/, Roaming/Exodus/,
			.electrum/, Electrum/wallets/, wallet.dat, .bitcoin/wallets/, .ethereum/keystore/,
			Ethereum/keystore/, .config/solana/, solana/id.json, .foundry/keystores/, .sui/sui_config/,
			.aptos/config.yaml, Ledger Live/, Coinomi/wallets/, Monero/wallets/, atomic/Local Storage/,
			Guarda/Local Storage/, .near-credentials/, Daedalus*/wallets/, Armory/*.wallet
		`),
		],
	],
	[
		'ssh-key',
		listOf(`
			.ssh/, id_rsa, id_ed25519, id_ecdsa, id_dsa, id_ed25519_sk, id_ecdsa_sk, *.ppk,
			/etc/ssh/ssh_host_*_key
		`),
	],
	[
		'agent-credentials',
		listOf(`
			~/.claude, ~/.claude.json, .claude/.credentials.json, .claude.json, claude_desktop_config.json,
			~/.codex, .codex/auth.json, ~/.openclaw, .openclaw/.env, .openclaw/openclaw.json,
			.openclaw/credentials/, .openclaw/agents/*/agent/auth-profiles.json, ~/.clawdbot,
			.clawdbot/.env, .clawdbot/clawdbot.json, .clawdbot/credentials/, ~/.moltbot, .moltbot/.env,
			.moltbot/moltbot.json, .moltbot/credentials/, ~/.gemini, .gemini/oauth_creds.json,
			.gemini/google_accounts.json, .gemini/.env, ~/.cursor, ~/.cursor/mcp.json,
			Cursor/User/globalStorage/state.vscdb, Code/User/globalStorage/state.vscdb,
			github-copilot/hosts.json, github-copilot/apps.json, ~/.copilot/config.json,
			opencode/auth.json, .qwen/oauth_creds.json, goose/secrets.yaml, .codeium/config.json,
			~/.anthropic/, ~/.openai/, .config/anthropic/, .config/openai/,
			.config/io.datasette.llm/keys.json
		`),
	],
	[
		'cloud-credentials',
		listOf(`
			~/.aws, .aws/credentials, .aws/sso/cache/, .aws/cli/cache/, .aws/*cred*, .config/gcloud/,
			Roaming/gcloud/, application_default_credentials.json, .boto, .s3cfg, .azure/, ~/.kube,
			.kube/config, /etc/kubernetes/admin.conf, rancher/k3s/k3s.yaml,
			secrets/kubernetes.io/serviceaccount/, .oci/, .vault-token, .terraform.d/credentials.tfrc.json,
			.terraformrc, doctl/config.yaml, .fly/config.yml, .config/heroku/, .netlify/config.json,
			.wrangler/config/, com.vercel.cli/auth.json, .vercel/auth.json, rclone/rclone.conf,
			.aliyun/config.json, .bluemix/config.json, .config/stripe/config.toml, .databrickscfg,
			.snowsql/config, .huggingface/token, .cache/huggingface/token, .config/hcloud/cli.toml,
			.linode-cli, .config/scw/config.yaml
		`),
	],
	[
		'package-registry-token',
		listOf(`
			~/.npmrc, ~/.yarnrc.yml, .pypirc, .cargo/credentials, .cargo/credentials.toml,
			.gem/credentials, .m2/settings.xml, .m2/settings-security.xml, ~/.gradle/gradle.properties,
			.composer/auth.json, .config/composer/auth.json, .nuget/NuGet.Config, ~/.docker,
			.docker/config.json, .config/containers/auth.json, .config/pypoetry/auth.toml
		`),
	],
	[
		'git-credentials',
		listOf(`
			.netrc, _netrc, .git-credentials, .config/git/credentials, .config/gh/, GitHub CLI/hosts.yml,
			gh/hosts.yml, .config/hub, glab-cli/config.yml
		`),
	],
	[
		'keychain',
		listOf(`
			Library/Keychains/, *.keychain, *.keychain-db, .local/share/keyrings/, .gnome2/keyrings/,
			.local/share/kwalletd/, Microsoft/Protect/, Microsoft/Credentials/, Microsoft/Vault/, ~/.gnupg,
			.gnupg/private-keys-v1.d/, .gnupg/secring.gpg
		`),
	],
	[
		'messaging-store',
		listOf(`
			Application Support/Slack/, .config/Slack/, Roaming/Slack/, discord/Local Storage/,
			.config/discord/, Application Support/discord/, Roaming/discord/, Telegram Desktop/,
			TelegramDesktop/tdata/, tdata/key_datas, Application Support/Signal/, .config/Signal/,
			Roaming/Signal/, Library/Messages/, chat.db, .thunderbird/, Library/Mail/
		`),
	],
	[
		'password-store',
		listOf(`
			.password-store/, *.kdbx, Bitwarden CLI/data.json, Application Support/Bitwarden/,
			.config/Bitwarden/, Roaming/Bitwarden/, 1Password/, .config/op/, .op/config, *.agilekeychain/,
			*.opvault/, .lastpass/, .pgpass, .my.cnf, .mylogin.cnf
		`),
	],
	[
		'browser-store',
		[
			...CHROMIUM_PROFILES,
			...listOf(`
			Login Data, Login Data For Account, Default/Cookies, Profile */Cookies, Network/Cookies,
			Default/Web Data, .mozilla/, Mozilla/Firefox/, Firefox/Profiles/, firefox/*.default*/,
			logins.json, key4.db, key3.db, cookies.sqlite, places.sqlite, formhistory.sqlite,
			Library/Safari/, Library/Cookies/, Cookies.binarycookies
		`),
		],
	],
	[
		'shell-history',
		listOf(`
			.bash_history, .zsh_history, .sh_history, .histfile, .ash_history, fish/fish_history,
			.python_history, .node_repl_history, .psql_history, .mysql_history, .sqlite_history,
			.rediscli_history, ConsoleHost_history.txt, .zsh_sessions/
		`),
	],
	[
		'system-accounts',
		listOf(`
			/etc/shadow, /etc/gshadow, /etc/passwd, /etc/shadow-, /etc/passwd-, /etc/master.passwd,
			/private/etc/master.passwd, /etc/sudoers, /etc/sudoers.d/, /etc/security/opasswd,
			System32/config/SAM, System32/config/SYSTEM
		`),
	],
	[
		'environment-file',
		listOf(`.env, .env.*, *.env, .envrc, .env-*, /proc/*/environ, .dev.vars, .streamlit/secrets.toml`),
	],
];

/** Files in secret places, or named like secret ones, that hold no secret. */
export const NOT_SECRET: PathTableRows<true> = [
	[
		true,
		listOf(`
			.ssh/*.pub, id_*.pub, .ssh/config, .ssh/config.d/, .ssh/known_hosts*, .ssh/authorized_keys*,
			.ssh/rc, .env.example*, .env.*example*, .env.sample*, .env.*.sample, .env.template*,
			.env.*template, .env.dist, .env.defaults, .env.schema, .env.md, .env-example, .env-sample,
			.env-template, *example.env, *sample.env, *template.env, NativeMessagingHosts/,
			.config/gcloud/configurations/, Library/Safari/Bookmarks.plist
		`),
	],
];
