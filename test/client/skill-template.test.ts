import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import {
	descriptionProblem,
	EXTENSION_TYPES,
	manifestText,
	nameProblem,
	skillText,
} from '../../client/src/skill-template';

describe('a new skill', () => {
	it('has a name as the specification wants it', () => {
		for (const name of ['a', 'release-notes', '7z', 'a'.repeat(64)])
			assert.equal(nameProblem(name), undefined, name);
		assert.equal(nameProblem(''), 'empty');
		assert.equal(nameProblem('a'.repeat(65)), 'too-long');
		for (const name of ['Release', 'a b', 'ä', 'a_b', '../a'])
			assert.equal(nameProblem(name), 'characters', name);
		for (const name of ['-a', 'a-', 'a--b']) assert.equal(nameProblem(name), 'hyphens', name);
	});

	it('has a description of 1 to 1,024 characters', () => {
		assert.equal(descriptionProblem(' '), 'empty');
		assert.equal(descriptionProblem('x'.repeat(1025)), 'too-long');
		assert.equal(descriptionProblem('x'.repeat(1024)), undefined);
	});

	it('says in its frontmatter just what was typed', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), description => {
				const yaml = skillText('a-b', description).split('---\n')[1] ?? '';
				assert.deepEqual(parse(yaml), { name: 'a-b', description: description.trim() });
			}),
		);
	});

	it('permits nothing', () => {
		for (const type of EXTENSION_TYPES) {
			const manifest = JSON.parse(manifestText('a-b', type));
			assert.equal(manifest.type, type);
			assert.equal(manifest.id, 'com.example.a-b');
			assert.deepEqual(manifest.permissions, {
				files: { read: [], write: [] },
				network: { domains: [], allow_ip_literals: false },
				process: { allow_shell: false, allow_subprocess: false },
			});
		}
	});
});
