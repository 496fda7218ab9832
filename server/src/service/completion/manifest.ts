import { escapeForDisplay } from '../../base/display';
import type { ExtensionFacts, Placed } from '../../facts/model';
import { fieldAt, fieldsAt, type SchemaField } from '../../formats/json/schema-fields';
import { manifestSchema } from '../../formats/manifest/schema';
import type { Use } from '../../scripts/model';
import { evidenceLines } from '../evidence';
import { domainWords, pathWords } from '../permission-words';
import { type Block, type Line, paragraph } from '../prose';
import { type JsonPlace, jsonPlaceAt } from './json-place';
import type { Suggestion } from './model';

/**
 * What may be written at an offset of the manifest: the hosts and paths that the folder's files are seen to use, and
 * the keys and values of the format.
 *
 * @param ownKeys false when the editor offers keys and values from the schema by itself.
 */
export function completeManifest(
	facts: ExtensionFacts,
	offset: number,
	ownKeys: boolean,
): readonly Suggestion[] {
	const document = facts.manifest?.manifest;
	const place = document && jsonPlaceAt(document.text, document.json, offset);
	if (!place) return [];
	if (place.expects === 'key') return ownKeys ? keys(place, document.text) : [];
	const list = place.path.slice(0, -1).join('.');
	if (list === 'permissions.network.domains') {
		return observed(facts, place, facts.observed.hosts, 'host', domainWords);
	}
	if (list === 'permissions.files.read') {
		return observed(facts, place, facts.observed.reads, 'path', path => pathWords('read', path));
	}
	if (list === 'permissions.files.write') {
		return observed(facts, place, facts.observed.writes, 'path', path => pathWords('write', path));
	}
	return ownKeys ? values(place) : [];
}

function observed(
	facts: ExtensionFacts,
	{ range, present }: JsonPlace,
	uses: ReadonlyMap<string, readonly Placed<Use>[]>,
	kind: 'host' | 'path',
	words: (value: string) => Line,
): readonly Suggestion[] {
	return [...uses]
		.filter(([value]) => !present.has(value))
		.map(([value, evidence]) => ({
			label: escapeForDisplay(value, 100),
			kind,
			range,
			newText: JSON.stringify(value),
			detail: `used in ${evidence.length} ${evidence.length === 1 ? 'place' : 'places'}`,
			documentation: [
				paragraph(...words(value)),
				paragraph('Used here:'),
				{ list: evidenceLines(facts, evidence) },
			],
			rank: 0,
		}));
}

function keys({ path, range, present, hasValue }: JsonPlace, text: string): readonly Suggestion[] {
	const comma = !hasValue && /^\s*"/.test(text.slice(range.end)) ? ',' : '';
	return fieldsAt(manifestSchema, path)
		.filter(field => !present.has(field.key))
		.map((field, index) => ({
			label: field.key,
			kind: 'key',
			range,
			newText: JSON.stringify(field.key) + (hasValue ? '' : `: ${startOf(field)}${comma}`),
			documentation: described(field),
			rank: 1 + index,
		}));
}

function values({ path, range }: JsonPlace): readonly Suggestion[] {
	const field = fieldAt(manifestSchema, path);
	const offered = field?.type === 'boolean' ? ['false', 'true'] : (field?.values ?? []).map(quoted);
	return offered.map((newText, index) => ({
		label: newText,
		kind: 'value',
		range,
		newText,
		documentation: field ? described(field) : [],
		rank: 1 + index,
	}));
}

function described({ description }: SchemaField): readonly Block[] {
	return description === '' ? [] : [paragraph({ markdown: description })];
}

/** The value to begin with: the one that declares the least. */
function startOf({ type, values }: SchemaField): string {
	const [only, ...others] = values ?? [];
	if (only !== undefined && others.length === 0) return quoted(only);
	return { object: '{}', array: '[]', boolean: 'false', string: '""', other: '""' }[type];
}

function quoted(value: string): string {
	return JSON.stringify(value);
}
