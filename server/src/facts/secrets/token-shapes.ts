/**
 * Tokens that their issuers made recognisable. `start` is literal text at the beginning of the token, by which it
 * is found; `rest` is what must follow. Sources: the issuers' documentation and GitHub's list of supported secret
 * scanning patterns.
 */
export interface TokenShape {
	readonly name: string;
	readonly start: readonly string[];
	/** Matched right after `start`; every quantifier is bounded. */
	readonly rest: RegExp;
	/** Must stand right before `start` and belongs to the token. */
	readonly back?: RegExp;
}

const shape = (name: string, start: string | readonly string[], rest: RegExp, back?: RegExp): TokenShape => ({
	name,
	start: typeof start === 'string' ? [start] : start,
	rest,
	...(back && { back }),
});

export const TOKEN_SHAPES: readonly TokenShape[] = [
	// Code hosting and package registries
	shape('GitHub token', ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], /[A-Za-z0-9]{36,255}/),
	shape('GitHub token', 'github_pat_', /[A-Za-z0-9]{22}_[A-Za-z0-9]{59}/),
	shape(
		'GitLab token',
		[
			'glpat-',
			'gldt-',
			'glrt-',
			'glptt-',
			'glft-',
			'glimt-',
			'glagent-',
			'gloas-',
			'glcbt-',
			'glsoat-',
			'glffct-',
		],
		/[\w.-]{20,300}/,
	),
	shape('Bitbucket token', ['ATBB'], /[A-Za-z0-9_=.-]{24,60}/),
	shape('Atlassian token', ['ATATT3', 'ATCTT3'], /[A-Za-z0-9_=.-]{60,250}/),
	shape('npm token', 'npm_', /[A-Za-z0-9]{36}/),
	shape('PyPI token', ['pypi-AgEIcHlwaS5vcmc', 'pypi-AgENdGVzdC5weXBpLm9yZ'], /[\w-]{50,1000}/),
	shape('RubyGems token', 'rubygems_', /[0-9a-f]{48}/),
	shape('NuGet key', 'oy2', /[a-z0-9]{43}/),
	shape('crates.io token', 'cio', /[A-Za-z0-9]{32}/),
	shape('Docker Hub token', ['dckr_pat_', 'dckr_oat_'], /[\w-]{27,60}/),
	shape('Open VSX token', 'ovsxp_', /[0-9a-f-]{36}/),

	// Cloud providers
	shape('AWS access key id', ['AKIA', 'ASIA', 'ABIA', 'ACCA'], /[A-Z2-7]{16}/),
	shape('AWS Bedrock key', 'ABSK', /[A-Za-z0-9+/]{109,269}={0,2}/),
	shape('Google API key', 'AIza', /[\w-]{35}/),
	shape('Google OAuth secret', 'GOCSPX-', /[\w-]{28}/),
	shape('Google access token', 'ya29.', /[\w-]{40,500}/),
	shape('Azure storage key', 'AccountKey=', /[A-Za-z0-9+/]{86}==/),
	shape('Azure client secret', 'Q~', /[\w~.-]{31,34}/, /[\w~.-]{3}\d$/),
	shape('Azure signature', ['&sig=', '?sig='], /[A-Za-z0-9%]{43,63}%3[dD]/),
	shape('DigitalOcean token', ['dop_v1_', 'doo_v1_', 'dor_v1_'], /[0-9a-f]{64}/),
	shape('Alibaba access key id', 'LTAI', /[A-Za-z0-9]{17,21}/),
	shape('Yandex key', 'AQVN', /[\w-]{35,38}/),
	shape('Heroku token', 'HRKU-', /[\w-]{36,64}/),
	shape('Fly.io token', ['fm1_', 'fm2_'], /[A-Za-z0-9+/=_-]{100,1000}/),
	shape('Netlify token', 'nfp_', /[A-Za-z0-9]{36,44}/),
	shape('Supabase token', ['sbp_', 'sb_secret_'], /[\w-]{31,60}/),
	shape('PlanetScale token', ['pscale_tkn_', 'pscale_pw_', 'pscale_oauth_'], /[\w.=-]{32,64}/),
	shape('Tailscale key', ['tskey-auth-', 'tskey-api-', 'tskey-client-'], /[\w-]{20,80}/),
	shape('Cloudflare origin key', 'v1.0-', /[0-9a-f]{24}-[0-9a-f]{146}/),

	// Models
	shape('OpenAI key', ['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-None-'], /[\w-]{40,250}/),
	shape('OpenAI key', 'sk-', /[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}/),
	shape(
		'Anthropic key',
		['sk-ant-api', 'sk-ant-admin', 'sk-ant-oat', 'sk-ant-ort', 'sk-ant-sid'],
		/\d{2}-[\w-]{60,120}/,
	),
	shape('OpenRouter key', 'sk-or-v1-', /[0-9a-f]{64}/),
	shape('Groq key', 'gsk_', /[A-Za-z0-9]{52}/),
	shape('xAI key', 'xai-', /[A-Za-z0-9]{70,90}/),
	shape('Perplexity key', 'pplx-', /[A-Za-z0-9]{40,64}/),
	shape('Replicate token', 'r8_', /[A-Za-z0-9]{37}/),
	shape('Hugging Face token', ['hf_', 'api_org_'], /[A-Za-z]{34}/),
	shape('Hugging Face token', 'hf_', /[A-Za-z0-9]{34}/),

	// Messaging
	shape(
		'Slack token',
		['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-', 'xoxo-', 'xoxe-', 'xoxc-', 'xoxd-'],
		/[\w%-]{20,300}/,
	),
	shape('Slack token', ['xapp-1-', 'xoxe.xoxp-', 'xoxe.xoxb-'], /[\w-]{30,300}/),
	shape(
		'Slack webhook',
		'hooks.slack.com/',
		/(?:services|workflows|triggers)\/[A-Z0-9]{8,14}\/[A-Za-z0-9/]{16,80}/,
	),
	shape(
		'Discord webhook',
		['discord.com/api/webhooks/', 'discordapp.com/api/webhooks/'],
		/\d{16,20}\/[\w-]{60,80}/,
	),
	shape('Telegram bot token', ':AA', /[\w-]{33}/, /\d{8,10}$/),
	shape(
		'Microsoft Teams webhook',
		'.webhook.office.com/webhookb2/',
		/[\w@-]{30,80}\/IncomingWebhook\/[0-9a-f]{32}\/[\w-]{30,60}/,
	),
	shape('Twilio key', 'SK', /[0-9a-f]{32}/),
	shape('SendGrid key', 'SG.', /[\w-]{22}\.[\w-]{43}/),
	shape('Mailgun key', 'key-', /[0-9a-f]{32}/),
	shape('Mailchimp key', '-us', /\d{1,2}/, /(?<![0-9a-f])[0-9a-f]{32}$/),
	shape('Sendinblue key', 'xkeysib-', /[0-9a-f]{64}-[A-Za-z0-9]{16}/),

	// Payments and commerce
	shape('Stripe key', ['sk_live_', 'rk_live_', 'sk_test_', 'rk_test_'], /[A-Za-z0-9]{20,250}/),
	shape('Stripe webhook secret', 'whsec_', /[A-Za-z0-9+/]{32,64}={0,2}/),
	shape('Shopify token', ['shpat_', 'shpca_', 'shppa_', 'shpss_'], /[0-9a-fA-F]{32}/),
	shape('Square token', ['EAAA', 'sq0atp-', 'sq0csp-'], /[\w-]{22,60}/),
	shape('Braintree token', 'access_token$production$', /[0-9a-z]{16}\$[0-9a-f]{32}/),

	// Development tools
	shape('Vault token', ['hvs.', 'hvb.', 'hvr.'], /[\w-]{24,200}/),
	shape('Terraform Cloud token', '.atlasv1.', /[\w=-]{60,70}/, /(?<![A-Za-z0-9])[A-Za-z0-9]{14}$/),
	shape('Databricks token', ['dapi', 'dkea', 'dose'], /[0-9a-f]{32}(?:-\d)?/),
	shape('Linear key', ['lin_api_', 'lin_oauth_'], /[A-Za-z0-9]{40,64}/),
	shape('Notion token', 'ntn_', /[A-Za-z0-9]{43,50}/),
	shape('Figma token', ['figd_', 'figo_'], /[\w-]{40,60}/),
	shape('Airtable token', 'pat', /[A-Za-z0-9]{14}\.[0-9a-f]{64}/),
	shape('Postman key', 'PMAK-', /[0-9a-f]{24}-[0-9a-f]{34}/),
	shape('Doppler token', ['dp.pt.', 'dp.st.', 'dp.ct.', 'dp.sa.'], /[A-Za-z0-9_.-]{40,60}/),
	shape('Grafana token', ['glsa_', 'glc_'], /[\w+/=-]{32,400}/),
	shape('New Relic key', ['NRAK-', 'NRJS-', 'NRAA-'], /[A-Za-z0-9]{19,42}/),
	shape('Sentry token', ['sntrys_', 'sntryu_'], /[\w+/=-]{40,500}/),
	shape('Pulumi token', 'pul-', /[0-9a-f]{40}/),
	shape('Contentful token', 'CFPAT-', /[\w-]{43}/),
	shape('CircleCI token', ['CCIPAT_', 'CCIPRJ_'], /\w{22}_[0-9a-f]{40}/),
	shape('Buildkite token', 'bkua_', /[0-9a-f]{40}/),
	shape('Dropbox token', 'sl.', /[\w-]{130,160}/),
	shape('ReadMe key', 'rdme_', /[a-z0-9]{70}/),
	shape('1Password token', 'ops_eyJ', /[\w+/=-]{200,1000}/),
	shape(
		'LaunchDarkly key',
		['sdk-', 'api-'],
		/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/,
	),
	shape('PostHog key', 'phx_', /[A-Za-z0-9]{40,60}/),
	shape('Facebook token', 'EAAC', /[A-Za-z0-9]{80,300}/),
];
