import { analyseJavaScript } from '../../server/src/scripts/javascript/analyse';
import type { Flow, ScriptFacts, ScriptLanguage, Use } from '../../server/src/scripts/model';
import { analysePowerShell } from '../../server/src/scripts/powershell/analyse';
import { analysePython } from '../../server/src/scripts/python/analyse';
import { analyseShell } from '../../server/src/scripts/shell/analyse';

/** Analyses code in any language, and code within it, without the bounds and guards of the dispatcher. */
export function analyse(language: ScriptLanguage, text: string, decodeDepth = 4): ScriptFacts {
	const options = { decodeDepth, analyseInner: analyse };
	switch (language) {
		case 'python':
			return analysePython(text, options);
		case 'javascript':
			return analyseJavaScript(text, options);
		case 'typescript':
			return analyseJavaScript(text, { ...options, typescript: true });
		case 'shell':
			return analyseShell(text, options);
		case 'powershell':
			return analysePowerShell(text, options);
	}
}

/** A use in a few words: `upload https://a.example/`, `read ~/.ssh/id_rsa`, `run git status`. */
export function shownUse(use: Use): string {
	const via = use.via === undefined ? '' : ` via ${use.via.join('+')}`;
	return `${words(use)}${via}`;
}

function words(use: Use): string {
	switch (use.kind) {
		case 'network':
			return `${use.action} ${use.url ?? `${use.scheme ?? '?'}://${use.host ?? '?'}${use.port === null ? '' : `:${use.port}`}`}`;
		case 'file':
			return `${use.access} ${use.path ?? '?'}`;
		case 'process':
			return `${use.shell ? 'shell' : 'run'} ${[use.program ?? '?', ...use.arguments.map(argument => argument ?? '?')].join(' ')}`;
		case 'environment':
			return `${use.access === 'read' ? 'env' : 'set env'} ${use.name ?? 'all'}`;
		case 'package':
			return `package ${use.ecosystem} ${use.name ?? '?'}${use.version ?? ''}`;
		case 'dynamic-code':
			return `dynamic ${use.construct}`;
		case 'persistence':
			return `persistence ${use.mechanism} ${use.target ?? '?'}`;
		case 'agent-config':
			return `agent-config ${use.access} ${use.path}`;
		case 'safety-off':
			return `off ${use.what}`;
	}
}

/** A flow in a few words: `~/.ssh/id_rsa > https://a.example/ (http)`. */
export function shownFlow({ source, sink, via }: Flow): string {
	const hidden = via === undefined ? '' : ` via ${via.join('+')}`;
	return `${sourceWords(source)} > ${sinkWords(sink)}${hidden}`;
}

function sourceWords(source: Flow['source']): string {
	switch (source.kind) {
		case 'network':
			return source.url ?? source.host ?? '?';
		case 'secret-file':
			return source.path;
		case 'environment':
			return `env ${source.name ?? 'all'}`;
		case 'encoded':
			return `${source.encodings.join('+')}: ${source.decoded ?? '?'}`;
		case 'input':
		case 'system':
			return source.what;
	}
}

function sinkWords(sink: Flow['sink']): string {
	switch (sink.kind) {
		case 'execution':
			return `run by ${sink.by}`;
		case 'network':
			return `${sink.url ?? sink.host ?? '?'} (${sink.channel})`;
		case 'instructions':
			return `instructions ${sink.path}`;
		case 'file':
			return `file ${sink.path ?? '?'}`;
	}
}
