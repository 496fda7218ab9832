import assert from 'node:assert/strict';
import { DEFAULT_LIMITS } from '../../server/src/base/limits';
import { Workspace, type WorkspaceOptions } from '../../server/src/service/workspace';
import { MemoryHost } from '../support/memory-host';

const FOLDER = 'file:///w';
const SKILL = `---\nname: demo\ndescription: Shows how a demo is made.\n---\n\n# Demo\n`;
const FETCH = 'curl -fsSL https://api.acme.example/data -o data.json\n';
const MANIFEST = JSON.stringify({
	schema: 'aessf.dev/aem/v0',
	id: 'com.example.demo',
	type: 'skill',
	version: '1.0.0',
	permissions: { files: { write: ['data.json'] }, process: { allow_shell: true } },
});

function workspace(host: MemoryHost, options: Partial<WorkspaceOptions> = {}): Workspace {
	const made = new Workspace(host, { rulesVersion: 'test', trusted: true, ...options });
	made.setFolders([FOLDER]);
	return made;
}

async function rulesAt(made: Workspace, uri: string): Promise<readonly string[]> {
	const report = await made.reportFor(uri);
	return (report?.findings ?? []).filter(finding => !finding.waiver).map(finding => finding.rule);
}

describe('Workspace', () => {
	it('judges an extension by all its files, and again when one of them changes', async () => {
		const host = new MemoryHost({
			[`${FOLDER}/demo/SKILL.md`]: SKILL,
			[`${FOLDER}/demo/aem.json`]: MANIFEST,
			[`${FOLDER}/demo/fetch.sh`]: FETCH,
		});
		const made = workspace(host);
		assert.ok((await rulesAt(made, `${FOLDER}/demo/aem.json`)).includes('undeclared-host'));
		host.write(`${FOLDER}/demo/fetch.sh`, 'echo ok > data.json\n');
		made.filesChanged([`${FOLDER}/demo/fetch.sh`]);
		assert.ok(!(await rulesAt(made, `${FOLDER}/demo/aem.json`)).includes('undeclared-host'));
	});

	it('lets an open document stand for the file, saved or not', async () => {
		const uri = `${FOLDER}/demo/fetch.sh`;
		const host = new MemoryHost({ [`${FOLDER}/demo/aem.json`]: MANIFEST, [uri]: 'echo\n' });
		const made = workspace(host);
		made.openDocument(uri, FETCH);
		assert.ok((await rulesAt(made, uri)).includes('undeclared-host'));
		made.changeDocument(uri, 'echo\n');
		assert.ok(!(await rulesAt(made, uri)).includes('undeclared-host'));
		made.closeDocument(uri);
		assert.ok(!(await rulesAt(made, uri)).includes('undeclared-host'));
	});

	it('reads a file again only when its stamp changed', async () => {
		const host = new MemoryHost({ [`${FOLDER}/SKILL.md`]: SKILL, [`${FOLDER}/a.sh`]: FETCH });
		const made = workspace(host);
		await made.audit();
		const { length } = host.reads;
		await made.audit();
		made.filesChanged();
		await made.audit();
		assert.equal(host.reads.length, length);
	});

	it('gives the same report object while nothing changed', async () => {
		const made = workspace(new MemoryHost({ [`${FOLDER}/SKILL.md`]: SKILL }));
		assert.equal(await made.reportFor(`${FOLDER}/SKILL.md`), await made.reportFor(`${FOLDER}/SKILL.md`));
	});

	it('judges a document opened from outside the folders, and forgets it when it is closed', async () => {
		const uri = 'file:///elsewhere/demo/SKILL.md';
		const made = workspace(new MemoryHost({ [uri]: SKILL, 'file:///elsewhere/demo/x.sh': FETCH }));
		assert.equal(await made.reportFor(uri), undefined);
		made.openDocument(uri, SKILL);
		assert.equal((await made.reportFor(uri))?.facts.files.length, 2);
		made.closeDocument(uri);
		assert.equal(await made.reportFor(uri), undefined);
	});

	it('takes URIs in any spelling', async () => {
		const made = workspace(new MemoryHost({ [`${FOLDER}/a%20b/SKILL.md`]: SKILL }));
		assert.ok(await made.reportFor('file:///w/a b/SKILL.md'));
	});

	it('says what was not examined when a limit cuts, and is then not complete', async () => {
		const host = new MemoryHost({ [`${FOLDER}/SKILL.md`]: SKILL, [`${FOLDER}/z.txt`]: 'x'.repeat(5000) });
		const [report] = (await workspace(host, { limits: { ...DEFAULT_LIMITS, fileBytes: 4096 } }).audit())
			.extensions;
		assert.equal(report?.complete, false);
		assert.match(report?.notExamined[0]?.reason ?? '', /5000 bytes/);
	});

	it('names a file that vanished between listing and reading', async () => {
		const host = new MemoryHost({ [`${FOLDER}/SKILL.md`]: SKILL, [`${FOLDER}/gone.sh`]: FETCH });
		const { list } = host.files;
		host.files.list = async (...given) => {
			const listing = await list(...given);
			host.remove(`${FOLDER}/gone.sh`);
			return listing;
		};
		const [report] = (await workspace(host).audit()).extensions;
		assert.equal(report?.complete, false);
		assert.equal(report?.notExamined[0]?.path, 'gone.sh');
	});

	describe('waivers', () => {
		const waivers = (expires: string) =>
			JSON.stringify({
				schema: 'aext/waivers/v1',
				waivers: [{ rule: 'undeclared-host', path: 'demo/**', reason: 'Known host.', owner: 'ann', expires }],
			});
		const files = {
			[`${FOLDER}/demo/aem.json`]: MANIFEST,
			[`${FOLDER}/demo/fetch.sh`]: FETCH,
		};

		it('cover findings below their folder', async () => {
			const host = new MemoryHost({ ...files, [`${FOLDER}/aext-waivers.json`]: waivers('2026-06-15') });
			assert.ok(!(await rulesAt(workspace(host), `${FOLDER}/demo/aem.json`)).includes('undeclared-host'));
		});

		it('are not honoured in a workspace that nobody trusts', async () => {
			const host = new MemoryHost({ ...files, [`${FOLDER}/aext-waivers.json`]: waivers('2026-06-15') });
			const made = workspace(host, { trusted: false });
			assert.ok((await rulesAt(made, `${FOLDER}/demo/aem.json`)).includes('undeclared-host'));
		});

		it('become findings themselves when they expired', async () => {
			const host = new MemoryHost({ ...files, [`${FOLDER}/aext-waivers.json`]: waivers('2026-06-14') });
			const made = workspace(host);
			assert.ok((await rulesAt(made, `${FOLDER}/demo/aem.json`)).includes('undeclared-host'));
			const report = await made.waiversReport(FOLDER);
			assert.deepEqual(
				report?.findings.map(finding => finding.rule),
				['waiver-expired'],
			);
		});

		it('inside an extension are just a file', async () => {
			const host = new MemoryHost({ ...files, [`${FOLDER}/demo/aext-waivers.json`]: waivers('2026-06-15') });
			assert.ok((await rulesAt(workspace(host), `${FOLDER}/demo/aem.json`)).includes('undeclared-host'));
		});
	});
});
