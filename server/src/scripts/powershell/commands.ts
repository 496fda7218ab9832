import { listOf } from '../word-list';

/** Aliases that PowerShell comes with, and what they stand for. */
const ALIASES: ReadonlyMap<string, string> = new Map(
	listOf(`
		iex=invoke-expression, iwr=invoke-webrequest, wget=invoke-webrequest, curl=invoke-webrequest,
		irm=invoke-restmethod, saps=start-process, start=start-process, gc=get-content, cat=get-content,
		type=get-content, sc=set-content, ac=add-content, gci=get-childitem, ls=get-childitem, dir=get-childitem,
		icm=invoke-command, ipmo=import-module, sal=set-alias, nal=new-alias, rm=remove-item, del=remove-item,
		ri=remove-item, erase=remove-item, rd=remove-item, rmdir=remove-item, sp=set-itemproperty,
		gp=get-itemproperty, ni=new-item, cp=copy-item, copy=copy-item, cpi=copy-item, mv=move-item, move=move-item,
		gcm=get-command, gv=get-variable, sv=set-variable, set=set-variable, echo=write-output, write=write-output,
		foreach=foreach-object, %=foreach-object, where=where-object, ?=where-object, select=select-object,
		clhy=clear-history, gcb=get-clipboard, scb=set-clipboard, sasv=start-service, spsv=stop-service,
		kill=stop-process, spps=stop-process, nsn=new-pssession, ii=invoke-item, gwmi=get-wmiobject,
		iwmi=invoke-wmimethod, out=out-string, oh=out-host, sls=select-string, sort=sort-object, tee=tee-object
	`).map(pair => {
		const at = pair.indexOf('=');
		return [pair.slice(0, at), pair.slice(at + 1)];
	}),
);

/** A command's own name, lower case: aliases, module prefixes and `.exe` are undone. */
export function commandName(written: string): string {
	const bare = written
		.trim()
		.toLowerCase()
		.replace(/^.*[\\/](?=[^\\/]+$)/, '');
	// `curl.exe` is the program, `curl` the alias.
	if (bare.endsWith('.exe')) return bare.slice(0, -4);
	return ALIASES.get(bare) ?? bare;
}

/** Whether a name is that of a cmdlet or function, not of a program. */
export function isCmdlet(name: string): boolean {
	return (
		/^[a-z]+-[a-z]\w*$/.test(name) &&
		/^(?:add|clear|close|compress|convert\w*|copy|copy|disable|enable|enter|exit|expand|export|find|foreach|format|get|import|install|invoke|join|limit|measure|move|new|out|pop|push|read|receive|register|remove|rename|reset|resolve|restart|resume|save|select|send|set|show|sort|split|start|stop|suspend|tee|test|trace|unblock|uninstall|unregister|update|wait|where|write)-/.test(
			name,
		)
	);
}

/** Whether a parameter as written is `full` or a beginning of it that nobody mistakes. */
export function isParameter(written: string, ...full: readonly string[]): boolean {
	return full.some(name => name === written || (written.length >= 2 && name.startsWith(written)));
}
