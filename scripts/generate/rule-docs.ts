import { decodeText } from '../../server/src/base/decode';
import { escapeForDisplay } from '../../server/src/base/display';
import type { SourceFile } from '../../server/src/base/files';
import { LineIndex } from '../../server/src/base/lines';
import { AST_CLASSES, type Rule } from '../../server/src/rules/model';
import {
	type ExpectedFinding,
	expectedOf,
	type FixtureCase,
	fixtureCases,
} from '../../test/support/fixtures';
import type { GeneratedFile } from './generated-file';

const FOLDER = 'docs/rules';
/** Longer example files are shown around their findings only. */
const SHOWN_LINES = 24;
const SHOWN_COLUMNS = 160;
const NOTE = '<!-- Written by `npm run update` from the rule and its fixtures. -->';

/** The page of one rule. Its examples are its fixtures, so they are true as long as the tests pass. */
export function rulePage(rule: Rule, root: string): GeneratedFile {
	const parts = [
		NOTE,
		`# ${rule.title}`,
		facts(rule),
		`## Why it matters\n\n${rule.why}`,
		`## What to do\n\n${rule.fix}`,
		...(rule.limits ? [`## Known limits\n\n${rule.limits}`] : []),
		howToWaive(rule),
		...(rule.scope === 'runner' ? [] : examples(rule, root)),
	];
	return { path: `${FOLDER}/${rule.id}.md`, text: `${parts.join('\n\n')}\n` };
}

/** The list of all rules. */
export function rulesTable(rules: readonly Rule[]): GeneratedFile {
	const rows = rules.map(
		rule =>
			`| [${rule.id}](${rule.id}.md) | ${cell(rule.title)} | ${rule.category} | ${rule.severity} | ${rule.ast} |`,
	);
	const text = [
		NOTE,
		'# Rules',
		'',
		'| id | what it reports | category | severity | class |',
		'|---|---|---|---|---|',
		...rows,
		'',
	].join('\n');
	return { path: `${FOLDER}/README.md`, text };
}

function facts(rule: Rule): string {
	const strength =
		rule.strength === 'strong'
			? 'Strong: where it stands never makes it milder.'
			: 'Weak: reported two levels milder where it stands in a quotation, a table, a negation, an example, a reference document or a test. The finding then says which.';
	return [
		`- Id: \`${rule.id}\``,
		`- Category: ${rule.category}`,
		`- Severity: ${rule.severity} · confidence: ${rule.confidence}`,
		`- ${strength}`,
		`- Class: ${rule.ast}, ${AST_CLASSES[rule.ast]} (OWASP Agentic Skills Top 10)${rule.atlas ? ` · MITRE ATLAS ${rule.atlas}` : ''}`,
	].join('\n');
}

function howToWaive(rule: Rule): string {
	if (rule.scope === 'runner')
		return '## How to waive\n\nIt cannot be waived: it says that something was not judged.';
	const entry = {
		rule: rule.id,
		path: 'path/to/file',
		reason: 'why it is acceptable here',
		owner: 'you@example.com',
		expires: '2026-12-31',
	};
	const text = JSON.stringify({ schema: 'aext/waivers/v1', waivers: [entry] }, undefined, 2);
	return `## How to waive\n\nIn \`aext-waivers.json\` at the root of your workspace (a file inside a package is never honoured):\n\n${fenced(text, 'json')}`;
}

function examples(rule: Rule, root: string): string[] {
	const cases = fixtureCases(rule.id, root);
	const section = (title: string, chosen: readonly FixtureCase[]): string[] =>
		chosen.length === 0 ? [] : [`## ${title}`, ...chosen.map(fixture => example(rule, fixture))];
	return [
		...section(
			'Reported',
			cases.filter(fixture => fixture.bad),
		),
		...section(
			'Not reported',
			cases.filter(fixture => !fixture.bad),
		),
	];
}

function example(rule: Rule, fixture: FixtureCase): string {
	const found = expectedOf(fixture).filter(finding => finding.rule === rule.id);
	const title = fixture.name.replace(/^(bad|good)-/, '').replaceAll('-', ' ');
	const folder = fixture.files.folder === '' ? '' : `Folder \`${fixture.files.folder}\`.`;
	const files = fixture.files.files.map(file => shownFile(file, found));
	return [`### ${title[0]?.toUpperCase()}${title.slice(1)}`, folder, ...files, ...found.map(message)]
		.filter(part => part !== '')
		.join('\n\n');
}

function message({ severity, at, message: text, because }: ExpectedFinding): string {
	const milder = because === undefined ? '' : ` (milder because ${because})`;
	return `> **${severity}**${milder} at ${at.replace(/-[\d:]+$/, '')}: ${text.replaceAll('\n', ' ').replace(/[<>*_`[\]]/g, '\\$&')}`;
}

function shownFile(file: SourceFile, found: readonly ExpectedFinding[]): string {
	const name = `\`${escapeForDisplay(file.path)}\``;
	if (file.type !== 'file') return `${name}, a ${file.type}`;
	const { text, encoding, bom } = decodeText(file.bytes ?? new Uint8Array());
	if (encoding === 'binary') return `${name}, ${file.size} bytes, not text`;
	const note = bom ? ', with a byte order mark' : '';
	const ranges = found.filter(finding => finding.at.startsWith(`${file.path}:`)).map(linesOf);
	return `${name}${note}\n\n${fenced(shownLines(text, ranges), languageTag(file.path))}`;
}

/** All lines of a short text; of a long one the first and those around the findings. */
function shownLines(text: string, ranges: readonly (readonly [number, number])[]): string {
	const index = LineIndex.of(text);
	const lines = Array.from({ length: index.count }, (_, line) =>
		text.slice(index.startOf(line), index.startOf(line + 1)).replace(/[\r\n]+$/, ''),
	);
	if (lines.at(-1) === '') lines.pop();
	const short = lines.length <= SHOWN_LINES;
	const isShown = (line: number): boolean =>
		short || line < 4 || ranges.some(([from, to]) => line >= from - 2 && line <= Math.min(to, from + 8) + 2);
	const shown: string[] = [];
	for (const [line, content] of lines.entries()) {
		if (isShown(line)) shown.push(visible(content));
		else if (shown.at(-1) !== '…') shown.push('…');
	}
	return shown.join('\n');
}

/** First and last line of an expected place, from zero. */
function linesOf({ at }: ExpectedFinding): readonly [number, number] {
	const match = /:(\d+):\d+-(\d+):\d+$/.exec(at);
	return [Number(match?.[1] ?? 1) - 1, Number(match?.[2] ?? 1) - 1];
}

function visible(line: string): string {
	return line
		.split('\t')
		.map(part => escapeForDisplay(part, SHOWN_COLUMNS))
		.join('\t');
}

function languageTag(path: string): string {
	return /\.(?:md|json|sh|py|js|ts|ps1|ya?ml|toml)$/.exec(path)?.[0].slice(1) ?? 'text';
}

function fenced(text: string, language: string): string {
	const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(run => run[0].length));
	const fence = '`'.repeat(longest + 1);
	return `${fence}${language}\n${text}\n${fence}`;
}

function cell(text: string): string {
	return text.replaceAll('|', '\\|');
}
