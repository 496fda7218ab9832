import assert from 'node:assert/strict';
import { findExtensionRoots, owningRoot } from '../../server/src/service/discovery';

describe('findExtensionRoots', () => {
	it('finds skills, manifests and plugins wherever they lie', () => {
		const paths = [
			'README.md',
			'.claude/skills/a/SKILL.md',
			'tools/server/aem.json',
			'p/.claude-plugin/plugin.json',
		];
		assert.deepEqual(findExtensionRoots(paths), ['.claude/skills/a', 'p', 'tools/server']);
	});

	it('lets the outermost root own the skills below it', () => {
		const paths = ['p/.claude-plugin/plugin.json', 'p/skills/a/SKILL.md', 'p/skills/b/skill.md'];
		assert.deepEqual(findExtensionRoots(paths), ['p']);
	});

	it('keeps a folder with its own manifest apart, however deep', () => {
		const paths = ['p/.claude-plugin/plugin.json', 'p/skills/a/SKILL.md', 'p/skills/a/aem.json'];
		assert.deepEqual(findExtensionRoots(paths), ['p', 'p/skills/a']);
	});

	it('names the folder itself with the empty path', () => {
		assert.deepEqual(findExtensionRoots(['SKILL.md', 'x/y.txt']), ['']);
	});
});

describe('owningRoot', () => {
	it('is the innermost root', () => {
		const roots = new Set(['', 'a/b']);
		assert.equal(owningRoot('a/b/c.sh', roots), 'a/b');
		assert.equal(owningRoot('a/x', roots), '');
		assert.equal(owningRoot('z', new Set(['a'])), undefined);
	});
});
