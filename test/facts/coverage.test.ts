import assert from 'node:assert/strict';
import fc from 'fast-check';
import { coversHost, coversPath } from '../../server/src/facts/coverage';

describe('coversHost', () => {
	const cases: readonly [declared: string, host: string, covered: boolean][] = [
		['api.acme.example', 'api.acme.example', true],
		['API.acme.example.', 'api.acme.example', true],
		['acme.example', 'api.acme.example', false],
		['*.acme.example', 'api.acme.example', true],
		['*.acme.example', 'a.b.acme.example', true],
		['*.acme.example', 'acme.example', false],
		['*.acme.example', 'notacme.example', false],
		['*', 'anything.example', true],
	];
	for (const [declared, host, covered] of cases) {
		it(`${declared} ${covered ? 'permits' : 'does not permit'} ${host}`, () => {
			assert.equal(coversHost(declared, host), covered);
		});
	}
});

describe('coversPath', () => {
	const cases: readonly [declared: string, observed: string, covered: boolean][] = [
		['data/*.csv', 'data/a.csv', true],
		['data/*.csv', 'data/sub/a.csv', false],
		['data/**', 'data/sub/a.csv', true],
		['./data/', 'data/sub/a.csv', true],
		['data', 'data/a.csv', true],
		['data', 'database', false],
		['**', '/etc/passwd', true],
		['**/*.md', 'README.md', true],
		['.', 'x/y', true],
		['.', '~/x', false],
		['.', '../x', false],
		['/', '/etc/passwd', true],
		['/', 'x', true],
		['/**', '~/x', true],
		['~/.config/**', '~/.config/a/b', true],
		['data/*.csv', 'data/*', false],
		['data/*', 'data/*', true],
		['src/{a,b}/*.ts', 'src/b/x.ts', true],
		['src/{a,b}/*.ts', 'src/c/x.ts', false],
	];
	for (const [declared, observed, covered] of cases) {
		it(`${declared} ${covered ? 'permits' : 'does not permit'} ${observed}`, () => {
			assert.equal(coversPath(declared, observed), covered);
		});
	}

	it('always permits exactly what was observed', () => {
		const segment = fc.stringMatching(/^[a-z*][a-z.*-]{0,6}$/);
		fc.assert(
			fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), parts => {
				const path = parts.join('/');
				assert.ok(coversPath(path, path));
			}),
		);
	});

	it('ends quickly on patterns made to backtrack', () => {
		assert.equal(coversPath(`${'**/*a'.repeat(50)}/b`, `${'aaaa/'.repeat(200)}c`), false);
	});
});
