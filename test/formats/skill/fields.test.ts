import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AGENTS, SKILL_FOLDERS } from '../../../server/src/formats/skill/agents';
import {
	agentNames,
	FIELDS,
	fieldInfo,
	isSkillName,
	KNOWN_FIELDS,
	MAX_NAME,
	suggestedSkillName,
	YES_NO,
} from '../../../server/src/formats/skill/fields';

describe('the matrix of frontmatter fields', () => {
	it('names every field once, each read by some agent', () => {
		const keys = FIELDS.map(field => field.key);
		assert.equal(new Set(keys).size, keys.length);
		const ids = new Set(AGENTS.map(agent => agent.id));
		for (const field of FIELDS) {
			assert.ok(field.readBy.length > 0 && field.readBy.every(id => ids.has(id)), field.key);
			assert.match(field.description, /\.$/, field.key);
		}
	});

	it('requires name and description only', () => {
		assert.deepEqual(
			FIELDS.filter(field => field.required).map(field => field.key),
			['name', 'description'],
		);
	});

	it('points from an old spelling to a known one', () => {
		for (const { deprecated } of FIELDS) if (deprecated) assert.ok(fieldInfo(deprecated.use));
		assert.equal(fieldInfo('metadata.clawdbot.install')?.key, 'metadata.openclaw.install');
		assert.equal(fieldInfo('metadata.clawdbot')?.deprecated?.use, 'metadata.openclaw');
	});

	it('does not know what no agent reads', () => {
		for (const key of ['version', 'Name', 'constructor', '__proto__', '']) {
			assert.equal(fieldInfo(key), undefined, key);
			assert.ok(!KNOWN_FIELDS.has(key));
		}
	});

	it('names who reads a field and who does not', () => {
		const field = fieldInfo('argument-hint');
		assert.ok(field);
		assert.deepEqual(agentNames(field, true), ['Claude Code', 'VS Code']);
		assert.equal(agentNames(field, false).length, AGENTS.length - 2);
	});

	it('takes for yes and no what some agent does', () => {
		assert.equal(YES_NO.get('on'), true);
		assert.equal(YES_NO.get('0'), false);
		assert.equal(YES_NO.get('constructor'), undefined);
	});

	it('knows where skills live', () => {
		for (const folder of [
			'.claude/skills',
			'.github/skills',
			'.agents/skills',
			'.copilot/skills',
			'skills',
		]) {
			assert.ok(SKILL_FOLDERS.includes(folder), folder);
		}
	});
});

describe('skill names', () => {
	it('follow the specification', () => {
		for (const name of ['a', 'pdf-tools', '7zip', 'a-1-b', 'x'.repeat(64)])
			assert.ok(isSkillName(name), name);
		for (const name of ['', 'A', '-a', 'a-', 'a--b', 'a_b', 'a b', 'é', 'a\n', 'x'.repeat(65)]) {
			assert.ok(!isSkillName(name), JSON.stringify(name));
		}
	});

	const suggestions: Readonly<Record<string, string | undefined>> = {
		'My Skill': 'my-skill',
		myGreatSkill: 'my-great-skill',
		'a--b_c': 'a-b-c',
		'-Café Über-': 'cafe-uber',
		日本語: undefined,
		'': undefined,
	};
	for (const [text, name] of Object.entries(suggestions)) {
		it(`${JSON.stringify(text)} suggests ${String(name)}`, () => {
			assert.equal(suggestedSkillName(text), name);
		});
	}

	it('are suggested as valid ones only, and kept when they are', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
				const name = suggestedSkillName(text);
				assert.ok(name === undefined || isSkillName(name), name);
				if (isSkillName(text)) assert.equal(name, text);
			}),
		);
		assert.equal(suggestedSkillName(`${'x'.repeat(MAX_NAME - 1)}-y`), 'x'.repeat(MAX_NAME - 1));
	});
});
