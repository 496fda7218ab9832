import assert from 'node:assert/strict';
import fc from 'fast-check';
import { matchesPath } from '../../server/src/base/path-pattern';
import { hostCovers, hostsOverlap, pathCovers, pathsOverlap } from '../../server/src/base/pattern-sets';

const segment = fc.constantFrom('a', 'b', 'ab', 'a*', '*', '**', '*b');
const pattern = fc.array(segment, { minLength: 1, maxLength: 4 }).map(parts => parts.join('/'));
const path = fc
	.array(fc.constantFrom('a', 'b', 'ab', 'ba'), { minLength: 1, maxLength: 5 })
	.map(parts => parts.join('/'));

/** What a declared pattern stands for: itself, and everything below a folder that it names. */
function standsFor(declared: string, file: string): boolean {
	return matchesPath(declared, file) || matchesPath(`${declared}/**`, file);
}

describe('pathsOverlap', () => {
	const cases: readonly [one: string, other: string, expected: boolean][] = [
		['~/.ssh/**', '~/.ssh/id_ed25519', true],
		['~/.ssh/**', '~/.SSH', true],
		['~/.ssh', '~/.ssh/id_ed25519', true],
		['~/.ssh/**', '/home/ann/.ssh/config', true],
		['~/.ssh/**', '/Users/*/.ssh/*', true],
		['~/.ssh/**', '**', true],
		['~/.ssh/**', '/', true],
		['~/.ssh/**', '~', true],
		['~/.ssh/**', './data/**', false],
		['~/.ssh/**', '~/.aws/credentials', false],
		['secrets/*.json', 'secrets/a*', true],
		['secrets/*.json', 'secrets/*.yaml', false],
		['a/**/z', 'a/b', true],
		['x', '{x,y}', true],
	];
	for (const [one, other, expected] of cases) {
		it(`${one} ${expected ? 'overlaps' : 'does not overlap'} ${other}`, () => {
			assert.equal(pathsOverlap(one, other), expected);
			assert.equal(pathsOverlap(other, one), expected);
		});
	}

	it('is true whenever one path matches both', () => {
		fc.assert(
			fc.property(pattern, pattern, path, (one, other, file) => {
				if (standsFor(one, file) && standsFor(other, file)) assert.ok(pathsOverlap(one, other));
			}),
			{ numRuns: 2000 },
		);
	});

	it('answers at once for long patterns', () => {
		assert.equal(pathsOverlap('*a'.repeat(500), '*b'.repeat(500)), false);
		assert.equal(pathsOverlap(`${'**/a/'.repeat(200)}x`, `${'**/b/'.repeat(200)}y`), true);
	});
});

describe('pathCovers', () => {
	const cases: readonly [outer: string, inner: string, expected: boolean][] = [
		['docs/**', 'docs/a/b.md', true],
		['docs', 'docs/a/b.md', true],
		['docs/*', 'docs/**', false],
		['docs/**', 'docs/**', true],
		['**', '~/.ssh/**', true],
		['docs/*.md', 'docs/a*.md', true],
		['docs/a*.md', 'docs/*.md', false],
		['docs/**', 'docs/../x', false],
		['docs/**', '**', false],
		['./docs/', 'docs', true],
		['docs/**', '{docs,x}', false],
	];
	for (const [outer, inner, expected] of cases) {
		it(`${outer} ${expected ? 'covers' : 'does not cover'} ${inner}`, () => {
			assert.equal(pathCovers(outer, inner), expected);
		});
	}

	it('is false whenever a path is inside and not outside', () => {
		fc.assert(
			fc.property(pattern, pattern, path, (outer, inner, file) => {
				if (matchesPath(inner, file) && !standsFor(outer, file)) assert.ok(!pathCovers(outer, inner));
			}),
			{ numRuns: 3000 },
		);
	});
});

describe('hosts', () => {
	it('overlap and cover by suffix', () => {
		assert.ok(hostsOverlap('*.example.com', 'api.example.com'));
		assert.ok(hostsOverlap('*.a.example', '*.example'));
		assert.ok(!hostsOverlap('*.example.com', 'example.com'));
		assert.ok(hostCovers('*.example.com', '*.api.example.com'));
		assert.ok(!hostCovers('*.api.example.com', '*.example.com'));
		assert.ok(hostCovers('API.example.com', 'api.example.com.'));
		assert.ok(!hostCovers('api.example.com', 'evilapi.example.com'));
		assert.ok(!hostCovers('*.example.com', '*'));
	});
});
