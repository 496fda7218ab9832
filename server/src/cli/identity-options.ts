import { EXTENSION_TYPES, type ExtensionType, VERSION_PATTERN } from '../service/scaffold';
import type { Options, ParsedArguments } from './arguments';
import { UsageError } from './terminal';

/** Options that say what a new extension is. */
export const IDENTITY_OPTIONS: Options = {
	id: { type: 'string', value: '<id>', help: 'Identifier, by convention reverse DNS: com.example.my-skill.' },
	type: { type: 'string', value: '<type>', help: `${EXTENSION_TYPES.join(', ')}.` },
	version: { type: 'string', value: '<version>', help: 'Semantic version (default 0.1.0).' },
};

/** What was given of them, checked. */
export function readIdentity(given: ParsedArguments): {
	id?: string;
	type?: ExtensionType;
	version?: string;
} {
	const id = given.text('id');
	const version = given.text('version');
	if (id === '') throw new UsageError('The id is empty.', 'For example: --id com.example.my-skill');
	if (version !== undefined && !VERSION_PATTERN.test(version)) {
		throw new UsageError(`"${version}" is not a semantic version such as 1.2.3.`);
	}
	const type = given.text('type') === undefined ? undefined : given.choice('type', EXTENSION_TYPES, 'skill');
	return {
		...(id !== undefined && { id }),
		...(type && { type }),
		...(version !== undefined && { version }),
	};
}
