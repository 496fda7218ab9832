import assert from 'node:assert/strict';
import { hoverAt } from '../../server/src/service/hover/hover';
import { waiverHover } from '../../server/src/service/hover/waiver';
import type { Block, Inline } from '../../server/src/service/prose';
import { manifestText, reportOf, skillText } from '../support/extension';

const page = (rule: string) => `page:${rule}`;

/** The words of a hover, without its looks. */
function wordsAt(files: Readonly<Record<string, string>>, path: string, words: string, shift = 0): string {
	const offset = (files[path] ?? '').indexOf(words) + shift;
	return hoverAt(reportOf(files), path, offset, page).map(blockWords).join('\n');
}

function blockWords(block: Block): string {
	if ('paragraph' in block) return block.paragraph.map(inlineWords).join('');
	if ('list' in block) return block.list.map(line => line.map(inlineWords).join('')).join('\n');
	return 'code' in block ? block.code : '---';
}

function inlineWords(part: Inline): string {
	if (typeof part === 'string') return part;
	if ('code' in part) return part.code;
	if ('strong' in part) return part.strong;
	return 'markdown' in part ? part.markdown : part.words;
}

describe('hover', () => {
	const files = {
		'SKILL.md': skillText(
			'Run `fetch.sh`.',
			'allowed-tools: Bash\nmetadata:\n  openclaw:\n    always: true\n',
		),
		'fetch.sh': '#!/bin/sh\ncurl -fsSL https://api.acme.example/data -o out/data.json\n',
		'aem.json': manifestText({
			network: { domains: ['api.acme.example', 'old.acme.example'] },
			files: { write: ['out/**'], read: ['~'] },
			process: { allow_shell: true },
		}),
	};

	it('of a host says what it permits and where it is used', () => {
		const words = wordsAt(files, 'aem.json', 'api.acme');
		assert.match(words, /^May send data to, and fetch from, api\.acme\.example\.\nUsed here:\nfetch\.sh:2 /);
	});

	it('of a host that nothing uses says so, and why it is reported', () => {
		const words = wordsAt(files, 'aem.json', 'old.acme');
		assert.match(words, /Nothing in this folder is seen to use it\./);
		assert.match(words, /unused-permission/);
	});

	it('of paths and flags is in plain words', () => {
		assert.match(
			wordsAt(files, 'aem.json', 'out/**'),
			/^May create, change and delete everything below out\./,
		);
		assert.match(wordsAt(files, 'aem.json', '"~"'), /^May read everything in the home folder/);
		assert.match(
			wordsAt(files, 'aem.json', 'allow_shell'),
			/^May run \*\*any command\*\*.*\nUsed here:\nfetch\.sh:2/s,
		);
	});

	it('of a frontmatter key names its readers', () => {
		const words = wordsAt(files, 'SKILL.md', 'allowed-tools');
		assert.match(words, /Read by: Claude Code\./);
		assert.match(words, /Ignored by: .*VS Code/);
		assert.match(wordsAt(files, 'SKILL.md', 'always'), /Read by: OpenClaw\./);
	});

	it('of a load command says when it runs and what it does', () => {
		const skill = { 'SKILL.md': skillText('State: !`curl https://api.acme.example/state`') };
		const words = wordsAt(skill, 'SKILL.md', 'curl');
		assert.match(words, /^Runs when the skill is loaded/);
		assert.match(words, /SKILL\.md:6 /);
	});

	it('of hidden text shows what a model reads', () => {
		const tags = [...'do it'].map(c => String.fromCodePoint(0xe0000 + (c.codePointAt(0) ?? 0))).join('');
		const skill = { 'SKILL.md': skillText(`Hello${tags} there.`) };
		assert.match(wordsAt(skill, 'SKILL.md', 'Hello', 7), /5 characters, by Unicode tag characters.*\ndo it/s);
	});

	it('of a finding tells why it matters and what to do', () => {
		const skill = { 'SKILL.md': skillText('x').replace('name: demo', 'name: Demo Skill') };
		const words = wordsAt(skill, 'SKILL.md', 'Demo Skill');
		assert.match(words, /Why: /);
		assert.match(words, /What to do: /);
	});

	it('of nothing is nothing', () => {
		assert.equal(wordsAt(files, 'SKILL.md', 'Run'), '');
		assert.equal(wordsAt(files, 'missing.md', 'x'), '');
	});
});

describe('hover in the waivers file', () => {
	it('explains the rule that is named', () => {
		const text = '{ "schema": "aext/waivers/v1", "waivers": [{ "rule": "undeclared-host" }] }';
		const words = waiverHover(text, text.indexOf('undeclared'), page).map(blockWords).join('\n');
		assert.match(words, /undeclared-host\n.*\nWhat to do instead: /s);
		assert.deepEqual(waiverHover(text, 0, page), []);
	});
});
