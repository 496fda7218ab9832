import { escapeForDisplay } from '../base/display';
import { defineRule } from './define';
import { at } from './support/placed';

export const rule = defineRule({
	id: 'obfuscated-command',
	title: 'A command is written so that it is not recognised',
	category: 'behaviour',
	severity: 'high',
	confidence: 'medium',
	ast: 'AST01',
	atlas: 'AML.T0050',
	strength: 'strong',
	why: 'Quotes, backslashes, variables or foreign letters inside a command’s name change nothing for the shell. They only keep people and scanners from seeing which command it is.',
	fix: 'Write the command plainly. If it is not yours, do not run it.',
	limits:
		'A backslash in front of the name (`\\rm`), which leaves out an alias, is not reported. A name put together from variables is worked out and judged as the command it is. Only commands that fetch, send, decode, run or destroy something are looked for.',
	scope: 'file',
	needs: ['uses'],
	*check(file) {
		for (const use of file.uses) {
			const { fact } = use;
			if (fact.kind !== 'process' || !fact.via?.includes(DISGUISED)) continue;
			if (fact.program === null || !WORTH_HIDING.has(fact.program)) continue;
			yield {
				...at(use),
				confidence: fact.confidence,
				message: `This runs “${escapeForDisplay(fact.program, 40)}”, written so that its name is not recognised. Write it plainly; if it is not yours, do not run it.`,
			};
		}
	},
});

/** What the shell analyser names in `via` when a command's name had to be pieced together. */
const DISGUISED = 'disguised command name';

/** Programs that fetch, send, decode or run things: those that people and scanners look for. */
const WORTH_HIDING: ReadonlySet<string> = new Set(
	(
		'curl wget fetch nc ncat netcat socat telnet ssh scp ftp tftp nslookup dig bash sh zsh dash ksh eval exec source ' +
		'python python2 python3 perl ruby node php osascript powershell pwsh cmd base64 base32 xxd openssl gzip gunzip ' +
		'invoke-expression invoke-webrequest invoke-restmethod start-process new-object mshta certutil bitsadmin regsvr32 rundll32 ' +
		'rm dd mkfs chmod chown sudo su crontab launchctl systemctl at env printenv cat security xattr kill pkill'
	).split(' '),
);
