import { NO_SCRIPT_FACTS } from '../../scripts/model';
import type { Analyser } from '../analyser';
import type { CollectedCode } from '../collected';
import type { Context, Placed } from '../model';
import { placed, type Site } from '../place';
import { analyseProseText } from '../prose/analyse';
import type { ConfigKind } from './kind';
import type { Setting } from './model';
import { readConfig } from './read';

/**
 * Reads a configuration text at a place in a file: its commands are analysed as shell code and added to `code`, what it
 * sets is returned. That a file could not be read whole is added to `code.notExamined`.
 */
export function collectConfig(
	kind: ConfigKind,
	text: string,
	site: Site,
	analyser: Analyser,
	code: CollectedCode,
): readonly Placed<Setting>[] {
	const config = readConfig(kind, text);
	const isFile = site.context.container === 'config';
	if (config.incomplete && isFile) {
		const reason = 'it could not be read whole, so commands in it may be missing';
		code.notExamined.push({ path: site.path, reason, gap: true });
	}
	for (const { command, range, offset, automatic } of config.code) {
		const context: Context = {
			...site.context,
			language: 'shell',
			...(automatic !== undefined && { automatic }),
		};
		const within: Site = {
			...site,
			context,
			// A place inside the command where it stands as it is, otherwise the whole value.
			rangeOf: inner =>
				site.rangeOf(offset === undefined ? range : { start: offset + inner.start, end: offset + inner.end }),
		};
		code.add(analyser.script('shell', command), within, site.context.container !== 'fence');
	}
	for (const { text: words, range } of config.prose) {
		// An escape may stand for several characters: the value as a whole is the place.
		for (const { fact } of analyseProseText(words))
			code.instructions.push(placed({ ...fact, parts: [] }, range, site));
	}
	code.add({ ...NO_SCRIPT_FACTS, uses: config.uses }, site, false);
	return config.settings.map(({ fact, range }) => placed(fact, range, site));
}
