import type { Command } from '../command';
import { EXIT } from '../terminal';

const OPTIONS: Command['options'] = {
	out: { type: 'string', value: '<file>', help: 'Not used.' },
	'source-repo': { type: 'string', value: '<url>', help: 'Not used.' },
	'source-rev': { type: 'string', value: '<rev>', help: 'Not used.' },
};

/** A verb of the reference tool that writes a placeholder there, and nothing here. */
function notWritten(name: string, what: string, instead: string): Command {
	return {
		name,
		summary: `Not available: ${what} is not written yet.`,
		usage: '<artifact.aext>',
		options: OPTIONS,
		async run(_given, terminal) {
			terminal.error(
				`aext ${name}: ${what} is not written yet. The reference tool writes a placeholder here, which says nothing that anybody could check. ${instead}`,
			);
			return EXIT.failed;
		},
	};
}

export const sbom = notWritten(
	'sbom',
	'an SPDX document',
	'Until then, make one with a tool for the languages that the extension uses.',
);

export const provenance = notWritten(
	'provenance',
	'an in-toto provenance statement',
	'Until then, use the provenance that your CI system signs.',
);
