import type { FileSet } from '../../server/src/base/files';
import { analyseExtension } from '../../server/src/facts/analyse-extension';
import { runRules } from '../../server/src/rules/run';
import type { ExtensionReport } from '../../server/src/service/model';

/** Files of an extension by their paths, as a set. */
export function fileSet(files: Readonly<Record<string, string>>, folder = 'demo'): FileSet {
	const paths = Object.keys(files).sort();
	return {
		folder,
		files: paths.map(path => {
			const bytes = new TextEncoder().encode(files[path]);
			return { path, type: 'file', size: bytes.byteLength, bytes };
		}),
		unlisted: [],
	};
}

/** The report about an extension made of these files. */
export function reportOf(files: Readonly<Record<string, string>>, folder = 'demo'): ExtensionReport {
	const facts = analyseExtension(fileSet(files, folder));
	const { findings, failedRules } = runRules(facts);
	const complete = failedRules.length === 0 && !facts.notExamined.some(part => part.gap);
	return { root: `file:///w/${folder}`, facts, findings, notExamined: facts.notExamined, complete };
}

/** A manifest's text with the given permissions. */
export function manifestText(permissions: object, other: object = {}): string {
	const identity = { schema: 'aessf.dev/aem/v0', id: 'com.example.demo', type: 'skill', version: '1.0.0' };
	return `${JSON.stringify({ ...identity, ...other, permissions }, undefined, 2)}\n`;
}

/** A small skill with a body. */
export function skillText(body: string, frontmatter = ''): string {
	return `---\nname: demo\ndescription: Shows how a demo is made.\n${frontmatter}---\n\n${body}\n`;
}
