import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
	addStrings,
	formatManifest,
	type JsonEdit,
	PERMISSION_FLAGS,
	PERMISSION_LISTS,
	removeStrings,
	replaceString,
	setFlag,
	setPermissions,
	withFlag,
	withList,
} from '../../../server/src/formats/manifest/edit';
import { MANIFEST_SCHEMA, type Permissions } from '../../../server/src/formats/manifest/model';
import { NO_PERMISSIONS, parseManifest } from '../../../server/src/formats/manifest/parse';
import { shown } from '../problems';

/** Applies edits that must be in order and must not overlap. */
function applied(text: string, edits: readonly JsonEdit[]): string {
	let result = '';
	let done = 0;
	for (const { range, newText } of edits) {
		assert.ok(done <= range.start && range.start <= range.end, 'edits overlap or are out of order');
		result += text.slice(done, range.start) + newText;
		done = range.end;
	}
	return result + text.slice(done);
}

const HEAD = '{"schema":"aessf.dev/aem/v0","id":"a","type":"skill","version":"1.0.0"';
const LAID_OUT = `{
  "schema": "aessf.dev/aem/v0",
  "id": "a",
  "type": "skill",
  "version": "1.0.0",
  "permissions": {
    "network": {
      "domains": [
        "a.example",
        "b.example"
      ]
    }
  }
}
`;

describe('manifest edits', () => {
	it('add to a list over several lines', () => {
		const text = applied(LAID_OUT, addStrings(parseManifest(LAID_OUT), 'network.domains', ['c.example']));
		assert.equal(text, LAID_OUT.replace('"b.example"', '"b.example",\n        "c.example"'));
	});

	it('take out of a list', () => {
		const document = parseManifest(LAID_OUT);
		const without = (...values: string[]) =>
			applied(LAID_OUT, removeStrings(document, 'network.domains', values));
		assert.equal(without('a.example'), LAID_OUT.replace('"a.example",\n        ', ''));
		assert.equal(without('b.example'), LAID_OUT.replace(',\n        "b.example"', ''));
		assert.match(without('a.example', 'b.example'), /"domains": \[\]\n/);
		assert.equal(without('c.example'), LAID_OUT);
	});

	it('replace a string where it stands', () => {
		const edits = replaceString(parseManifest(LAID_OUT), 'network.domains', 'a.example', [
			'x.example',
			'y.example',
		]);
		assert.equal(
			applied(LAID_OUT, edits),
			LAID_OUT.replace('a.example', 'x.example').replace('"b.example"', '"b.example",\n        "y.example"'),
		);
	});

	it('create what is missing, in the layout of the text', () => {
		const document = parseManifest(LAID_OUT);
		assert.equal(
			applied(LAID_OUT, setFlag(document, 'process.allow_shell', true)),
			LAID_OUT.replace(
				'      ]\n    }\n',
				'      ]\n    },\n    "process": {\n      "allow_shell": true\n    }\n',
			),
		);
		assert.equal(
			applied(LAID_OUT, addStrings(document, 'files.read', ['docs'])),
			LAID_OUT.replace(
				'      ]\n    }\n',
				'      ]\n    },\n    "files": {\n      "read": [\n        "docs"\n      ]\n    }\n',
			),
		);
		const line = `${HEAD}}`;
		assert.equal(
			applied(line, addStrings(parseManifest(line), 'files.read', ['docs'])),
			`${HEAD},"permissions": {"files":{"read":["docs"]}}}`,
		);
	});

	it('keep tabs and line ends', () => {
		const text = `{\r\n\t"permissions": {\r\n\t\t"files": {}\r\n\t}\r\n}\r\n`;
		assert.equal(
			applied(text, addStrings(parseManifest(text), 'files.read', ['a'])),
			text.replace('{}', '{\r\n\t\t\t"read": [\r\n\t\t\t\t"a"\r\n\t\t\t]\r\n\t\t}'),
		);
	});

	it('leave alone what says so already', () => {
		const document = parseManifest(LAID_OUT);
		assert.deepEqual(addStrings(document, 'network.domains', ['a.example']), []);
		assert.deepEqual(setFlag(document, 'process.allow_shell', false), []);
		assert.deepEqual(setPermissions(document, document.manifest.permissions), []);
	});

	it('repair a value of the wrong type', () => {
		const text = `${HEAD},"permissions":{"files":[],"process":{"allow_shell":"yes"},"network":{"domains":"a"}}}`;
		const wanted = withList(NO_PERMISSIONS, 'network.domains', () => ['b.example']);
		const result = parseManifest(applied(text, setPermissions(parseManifest(text), wanted)));
		assert.deepEqual(result.problems, []);
		assert.deepEqual(result.manifest.permissions, wanted);
	});

	it('write a list anew when something is wrong inside it', () => {
		for (const list of ['["a",]', '["a" "b"]', '["a", // c\n"b"]']) {
			const text = `${HEAD},"permissions":{"files":{"read":${list}}}}`;
			const result = parseManifest(applied(text, removeStrings(parseManifest(text), 'files.read', ['a'])));
			assert.deepEqual(shown(result.text, result.problems), [], list);
			assert.ok(!result.manifest.permissions.files.read.includes('a'));
		}
	});

	it('change nothing where there is no object', () => {
		for (const text of ['', '[]', '"a"'])
			assert.deepEqual(setPermissions(parseManifest(text), NO_PERMISSIONS), []);
	});

	const entry = fc.oneof(fc.constantFrom('a', 'b', 'c', 'x.example', '**', 'é"\\\n\u2028'), fc.string());
	const list = fc.uniqueArray(entry, { maxLength: 5 });
	const permissions: fc.Arbitrary<Permissions> = fc.record({
		files: fc.record({ read: list, write: list }),
		network: fc.record({ domains: list, allow_ip_literals: fc.boolean() }),
		process: fc.record({ allow_shell: fc.boolean(), allow_subprocess: fc.boolean() }),
	});
	/** A manifest laid out anyhow, with any of its optional parts left out. */
	const manifestText = fc
		.record({
			permissions,
			left: fc.array(
				fc.constantFrom('files', 'network', 'process', 'read', 'write', 'domains', 'allow_shell'),
			),
			space: fc.constantFrom(0, 2, 4, '\t'),
			eol: fc.constantFrom('\n', '\r\n'),
			gap: fc.constantFrom('', ' ', '\n', ' \t\n '),
			repeated: fc.boolean(),
		})
		.map(({ permissions: declared, left, space, eol, gap, repeated }) => {
			const value = {
				schema: MANIFEST_SCHEMA,
				id: 'a',
				type: 'skill',
				version: '1.0.0',
				permissions: declared,
			};
			const text = JSON.stringify(
				value,
				(key, part: unknown) =>
					left.some(name => name === key)
						? undefined
						: repeated && Array.isArray(part)
							? [...part, ...part]
							: part,
				space,
			);
			// Only outside strings: a bracket in a string follows no comma or bracket directly.
			return text.replace(/([[,{])(?=["\n[{])/g, `$1${gap}`).replace(/\n/g, eol);
		})
		.filter(text => parseManifest(text).problems.length === 0);

	it('always leave valid JSON that declares what was wanted', () => {
		fc.assert(
			fc.property(manifestText, permissions, (text, wanted) => {
				const result = parseManifest(applied(text, setPermissions(parseManifest(text), wanted)));
				assert.deepEqual(shown(result.text, result.problems), []);
				const sets = ({ files, network, process }: Permissions) => ({
					read: new Set(files.read),
					write: new Set(files.write),
					domains: new Set(network.domains),
					flags: [network.allow_ip_literals, process.allow_shell, process.allow_subprocess],
				});
				assert.deepEqual(sets(result.manifest.permissions), sets(wanted));
			}),
			{ numRuns: 1000 },
		);
	});

	it('do one thing at a time in any manifest', () => {
		fc.assert(
			fc.property(
				manifestText,
				fc.constantFrom(...PERMISSION_LISTS),
				fc.constantFrom(...PERMISSION_FLAGS),
				list,
				entry,
				fc.boolean(),
				(text, name, flag, values, value, on) => {
					const document = parseManifest(text);
					const before = document.manifest.permissions;
					const resulting = (edits: readonly JsonEdit[]) => {
						const result = parseManifest(applied(text, edits));
						assert.deepEqual(shown(result.text, result.problems), []);
						return result.manifest.permissions;
					};
					const unique = (entries: readonly string[]) => [...new Set(entries)];
					const sorted = (entries: readonly string[]) => unique(entries).sort();
					const expectList = (
						actual: Permissions,
						change: (current: readonly string[]) => readonly string[],
					) =>
						assert.deepEqual(
							withList(actual, name, sorted),
							withList(withList(before, name, change), name, sorted),
						);
					expectList(resulting(addStrings(document, name, values)), current => [...current, ...values]);
					expectList(resulting(removeStrings(document, name, values)), current =>
						current.filter(item => !values.includes(item)),
					);
					expectList(resulting(replaceString(document, name, value, values)), current =>
						current.flatMap(item => (item === value ? values : [item])),
					);
					assert.deepEqual(
						withList(resulting(setFlag(document, flag, on)), name, sorted),
						withList(withFlag(before, flag, on), name, sorted),
					);
				},
			),
		);
	});
});

describe('formatManifest', () => {
	it('is canonical: fixed order, sorted lists without repeats, a line end at the end', () => {
		const text = formatManifest({
			permissions: {
				process: { allow_subprocess: true, allow_shell: false },
				network: { allow_ip_literals: false, domains: ['b.example', 'a.example', 'b.example'] },
				files: { write: [], read: ['é', 'z', 'Z'] },
			},
			version: '1.0.0',
			source_repo: 'https://code.example/a',
			type: 'plugin',
			id: 'a',
			schema: MANIFEST_SCHEMA,
		});
		assert.equal(
			text,
			`{
  "schema": "aessf.dev/aem/v0",
  "id": "a",
  "type": "plugin",
  "version": "1.0.0",
  "source_repo": "https://code.example/a",
  "permissions": {
    "files": {
      "read": [
        "Z",
        "z",
        "é"
      ],
      "write": []
    },
    "network": {
      "domains": [
        "a.example",
        "b.example"
      ],
      "allow_ip_literals": false
    },
    "process": {
      "allow_shell": false,
      "allow_subprocess": true
    }
  }
}
`,
		);
		assert.deepEqual(parseManifest(text).problems, []);
	});
});
