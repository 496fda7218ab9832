import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isSkillName } from '../../server/src/formats/skill/fields';
import { slugOf } from '../../server/src/rules/support/frontmatter';
import { isOutside, reachOf } from '../../server/src/rules/support/reach';
import { nearest } from '../../server/src/rules/support/spelling';
import { isVendorHost, vendorOf } from '../../server/src/rules/support/vendors';

describe('nearest spelling', () => {
	const words = ['description', 'allowed-tools', 'name', 'paths', 'context'];

	it('finds what was meant', () => {
		for (const [typed, meant] of [
			['descripton', 'description'],
			['allowedTools', 'allowed-tools'],
			['allowed_tool', 'allowed-tools'],
			['naem', 'name'],
			['contxet', 'context'],
		] as const) {
			assert.equal(nearest(typed, words), meant);
		}
	});

	it('guesses nothing far off', () => {
		for (const typed of ['version', 'tags', 'homepage', 'x', '', 'path-to-the-file']) {
			assert.equal(nearest(typed, words), undefined, typed);
		}
	});

	it('finds every word with one letter dropped', () => {
		fc.assert(
			fc.property(fc.constantFrom('description', 'allowed-tools', 'context'), fc.nat(), (word, at) => {
				const index = at % word.length;
				assert.equal(nearest(word.slice(0, index) + word.slice(index + 1), words), word);
			}),
		);
	});
});

describe('skill names', () => {
	it('become valid ones, or nothing', () => {
		assert.equal(slugOf('Line  Sorter (v2)'), 'line-sorter-v2');
		assert.equal(slugOf('Résumé_Maker'), 'resume-maker');
		assert.equal(slugOf('ソート'), '');
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
				const slug = slugOf(text);
				assert.ok(slug === '' || isSkillName(slug), slug);
			}),
		);
	});
});

describe('reach of a path pattern', () => {
	it('is everything for roots, homes and bare wildcards in all spellings', () => {
		for (const pattern of [
			'*',
			'**',
			'**/*',
			'/',
			'/**',
			'~',
			'~/*',
			'$HOME/**',
			'${HOME}',
			'/home/*',
			'C:\\',
			'c:/**',
			'%USERPROFILE%\\*',
		]) {
			assert.notEqual(reachOf(pattern), undefined, pattern);
		}
	});

	it('is not for folders and file types', () => {
		for (const pattern of ['src/**', './data/*', '~/Documents/**', '*.csv', '**/*.md', '/opt/sample/*', '']) {
			assert.equal(reachOf(pattern), undefined, pattern);
		}
	});

	it('is outside the working folder for absolute, home and parent paths, temporary ones apart', () => {
		assert.deepEqual(['/etc/x', '~/x', '../x', 'C:\\x', 'x/y', './x', '/tmp/x', '..x'].map(isOutside), [
			true,
			true,
			true,
			true,
			false,
			false,
			false,
			false,
		]);
	});
});

describe('vendors of keys', () => {
	it('are told by the words of the key’s name', () => {
		for (const [name, host] of [
			['STRIPE_API_KEY', 'api.stripe.com'],
			['GH_TOKEN', 'api.github.com'],
			['ACME_API_KEY', 'api.acme.example'],
			['PAGER_DUTY_TOKEN', 'api.pagerduty.com'],
			['acmeApiKey', 'eu.acme.example'],
		] as const) {
			assert.ok(isVendorHost(name, host), `${name} ${host}`);
		}
	});

	it('are not told by a part of a host, the top-level domain or generic words', () => {
		for (const [name, host] of [
			['STRIPE_API_KEY', 'stripe.com.collect.example'],
			['GITHUB_TOKEN', 'github.collect.example'],
			['API_KEY', 'api.collect.example'],
			['COM_TOKEN', 'collect.com'],
		] as const) {
			assert.equal(isVendorHost(name, host), false, `${name} ${host}`);
		}
	});

	it('are unknown for a key of one’s own', () => {
		assert.equal(vendorOf('ACME_API_KEY'), undefined);
	});
});
