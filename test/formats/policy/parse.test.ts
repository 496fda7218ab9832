import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parsePolicy } from '../../../server/src/formats/policy/parse';
import { assertProblems, shown } from '../problems';

const NOTHING_DENIED = { deny: { network: {}, process: {} } };

describe('parsePolicy', () => {
	it('reads the accepted shape', () => {
		const { policy, problems } = parsePolicy(
			'{"mode":"warn","permissions":{"deny":{"network":{"allow_ip_literals":true},"process":{"allow_shell":false}}}}',
		);
		assert.deepEqual(problems, []);
		assert.deepEqual(policy, {
			mode: 'warn',
			permissions: { deny: { network: { allow_ip_literals: true }, process: { allow_shell: false } } },
		});
	});

	it('takes an absent or empty mode for enforce', () => {
		for (const text of ['{}', '{"mode":""}', '{"mode":"enforce"}', '{"permissions":{"deny":{}}}']) {
			assert.deepEqual(parsePolicy(text).policy, { mode: 'enforce', permissions: NOTHING_DENIED }, text);
		}
	});

	const refused: readonly (readonly [text: string, ...problems: string[]])[] = [
		['{"mode":"block"}', 'bad-value "\\"block\\""'],
		['{"mode":"Warn"}', 'bad-value "\\"Warn\\""'],
		['{"Mode":"warn"}', 'wrong-case "\\"Mode\\""'],
		['{"mode":null}', 'null-value "null"'],
		['{"mode":1}', 'wrong-type "1"'],
		['{"permissions":{"allow":{}}}', 'unknown-field "\\"allow\\""'],
		['{"permissions":{"deny":{"files":{}}}}', 'unknown-field "\\"files\\""'],
		[
			'{"permissions":{"deny":{"process":{"allow_subprocess":true}}}}',
			'unknown-field "\\"allow_subprocess\\""',
		],
		['{"permissions":{"deny":{"process":{"allow_shell":"true"}}}}', 'wrong-type "\\"true\\""'],
		['{"mode":"warn"}{}', 'json-trailing-content "{}"'],
		['{"mode":"warn","mode":"enforce"}', 'json-duplicate-key "\\"mode\\""'],
		['[]', 'json-not-object "[]"'],
		['{"mode":"warn"', 'json-syntax "\\""'],
	];
	for (const [text, ...problems] of refused) {
		it(`does not evaluate ${text}`, () => {
			const document = parsePolicy(text);
			assert.deepEqual(shown(text, document.problems), problems);
			assert.equal(document.policy, undefined);
			assert.equal(document.rewritten, undefined);
		});
	}

	it('rewrites the shape that the documentation shows', () => {
		const text = '{"mode":"warn","deny":{"permissions":{"process":{"allow_shell":true}}}}';
		const { policy, rewritten, problems } = parsePolicy(text);
		assert.deepEqual(shown(text, problems), ['documented-shape "\\"deny\\""']);
		assert.equal(problems[0]?.data, undefined);
		assert.equal(policy, undefined);
		assert.deepEqual(parsePolicy(rewritten ?? '').policy, {
			mode: 'warn',
			permissions: { deny: { network: {}, process: { allow_shell: true } } },
		});
	});

	it('says which denial the accepted shape cannot express', () => {
		const text =
			'{"deny":{"permissions":{"process":{"allow_subprocess":true},"network":{"allow_ip_literals":true}}}}';
		const { rewritten, problems } = parsePolicy(text);
		assert.deepEqual(problems[0]?.data, { dropped: ['process.allow_subprocess'] });
		assert.match(problems[0]?.message ?? '', /allow_subprocess/);
		assert.doesNotMatch(rewritten ?? '', /allow_subprocess/);
		assert.deepEqual(parsePolicy(rewritten ?? '').policy?.permissions.deny.network, {
			allow_ip_literals: true,
		});
	});

	it('does not rewrite what it does not wholly understand', () => {
		const text = '{"deny":{"permissions":{"process":{"allow_shell":true},"files":{}}}}';
		const { rewritten, problems } = parsePolicy(text);
		assert.deepEqual(shown(text, problems), ['documented-shape "\\"deny\\""', 'unknown-field "\\"files\\""']);
		assert.equal(rewritten, undefined);
	});

	it('takes both shapes at once for the accepted one with a field too many', () => {
		const text = '{"permissions":{"deny":{}},"deny":{"permissions":{}}}';
		assert.deepEqual(shown(text, parsePolicy(text).problems), ['unknown-field "\\"deny\\""']);
	});

	it('gives a policy or a problem for any text', () => {
		const whole = '{"mode":"warn","permissions":{"deny":{"process":{"allow_shell":true}}}}';
		fc.assert(
			fc.property(fc.nat(whole.length), fc.nat(20), fc.string({ unit: 'binary' }), (at, cut, inserted) => {
				const text = whole.slice(0, at) + inserted + whole.slice(at + cut);
				const { policy, problems } = parsePolicy(text);
				assertProblems(text, problems);
				assert.equal(policy === undefined, problems.length > 0);
			}),
		);
	});
});
