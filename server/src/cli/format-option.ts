import type { Options, ParsedArguments } from './arguments';
import type { Terminal } from './terminal';

export const FORMAT_OPTION: Options = {
	format: { type: 'string', value: '<format>', help: 'text (default) or json.' },
};

export function isJson(given: ParsedArguments): boolean {
	return given.choice('format', ['text', 'json'] as const, 'text') === 'json';
}

/** Writes a document for programs; `schema` names its shape. */
export function outJson(terminal: Terminal, schema: string, document: object): Promise<void> {
	return terminal.out(`${JSON.stringify({ schema, ...document }, undefined, 2)}\n`);
}
