import type { Range } from '../../base/range';
import type { PackageUse } from '../../scripts/model';
import { packageSpecOf } from '../../scripts/shell/commands/package-spec';
import type { ConfigFacts, ConfigReader } from './model';

/** One line of a text with its place, comments and continuation marks taken off, white space around it too. */
interface Line {
	readonly text: string;
	readonly range: Range;
}

function* linesOf(text: string): Generator<Line> {
	for (const match of text.matchAll(/[^\r\n]+/g)) {
		// In a requirement `#` begins a comment only after white space: it also begins a URL's fragment.
		const bare = match[0].replace(/(?:^|\s)[#;].*$/, '').replace(/\\$/, '');
		const start = match.index + bare.length - bare.trimStart().length;
		const trimmed = bare.trim();
		if (trimmed !== '') yield { text: trimmed, range: { start, end: start + trimmed.length } };
	}
}

/** pip's requirements file. Source: pip's documentation, "Requirements File Format". */
export const readRequirements: ConfigReader = (_root, text, found) => {
	for (const { text: line, range } of linesOf(text)) {
		const option = /^(--?[a-z-]+)(?:[ \t=]+(.*))?$/.exec(line);
		if (option === null) tellPackage(line, range, found);
		else if (option[1] === '-e' || option[1] === '--editable') tellPackage(option[2] ?? '', range, found);
		else readOption(option[1]!, option[2] ?? '', range, found);
	}
};

/** pip's configuration file, and npm's: one setting a line. */
export const readPackageManagerSettings: ConfigReader = (_root, text, found) => {
	for (const { text: line, range } of linesOf(text)) {
		const pair = /^((?:@[\w.-]+:)?[\w-]+)[ \t]*=[ \t]*(.*)$/.exec(line);
		if (pair !== null) readOption(pair[1]!, pair[2]!.replace(/^"(.*)"$/, '$1'), range, found);
	}
};

const INDEXES: ReadonlyMap<string, { readonly manager: string; readonly extra: boolean }> = new Map([
	['index-url', { manager: 'pip', extra: false }],
	['i', { manager: 'pip', extra: false }],
	['extra-index-url', { manager: 'pip', extra: true }],
	['find-links', { manager: 'pip', extra: true }],
	['f', { manager: 'pip', extra: true }],
	['registry', { manager: 'npm', extra: false }],
]);

function readOption(name: string, value: string, range: Range, found: ConfigFacts): void {
	const key = name.replace(/^-+|^@[\w.-]+:/g, '');
	const index = INDEXES.get(key);
	if (index !== undefined) {
		for (const url of value.split(/\s+/)) {
			if (/^https?:\/\//i.test(url))
				found.settings.push({ fact: { kind: 'package-index', ...index, url }, range });
		}
		return;
	}
	const off = key === 'trusted-host' || (key === 'strict-ssl' && /^false$/i.test(value));
	if (!off) return;
	const how = `${name} makes the package manager accept any certificate`;
	found.uses.push({ kind: 'safety-off', what: 'tls-verification', range, how, confidence: 'high' });
}

function tellPackage(line: string, range: Range, found: ConfigFacts): void {
	// Environment markers and options of one requirement follow it.
	const text = line.replace(/\s+--?[a-z].*$|\s*;.*$/, '').replace(/\s*(===?|[<>!~]=?|\[)\s*/g, '$1');
	if (text === '' || text.length > 2000) return;
	found.uses.push(listed(packageSpecOf(text, 'pypi', null), range));
}

/** The use of a package that a project's file lists. */
export function listed(
	spec: Pick<PackageUse, 'ecosystem' | 'name' | 'version' | 'source' | 'url'>,
	range: Range,
): PackageUse {
	const how = `the project depends on ${spec.name ?? spec.url ?? 'a package'}`;
	return { kind: 'package', ...spec, ephemeral: false, range, how, confidence: 'high' };
}
