import { PLACEHOLDER_MARK, UNKNOWN } from './value';

/** `<your-host>`, `<URL>`: a part the reader is to fill in. A shell would read it as two redirections. */
const PLACEHOLDER = /<[A-Za-z][\w .:|/-]{0,60}>/g;
const PROMPT = /^[ \t]*(?:\([\w.-]+\) )?(?:[\w.-]+@[\w.-]+[: ][^\n$#%]{0,60}[$#%]|[$%❯➜]) /gm;

/**
 * The text made ready for the grammar, at unchanged length so that every offset holds: prompts of transcripts
 * (`$ cmd`) become spaces, placeholders become unknown parts, carriage returns before a line break spaces.
 */
export function prepareSource(text: string): string {
	let source = /[\0\x01]/.test(text) ? text.replace(/[\0\x01]/g, ' ') : text;
	if (source.includes('\r')) source = source.replace(/\r(?=\n|$)/g, ' ');
	if (source.charCodeAt(0) === 0xfeff) source = ` ${source.slice(1)}`;
	if (source.includes('<')) source = source.replace(PLACEHOLDER, replacedPlaceholder);
	if (source.includes('<<')) source = withClosedHereDocuments(source);
	return withoutPrompts(source);
}

/** How many here-documents are looked at for an indented end. */
const MAX_HERE_DOCUMENTS = 100;

/**
 * Makes the end of a here-document count that is indented, as code in a list of a Markdown text is: the last space
 * before it becomes a line break. Only where no other line ends the document.
 */
function withClosedHereDocuments(source: string): string {
	let looked = 0;
	for (const match of source.matchAll(/<<(?![<-])[ \t]*(["']?)(\w{1,64})\1/g)) {
		if (++looked > MAX_HERE_DOCUMENTS) break;
		const word = match[2]!;
		const exact = new RegExp(`\\n${word}(?=\\n|$)`, 'g');
		exact.lastIndex = match.index;
		if (exact.test(source)) continue;
		const indented = new RegExp(`\\n([ \\t]*)[ \\t]${word}([ \\t]*)(?=\\n|$)`, 'g');
		indented.lastIndex = match.index;
		const end = indented.exec(source);
		if (end === null) continue;
		const [whole, before = '', after = ''] = end;
		const closed = `\n${before}\n${word}${after === '' ? '' : `\n${after.slice(1)}`}`;
		source = source.slice(0, end.index) + closed + source.slice(end.index + whole.length);
	}
	return source;
}

function replacedPlaceholder(match: string, at: number, whole: string): string {
	const before = at === 0 ? '\n' : whole.charAt(at - 1);
	const after = whole.charAt(at + match.length);
	const inWord = !/[\s<&|;()\d]/.test(before);
	const endsWord = after === '' || /[\s"'`);|&/,.:?]/.test(after);
	return inWord || endsWord ? PLACEHOLDER_MARK + UNKNOWN.repeat(match.length - 1) : match;
}

function withoutPrompts(text: string): string {
	let first = -1;
	const blanked = text.replace(PROMPT, (prompt: string, at: number) => {
		if (first < 0) first = at;
		return ' '.repeat(prompt.length);
	});
	if (first < 0) return text;
	const isTranscript = /^(?:\s|#[^\n]*(?:\n|$))*$/.test(text.slice(0, first));
	return isTranscript ? withoutOutput(text, blanked) : blanked;
}

/** Words that begin a command in all likelihood. */
const COMMAND_START =
	/^[ \t]*(?:(?:sudo|bash|sh|zsh|curl|wget|eval|exec|source|export|python3?|node|perl|ruby|php|echo|printf|cat|base64|openssl|nc|ncat|ssh|scp|rsync|git|npm|npx|pip3?|uvx?|crontab|launchctl|systemctl|chmod|cp|mv|rm|tar|dig|nslookup|osascript|xattr|security|for|while|if|fi|do|done|else|then|env|printenv)(?=[ \t;]|$)|\.{0,2}\/[\w.]|[\w.-]+=|[("'\\}{#])/;

/**
 * In a transcript, lines without a prompt are mostly output. Blanks those that neither continue a command nor begin
 * like one nor hold any operator of the shell, so that they are not taken for commands.
 */
function withoutOutput(original: string, blanked: string): string {
	const lines = blanked.split('\n');
	let at = 0;
	let open = false;
	let hereDocument: string | null = null;
	let continues = false;
	for (const [index, line] of lines.entries()) {
		const prompted = original.slice(at, at + line.length) !== line;
		at += line.length + 1;
		if (hereDocument !== null) {
			if (line.trim() === hereDocument) hereDocument = null;
			continue;
		}
		if (prompted) open = false;
		else if (continues && line.startsWith('> ')) lines[index] = `  ${line.slice(2)}`;
		else if (!continues && !COMMAND_START.test(line) && !/[|;&<>$`]/.test(line)) {
			lines[index] = ' '.repeat(line.length);
			continue;
		}
		if (hasOpenQuote(line)) open = !open;
		continues = open || /(?:\\|\||&&)[ \t]*$/.test(line);
		hereDocument = /<<-?[ \t]*["'\\]?([A-Za-z_]\w*)/.exec(line)?.[1] ?? null;
	}
	return lines.join('\n');
}

/** Whether a quotation begun on the line stays open at its end. */
function hasOpenQuote(line: string): boolean {
	const bare = line.replace(/\\./g, '');
	return bare.split("'").length % 2 === 0 || bare.split('"').length % 2 === 0;
}
