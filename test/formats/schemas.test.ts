import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { schemaFiles } from '../../scripts/generate/schemas';
import { parseManifest } from '../../server/src/formats/manifest/parse';
import { parsePolicy } from '../../server/src/formats/policy/parse';
import { parsePolicyV1 } from '../../server/src/formats/policy/v1';
import { parseWaivers } from '../../server/src/formats/waivers/parse';

const MANIFEST = { schema: 'aessf.dev/aem/v0', id: 'a', type: 'skill', version: '1.0.0', permissions: {} };
const PERMISSIONS = {
	files: { read: ['a'], write: [] },
	network: { domains: ['a.example'], allow_ip_literals: false },
	process: { allow_shell: true, allow_subprocess: false },
};
const WAIVER = { rule: 'a-b', path: '**', reason: 'r', owner: 'o', expires: '2030-01-31' };
const POLICY = { schema: 'aext/policy/v1' };
const EXCEPTION = { rule: 'x', extension: 'com.acme.*', reason: 'r', owner: 'o', expires: '2030-01-31' };
const waivers = (...entries: readonly unknown[]) => ({ schema: 'aext/waivers/v1', waivers: entries });

/** Examples for each schema that judges: what both its schema and our parser accept, and what both refuse. */
const EXAMPLES: Readonly<
	Record<
		string,
		{
			parse(text: string): { readonly problems: readonly unknown[] };
			accepted: readonly unknown[];
			refused: readonly unknown[];
		}
	>
> = {
	'server/schemas/aem.schema.json': {
		parse: parseManifest,
		accepted: [
			MANIFEST,
			{ ...MANIFEST, permissions: PERMISSIONS },
			{ ...MANIFEST, type: 'mcp-server', version: '1.2.3-rc.1', source_repo: '', source_rev: 'x' },
		],
		refused: [
			{},
			[],
			'text',
			{ ...MANIFEST, id: '' },
			{ ...MANIFEST, id: 1 },
			{ ...MANIFEST, id: null },
			{ ...MANIFEST, ID: 'a' },
			{ ...MANIFEST, name: 'x' },
			{ ...MANIFEST, schema: 'aessf.dev/aem/v1' },
			{ ...MANIFEST, type: 'tool' },
			{ ...MANIFEST, version: '1.0' },
			{ ...MANIFEST, version: '1.0.0\n' },
			{ ...MANIFEST, permissions: undefined },
			{ ...MANIFEST, permissions: null },
			{ ...MANIFEST, permissions: [] },
			{ ...MANIFEST, permissions: { files: { read: 'a' } } },
			{ ...MANIFEST, permissions: { files: { read: [1] } } },
			{ ...MANIFEST, permissions: { env: {} } },
			{ ...MANIFEST, permissions: { process: { allow_shell: 'yes' } } },
		],
	},
	'server/schemas/policy.schema.json': {
		parse: parsePolicy,
		accepted: [
			{},
			{ mode: '' },
			{
				mode: 'warn',
				permissions: { deny: { network: { allow_ip_literals: true }, process: { allow_shell: false } } },
			},
		],
		refused: [
			[],
			{ mode: 'block' },
			{ mode: null },
			{ permissions: { deny: { process: { allow_subprocess: true } } } },
			{ deny: { permissions: { process: { allow_shell: true } } } },
		],
	},
	'server/schemas/aext-policy.schema.json': {
		parse: parsePolicyV1,
		accepted: [
			POLICY,
			{ ...POLICY, permissions: { allow: PERMISSIONS, deny: PERMISSIONS }, signature: { required: false } },
			{ ...POLICY, findings: { highest: 'none', deny: ['token'] }, actions: { not_examined: 'quarantine' } },
			{ ...POLICY, exceptions: [EXCEPTION] },
		],
		refused: [
			{},
			{ ...POLICY, schema: 'aext/policy/v2' },
			{ ...POLICY, mode: '' },
			{ ...POLICY, deny: {} },
			{ ...POLICY, signature: { signers: ['Acme'] } },
			{ ...POLICY, actions: { signature: 'shrug' } },
			{ ...POLICY, exceptions: [{ ...EXCEPTION, owner: undefined }] },
			{ ...POLICY, exceptions: [{ ...EXCEPTION, extension: 'a*b' }] },
		],
	},
	'server/schemas/aext-waivers.schema.json': {
		parse: parseWaivers,
		accepted: [waivers(), waivers(WAIVER), waivers({ ...WAIVER, fingerprint: '0123456789abcdef' })],
		refused: [
			{},
			{ schema: 'aext/waivers/v1' },
			waivers(null),
			waivers({ ...WAIVER, reason: undefined }),
			waivers({ ...WAIVER, reason: ' ' }),
			waivers({ ...WAIVER, rule: 'A B' }),
			waivers({ ...WAIVER, expires: '2030-02-30' }),
			waivers({ ...WAIVER, expires: 'soon' }),
			waivers({ ...WAIVER, fingerprint: 'x' }),
			waivers({ ...WAIVER, until: 'x' }),
		],
	},
};

describe('JSON Schemas for editors', () => {
	const ajv = new Ajv({ strict: false });
	addFormats(ajv);

	for (const { path, text } of schemaFiles()) {
		it(`${path} is what \`npm run update\` writes`, () => {
			assert.equal(readFileSync(path, 'utf8'), text);
		});
	}

	for (const [path, { parse, accepted, refused }] of Object.entries(EXAMPLES)) {
		const schema: Schema = JSON.parse(readFileSync(path, 'utf8'));

		it(`${path} accepts and refuses what our parser does`, () => {
			const validate = ajv.compile(schema);
			const judge = (value: unknown, expected: boolean): void => {
				const text = JSON.stringify(value);
				assert.equal(validate(JSON.parse(text)), expected, `schema: ${text}`);
				assert.equal(parse(text).problems.length === 0, expected, `parser: ${text}`);
			};
			for (const value of accepted) judge(value, true);
			for (const value of refused) judge(value, false);
		});

		it(`${path} describes every field and allows no other`, () => {
			const fields = Object.entries(propertiesOf(schema));
			assert.ok(fields.length > 0);
			for (const [name, field] of fields) {
				assert.match(String(field.markdownDescription), /\w/, name);
				if (field.type === 'object') assert.equal(field.additionalProperties, false, name);
			}
		});
	}
});

interface Schema {
	readonly type?: string;
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly items?: Schema;
	readonly markdownDescription?: string;
	readonly additionalProperties?: unknown;
}

/** Every property at every level, by its dotted path. */
function propertiesOf(schema: Schema, prefix = ''): Record<string, Schema> {
	const found: Record<string, Schema> = {};
	for (const [key, field] of Object.entries(schema.properties ?? {})) {
		const path = `${prefix}${key}`;
		Object.assign(found, { [path]: field }, propertiesOf(field, `${path}.`));
		if (field.items) Object.assign(found, propertiesOf(field.items, `${path}[].`));
	}
	return found;
}
