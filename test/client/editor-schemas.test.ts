import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';

const JUDGING = 'server/schemas';
const EXPLAINING = 'server/schemas/editor';
/** VS Code's own keywords, which say nothing about validity. */
const VSCODE_KEYWORDS = [
	'markdownDescription',
	'markdownEnumDescriptions',
	'defaultSnippets',
	'patternErrorMessage',
];

function validatorOf(file: string): (value: unknown) => boolean {
	const validate = new Ajv({ keywords: VSCODE_KEYWORDS, strict: false, formats: { date: true } }).compile(
		JSON.parse(readFileSync(file, 'utf8')),
	);
	return value => validate(value) === true;
}

/** Names of all properties that a schema knows, with their descriptions. */
function* described(schema: Record<string, unknown>, at = ''): Generator<[string, unknown]> {
	yield [at, schema.description];
	for (const [name, property] of Object.entries(schema.properties ?? {}))
		yield* described(property, `${at}.${name}`);
	if (schema.items) yield* described(Object(schema.items), `${at}[]`);
}

describe('the schemas that VS Code gets', () => {
	const names = readdirSync(EXPLAINING);

	it('exist for every kind of file and are the ones contributed', () => {
		const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
		const urls = contributes.jsonValidation.map(({ url }: { url: string }) => path.posix.normalize(url));
		assert.deepEqual(urls.sort(), names.map(name => `${EXPLAINING}/${name}`).sort());
	});

	for (const name of names) {
		it(`find no fault with anything: ${name}`, () => {
			const accepts = validatorOf(path.join(EXPLAINING, name));
			const judges = validatorOf(path.join(JUDGING, name));
			fc.assert(fc.property(fc.jsonValue(), value => accepts(value)));
			for (const value of [null, [], { schema: 1 }, { permissions: { network: { domains: '*' } } }]) {
				assert.ok(accepts(value), JSON.stringify(value));
			}
			assert.ok(!judges([]), 'the schema that judges does find fault');
		});

		it(`explain every field that the ones that judge do: ${name}`, () => {
			const read = (folder: string) => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
			assert.deepEqual([...described(read(EXPLAINING))], [...described(read(JUDGING))]);
		});
	}
});
