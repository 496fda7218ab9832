import assert from 'node:assert/strict';
import type { SignatureClaim } from '../../server/src/base/claim';
import type { Finding } from '../../server/src/base/finding';
import type { Severity } from '../../server/src/base/severity';
import type { Permissions } from '../../server/src/formats/manifest/model';
import { parsePolicy } from '../../server/src/formats/policy/parse';
import { parsePolicyV1 } from '../../server/src/formats/policy/v1';
import type { PolicyDecision, PolicyTarget } from '../../server/src/verdict/model';
import { decideByPolicy } from '../../server/src/verdict/policy';
import { decideByReference } from '../../server/src/verdict/reference-policy';

const NOTHING: Permissions = {
	files: { read: [], write: [] },
	network: { domains: [], allow_ip_literals: false },
	process: { allow_shell: false, allow_subprocess: false },
};
const SHELL: Permissions = { ...NOTHING, process: { allow_shell: true, allow_subprocess: false } };
const ACME = `ed25519:${'1'.repeat(64)}`;
const SIGNED: SignatureClaim = {
	outcome: 'verified',
	message: 'Signed.',
	key: { fingerprint: ACME, pinnedAs: 'Acme' },
	withdrawn: [],
};
const UNSIGNED: SignatureClaim = {
	outcome: 'not-signed',
	message: 'Nobody has signed this package.',
	withdrawn: [],
};

function finding(severity: Severity, rule = 'pipe-to-shell'): Finding {
	return {
		rule,
		severity,
		confidence: 'high',
		message: 'm',
		location: { path: 'SKILL.md', range: { start: 0, end: 1 } },
		related: [],
		excerpt: '',
		fingerprint: '0',
		fixes: [],
	};
}

function target(extra: Partial<PolicyTarget> = {}): PolicyTarget {
	return {
		extensionId: 'com.acme.fetcher',
		permissions: NOTHING,
		claim: SIGNED,
		findings: [],
		complete: true,
		attestations: [],
		today: '2026-06-15',
		...extra,
	};
}

function decide(policy: object, of: PolicyTarget = target()): PolicyDecision {
	const { policy: parsed, problems } = parsePolicyV1(JSON.stringify({ schema: 'aext/policy/v1', ...policy }));
	assert.deepEqual(problems, []);
	assert.ok(parsed);
	return decideByPolicy(parsed, of);
}

function rules(decision: PolicyDecision): readonly string[] {
	return decision.objections.map(each => `${each.action} ${each.rule}`);
}

describe('decideByReference', () => {
	function byReference(text: string, permissions: Permissions): PolicyDecision {
		const { policy } = parsePolicy(text);
		assert.ok(policy, text);
		return decideByReference(policy, permissions);
	}
	const both = '"permissions":{"deny":{"network":{"allow_ip_literals":true},"process":{"allow_shell":true}}}';
	const cases: readonly [
		text: string,
		permissions: Permissions,
		action: string,
		messages: readonly string[],
	][] = [
		[`{"mode":"enforce",${both}}`, SHELL, 'refuse', ['denied: process.allow_shell=true']],
		[`{${both}}`, SHELL, 'refuse', ['denied: process.allow_shell=true']],
		[`{"mode":"",${both}}`, SHELL, 'refuse', ['denied: process.allow_shell=true']],
		[`{"mode":"warn",${both}}`, SHELL, 'allow', ['denied: process.allow_shell=true']],
		[`{"mode":"enforce",${both}}`, NOTHING, 'allow', []],
		['{"mode":"enforce"}', SHELL, 'allow', []],
		[
			'{"permissions":{"deny":{"process":{"allow_shell":false}}}}',
			NOTHING,
			'refuse',
			['denied: process.allow_shell=false'],
		],
		[
			`{${both}}`,
			{ ...SHELL, network: { domains: [], allow_ip_literals: true } },
			'refuse',
			['denied: network.allow_ip_literals=true', 'denied: process.allow_shell=true'],
		],
	];
	for (const [text, permissions, action, messages] of cases) {
		it(`${text} of ${JSON.stringify(permissions.process)}: ${action}`, () => {
			const decision = byReference(text, permissions);
			assert.equal(decision.action, action);
			assert.deepEqual(
				decision.objections.map(each => each.message),
				messages,
			);
		});
	}
});

describe('decideByPolicy', () => {
	it('asks for a trusted signature unless told otherwise', () => {
		assert.deepEqual(rules(decide({})), []);
		assert.deepEqual(rules(decide({}, target({ claim: UNSIGNED }))), ['refuse signature.required']);
		assert.deepEqual(rules(decide({ signature: { required: false } }, target({ claim: UNSIGNED }))), []);
		const withdrawn = [{ subject: ACME, reason: 'stolen', date: '2026-01-01' }];
		assert.equal(decide({}, target({ claim: { ...SIGNED, withdrawn } })).action, 'refuse');
		const foreign = { ...SIGNED, key: { fingerprint: ACME, pinnedAs: 'Acme', outOfScope: true } };
		assert.equal(decide({}, target({ claim: foreign })).action, 'refuse');
	});

	it('lets only the named keys sign', () => {
		assert.deepEqual(rules(decide({ signature: { signers: [ACME] } })), []);
		const other = { signature: { signers: [`ed25519:${'2'.repeat(64)}`] } };
		assert.deepEqual(rules(decide(other)), ['refuse signature.signers']);
		const borrowed = { ...SIGNED, outcome: 'other-key' } as const;
		assert.deepEqual(
			rules(decide({ signature: { required: false, signers: [ACME] } }, target({ claim: borrowed }))),
			['refuse signature.signers'],
		);
	});

	it('denies what shares anything with a denied permission', () => {
		const deny = {
			files: { read: ['~/.ssh/**'], write: ['/etc'] },
			network: { domains: ['*.evil.example'], allow_ip_literals: true },
			process: { allow_shell: true },
		};
		const declared: Permissions = {
			files: { read: ['~/**'], write: ['/etc/hosts'] },
			network: { domains: ['cdn.evil.example', 'good.example'], allow_ip_literals: false },
			process: { allow_shell: true, allow_subprocess: true },
		};
		const decision = decide({ permissions: { deny } }, target({ permissions: declared }));
		assert.deepEqual(rules(decision), [
			'refuse permissions.deny.files.read',
			'refuse permissions.deny.files.write',
			'refuse permissions.deny.network.domains',
			'refuse permissions.deny.process.allow_shell',
		]);
		assert.match(
			decision.objections[2]?.message ?? '',
			/'cdn\.evil\.example' is denied by '\*\.evil\.example'/,
		);
	});

	it('allows nothing beyond what it allows', () => {
		const allow = { files: { read: ['docs/**'] }, network: { domains: ['*.acme.example'] } };
		const declared: Permissions = {
			files: { read: ['docs/a.md', 'src/**'], write: ['out'] },
			network: { domains: ['api.acme.example', 'x.example'], allow_ip_literals: true },
			process: { allow_shell: true, allow_subprocess: false },
		};
		const decision = decide({ permissions: { allow } }, target({ permissions: declared }));
		assert.deepEqual(
			decision.objections.map(each => each.message),
			[
				"files.read 'src/**' is more than is allowed.",
				"files.write 'out' is more than is allowed.",
				"network.domains 'x.example' is more than is allowed.",
				'network.allow_ip_literals=true is more than is allowed.',
				'process.allow_shell=true is more than is allowed.',
			],
		);
	});

	it('refuses when the manifest cannot be read', () => {
		const { permissions: _, ...unreadable } = target();
		assert.deepEqual(rules(decide({}, unreadable)), ['refuse permissions']);
	});

	it('limits the severity of findings, waived ones aside', () => {
		const findings = [finding('high'), finding('medium')];
		assert.deepEqual(rules(decide({ findings: { highest: 'high' } }, target({ findings }))), []);
		assert.equal(decide({ findings: { highest: 'medium' } }, target({ findings })).objections.length, 1);
		assert.equal(decide({ findings: { highest: 'none' } }, target({ findings })).objections.length, 2);
		const waiver = { reason: 'known', owner: 'ann', expires: '2027-01-01' };
		const waived = findings.map(each => ({ ...each, waiver }));
		assert.equal(
			decide({ findings: { highest: 'none' } }, target({ findings: waived })).objections.length,
			0,
		);
		assert.deepEqual(
			rules(decide({ findings: { deny: ['pipe-to-shell', 'token'] } }, target({ findings }))),
			['refuse findings.deny.pipe-to-shell', 'refuse findings.deny.pipe-to-shell'],
		);
	});

	it('asks for attestations and for a complete examination', () => {
		const policy = { attestations: { required: ['sbom', 'provenance'] } };
		assert.deepEqual(rules(decide(policy, target({ attestations: ['sbom'], complete: false }))), [
			'refuse attestations.required.provenance',
			'ask actions.not_examined',
		]);
	});

	it('takes the strictest of the chosen actions', () => {
		const policy = {
			permissions: { deny: { process: { allow_shell: true } } },
			actions: { signature: 'ask', permissions: 'quarantine' },
		};
		const decision = decide(policy, target({ permissions: SHELL, claim: UNSIGNED }));
		assert.deepEqual(rules(decision), [
			'ask signature.required',
			'quarantine permissions.deny.process.allow_shell',
		]);
		assert.equal(decision.action, 'quarantine');
		assert.equal(
			decide({ ...policy, mode: 'warn' }, target({ permissions: SHELL, claim: UNSIGNED })).action,
			'allow',
		);
	});

	it('heeds an exception for its rule, extension and time only, and shows it', () => {
		const exception = {
			rule: 'permissions.deny.process.allow_shell',
			extension: 'com.acme.*',
			reason: 'builds locally',
			owner: 'ann',
			expires: '2026-06-15',
		};
		const policy = { permissions: { deny: { process: { allow_shell: true } } }, exceptions: [exception] };
		const excepted = decide(policy, target({ permissions: SHELL }));
		assert.equal(excepted.action, 'allow');
		assert.equal(excepted.objections[0]?.exception?.owner, 'ann');
		assert.equal(decide(policy, target({ permissions: SHELL, today: '2026-06-16' })).action, 'refuse');
		assert.equal(decide(policy, target({ permissions: SHELL, extensionId: 'com.evil.x' })).action, 'refuse');
		const { extensionId: _, ...nameless } = target({ permissions: SHELL });
		assert.equal(decide(policy, nameless).action, 'refuse');
	});

	it('lists every rule that it held against the extension, also when none objects', () => {
		const { action, checked } = decide({ permissions: { deny: { process: { allow_shell: true } } } });
		assert.equal(action, 'allow');
		assert.deepEqual(checked, [
			'signature.required',
			'permissions.deny.process.allow_shell',
			'actions.not_examined',
		]);
	});
});

describe('parsePolicyV1', () => {
	const cases: readonly [why: string, policy: object | string, code: string][] = [
		['another version', { schema: 'aext/policy/v2' }, 'bad-value'],
		['no version', {}, 'missing-field'],
		['an unknown field', { schema: 'aext/policy/v1', deny: {} }, 'unknown-field'],
		[
			'an unknown nested field',
			{ schema: 'aext/policy/v1', permissions: { deny: { shell: true } } },
			'unknown-field',
		],
		['an unknown action', { schema: 'aext/policy/v1', actions: { signature: 'shrug' } }, 'bad-value'],
		[
			'a signer that is no fingerprint',
			{ schema: 'aext/policy/v1', signature: { signers: ['Acme'] } },
			'bad-value',
		],
		['a null', { schema: 'aext/policy/v1', mode: null }, 'null-value'],
		[
			'an exception without owner',
			{ schema: 'aext/policy/v1', exceptions: [{ rule: 'x' }] },
			'missing-field',
		],
		['no JSON', 'hello', 'json-syntax'],
	];
	for (const [why, policy, code] of cases) {
		it(`gives no policy for ${why}`, () => {
			const result = parsePolicyV1(typeof policy === 'string' ? policy : JSON.stringify(policy));
			assert.equal(result.policy, undefined);
			assert.ok(
				result.problems.some(problem => problem.code === code),
				JSON.stringify(result.problems),
			);
		});
	}
});
