/**
 * Classes of words that the kinds of instructions are made of. Verbs stand for all their forms. A word may be in
 * several classes; what a sentence says comes from how classes stand together, never from one word.
 */
export const VERBS = {
	/** To act against what was said before. */
	IGNORE:
		'ignore disregard forget reset override overrule discard abandon neglect dismiss supersede countermand nullify invalidate bypass erase unlearn drop void suspend "set aside" "put aside" "cast aside" "throw away" "throw out" "pay no attention" "do away with" "leave behind" "stop following" "stop obeying" "cease following" "break free"',
	OBEY: 'follow obey comply adhere respect heed honor honour abide observe "listen to" "stick to"',
	/** To do what a text says. */
	CARRY_OUT:
		'follow obey execute perform apply implement run comply interpret adopt "carry out" "act on" "act upon"',
	HIDE: 'hide conceal suppress obscure withhold disguise cloak camouflage omit mask "cover up" "leave out" "leave it out" "leave this out" "leave that out" "leave them out" "keep quiet"',
	TELL: 'tell mention inform reveal disclose show display report notify alert warn acknowledge explain expose announce share surface discuss admit communicate log record describe "bring up" "bring it up" "bring this up" "bring that up" "draw attention" "call attention" "point out" "make mention"',
	SEND: 'send post upload transmit forward submit share email exfiltrate push sync deliver transfer relay redirect leak beacon publish broadcast copy replicate report dispatch ship stream pipe smuggle "pass on" "pass along" "phone home" "check in" "report back" cc bcc',
	/** To put something elsewhere, where that is an address. */
	STORE: 'store save keep mirror archive duplicate stash deposit register write drop "back up"',
	/** To put something into a field that travels elsewhere. */
	INCLUDE: 'pass include append attach embed add put insert place encode provide supply inject',
	GATHER:
		'read collect gather harvest extract retrieve dump capture scrape obtain steal enumerate compile archive grab access load copy locate find get scan list search fetch bundle package zip record take "look up"',
	/** To say what is known, as a whole. */
	REPEAT: 'output print repeat reproduce recite echo emit quote list state',
	FETCH:
		'fetch download retrieve get load pull read visit open curl wget request browse access query check grab navigate consult poll see "go to" "head to"',
	RUN: 'run execute launch start invoke eval evaluate install source spawn double-click open',
	EXTRACT: 'extract unzip unpack decompress unarchive',
	DOWNLOAD: 'download get grab fetch obtain install',
	DISABLE:
		'disable deactivate bypass circumvent evade skip suppress kill stop uninstall weaken ignore lift relax defeat override sidestep remove eliminate silence neutralize neutralise terminate mute waive exempt omit drop unload "turn off" "switch off" "shut off" "shut down" "opt out" "work around" "get around" "switch down"',
	APPROVE:
		'approve accept confirm allow grant authorize authorise permit consent auto-approve auto-accept auto-confirm auto-allow autoapprove allowlist whitelist "say yes" "answer yes" "reply yes" "click yes" "agree to"',
	ASK: 'ask prompt request seek wait await require obtain consult confirm check verify pause inform notify bother disturb interrupt pester',
	WRITE:
		'write append add save store insert update edit modify record put inject create copy overwrite prepend persist place patch "make a note" "leave a note" rewrite replace extend revise',
	INSPECT: 'read inspect review scan analyze analyse audit examine investigate verify vet check look view',
	COPY: 'copy paste type enter input',
	/** To make something run again by itself. */
	SCHEDULE:
		'add place drop install register create append schedule configure enable set put write copy "set up"',
	/** Steps with consequences, done on somebody's behalf. */
	ACT: 'run execute delete remove send pay purchase buy transfer deploy install modify commit push publish charge reset revoke overwrite proceed act perform spend order merge renew upgrade submit post drop wipe apply take issue approve',
	USE: 'use invoke call activate trigger apply load select choose run prefer consult',
	ENTER:
		'enter activate enable switch put "switch to" "switch into" assume adopt become engage enter operate act behave pretend roleplay role-play simulate',
	TREAT: 'treat interpret regard consider handle execute process accept',
	REFUSE: 'refuse decline reject',
	RENEW: 'refresh update load fetch sync pull get retrieve download reload take receive',
	SHARE_SECRET: 'ask request instruct tell prompt require have get',
	ENTER_SECRET: 'provide enter share give paste send type submit supply input reveal confirm',
} as const;

export const NOUNS = {
	/** What governs an agent. */
	INSTRUCTION:
		'instruction instructions directive directives prompt prompts guideline guidelines guardrail guardrails programming "system message" "system messages" "system prompt" "system prompts" alignment conditioning',
	/** The same where the word has many other uses. */
	RULE: 'rule rules policy policies constraint constraints restriction restrictions order orders guidance limitation limitations safeguard safeguards training context message messages command commands persona boundaries boundary protocol protocols filter filters check checks',
	PRIOR:
		'previous prior earlier preceding above foregoing former original initial past "until now" "so far" "up to now" before previously',
	AUTHORITY:
		"system safety developer core ethical moral content security anthropic openai google claude's model's built-in builtin hard-coded hardcoded operator hidden underlying governing",
	EXISTING:
		'existing default other any all every current conflicting your its remaining normal usual standard',
	EVERYTHING: 'everything anything all whatever',
	USER: 'user users human humans operator customer customers person people owner client someone anyone reader victim user\'s users\' "end user" "end users" humans\' "the team" administrator administrators moderators reviewer reviewers',
	AGENT:
		"you your yourself assistant claude codex copilot gemini chatgpt gpt agent agents model ai llm bot claude's",
	SKILL: 'skill tool plugin extension it mode integration helper workflow',
	OTHERS:
		"attacker attackers adversary adversaries hacker hackers they he she who that which malware attackers' actor actors users people developers threat exploit payload injection criminals victims",

	SECRET:
		'credential credentials password passwords passphrase secret secrets token tokens keychain keystore wallet wallets mnemonic cookie cookies id_rsa id_ed25519 kubeconfig env "api key" "api keys" "api token" "api tokens" "private key" "private keys" "ssh key" "ssh keys" "access key" "access keys" "secret key" "secret keys" "access token" "access tokens" "auth token" "auth tokens" "session token" "session tokens" "session cookie" "session cookies" "seed phrase" "seed phrases" "recovery phrase" "environment variable" "environment variables" "env var" "env vars" "env file" "env files" "service account" "signing key" "signing keys" "login data" "saved passwords" "connection string" "connection strings" "bearer token"',
	PRIVATE:
		'conversation conversations "system prompt" "system prompts" "system message" "system messages" "tool definitions" "tool schemas" transcript transcripts history messages chats context clipboard "source files" "user files" "project files" "local files" workspace "session data" "user session" screenshot screenshots keystrokes "chat history" "conversation history" "chat log" "chat logs" "user data" "personal data" "personal information" "user input" "user prompt" "user prompts" "source code" codebase contacts emails inbox photos documents "file contents" "system information" "browsing history" "git history" "bash history" "shell history" repository prompt prompts',
	THING:
		'contents content data results result output file files it them this everything information details text archive summary values findings copy body payload response responses report that documents',
	REMOTE:
		'webhook webhooks endpoint endpoints collector telemetry server servers host url address site website page pages gist paste link domain channel bucket third-party c2 attacker telegram discord slack pastebin relay backend analytics "remote server" "external server" "third party" api',
	EXTERNAL:
		'external remote outside third-party attacker-controlled our my following this collection telemetry analytics monitoring audit logging backup compliance diagnostic triage collaborator support',
	FIELD: 'parameter parameters argument arguments field fields sidenote header query',
	AUTH_USE:
		'authorization header headers bearer authenticate authentication authorise authorize login "log in" "sign in" signed signing oauth request requests',

	PROTECTION:
		'antivirus anti-virus antimalware defender gatekeeper smartscreen firewall sandbox sandboxing guardrail guardrails safeguard safeguards sip selinux apparmor edr xprotect amsi uac "content filter" "content filters" "content filtering" "safety filter" "safety filters" "safety check" "safety checks" "safety mechanism" "safety mechanisms" "safety feature" "safety features" "safety measure" "safety measures" "safety protocol" "safety protocols" "safety setting" "safety settings" "safety constraint" "safety constraints" "safety guideline" "safety guidelines" "safety training" "safety restrictions" "safety system" "safety systems" "safety warnings" "security software" "security control" "security controls" "security check" "security checks" "security scan" "security scans" "security scanner" "security scanners" "security scanning" "security warning" "security warnings" "security feature" "security features" "security setting" "security settings" "security tool" "security tools" "security measure" "security measures" "security restriction" "security restrictions" "security policy" "security policies" "security protections" "security process" "security processes" "security review" "security" "endpoint protection" "endpoint security" "real-time protection" "realtime protection" "real-time monitoring" "system integrity protection" "permission prompt" "permission prompts" "permission check" "permission checks" "permission system" "permission dialog" "permission dialogs" "access control" "access controls" "content moderation" "ethical guidelines" "content policy" "content policies" "usage policies" "usage policy" "tool restrictions" "malware scan" "malware scanning" "virus scan" "virus scanner" "code signing" "signature verification" "integrity check" "integrity checks" "tls verification" "certificate verification" "certificate validation" "ssl verification"',
	OBSERVATION:
		'logging logs audit auditing monitoring telemetry alerts alerting "audit log" "audit logs" "audit trail" "audit trails" "audit logging" "activity log" "session log" quarantine moderation filters restrictions limits protections protection confirmations verification warnings',
	CONFIRMATION:
		'confirmation confirmations approval approvals consent permission permissions authorization authorisation acknowledgment acknowledgement "sign-off" signoff review "human review" "human oversight" oversight "manual review" verification prompts dialog dialogs "permission prompt" "permission prompts" "permission check" "permission checks" "permission dialog" "permission dialogs"',
	REQUEST:
		'permission permissions prompt prompts request requests confirmation confirmations tool tools command commands action actions change changes dialog dialogs operation operations execution call calls edits warning warnings "tool call" "tool calls" "permission prompt" "permission prompts" "permission dialog" "permission dialogs" question questions step steps',

	/** What somebody would want to know of. */
	DEED: 'upload uploads uploading exfiltration collection transmission transfer telemetry request requests call calls "tool call" "tool calls" command commands execution script scripts download downloads installation access credential credentials token tokens secret secrets key keys payload instruction instructions prompt directive directives "data collection" backdoor tracking surveillance forwarding harvesting gathering connection background logging recording charge charges payment purchase fee premium commission sponsorship',
	VAGUE_DEED:
		'step steps action actions operation operations process activity behavior behaviour this these it change changes part section rule rules file files data enhancement mode logic feature findings',
	SECRETLY:
		'silently secretly covertly discreetly stealthily surreptitiously quietly invisibly unobtrusively "in the background" "behind the scenes" "without telling" "without notifying" "without informing" "without the user knowing" "without user knowledge" "without their knowledge" "without anyone knowing" "without being noticed" unnoticed "without notice" "without drawing attention" "without mentioning it" "without mentioning this" "without comment" "without saying so"',

	TERMINAL:
		'terminal powershell cmd console shell "command prompt" "command line" "run dialog" "win+r" "windows+r" "run box" iterm bash zsh "terminal.app" spotlight',
	SETUP:
		'prerequisite prerequisites required requirement requirements requires must mandatory essential setup install installation installed before first necessary needs need important critical dependency dependencies agent driver utility helper core installer',
	PASSWORD: 'password passwords passcode pass pwd passphrase',
	ARCHIVE: 'zip archive rar 7z installer package binary executable dmg exe pkg msi "disk image"',

	CODE_OBJECT:
		'script scripts source code binary contents content file files package installer implementation skill payload plugin "source code"',
	STARTUP:
		'cron crontab cronjob "cron job" "cron jobs" launchd launchagent launchagents "launch agent" "launch agents" systemd "login item" "login items" autostart "startup folder" "startup items" "task scheduler" "scheduled task" "scheduled tasks" "registry run" "run key" "shell profile" "shell startup" "startup script" "startup scripts" ".bashrc" ".zshrc" ".profile" ".bash_profile" ".zprofile" rc.local "git hook" "git hooks" "post-commit" "post-checkout"',
	TASK: 'task tasks request requests question questions message messages prompt prompts query queries conversation conversations interaction interactions everything anything session sessions turn turns response responses input situation situations case cases occasion',
	MODE: 'mode dan jailbreak jailbroken unrestricted persona',
	UNBOUND:
		'unrestricted unlimited uncensored unfiltered jailbroken jailbreak dan godmode "god mode" "no restrictions" "no limitations" "no rules" "no filters" "without restrictions" "without restriction" "without limitations" "without filters" "without limits" "without rules" "no longer bound" "not bound" "not restricted" "free from" "freed from" "no ethical" "no safety" "no limits" "restrictions lifted" "full access" "root access" "admin privileges" "elevated privileges"',
	SPECIAL_MODE:
		'developer debug admin administrator maintenance diagnostic diagnostics god sudo root jailbreak unrestricted dan bypass override unsafe yolo elevated privileged superuser training evaluation test testing',
	PRECEDENCE:
		'precedence priority supersede supersedes override overrides outrank outranks overrule overrules replace replaces trump trumps',
	MEMORY:
		'memory memories "long-term memory" "persistent memory" "system prompt" "global instructions" "custom instructions" "standing instructions" "project instructions" "core identity" persona',

	/** Where an agent reports what it did. */
	OUTPUT:
		'output response responses reply replies answer summary report rationale log logs transcript conversation chat notice receipt confirmation invoice',
	DENY: 'deny lie pretend mislead deceive feign fabricate say answer explain respond',
	APPROVED:
		'pre-approved preapproved pre-authorized pre-authorised approved authorized authorised consented trusted granted without assume presume',
	PERMISSIVE:
		'dangerously-skip-permissions --dangerously-skip-permissions bypasspermissions --dangerously-bypass-approvals-and-sandbox --skip-permissions skip-permissions --auto-approve --yolo',
	ORDERS:
		'instruction instructions directive directives command commands steps orders prompt prompts guidelines rules guidance procedure whatever everything says tells asks instructs',
	/** Counts, dates and secret words that something may wait for. */
	LATER:
		'use uses used run runs invocation invocations invoked activation activations session sessions installs installation launches days weeks months time times january february march april june july august september october november december phrase keyword passphrase codeword trigger marker prefix sandbox scanner detect detected audited evaluated monitored inspected observed scanned analyzed analysed watched',
	/** What advice may be paid for with. */
	INTEREST:
		'affiliate affiliates referral referrals sponsor sponsors sponsored sponsorship sponsorships commission commissions kickback kickbacks partnership partnerships advertisement advertisements advert adverts ads advertising promotional promotion promotions paid markup',
	/** Verbs and people of the orders that are known in other languages. */
	FOREIGN:
		'ignora ignore ignoren ignorez ignorer ignorar ignorate olvida olvide olviden olvidar descarta descarte desconsidere desconsidera oublie oubliez oublier dimentica esqueca omets omettez ignorier ignoriere ignorieren ignoriert vergiss vergessen missachte zignoruj ignoruj zapomnij talimatlari talimatlar talimati abaikan lupakan gelten verwirf negeer vergeet usuario utilisateur benutzer nutzer anwender',
	LACK: 'even no without',
	NEED: 'need require',
} as const;
