import { baseName, extensionOf } from '../base/files';
import { languageOf } from '../scripts/language';
import type { ScriptLanguage } from '../scripts/model';
import { isRequirements } from './config/kind';
import type { FileKind } from './model';

export interface Classified {
	readonly kind: FileKind;
	readonly language?: ScriptLanguage;
}

const MARKDOWN = new Set(['md', 'markdown', 'mdx', 'mdc']);
const CONFIG = new Set([
	'json',
	'jsonc',
	'json5',
	'yaml',
	'yml',
	'toml',
	'ini',
	'cfg',
	'conf',
	'env',
	'properties',
	'xml',
	'plist',
]);
const CONFIG_NAMES = new Set(['makefile', 'dockerfile', 'justfile', 'procfile', '.env', '.npmrc', '.pypirc']);

/** What a text file is, by its path within the extension and its text. */
export function classifyText(path: string, text: string): Classified {
	const name = baseName(path);
	const lower = name.toLowerCase();
	if (lower === 'skill.md') return { kind: 'skill' };
	if (name === 'aem.json') return { kind: 'manifest' };
	if (path === 'policy.json' && looksLikePolicy(text)) return { kind: 'policy' };
	const extension = extensionOf(path);
	if (MARKDOWN.has(extension)) return { kind: 'markdown' };
	const language = languageOf(path, text.slice(0, 200).split(/\r?\n|\r/, 1)[0] ?? '');
	if (language !== null) return { kind: 'script', language };
	if (CONFIG.has(extension) || CONFIG_NAMES.has(lower) || lower.startsWith('.env.'))
		return { kind: 'config' };
	return { kind: isRequirements(path) ? 'config' : 'text' };
}

/** Other tools have a `policy.json` too (cloud access policies); ours speaks of a mode or of denied permissions. */
function looksLikePolicy(text: string): boolean {
	return /"(?:mode|permissions|deny)"\s*:/i.test(text.slice(0, 65_536)) && !/"Statement"\s*:/.test(text);
}

/** Programming languages without an analyser, by file extension: what such a file does is not known. */
const UNREAD_LANGUAGES: ReadonlyMap<string, string> = new Map([
	['rb', 'Ruby'],
	['pl', 'Perl'],
	['pm', 'Perl'],
	['php', 'PHP'],
	['lua', 'Lua'],
	['go', 'Go'],
	['rs', 'Rust'],
	['c', 'C'],
	['h', 'C'],
	['cc', 'C++'],
	['cpp', 'C++'],
	['hpp', 'C++'],
	['cs', 'C#'],
	['java', 'Java'],
	['kt', 'Kotlin'],
	['swift', 'Swift'],
	['scala', 'Scala'],
	['r', 'R'],
	['jl', 'Julia'],
	['ex', 'Elixir'],
	['exs', 'Elixir'],
	['bat', 'Windows batch'],
	['cmd', 'Windows batch'],
	['vbs', 'VBScript'],
	['fish', 'fish'],
	['applescript', 'AppleScript'],
	['scpt', 'AppleScript'],
]);

/** The programming language of a text that no analyser reads; `undefined` when it is no such code. */
export function unreadLanguageOf(path: string): string | undefined {
	return UNREAD_LANGUAGES.get(extensionOf(path));
}

const MAGIC: readonly { readonly kind: FileKind; readonly at?: number; readonly bytes: readonly number[] }[] =
	[
		{ kind: 'executable', bytes: [0x7f, 0x45, 0x4c, 0x46] },
		{ kind: 'executable', bytes: [0x4d, 0x5a] },
		{ kind: 'executable', bytes: [0xfe, 0xed, 0xfa, 0xce] },
		{ kind: 'executable', bytes: [0xfe, 0xed, 0xfa, 0xcf] },
		{ kind: 'executable', bytes: [0xce, 0xfa, 0xed, 0xfe] },
		{ kind: 'executable', bytes: [0xcf, 0xfa, 0xed, 0xfe] },
		{ kind: 'executable', bytes: [0xca, 0xfe, 0xba, 0xbe] },
		{ kind: 'executable', bytes: [0x00, 0x61, 0x73, 0x6d] },
		{ kind: 'archive', bytes: [0x50, 0x4b, 0x03, 0x04] },
		{ kind: 'archive', bytes: [0x50, 0x4b, 0x05, 0x06] },
		{ kind: 'archive', bytes: [0x1f, 0x8b] },
		{ kind: 'archive', bytes: [0x42, 0x5a, 0x68] },
		{ kind: 'archive', bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a] },
		{ kind: 'archive', bytes: [0x28, 0xb5, 0x2f, 0xfd] },
		{ kind: 'archive', bytes: [0x37, 0x7a, 0xbc, 0xaf] },
		{ kind: 'archive', bytes: [0x52, 0x61, 0x72, 0x21] },
		{ kind: 'archive', at: 257, bytes: [0x75, 0x73, 0x74, 0x61, 0x72] },
		{ kind: 'image', bytes: [0x89, 0x50, 0x4e, 0x47] },
		{ kind: 'image', bytes: [0xff, 0xd8, 0xff] },
		{ kind: 'image', bytes: [0x47, 0x49, 0x46, 0x38] },
		{ kind: 'image', at: 8, bytes: [0x57, 0x45, 0x42, 0x50] },
	];

/** What bytes that are not text are, by their magic number. */
export function classifyBinary(bytes: Uint8Array): FileKind {
	for (const { kind, at = 0, bytes: magic } of MAGIC) {
		if (magic.every((byte, index) => bytes[at + index] === byte)) return kind;
	}
	return 'binary';
}
