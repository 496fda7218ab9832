import { escapeForDisplay } from '../base/display';
import { directoryOf } from '../base/files';
import type { Range } from '../base/range';
import { defineRule } from './define';
import { skillOf } from './support/frontmatter';

export const rule = defineRule({
	id: 'skill-broken-link',
	title: 'SKILL.md links to a file that is not there',
	category: 'format',
	severity: 'low',
	confidence: 'high',
	ast: 'AST10',
	strength: 'strong',
	why: 'The agent is sent to instructions it cannot read and makes do without them, or takes a file of that name from the project it works in.',
	fix: 'Correct the path, or add the file.',
	limits: 'Links that leave the skill’s folder, and folders that were not listed, are not checked.',
	editorCheck: 'skill-broken-link',
	scope: 'extension',
	needs: ['files'],
	*check(extension) {
		const known = new Set<string>();
		for (const { path } of extension.files) {
			for (let at = path; at !== '' && !known.has(at); at = directoryOf(at)) known.add(at);
		}
		const byFoldedName = new Map([...known].map(path => [path.toLowerCase(), path]));
		const unlisted = extension.notExamined.map(part => part.path);
		for (const file of extension.files) {
			for (const block of skillOf(file)?.blocks ?? []) {
				for (const { kind, destination, destinationRange } of block.spans) {
					if ((kind !== 'link' && kind !== 'image') || destination === undefined) continue;
					const target = targetOf(file.path, destination);
					if (target === undefined) continue;
					if (known.has(target) || isBelow(target, unlisted)) continue;
					const found = byFoldedName.get(target.toLowerCase());
					const range: Range = destinationRange ?? block.range;
					yield {
						location: { path: file.path, range },
						message:
							found === undefined
								? `There is no “${escapeForDisplay(target, 100)}” in the skill. Correct the path, or add the file.`
								: `The file is named “${escapeForDisplay(found, 100)}”; where names distinguish case this link leads nowhere.`,
					};
				}
			}
		}
	},
});

/** Path in the extension that a link means; `undefined` when it means something else or leaves the folder. */
function targetOf(from: string, destination: string): string | undefined {
	const path = decoded(destination.replace(/[?#].*$/s, ''));
	if (
		path === '' ||
		/^(?:[a-z][a-z0-9+.-]*:|[/\\~$<{#])/i.test(path) ||
		/[{}<>$*|]|\bpath[-_/]to\b|\byour[-_]/i.test(path)
	)
		return undefined;
	const segments = directoryOf(from) === '' ? [] : directoryOf(from).split('/');
	for (const segment of path.split('/')) {
		if (segment === '..') {
			if (segments.pop() === undefined) return undefined;
		} else if (segment !== '' && segment !== '.') segments.push(segment);
	}
	return segments.length === 0 ? undefined : segments.join('/');
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		// Not percent-encoded after all: a file name may hold a bare percent sign.
		return text;
	}
}

function isBelow(path: string, folders: readonly string[]): boolean {
	return folders.some(folder => path === folder || path.startsWith(`${folder}/`));
}
