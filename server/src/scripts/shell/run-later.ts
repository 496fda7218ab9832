import type { PersistenceUse } from '../model';
import { concat, EMPTY, UNKNOWN, type Value, withText } from './value';

/** Most lines of a table or unit that are looked at. */
const MAX_LINES = 200;

/** Five fields of time or a word such as `@reboot`, then a command. */
const JOB = /^\s*(?:@\w+|(?:[\d*/,-]+|\*)(?:\s+[\w*/,-]+){4})\s+(.*)$/;

/**
 * The shell code that runs because the content stands in a file that makes things run by themselves: the commands of
 * a table of jobs, of a service, the text of a start-up file or hook. `null` when there is none, or none is known.
 */
export function codeRunLater(
	path: string,
	mechanism: PersistenceUse['mechanism'],
	content: Value,
): Value | null {
	if (content.bytes !== undefined || content.text === UNKNOWN || content.text === '') return null;
	switch (mechanism) {
		case 'cron':
			return fromLines(content, line => {
				const command = JOB.exec(line.replace(/^[\0\x01]+/, ''))?.[1];
				// Tables of the system name the user before the command.
				return path.includes('/cron.d/') || path === '/etc/crontab'
					? command?.replace(/^[\w-]+\s+/, '')
					: command;
			});
		case 'systemd':
			return fromLines(
				content,
				line => /^\s*Exec(?:Start|StartPre|StartPost|Stop|Reload)\s*=\s*[-@:+!]*(.*)$/.exec(line)?.[1],
			);
		case 'git-hook':
			return content;
		case 'rc-file':
			return /(?:sh|profile|login|logout|aliases|env|rc\.local|bashrc|zshrc|\.d\/[^/]*)$/.test(path) &&
				!/\.(?:py|ps1|vim|lua|conf)$/.test(path)
				? content
				: null;
		default:
			return null;
	}
}

function fromLines(content: Value, command: (line: string) => string | undefined): Value | null {
	let code: Value = EMPTY;
	for (const line of content.text.slice(0, 50_000).split('\n').slice(0, MAX_LINES)) {
		const found = command(line);
		if (found !== undefined && found.trim() !== '') code = concat(code, withText(content, `${found}\n`));
	}
	return code.text === '' ? null : code;
}
