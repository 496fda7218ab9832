import { readFileSync } from 'node:fs';
import path from 'node:path';
import { renderImportTable } from '../../test/tidy/import-table';
import type { GeneratedFile } from './generated-file';

const FILE = 'docs/architecture.md';
const BEGIN = '<!-- import table: begin, written by `npm run update` -->';
const END = '<!-- import table: end -->';

/** The architecture page with the import table of test/tidy between its markers. Throws when a marker is missing. */
export function architecturePage(root: string): GeneratedFile {
	const text = readFileSync(path.join(root, FILE), 'utf8');
	const begin = text.indexOf(BEGIN);
	const end = text.indexOf(END);
	if (begin < 0 || end < begin) throw new Error(`${FILE} needs the lines “${BEGIN}” and “${END}”.`);
	return {
		path: FILE,
		text: `${text.slice(0, begin + BEGIN.length)}\n${renderImportTable()}\n${text.slice(end)}`,
	};
}
