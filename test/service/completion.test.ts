import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseStrictJson } from '../../server/src/formats/json/strict';
import { completeFrontmatter } from '../../server/src/service/completion/frontmatter';
import { jsonPlaceAt } from '../../server/src/service/completion/json-place';
import { completeManifest } from '../../server/src/service/completion/manifest';
import { completeWaivers } from '../../server/src/service/completion/waivers';
import { fileAt } from '../../server/src/service/report-files';
import { manifestText, reportOf, skillText } from '../support/extension';

/** Text and offset of the `|` in it. */
function cursor(marked: string): { readonly text: string; readonly offset: number } {
	const offset = marked.indexOf('|');
	return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}

const FETCH = 'curl -fsSL https://api.acme.example/data -o out/data.json\n';

function manifestAt(marked: string, ownKeys = true) {
	const { text, offset } = cursor(marked);
	const { facts } = reportOf({ 'aem.json': text, 'fetch.sh': FETCH });
	return completeManifest(facts, offset, ownKeys).map(({ label, newText, range }) => ({
		label,
		result: text.slice(0, range.start) + newText + text.slice(range.end),
	}));
}

describe('completion in the manifest', () => {
	const domains = (inside: string) => manifestText({ network: { domains: [] } }).replace('[]', `[${inside}]`);

	it('offers the hosts that are contacted, in or outside of quotes', () => {
		for (const inside of ['|', '"|"', '"ap|']) {
			const [first] = manifestAt(domains(inside));
			assert.equal(first?.label, 'api.acme.example');
		}
		assert.deepEqual(JSON.parse(manifestAt(domains('"ap|"'))[0]?.result ?? '').permissions.network.domains, [
			'api.acme.example',
		]);
	});

	it('leaves out what is declared already', () => {
		assert.deepEqual(manifestAt(domains('"api.acme.example", "|"')), []);
	});

	it('offers the paths that are written', () => {
		const labels = manifestAt(manifestText({ files: { write: ['|'] } })).map(({ label }) => label);
		assert.deepEqual(labels, ['out/data.json']);
	});

	it('offers keys with the value that declares the least, unless the editor does', () => {
		const text = manifestText({ process: {} }).replace('"process": {}', '"process": {|}');
		assert.deepEqual(
			manifestAt(text).map(({ label }) => label),
			['allow_shell', 'allow_subprocess'],
		);
		assert.equal(JSON.parse(manifestAt(text)[0]?.result ?? '').permissions.process.allow_shell, false);
		assert.deepEqual(manifestAt(text, false), []);
	});

	it('offers the values of a field', () => {
		const labels = (marked: string) => manifestAt(marked).map(({ label }) => label);
		assert.deepEqual(labels('{ "type": "|" }'), ['"skill"', '"mcp-server"', '"plugin"']);
		assert.deepEqual(labels('{ "type": | }'), ['"skill"', '"mcp-server"', '"plugin"']);
		assert.deepEqual(labels('{ "permissions": { "process": { "allow_shell": t| } } }'), ['false', 'true']);
	});
});

describe('jsonPlaceAt', () => {
	it('finds a place inside the text, or none, wherever the cursor is', () => {
		const unit = fc.constantFrom('{', '}', '[', ']', '"', ':', ',', 'a', ' ', '\n', '1', 'true', 'null');
		fc.assert(
			fc.property(fc.string({ unit }), fc.nat(40), (inside, at) => {
				const text = `{"permissions":${inside}`;
				const place = jsonPlaceAt(text, parseStrictJson(text), Math.min(at, text.length));
				if (!place) return;
				assert.ok(place.range.start <= place.range.end && place.range.end <= text.length);
			}),
		);
	});
});

describe('completion in the frontmatter', () => {
	const at = (marked: string, left: readonly string[] = []) => {
		const { text, offset } = cursor(marked);
		const file = fileAt(reportOf({ 'SKILL.md': text }).facts, 'SKILL.md');
		assert.ok(file);
		return completeFrontmatter(file, offset, new Set(left));
	};
	const labels = (marked: string, left?: readonly string[]) => at(marked, left).map(({ label }) => label);

	it('offers keys that are not there yet', () => {
		const offered = labels('---\nname: demo\n|\n---\n');
		assert.ok(offered.includes('description') && offered.includes('allowed-tools'));
		assert.ok(!offered.includes('name'));
		assert.ok(!offered.some(label => label.includes('.')));
	});

	it('leaves to the editor what it offers itself', () => {
		assert.ok(!labels('---\nname: demo\nd|\n---\n', ['description']).includes('description'));
	});

	it('offers the values of a field', () => {
		assert.deepEqual(labels('---\nbackground: |\n---\n'), ['true', 'false']);
		assert.ok(labels('---\neffort: h|\n---\n').includes('high'));
	});

	it('offers nothing in the body', () => {
		assert.deepEqual(labels(skillText('|')), []);
	});
});

describe('completion in the waivers file', () => {
	it('offers the rules', () => {
		const { text, offset } = cursor('{ "schema": "aext/waivers/v1", "waivers": [{ "rule": "|" }] }');
		const found = completeWaivers(text, offset).find(({ label }) => label === 'undeclared-host');
		assert.equal(found?.newText, '"undeclared-host"');
		assert.deepEqual(completeWaivers(text, 3), []);
	});
});
