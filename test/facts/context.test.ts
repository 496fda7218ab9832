import assert from 'node:assert/strict';
import { contextOf, pathMitigations } from '../../server/src/facts/context';
import type { Context } from '../../server/src/facts/model';
import { parseMarkdown } from '../../server/src/formats/skill/parse';

/** Context of the block that holds `words`. */
function contextAt(text: string, words: string, path = 'SKILL.md'): Context {
	const document = parseMarkdown(text);
	const at = text.indexOf(words);
	const block = document.blocks.find(({ range }) => range.start <= at && at < range.end);
	assert.ok(block, `no block holds ${words}`);
	return contextOf(document, text, block, path);
}

const kinds = (context: Context): string[] => context.mitigations.map(mitigation => mitigation.kind);
const reasons = (context: Context): string[] => context.mitigations.map(mitigation => mitigation.reason);

describe('context', () => {
	it('names the enclosing sections, outermost first', () => {
		const text = '# Tool\n\n## Set-up\n\n### Windows\n\nhere\n\n## Use\n\nthere\n';
		assert.deepEqual(contextAt(text, 'here').sections, ['Tool', 'Set-up', 'Windows']);
		assert.deepEqual(contextAt(text, 'there').sections, ['Tool', 'Use']);
	});

	it('tells the container', () => {
		const text = 'words\n\n```sh\ncode\n```\n\n<!-- note -->\n';
		assert.equal(contextAt(text, 'words').container, 'prose');
		assert.equal(contextAt(text, 'code').container, 'fence');
		assert.equal(contextAt(text, 'note').container, 'comment');
	});

	it('finds nothing to explain plain prose under a plain title', () => {
		assert.deepEqual(contextAt('# Sorter\n\n## Steps\n\n1. Sort the lines.\n', 'Sort the').mitigations, []);
	});

	const explained: Record<string, readonly [string, string, string]> = {
		'a block quote': ['> quoted here\n', 'quotation', 'stands in a block quote'],
		'a table': ['| a | b |\n|---|---|\n| here | x |\n', 'table', 'stands in a table'],
		'a section of examples': [
			'## Examples\n\nhere\n',
			'example-section',
			'stands under the heading “Examples”',
		],
		'a section on what to avoid': [
			'## What to avoid\n\nhere\n',
			'example-section',
			'stands under the heading “What to avoid”',
		],
		'a section on attacks': [
			'## Attack patterns\n\n### Direct\n\nhere\n',
			'detection-content',
			'stands under “Attack patterns”, which is about attacks',
		],
		'a list of what is forbidden': [
			'You must never:\n\n- do this\n- here\n',
			'negation',
			'is listed after “You must never:”',
		],
		'a list of what to look for': [
			'Look for phrases like these:\n\n- here\n',
			'detection-content',
			'is listed after “Look for phrases like these:”',
		],
		'code after an announcement': [
			'For example:\n\n```text\nhere\n```\n',
			'example-section',
			'is listed after “For example:”',
		],
	};
	for (const [name, [text, kind, reason]] of Object.entries(explained)) {
		it(`explains by ${name}`, () => {
			const context = contextAt(text, 'here');
			assert.deepEqual(kinds(context), [kind]);
			assert.deepEqual(reasons(context), [reason]);
		});
	}

	it('sees a text that says it is about finding attacks', () => {
		const text =
			'---\nname: x\ndescription: Detects prompt injection attacks in skills.\n---\n\n# X\n\nhere\n';
		assert.deepEqual(kinds(contextAt(text, 'here')), ['detection-content']);
	});

	it('does not let one list explain the next paragraph', () => {
		assert.deepEqual(contextAt('You must never:\n\n- do this\n\nNow here.\n', 'Now here').mitigations, []);
	});

	it('knows tests and references by their place', () => {
		const kindOf = (path: string): string | undefined => pathMitigations(path)[0]?.kind;
		assert.equal(kindOf('tests/run.py'), 'test-file');
		assert.equal(kindOf('src/sort.test.ts'), 'test-file');
		assert.equal(kindOf('references/api.md'), 'reference-document');
		assert.equal(kindOf('scripts/latest.py'), undefined);
		assert.equal(kindOf('SKILL.md'), undefined);
	});
});
