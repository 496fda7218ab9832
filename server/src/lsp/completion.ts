import {
	type CompletionItem,
	CompletionItemKind,
	type CompletionList,
	type Connection,
	InsertTextFormat,
} from 'vscode-languageserver';
import { nameOfUri, uriBelow } from '../base/uris';
import { completeFrontmatter } from '../service/completion/frontmatter';
import { completeManifest } from '../service/completion/manifest';
import type { Suggestion } from '../service/completion/model';
import { completeWaivers } from '../service/completion/waivers';
import type { ExtensionReport } from '../service/model';
import { fileAt } from '../service/report-files';
import { WAIVERS_FILE } from '../service/waive';
import type { Answering } from './answering';
import { type LinkTo, toMarkup } from './markup';
import { Places } from './places';
import { Positions } from './positions';
import type { Session } from './session';

/** Frontmatter keys that VS Code completes itself in documents of the language `skill`. */
const EDITORS_OWN: ReadonlySet<string> = new Set([
	'name',
	'description',
	'argument-hint',
	'user-invocable',
	'disable-model-invocation',
	'context',
]);

const KINDS: Readonly<Record<Suggestion['kind'], CompletionItemKind>> = {
	key: CompletionItemKind.Property,
	value: CompletionItemKind.Value,
	host: CompletionItemKind.Value,
	path: CompletionItemKind.File,
	rule: CompletionItemKind.EnumMember,
};

export function serveCompletion(connection: Connection, session: Session, answering: Answering): void {
	const { encoding, markdownCompletion } = session.client;
	const listed = (
		suggestions: readonly Suggestion[],
		positions: Positions,
		linkTo: LinkTo,
	): CompletionList => ({
		isIncomplete: false,
		items: suggestions.map(suggestion => itemOf(suggestion, positions, markdownCompletion, linkTo)),
	});
	connection.onCompletion(
		answering.request('textDocument/completion', async ({ textDocument, position }, signal) => {
			const { uri } = textDocument;
			const document = session.documents.get(uri);
			if (document && nameOfUri(uri) === WAIVERS_FILE) {
				const positions = Positions.of(encoding, document.text);
				return listed(completeWaivers(document.text, positions.offset(position)), positions, () => '');
			}
			const found = await session.reportAt(uri, signal);
			if (!found) return null;
			const places = await Places.of(session, found.report, [found.path]);
			const positions = places.positions(found.path);
			const suggestions = suggest(session, found.report, found.path, positions.offset(position));
			return listed(suggestions, positions, places.linkTo);
		}),
	);
}

function suggest(
	{ client, documents }: Session,
	{ root, facts }: ExtensionReport,
	path: string,
	offset: number,
): readonly Suggestion[] {
	if (path === facts.manifest?.path) return completeManifest(facts, offset, !client.options.jsonSchemas);
	const file = fileAt(facts, path);
	if (file?.kind !== 'skill') return [];
	const language = documents.get(uriBelow(root, path))?.languageId;
	const own = language === 'skill' && client.options.editorChecks?.includes('skill-unknown-attribute');
	return completeFrontmatter(file, offset, own ? EDITORS_OWN : new Set());
}

function itemOf(
	{ label, kind, range, newText, detail, documentation, rank }: Suggestion,
	positions: Positions,
	markdown: boolean,
	linkTo: LinkTo,
): CompletionItem {
	return {
		label,
		kind: KINDS[kind],
		...(detail !== undefined && { detail }),
		...(documentation.length > 0 && { documentation: toMarkup(documentation, markdown, linkTo) }),
		sortText: `${String(rank).padStart(4, '0')} ${label}`,
		filterText: newText,
		insertTextFormat: InsertTextFormat.PlainText,
		textEdit: { range: positions.range(range), newText },
	};
}
