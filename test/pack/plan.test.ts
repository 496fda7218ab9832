import assert from 'node:assert/strict';
import { DEFAULT_ARCHIVE_LIMITS } from '../../server/src/base/archive';
import type { FileEntry } from '../../server/src/base/files';
import { planPackage } from '../../server/src/pack/plan';

function file(path: string, extra: Partial<FileEntry> = {}): FileEntry {
	return { path, type: 'file', size: 10, ...extra };
}

function plan(paths: readonly (string | FileEntry)[], ignore?: string) {
	const files = paths.map(each => (typeof each === 'string' ? file(each) : each));
	return planPackage(files, { limits: DEFAULT_ARCHIVE_LIMITS, ...(ignore !== undefined && { ignore }) });
}

describe('planPackage', () => {
	it('leaves out what never belongs into a package, and says why', () => {
		const kept = ['.gitignore', 'SKILL.md', 'aem.json', 'docs/policy.json'];
		const left = [
			'.git/config',
			'sub/.git',
			'.hg/store',
			'.DS_Store',
			'a/.DS_Store.bak',
			'__MACOSX/x',
			'a/._b',
			'Thumbs.db',
			'old.aext',
			'old.sig.json',
			'policy.json',
			'aext-waivers.json',
			'.aextignore',
		];
		const result = plan([...left, ...kept]);
		assert.deepEqual(
			result.included.map(each => each.path),
			kept,
		);
		assert.deepEqual(result.leftOut.map(each => each.path).sort(), [...left].sort());
		assert.ok(result.leftOut.every(each => each.reason.length > 5));
		assert.deepEqual(result.refused, []);
	});

	it('heeds .aextignore as git would, negation and folders included', () => {
		const result = plan(
			['SKILL.md', 'a.tmp', 'keep.tmp', 'build/x', 'build/y/z', 'src/build.md', 'Build/x'],
			'*.tmp\n!keep.tmp\n# comment\n/build/\n',
		);
		assert.deepEqual(
			result.included.map(each => each.path),
			['Build/x', 'SKILL.md', 'keep.tmp', 'src/build.md'],
		);
	});

	it('refuses links, special files and bad names all at once', () => {
		const result = plan([
			'SKILL.md',
			file('link', { type: 'symlink', target: '/etc/passwd' }),
			file('pipe', { type: 'other' }),
			'con.md',
			'bidi\u202e.md',
			'skill.MD',
			file('huge', { size: 65 * 1024 * 1024 }),
		]);
		assert.deepEqual(
			result.refused.map(each => each.code).sort(),
			['case-equal', 'entry-too-large', 'name-invisible', 'name-reserved', 'special-file', 'symlink'].sort(),
		);
		assert.ok(result.refused.every(each => !each.message.includes('\u202e')));
	});

	it('refuses nothing for what it leaves out', () => {
		assert.deepEqual(plan([file('.git', { type: 'symlink' }), 'tmp/con', 'SKILL.md'], 'tmp').refused, []);
	});

	it('holds the limits of the reader', () => {
		const limits = { ...DEFAULT_ARCHIVE_LIMITS, entries: 2, totalBytes: 25 };
		const { refused } = planPackage(
			['a', 'b', 'c'].map(path => file(path)),
			{ limits },
		);
		assert.deepEqual(
			refused.map(each => each.code),
			['too-many-entries', 'total-too-large'],
		);
	});
});
