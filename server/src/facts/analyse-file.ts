import { type Decoded, decodeText } from '../base/decode';
import type { FileEntry, SourceFile } from '../base/files';
import type { NotExamined } from '../base/finding';
import { LineIndex } from '../base/lines';
import { parseManifest } from '../formats/manifest/parse';
import { parsePolicy } from '../formats/policy/parse';
import type { SkillDocument } from '../formats/skill/model';
import { parseMarkdown, parseSkill } from '../formats/skill/parse';
import type { Analyser } from './analyser';
import { CollectedCode } from './collected';
import { collectConfig } from './config/collect';
import { configKindOf } from './config/kind';
import type { Setting } from './config/model';
import { ENCODING_TECHNIQUES, type FoundHidden, findHiddenText } from './hidden';
import { type Classified, classifyBinary, classifyText, unreadLanguageOf } from './kinds';
import { collectMarkdownCode } from './markdown-code';
import { findMentions } from './mentions';
import type { Context, FileFacts, FileKind, Instruction, Placed } from './model';
import { placed, type Site, siteAt } from './place';
import { analyseProse, analyseProseText } from './prose/analyse';
import { findSecrets } from './secrets';
import { toolDescriptions } from './tool-descriptions';

/**
 * Everything known about one file on its own: a pure function of its path, mode and content. Never throws.
 * @param previous facts of an earlier state of the same file, of which unchanged parts are used again.
 */
export function analyseFile(file: SourceFile, analyser: Analyser, previous?: FileFacts): FileFacts {
	const { path } = file;
	if (file.type === 'symlink') {
		return withoutText(file, 'symlink', 'it is a symbolic link, which is never followed', true);
	}
	if (file.type === 'other') {
		return withoutText(file, 'other', 'it is neither a file nor a folder', true);
	}
	if (file.unread !== undefined) return withoutText(file, 'other', file.unread, true);
	const decoded: Decoded =
		file.text === undefined
			? decodeText(file.bytes ?? new Uint8Array())
			: { text: file.text, encoding: 'utf-8', bom: file.bom ?? false };
	if (decoded.encoding === 'binary') {
		const kind = classifyBinary(file.bytes ?? new Uint8Array());
		return withoutText(file, kind, `it is not text (${kind})`, kind !== 'image');
	}
	return analyseText(file, classifyText(path, decoded.text), decoded, analyser, previous);
}

function analyseText(
	file: SourceFile,
	classified: Classified,
	decoded: Decoded,
	analyser: Analyser,
	previous: FileFacts | undefined,
): FileFacts {
	const { path } = file;
	const { text, encoding, bom } = decoded;
	const { kind } = classified;
	const whole = siteAt(path, text, 0, contextOfFile(classified));
	const code = new CollectedCode();
	const notExamined: NotExamined[] = [];
	if (encoding === 'invalid-utf-8') {
		const reason = 'some of its bytes are not UTF-8; they were read as the replacement character';
		notExamined.push({ path, reason, gap: false });
	}
	const hidden = findHiddenText(text, { html: kind === 'skill' || kind === 'markdown' });
	let document: SkillDocument | undefined;
	const settings: Placed<Setting>[] = [];
	if (kind === 'skill' || kind === 'markdown') {
		const parse = kind === 'skill' ? parseSkill : parseMarkdown;
		document = parse(text, {
			parsedText: analyser.limits.parsedText,
			...(previous?.skill && { previous: previous.skill }),
		});
		settings.push(...collectMarkdownCode(document, text, path, analyser, code));
		if (document.parsedTo < text.length) {
			const range = { start: document.parsedTo, end: text.length };
			const reason = `only the first ${document.parsedTo} characters are parsed`;
			notExamined.push({ path, range, reason, gap: true });
		}
		for (const range of document.unparsed ?? []) {
			notExamined.push({
				path,
				range,
				reason: 'it is too long or too deeply nested to be parsed',
				gap: true,
			});
		}
	} else if (kind === 'script' && classified.language) {
		code.add(analyser.script(classified.language, text), whole, true);
	} else if (kind === 'config') {
		const configKind = configKindOf(path);
		if (configKind !== null) settings.push(...collectConfig(configKind, text, whole, analyser, code));
	} else {
		const unread = unreadLanguageOf(path);
		if (unread !== undefined) notExamined.push({ path, reason: `${unread} code is not analysed`, gap: true });
	}
	return {
		entry: entryOf(file),
		path,
		kind,
		...(classified.language && { language: classified.language }),
		encoding,
		bom,
		lines: LineIndex.of(text),
		length: text.length,
		...(keepsText(kind) && { text }),
		...(document && { skill: document }),
		...(kind === 'manifest' && { manifest: parseManifest(text, { bom }) }),
		...(kind === 'policy' && { policy: parsePolicy(text, { bom }) }),
		uses: code.uses,
		flows: code.flows,
		references: code.references,
		settings,
		instructions: [
			...(document ? analyseProse(document, path, { analyse: block => analyser.prose(block) }) : []),
			...code.instructions,
			...hidden.flatMap(found => saidInHiding(found, whole)),
			...saidOfTools(text, classified, path),
		],
		hidden: hidden.map(({ fact, range }) => placed(fact, range, whole)),
		secrets: findSecrets(text, path).map(secret => placed(secret.fact, secret.range, whole)),
		mentions: document ? findMentions(document, text, path) : [],
		notExamined: [...notExamined, ...code.notExamined],
	};
}

/** What text encoded in invisible characters tells the agent, at the place of the characters. */
function saidInHiding({ fact, range }: FoundHidden, whole: Site): readonly Placed<Instruction>[] {
	if (fact.decoded === null || !ENCODING_TECHNIQUES.has(fact.technique)) return [];
	return analyseProseText(fact.decoded).map(said => placed({ ...said.fact, parts: [] }, range, whole));
}

/** What the descriptions of tools in a script tell the agent that reads them. */
function saidOfTools(text: string, classified: Classified, path: string): readonly Placed<Instruction>[] {
	if (classified.kind !== 'script' || !classified.language) return [];
	return toolDescriptions(text, classified.language).flatMap(({ start, end }) => {
		const site = siteAt(path, text, start, contextOfFile(classified));
		return analyseProseText(text.slice(start, end))
			.filter(({ fact }) => fact.confidence === 'high')
			.map(({ fact, range, mitigations }) => {
				const parts = fact.parts.map(part => ({ ...part, range: site.rangeOf(part.range) }));
				const here = { ...site, context: { ...site.context, mitigations } };
				return placed({ ...fact, parts }, range, here);
			});
	});
}

/** Facts of a file that was not read as text. */
function withoutText(file: SourceFile, kind: FileKind, reason: string, gap: boolean): FileFacts {
	return {
		entry: entryOf(file),
		path: file.path,
		kind,
		encoding: file.bytes ? 'binary' : null,
		bom: false,
		lines: LineIndex.of(''),
		length: 0,
		uses: [],
		flows: [],
		references: [],
		settings: [],
		instructions: [],
		hidden: [],
		secrets: [],
		mentions: [],
		notExamined: [{ path: file.path, reason, gap }],
	};
}

function entryOf(file: SourceFile): FileEntry {
	const { path, type, size, mode, target } = file;
	return { path, type, size, ...(mode !== undefined && { mode }), ...(target !== undefined && { target }) };
}

function contextOfFile({ kind, language }: Classified): Context {
	const container = kind === 'script' ? 'script' : kind === 'config' ? 'config' : 'text';
	return { container, ...(language && { language }), sections: [], mitigations: [] };
}

/** Kinds whose rules, hovers and fixes read the text again. */
function keepsText(kind: FileKind): boolean {
	return (
		kind === 'skill' || kind === 'markdown' || kind === 'manifest' || kind === 'policy' || kind === 'config'
	);
}
