import { escapeForDisplay } from '../base/display';
import type { Flow, Use } from '../scripts/model';
import type { ExtensionFacts } from './model';
import { isFirm, isLoopback } from './permissions';

/** Everything the files are surely seen to reach, each once, as a phrase; sorted. */
export function reachPhrases({ files, flows }: ExtensionFacts): readonly string[] {
	const phrases = new Set<string>();
	for (const file of files) {
		for (const use of file.uses) {
			if (!isFirm(use)) continue;
			const phrase = phraseOf(use.fact);
			if (phrase !== undefined) phrases.add(phrase);
		}
	}
	for (const flow of flows) if (flow.fact.confidence !== 'low') phrases.add(flowPhrase(flow.fact));
	return [...phrases].sort();
}

function phraseOf(use: Use): string | undefined {
	switch (use.kind) {
		case 'network':
			if (use.host === null) return 'contacts a host that is computed at run time';
			return isLoopback(use.host) ? undefined : `contacts ${shown(use.host)}`;
		case 'file':
			return `${use.access}s ${use.path === null ? 'a path that is computed at run time' : shown(use.path)}`;
		case 'process': {
			const program = use.program === null ? 'a program that is computed at run time' : shown(use.program);
			return `${use.shell ? 'runs in a shell' : 'starts'}: ${program}${use.elevated ? ', as administrator' : ''}`;
		}
		case 'environment': {
			const name =
				use.name === null ? 'the whole environment' : `the environment variable ${shown(use.name)}`;
			return `${use.access}s ${name}`;
		}
		case 'package':
			return `installs from ${shown(use.ecosystem)}: ${use.name === null ? 'what a file names' : shown(use.name)}`;
		case 'dynamic-code':
			return `runs code built at run time: ${shown(use.construct)}`;
		case 'persistence':
			return `makes itself start again: ${use.mechanism}`;
		case 'agent-config':
			return `${use.access === 'read' ? 'reads' : 'changes'} the agent's settings in ${shown(use.path)}`;
		case 'safety-off':
			return `switches off a protection: ${use.what}`;
	}
}

function flowPhrase({ source, sink }: Flow): string {
	return `passes on ${sourceWords(source)} ${sinkWords(sink)}`;
}

function sourceWords(source: Flow['source']): string {
	switch (source.kind) {
		case 'network':
			return `what ${hostWords(source.host)} answers`;
		case 'secret-file':
			return `the secret ${shown(source.path)}`;
		case 'environment':
			return source.name === null
				? 'the whole environment'
				: `the environment variable ${shown(source.name)}`;
		case 'encoded':
			return `encoded text (${source.encodings.map(shown).join(', ')})`;
		case 'input':
		case 'system':
			return shown(source.what);
	}
}

function sinkWords(sink: Flow['sink']): string {
	switch (sink.kind) {
		case 'execution':
			return `to be run by ${shown(sink.by)}`;
		case 'network':
			return `to ${hostWords(sink.host)}`;
		case 'instructions':
			return `to the agent's instructions in ${shown(sink.path)}`;
		case 'file':
			return `to ${sink.path === null ? 'a file that is computed at run time' : shown(sink.path)}`;
	}
}

function hostWords(host: string | null): string {
	return host === null ? 'a host that is computed at run time' : shown(host);
}

function shown(text: string): string {
	return escapeForDisplay(text, 120);
}
