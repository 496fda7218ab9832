import { compareSubjects, grew } from '../../service/review/compare';
import { subjectOf } from '../../service/review/review';
import { VERSION } from '../../version';
import type { Command } from '../command';
import { existingUri } from '../file-argument';
import { outJson } from '../format-option';
import { interruptible, packageHost } from '../package-host';
import { changesText } from '../reports/review';
import { styleFor } from '../reports/text';
import { EXIT, UsageError } from '../terminal';

const FORMATS = ['text', 'json'] as const;

export const diff: Command = {
	name: 'diff',
	summary: 'Compare two packages or folders: single permissions, what their files reach, findings, files.',
	usage: '<before> <after>',
	details:
		'Exit codes: 0 the second may do and does no more than the first; 1 something grew, or one of them could not be\nexamined; 2 wrong usage; 3 internal error.',
	options: { format: { type: 'string', value: '<format>', help: 'text (default) or json.' } },
	async run(given, terminal) {
		const [first, second, ...others] = given.positionals;
		if (first === undefined || second === undefined || others.length > 0) {
			throw new UsageError('Name two packages or folders.', 'For example: aext diff old.aext new.aext');
		}
		const format = given.choice('format', FORMATS, 'text');
		const uris = [existingUri(first, terminal), existingUri(second, terminal)] as const;
		const host = packageHost(terminal);
		const [before, after] = await interruptible(async signal => {
			const subject = (uri: string) => subjectOf(host, { package: uri, rulesVersion: VERSION, signal });
			return [await subject(uris[0]), await subject(uris[1])] as const;
		});
		const changes = compareSubjects(before, after);
		const unexamined = [before, after].filter(each => !each.complete).map(each => each.name);
		if (format === 'json') {
			const document = {
				before: before.name,
				after: after.name,
				grew: grew(changes),
				unexamined,
				...changes,
			};
			await outJson(terminal, 'aext/diff/v1', document);
		} else {
			await terminal.out(changesText(changes, unexamined, styleFor(terminal.colours)));
		}
		return grew(changes) || unexamined.length > 0 ? EXIT.findings : EXIT.clean;
	},
};
