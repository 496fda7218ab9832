import type { Connection, Hover } from 'vscode-languageserver';
import { nameOfUri } from '../base/uris';
import { rulesHover } from '../service/hover/finding';
import { hoverAt } from '../service/hover/hover';
import { waiverHover } from '../service/hover/waiver';
import { WAIVERS_FILE } from '../service/waive';
import type { Answering } from './answering';
import { toMarkup } from './markup';
import { Places } from './places';
import { Positions } from './positions';
import type { Session } from './session';

/** @param docs prefix of the rules' pages. */
export function serveHover(
	connection: Connection,
	session: Session,
	answering: Answering,
	docs: string,
): void {
	const { markdownHover, encoding } = session.client;
	const rulePage = (rule: string) => `${docs}${rule}.md`;
	connection.onHover(
		answering.request(
			'textDocument/hover',
			async ({ textDocument, position }, signal): Promise<Hover | null> => {
				const { uri } = textDocument;
				const text = session.documents.get(uri)?.text;
				if (nameOfUri(uri) === WAIVERS_FILE && text !== undefined) {
					const blocks = waiverHover(text, Positions.of(encoding, text).offset(position), rulePage);
					return blocks.length === 0 ? null : { contents: toMarkup(blocks, markdownHover, () => '') };
				}
				const inPackage = session.reviews.findingsAt(uri, position);
				if (inPackage) {
					const blocks = rulesHover(
						inPackage.map(({ rule, severity }) => ({ rule, severity })),
						rulePage,
					);
					return blocks.length === 0 ? null : { contents: toMarkup(blocks, markdownHover, () => '') };
				}
				const found = await session.reportAt(uri, signal);
				if (!found) return null;
				const { report, path } = found;
				const places = await Places.of(session, report, [path]);
				const blocks = hoverAt(report, path, places.positions(path).offset(position), rulePage);
				if (blocks.length === 0) return null;
				return { contents: toMarkup(blocks, markdownHover, places.linkTo) };
			},
		),
	);
}
