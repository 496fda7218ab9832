import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NameTable, nameFault } from '../../server/src/base/entry-names';

describe('nameFault', () => {
	for (const name of [
		'SKILL.md',
		'.aextignore',
		'a/b/c.txt',
		'référence/日本語.md',
		'console.log',
		'com10',
		'a b.txt',
		'x~1',
	]) {
		it(`accepts ${name}`, () => assert.equal(nameFault(name), undefined));
	}

	it('accepts no name that leaves the folder, on either kind of system', () => {
		const part = fc.constantFrom('..', '.', '', 'a', 'C:', '\\', '/', 'b ', 'c.', '\0');
		fc.assert(
			fc.property(fc.array(part, { maxLength: 8 }), fc.constantFrom('/', ''), (parts, joint) => {
				const name = parts.join(joint);
				if (nameFault(name) !== undefined) return;
				for (const segment of name.split(/[/\\]/)) {
					assert.match(segment, /^[^:\0]*[^:\0. ]$/);
				}
			}),
		);
	});

	it('accepts only names of which it can tell the length', () => {
		assert.equal(nameFault('é'.repeat(127)), undefined);
		assert.equal(nameFault('é'.repeat(128)), 'name-too-long');
		assert.equal(nameFault('😀'.repeat(64)), 'name-too-long');
	});
});

describe('NameTable', () => {
	it('tells the name that a name collides with', () => {
		const names = new NameTable();
		assert.equal(names.add('docs/Read.md'), undefined);
		assert.deepEqual(names.add('docs/read.md'), { collision: 'case-equal', other: 'docs/Read.md' });
		assert.deepEqual(names.add('docs'), { collision: 'file-and-folder', other: 'docs' });
		assert.deepEqual(names.add('docs/Read.md/x'), { collision: 'file-and-folder', other: 'docs/Read.md' });
	});

	it('takes a folder for itself whether or not it has an entry', () => {
		const names = new NameTable();
		assert.equal(names.add('a/b'), undefined);
		assert.equal(names.add('a/'), undefined);
		assert.equal(names.add('a/c'), undefined);
		assert.equal(names.add('a/')?.collision, 'duplicate');
	});

	it('finds the same collisions whatever the order', () => {
		const name = fc.constantFrom('a', 'A', 'a/b', 'a/', 'A/b', 'b', 'ﬁ', 'fi', 'é', 'e\u0301');
		fc.assert(
			fc.property(name, name, (one, other) => {
				const clash = (first: string, second: string) => {
					const names = new NameTable();
					names.add(first);
					return names.add(second)?.collision;
				};
				assert.equal(clash(one, other), clash(other, one));
			}),
		);
	});
});
