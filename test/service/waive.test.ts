import assert from 'node:assert/strict';
import { parseWaivers } from '../../server/src/formats/waivers/parse';
import { applyEdits } from '../../server/src/service/fix-all';
import { addWaiver, newWaiversFile, waiverFor } from '../../server/src/service/waive';
import { manifestText, reportOf } from '../support/extension';

const DAY = new Date('2026-06-15T12:00:00Z');

describe('a waiver', () => {
	const [finding] = reportOf({
		'aem.json': manifestText({ network: { domains: ['a.example'] } }),
	}).findings.filter(({ rule }) => rule === 'unused-permission');
	assert.ok(finding);
	const waiver = waiverFor(finding, 'skills/demo', DAY);

	it('names rule, place and a last day ninety days on', () => {
		assert.equal(waiver.rule, 'unused-permission');
		assert.equal(waiver.path, 'skills/demo/aem.json');
		assert.equal(waiver.expires, '2026-09-13');
	});

	it('waives nothing until a person has given reason and owner', () => {
		const text = newWaiversFile(waiver);
		const { entries, problems } = parseWaivers(text);
		assert.deepEqual(entries, []);
		assert.deepEqual(
			problems.map(({ code }) => code),
			['bad-value', 'bad-value'],
		);
		const filled = newWaiversFile({ ...waiver, reason: 'Needed soon.', owner: 'ann' });
		assert.equal(parseWaivers(filled).entries.length, 1);
	});

	it('is added to a file in the layout of what is there', () => {
		const filled = { ...waiver, reason: 'Needed soon.', owner: 'ann' };
		for (const text of [
			newWaiversFile(filled),
			JSON.stringify({ schema: 'aext/waivers/v1', waivers: [] }),
			JSON.stringify({ schema: 'aext/waivers/v1', waivers: [filled] }),
			'{\n\t"schema": "aext/waivers/v1",\n\t"waivers": []\n}\n',
		]) {
			const before = parseWaivers(text).entries.length;
			const edit = addWaiver(text, { ...filled, path: '**' });
			assert.ok(edit);
			const after = parseWaivers(applyEdits(text, [{ path: '', ...edit }]));
			assert.deepEqual(after.problems, []);
			assert.equal(after.entries.length, before + 1);
			assert.equal(after.entries.at(-1)?.waiver.path, '**');
		}
	});

	it('cannot be added to what is no waivers file', () => {
		assert.equal(addWaiver('[]', waiver), undefined);
		assert.equal(addWaiver('', waiver), undefined);
	});
});
