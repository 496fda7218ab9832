import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { decodeText } from '../../../server/src/base/decode';
import { NO_PERMISSIONS, parseManifest } from '../../../server/src/formats/manifest/parse';
import { sharedPath } from '../../support/skip';
import { assertInside, assertProblems, shown } from '../problems';

const FIELDS = '"schema":"aessf.dev/aem/v0","id":"com.example.a","type":"skill","version":"1.0.0"';
const withPermissions = (permissions: string): string => `{${FIELDS},"permissions":${permissions}}`;

describe('parseManifest', () => {
	it('reads a complete manifest, with the place of each permission', () => {
		const text = `{
  "schema": "aessf.dev/aem/v0",
  "id": "com.example.fetcher",
  "type": "mcp-server",
  "version": "1.2.3-beta.1",
  "source_repo": "https://code.example/fetcher",
  "source_rev": "abc",
  "permissions": {
    "files": {"read": ["docs/**"], "write": ["out", "tmp"]},
    "network": {"domains": ["api.example"], "allow_ip_literals": true},
    "process": {"allow_shell": true, "allow_subprocess": false}
  }
}`;
		const { manifest, declared, ranges, problems } = parseManifest(text);
		assert.deepEqual(problems, []);
		assert.deepEqual(manifest, {
			schema: 'aessf.dev/aem/v0',
			id: 'com.example.fetcher',
			type: 'mcp-server',
			version: '1.2.3-beta.1',
			source_repo: 'https://code.example/fetcher',
			source_rev: 'abc',
			permissions: {
				files: { read: ['docs/**'], write: ['out', 'tmp'] },
				network: { domains: ['api.example'], allow_ip_literals: true },
				process: { allow_shell: true, allow_subprocess: false },
			},
		});
		const at = (range?: { start: number; end: number }) => range && text.slice(range.start, range.end);
		assert.deepEqual(
			declared.write.map(entry => at(entry.range)),
			['"out"', '"tmp"'],
		);
		assert.equal(at(declared.domains[0]?.range), '"api.example"');
		assert.equal(at(declared.allowShell?.range), 'true');
		assert.equal(at(declared.allowShell?.memberRange), '"allow_shell": true');
		assert.equal(at(declared.allowIpLiterals?.memberRange), '"allow_ip_literals": true');
		assert.equal(declared.allowSubprocess?.value, false);
		assert.ok(at(declared.range)?.startsWith('{\n    "files"'));
		assert.equal(at(ranges.id), '"id": "com.example.fetcher"');
	});

	it('takes what is not written for nothing', () => {
		const { manifest, declared, problems } = parseManifest(withPermissions('{}'));
		assert.deepEqual(problems, []);
		assert.deepEqual(manifest.permissions, NO_PERMISSIONS);
		assert.deepEqual([declared.read, declared.write, declared.domains], [[], [], []]);
		assert.equal(declared.allowShell, undefined);
	});

	const refused: readonly (readonly [why: string, text: string, ...problems: string[]])[] = [
		['an unknown field', `{${FIELDS},"permissions":{},"name":"x"}`, 'unknown-field "\\"name\\""'],
		['an unknown field inside', withPermissions('{"files":{"exec":[]}}'), 'unknown-field "\\"exec\\""'],
		['an unknown group', withPermissions('{"env":{"a":{"b":1}}}'), 'unknown-field "\\"env\\""'],
		['__proto__', withPermissions('{"__proto__":{}}'), 'unknown-field "\\"__proto__\\""'],
		['constructor', withPermissions('{"constructor":1}'), 'unknown-field "\\"constructor\\""'],
		['another case', `{${FIELDS.replace('"id"', '"ID"')},"permissions":{}}`, 'wrong-case "\\"ID\\""'],
		[
			'another case inside',
			withPermissions('{"Network":{"DOMAINS":[]}}'),
			'wrong-case "\\"Network\\""',
			'wrong-case "\\"DOMAINS\\""',
		],
		['both cases', `{${FIELDS},"Id":5,"permissions":{}}`, 'wrong-case "\\"Id\\""'],
		['null', withPermissions('null'), 'null-value "null"'],
		[
			'null inside',
			withPermissions('{"files":{"read":[null]},"process":{"allow_shell":null}}'),
			'null-value "null"',
			'null-value "null"',
		],
		['a number for a text', `{${FIELDS.replace('"com.example.a"', '5')},"permissions":{}}`, 'wrong-type "5"'],
		['a text for a list', withPermissions('{"network":{"domains":"a"}}'), 'wrong-type "\\"a\\""'],
		['a number in a list', withPermissions('{"network":{"domains":["a",1]}}'), 'wrong-type "1"'],
		['a text for a flag', withPermissions('{"process":{"allow_shell":"yes"}}'), 'wrong-type "\\"yes\\""'],
		[
			'a number for the schema',
			`{${FIELDS.replace('"aessf.dev/aem/v0"', '0')},"permissions":{}}`,
			'wrong-type "0"',
		],
		['a list for the permissions', withPermissions('[]'), 'wrong-type "[]"'],
		['an empty id', `{${FIELDS.replace('com.example.a', '')},"permissions":{}}`, 'bad-value "\\"\\""'],
		[
			'another schema',
			`{${FIELDS.replace('v0', 'v1')},"permissions":{}}`,
			'bad-value "\\"aessf.dev/aem/v1\\""',
		],
		[
			'another type',
			`{${FIELDS.replace('skill', 'connector')},"permissions":{}}`,
			'bad-value "\\"connector\\""',
		],
		['no permissions', `{${FIELDS}}`, 'missing-field "{"'],
		['nothing at all', '{}', ...Array(5).fill('missing-field "{"')],
		['a list', '[]', 'json-not-object "[]"'],
		['an unfinished text', `{${FIELDS.slice(0, 30)}`, 'json-syntax "\\"i"', 'json-syntax "i"'],
	];
	for (const [why, text, ...problems] of refused) {
		it(`refuses ${why}`, () => {
			assert.deepEqual(shown(text, parseManifest(text).problems), problems);
		});
	}

	const versions: Readonly<Record<string, boolean>> = {
		'1.2.3': true,
		'0.0.0': true,
		'01.2.3': true,
		'1.2.3-rc.1': true,
		'1.2.3+build': true,
		'1.2': false,
		v1: false,
		'v1.2.3': false,
		'1.2.3 ': false,
		'1.2.3\n': false,
		'1.2.3-': false,
		'１.2.3': false,
		'': false,
	};
	for (const [version, accepted] of Object.entries(versions)) {
		it(`${accepted ? 'accepts' : 'refuses'} the version ${JSON.stringify(version)}`, () => {
			const text = `{${FIELDS.replace('"1.0.0"', JSON.stringify(version))},"permissions":{}}`;
			const expected = accepted ? [] : [`bad-value ${JSON.stringify(JSON.stringify(version))}`];
			assert.deepEqual(shown(text, parseManifest(text).problems), expected);
		});
	}

	it('says what it expected', () => {
		const of = (text: string) => parseManifest(text).problems[0];
		const cased = of(`{${FIELDS.replace('"id"', '"ID"')},"permissions":{}}`);
		assert.equal(cased?.data?.expected, 'id');
		const type = of(`{${FIELDS.replace('skill', 'tool')},"permissions":{}}`);
		assert.deepEqual(type?.data?.allowed, ['skill', 'mcp-server', 'plugin']);
		assert.match(type?.message ?? '', /"skill", "mcp-server" or "plugin".*"tool"/);
		const wrong = of(withPermissions('{"process":{"allow_shell":1}}'));
		assert.match(
			wrong?.message ?? '',
			/"permissions.process.allow_shell" must be true or false, not a number/,
		);
		assert.deepEqual(of(`{${FIELDS}}`)?.data, { field: 'permissions', path: '' });
	});

	it('escapes what it quotes', () => {
		const text = withPermissions('{"\u202eevil":1}');
		assert.doesNotMatch(parseManifest(text).problems[0]?.message ?? '', /\u202e/);
	});

	it('keeps what is sound when something else is not', () => {
		const { manifest } = parseManifest(
			`{"ID":"com.example.b","type":"tool","version":7,"permissions":{"files":{"read":["a",1,"b"]},"process":{"allow_shell":true,}}`,
		);
		assert.equal(manifest.id, 'com.example.b');
		assert.equal(manifest.type, undefined);
		assert.equal(manifest.version, undefined);
		assert.deepEqual(manifest.permissions.files.read, ['a', 'b']);
		assert.equal(manifest.permissions.process.allow_shell, true);
	});

	it('finds fault with every vector that the reference tool or we refuse', function () {
		const folder = sharedPath(this, 'interop', 'agentsec', 'manifests');
		const expected: Readonly<Record<string, string>> = {
			'm-badjson.json': 'json-syntax',
			'm-badschema.json': 'bad-value',
			'm-badtype.json': 'bad-value',
			'm-badver.json': 'bad-value',
			'm-bom.json': 'json-bom',
			'm-casekey.json': 'wrong-case wrong-case wrong-case',
			'm-dupkey.json': 'json-duplicate-key',
			'm-noid.json': 'missing-field',
			'm-noperms.json': 'missing-field',
			'm-notype.json': 'missing-field',
			'm-nover.json': 'missing-field',
			'm-null.json': 'null-value',
			'm-trailing.json': 'json-trailing-content',
			'm-unknown.json': 'unknown-field',
			'm-wrongtype.json': 'wrong-type',
		};
		const found = readdirSync(folder)
			.filter(name => name.endsWith('.json'))
			.sort()
			.map(name => {
				const { text, bom } = decodeText(readFileSync(path.join(folder, name)));
				return [
					name,
					parseManifest(text, { bom })
						.problems.map(problem => problem.code)
						.join(' '),
				];
			});
		assert.deepEqual(Object.fromEntries(found), expected);
	});

	it('gives ranges inside the text for any bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
				const { text, bom } = decodeText(bytes);
				const { problems } = parseManifest(text, { bom });
				assertProblems(text, problems);
				assert.ok(problems.length > 0);
			}),
		);
	});

	it('gives ranges inside the text for a manifest with anything anywhere', () => {
		const whole = withPermissions(
			'{"files":{"read":["a"]},"network":{"domains":["b"]},"process":{"allow_shell":true}}',
		);
		fc.assert(
			fc.property(fc.nat(whole.length), fc.nat(20), fc.string({ unit: 'binary' }), (at, cut, inserted) => {
				const text = whole.slice(0, at) + inserted + whole.slice(at + cut);
				const { declared, ranges, problems } = parseManifest(text);
				assertProblems(text, problems);
				for (const entry of [...declared.read, ...declared.write, ...declared.domains]) {
					assertInside(text, entry.range, entry.value);
				}
				for (const [key, range] of Object.entries(ranges)) assertInside(text, range, key);
			}),
		);
	});
});
