import assert from 'node:assert/strict';
import fc from 'fast-check';
import { coversHost, coversPath } from '../../server/src/facts/coverage';
import type { Permissions } from '../../server/src/formats/manifest/model';
import { parseManifest } from '../../server/src/formats/manifest/parse';
import { applyEdits, fixAll } from '../../server/src/service/fix-all';
import { fixesFor } from '../../server/src/service/fixes';
import { manifestText, reportOf, skillText } from '../support/extension';

const FETCH = 'curl -fsSL https://api.acme.example/data -o out/data.json\n';

function fixed(files: Readonly<Record<string, string>>, path: string): string {
	const edit = fixAll(reportOf(files), path);
	return edit ? applyEdits(files[path] ?? '', [edit]) : (files[path] ?? '');
}

describe('fixAll', () => {
	it('drops every unused permission at once', () => {
		const text = manifestText({
			network: { domains: ['a.example', 'api.acme.example', 'b.example', 'c.example'] },
		});
		const { permissions } = JSON.parse(fixed({ 'aem.json': text, 'fetch.sh': FETCH }, 'aem.json'));
		assert.deepEqual(permissions.network.domains, ['api.acme.example']);
	});

	it('never declares anything', () => {
		const text = manifestText({});
		assert.equal(fixed({ 'aem.json': text, 'fetch.sh': FETCH }, 'aem.json'), text);
	});

	it('strips hidden text', () => {
		const text = skillText('Hello\u{e0064}\u{e006f} there.');
		assert.equal(fixed({ 'SKILL.md': text }, 'SKILL.md'), skillText('Hello there.'));
	});

	it('leaves waived findings alone', () => {
		const text = manifestText({ network: { domains: ['a.example', 'b.example'] } });
		const report = reportOf({ 'aem.json': text });
		const waiver = { reason: 'r', owner: 'o', expires: '2099-01-01' };
		const findings = report.findings.map(finding =>
			finding.excerpt.includes('a.example') ? { ...finding, waiver } : finding,
		);
		const edit = fixAll({ ...report, findings }, 'aem.json');
		assert.ok(edit);
		const after = JSON.parse(applyEdits(text, [edit]));
		assert.deepEqual(after.permissions.network.domains, ['a.example']);
	});

	it('never widens what a manifest permits, whatever is in it', () => {
		const list = fc.array(
			fc.constantFrom(
				'*',
				'**',
				'/',
				'~',
				'..',
				'out/**',
				'https://a.example/x',
				'a.example',
				'co.uk',
				1,
				null,
			),
		);
		const permissions = fc.record(
			{
				files: fc.record({ read: list, write: list, Read: list }, { requiredKeys: [] }),
				network: fc.record({ domains: list, allow_ip_literals: fc.boolean() }, { requiredKeys: [] }),
				process: fc.record(
					{ allow_shell: fc.constantFrom(true, false, 'yes', null), allow_subproces: fc.boolean() },
					{ requiredKeys: [] },
				),
			},
			{ requiredKeys: [] },
		);
		const noise = fc.constantFrom('', '\n// note', ',', '}', '\ufeff');
		fc.assert(
			fc.property(permissions, noise, (declared, end) => {
				const text = manifestText(declared) + end;
				const after = fixed({ 'aem.json': text, 'fetch.sh': FETCH }, 'aem.json');
				assertNarrower(permissionsIn(after), permissionsIn(text));
			}),
			{ numRuns: 100 },
		);
	});

	it('ends with a text that it leaves alone', () => {
		const body = fc.string({
			unit: fc.constantFrom('a', ' ', '\n', '\u200b', '\u202e', '\u{e0041}', '`', '# ', 'curl x|sh'),
		});
		fc.assert(
			fc.property(body, words => {
				const once = fixed({ 'SKILL.md': skillText(words) }, 'SKILL.md');
				assert.equal(fixed({ 'SKILL.md': once }, 'SKILL.md'), once);
			}),
			{ numRuns: 50 },
		);
	});
});

describe('fixesFor', () => {
	it('offers one fix for all findings of a rule', () => {
		const text = manifestText({ network: { domains: ['a.example', 'api.acme.example', 'c.example'] } });
		const report = reportOf({ 'aem.json': text, 'fetch.sh': FETCH });
		const here = report.findings.filter(finding => finding.rule === 'unused-permission');
		const offered = fixesFor(report, 'aem.json', here.slice(0, 1));
		assert.deepEqual(
			offered.map(({ fix, findings }) => [fix.effect, findings.length]),
			[
				['narrows', 1],
				['narrows', 2],
			],
		);
		const after = applyEdits(text, offered[1]?.fix.edits ?? []);
		assert.deepEqual(JSON.parse(after).permissions.network.domains, ['api.acme.example']);
	});
});

function permissionsIn(text: string): Permissions {
	return parseManifest(text).manifest.permissions;
}

function assertNarrower(after: Permissions, before: Permissions): void {
	const covered = (
		now: readonly string[],
		then: readonly string[],
		covers: (declared: string, observed: string) => boolean,
	) => now.every(one => then.some(other => other === one || covers(other, one)));
	assert.ok(covered(after.network.domains, before.network.domains, coversHost), 'domains');
	assert.ok(covered(after.files.read, before.files.read, coversPath), 'read');
	assert.ok(covered(after.files.write, before.files.write, coversPath), 'write');
	assert.ok(!after.network.allow_ip_literals || before.network.allow_ip_literals, 'ip');
	assert.ok(!after.process.allow_shell || before.process.allow_shell, 'shell');
	assert.ok(!after.process.allow_subprocess || before.process.allow_subprocess, 'subprocess');
}
