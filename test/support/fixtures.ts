import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { decodeText } from '../../server/src/base/decode';
import type { FileSet, SourceFile } from '../../server/src/base/files';
import type { Finding } from '../../server/src/base/finding';
import { LineIndex } from '../../server/src/base/lines';
import { analyseExtension } from '../../server/src/facts/analyse-extension';
import { WAIVERS_FILE } from '../../server/src/formats/waivers/model';
import { parseWaivers } from '../../server/src/formats/waivers/parse';
import { RULES, runRules, runWaiverRules } from '../../server/src/rules/run';
import { applyWaivers } from '../../server/src/verdict/waivers';

/** The day on which fixtures are judged. */
export const FIXTURE_DAY = '2026-06-15';
const FOLDER = 'fixtures/rules';

export interface FixtureCase {
	readonly rule: string;
	/** Folder name, e.g. `bad-wildcard`. */
	readonly name: string;
	readonly bad: boolean;
	readonly files: FileSet;
}

/** What an expected.json keeps of a finding: all that a reader would notice changing. */
export interface ExpectedFinding {
	readonly rule: string;
	readonly severity: string;
	/** `path:line:column-line:column`, counted from one in UTF-16 code units. */
	readonly at: string;
	readonly message: string;
	readonly because?: string;
	readonly fixes?: readonly string[];
}

/** All cases of one rule, sorted by name; none when it has no folder. */
export function fixtureCases(rule: string, root = process.cwd()): readonly FixtureCase[] {
	const folder = path.join(root, FOLDER, rule);
	return namesIn(folder)
		.filter(name => lstatSync(path.join(folder, name)).isDirectory())
		.map(name => ({ rule, name, bad: name.startsWith('bad-'), files: fileSetAt(path.join(folder, name)) }));
}

/** Rules that have a fixture folder. */
export function fixtureFolders(root = process.cwd()): readonly string[] {
	return namesIn(path.join(root, FOLDER));
}

/**
 * The extension of a case. A case folder that holds one folder and nothing else names the extension's root;
 * otherwise its own name means nothing, as in a package.
 */
function fileSetAt(folder: string): FileSet {
	const [only, ...others] = namesIn(folder);
	const named = only !== undefined && others.length === 0 && lstatSync(path.join(folder, only)).isDirectory();
	const root = named ? path.join(folder, only) : folder;
	return { folder: named ? only : '', files: filesBelow(root, ''), unlisted: [] };
}

function filesBelow(root: string, prefix: string): readonly SourceFile[] {
	return namesIn(path.join(root, prefix)).flatMap((name): readonly SourceFile[] => {
		const relative = prefix === '' ? name : `${prefix}/${name}`;
		const absolute = path.join(root, relative);
		const stat = lstatSync(absolute);
		if (stat.isDirectory()) return filesBelow(root, relative);
		const entry = { path: relative, size: stat.size, mode: stat.mode & 0o111 ? 0o755 : 0o644 };
		if (stat.isSymbolicLink()) return [{ ...entry, type: 'symlink', target: readlinkSync(absolute) }];
		return [{ ...entry, type: 'file', bytes: readFileSync(absolute) }];
	});
}

function namesIn(folder: string): readonly string[] {
	return readdirSync(folder).sort();
}

/** Findings of all rules for a case, those about its waivers file included. */
export function findingsOf(fixture: FixtureCase): readonly Finding[] {
	const found = runRules(analyseExtension(fixture.files)).findings;
	const waivers = fixture.files.files.find(file => file.path === WAIVERS_FILE);
	if (!waivers) return found;
	const document = parseWaivers(textOf(waivers));
	const { findings, used } = applyWaivers(found, document.entries, FIXTURE_DAY);
	const about = runWaiverRules({
		path: WAIVERS_FILE,
		document,
		today: FIXTURE_DAY,
		knownRules: new Set(RULES.keys()),
		used,
	});
	return [...about.findings, ...findings.filter(finding => !finding.waiver)];
}

/** What is kept of a case's findings in expected.json. */
export function expectedOf(fixture: FixtureCase): readonly ExpectedFinding[] {
	const lines = new Map<string, LineIndex>();
	return findingsOf(fixture).map(finding => {
		const { path: file, range } = finding.location;
		const index = lines.get(file) ?? LineIndex.of(textOf(fixture.files.files.find(f => f.path === file)));
		lines.set(file, index);
		const [start, end] = [index.positionAt(range.start), index.positionAt(range.end)];
		return {
			rule: finding.rule,
			severity: finding.severity,
			at: `${file}:${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`,
			message: finding.message,
			...(finding.demotion && { because: finding.demotion.reason }),
			...(finding.fixes.length > 0 && { fixes: finding.fixes.map(fix => fix.title) }),
		};
	});
}

function textOf(file: SourceFile | undefined): string {
	return file?.bytes ? decodeText(file.bytes).text : '';
}
