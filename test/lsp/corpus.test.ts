import assert from 'node:assert/strict';
import { readSamples } from '../eval/sample';
import { LspClient, TestFolder } from '../support/lsp-client';
import { sharedPath } from '../support/skip';

/** Every so many of the labelled skills. */
const STEP = 40;

describe('real skills as open documents', function () {
	this.timeout(60_000);

	it('are judged, each alone, and the server stays alive', async function () {
		const samples = await readSamples(sharedPath(this, 'corpus', 'dev.jsonl.gz'));
		const folder = await TestFolder.create();
		const client = await LspClient.start({ folders: [folder.uri] });
		let malicious = 0;
		let flagged = 0;
		for (const [index, { label, files }] of samples.filter((_, n) => n % STEP === 0).entries()) {
			const skill = files.find(({ path, text }) => text !== undefined && /(?:^|\/)SKILL\.md$/.test(path));
			if (skill?.text === undefined) continue;
			// Only in memory: no file of this name is ever on disk.
			const uri = folder.at(`sample-${index}/SKILL.md`);
			await client.open(uri, skill.text);
			const codes = (await client.diagnostics(uri)).map(({ code }) => code);
			assert.ok(!codes.includes('internal-error'), uri);
			assert.ok(codes.includes('manifest-missing'), `${uri} is judged as an extension: ${codes}`);
			malicious += label === 'malicious' ? 1 : 0;
			flagged += label === 'malicious' && codes.length > 1 ? 1 : 0;
			await client.close(uri);
		}
		assert.ok(malicious > 0 && flagged > 0, `${flagged} of ${malicious} hostile documents have findings`);
		assert.deepEqual(client.said, [], 'nothing went wrong on the way');
		assert.equal(await client.stop(), 0);
		await folder.remove();
	});
});
