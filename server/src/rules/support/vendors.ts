import { registrableDomain } from '../../facts/grades';

/** Words in the names of keys that belong to one service, and the registrable domains they are meant for. */
const VENDORS: ReadonlyMap<string, readonly string[]> = new Map([
	['anthropic', ['anthropic.com', 'claude.ai', 'claude.com']],
	['openai', ['openai.com', 'azure.com']],
	['gemini', ['googleapis.com', 'google.com']],
	['google', ['googleapis.com', 'google.com']],
	['gcp', ['googleapis.com', 'google.com']],
	['github', ['github.com', 'githubusercontent.com', 'ghcr.io', 'githubcopilot.com']],
	['gh', ['github.com', 'githubusercontent.com', 'ghcr.io']],
	['gitlab', ['gitlab.com']],
	['bitbucket', ['bitbucket.org', 'atlassian.com']],
	['aws', ['amazonaws.com', 'aws.amazon.com', 'amazon.com']],
	['azure', ['azure.com', 'microsoft.com', 'windows.net', 'microsoftonline.com', 'azure.net']],
	['npm', ['npmjs.org', 'npmjs.com']],
	['pypi', ['pypi.org']],
	['hf', ['huggingface.co']],
	['huggingface', ['huggingface.co']],
	['slack', ['slack.com']],
	['discord', ['discord.com', 'discordapp.com']],
	['telegram', ['telegram.org']],
	['stripe', ['stripe.com']],
	['twilio', ['twilio.com']],
	['sendgrid', ['sendgrid.com', 'sendgrid.net']],
	['notion', ['notion.com', 'notion.so']],
	['linear', ['linear.app']],
	['jira', ['atlassian.net', 'atlassian.com']],
	['atlassian', ['atlassian.net', 'atlassian.com']],
	['cloudflare', ['cloudflare.com']],
	['vercel', ['vercel.com']],
	['netlify', ['netlify.com', 'netlify.app']],
	['supabase', ['supabase.co', 'supabase.com']],
	['sentry', ['sentry.io']],
	['datadog', ['datadoghq.com', 'datadoghq.eu']],
	['dd', ['datadoghq.com', 'datadoghq.eu']],
	['docker', ['docker.com', 'docker.io']],
	['figma', ['figma.com']],
	['airtable', ['airtable.com']],
	['shopify', ['shopify.com', 'myshopify.com']],
	['twitter', ['twitter.com', 'x.com']],
	['virustotal', ['virustotal.com']],
	['vt', ['virustotal.com']],
	['shodan', ['shodan.io']],
	['agent-credentials', ['anthropic.com', 'claude.ai', 'openai.com', 'googleapis.com', 'cursor.com']],
	['package-registry-token', ['npmjs.org', 'pypi.org', 'crates.io', 'rubygems.org']],
	['git-credentials', ['github.com', 'gitlab.com', 'bitbucket.org']],
]);

/** Words of a key's name that say what it is and not whose. */
const GENERIC = new Set(
	'api key token secret access auth password pass pwd id client app bot user bearer private public url webhook db my default prod dev test service account refresh session personal pat oauth jwt admin credentials creds main read write'.split(
		' ',
	),
);

/** Domains that a key is meant for by its name; `undefined` when it is none that is known. */
export function vendorOf(name: string): readonly string[] | undefined {
	const known = VENDORS.get(name);
	if (known) return known;
	for (const word of wordsOf(name)) {
		const domains = VENDORS.get(word);
		if (domains) return domains;
	}
	return undefined;
}

/**
 * Whether a host is of the service that a key is named after: one of the service's own domains where it is known,
 * otherwise a domain of that name, `ACME_API_KEY` and `api.acme.example`.
 */
export function isVendorHost(name: string, host: string): boolean {
	const domains = vendorOf(name);
	if (domains) return domains.some(domain => host === domain || host.endsWith(`.${domain}`));
	// Anybody can put any name in front of a domain of their own: only the registered name counts.
	const registered = registrableDomain(host)?.split('.')[0]?.replaceAll('-', '');
	if (registered === undefined || registered.length < 3) return false;
	return wordsOf(name).some(word => word === registered && !GENERIC.has(word));
}

/** Lower-case words of a variable's name, and neighbours joined: `PAGER_DUTY_KEY` also has `pagerduty`. */
function wordsOf(name: string): readonly string[] {
	const words = name
		.replace(/([a-z0-9])([A-Z])/g, '$1_$2')
		.toLowerCase()
		.split(/[^a-z0-9]+/)
		.filter(word => word !== '');
	return [...words, ...words.slice(1).map((word, index) => `${words[index]}${word}`)];
}
