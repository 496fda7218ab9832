import { listOf } from './word-list';

/** Words that make a variable's value secret wherever they stand in its name. */
const SECRET_WORDS = new Set(
	listOf(`
	SECRET, SECRETS, PASSWORD, PASSWD, PASSPHRASE, CREDENTIAL, CREDENTIALS, CREDS, APIKEY,
	MNEMONIC, PASSWORDS, AUTHTOKEN, ACCESSTOKEN, SECRETKEY, PRIVATEKEY
`),
);
/** Words that do so only at the end. */
const SECRET_LAST = new Set(listOf(`TOKEN, KEY, KEYS, PASS, PWD, PAT, AUTH, COOKIE, COOKIES, BEARER, JWT`));
const SECRET_ENDINGS = listOf(`
	ACCESS_KEY_ID, DATABASE_URL, CONNECTION_STRING, WEBHOOK_URL, WEBHOOK, SEED_PHRASE, TOKEN_V2,
	TOKEN_SECRET, SESSION_ID
`);
/** What the last word says the value is instead: a place, a count, a setting. */
const HARMLESS_LAST = new Set(
	listOf(`
	FILE, PATH, DIR, NAME, NAMES, LENGTH, SIZE, LIMIT, COUNT, TTL, EXPIRY, EXPIRATION, TIMEOUT,
	ENDPOINT, HEADER, PREFIX, TYPE, FORMAT, POLICY, ENABLED, REQUIRED, REGEX, PATTERN, STORE,
	PROVIDER, MANAGER, ROTATION, ALGORITHM, VERSION, HELP, HINT, LABEL, REGION, SCOPE, SCOPES,
	INDEX, SOCK
`),
);
/** What kind of key it is when it is none to be kept secret. */
const PUBLIC_KEY_WORDS = new Set(
	listOf(`
	PUBLIC, PUB, PRIMARY, FOREIGN, SORT, PARTITION, CACHE, HOT, PUBLISHABLE, ANON, SHORTCUT, GROUP,
	OBJECT, ISSUE, PROJECT, JIRA, MAP, DICT, INDEX, PGP, S3, SITE, HASH, KNOWN, HOST, LICENSE,
	TRANSLATION, I18N, SCHEMA
`),
);
const NEVER = new Set(
	listOf(`PWD, OLDPWD, KEY, KEYS, SSH_AUTH_SOCK, XAUTHORITY, PASS, AUTH, JWT, COOKIE, COOKIES`),
);

/**
 * Whether the name of an environment variable says that its value is secret: `GITHUB_TOKEN`, `apiKey`, `DB_PASS`;
 * not `PUBLIC_KEY`, `KEYBOARD`, `MAX_TOKENS`, `TOKEN_LIMIT`, `NEXT_PUBLIC_…`.
 */
export function secretNameOf(variable: string): boolean {
	if (variable.length > 128) return false;
	const name = variable
		.replace(/([a-z0-9])([A-Z])/g, '$1_$2')
		.replace(/[-.\s]/g, '_')
		.toUpperCase();
	if (NEVER.has(name) || /^(?:NEXT|EXPO|NUXT|REACT|GATSBY)_PUBLIC_|^PUBLIC_/.test(name)) return false;
	if (SECRET_ENDINGS.some(ending => name === ending || name.endsWith(`_${ending}`))) return true;
	const words = name.split('_').filter(word => word !== '');
	const last = words.at(-1) ?? '';
	if (HARMLESS_LAST.has(last)) return false;
	if (words.some(word => SECRET_WORDS.has(word))) return true;
	if (!SECRET_LAST.has(last)) return false;
	if (last.startsWith('KEY')) return words.length > 1 && !words.some(word => PUBLIC_KEY_WORDS.has(word));
	return true;
}
