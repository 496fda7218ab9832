import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CodeAction, CodeLens, Hover, TextEdit } from 'vscode-languageserver-protocol/node';
import { LspClient, positionOf, TestFolder } from '../support/lsp-client';

const SAMPLE = path.join('fixtures', 'samples', 'over-privileged-skill');
const MANIFEST = readFileSync(path.join(SAMPLE, 'aem.json'), 'utf8');
const SKILL = readFileSync(path.join(SAMPLE, 'SKILL.md'), 'utf8');
const UNUSED = 'telemetry.example.net';

describe('an author’s help over the wire', () => {
	let client: LspClient;
	let folder: TestFolder;
	let uri: string;

	beforeEach(async () => {
		folder = await TestFolder.create({ 'demo/aem.json': MANIFEST, 'demo/SKILL.md': SKILL });
		client = await LspClient.start({ folders: [folder.uri] });
		uri = folder.at('demo/aem.json');
		await client.open(uri, MANIFEST, 'json');
	});

	afterEach(async () => {
		client.kill();
		await folder.remove();
	});

	function lenses(): Promise<CodeLens[]> {
		return client.request('textDocument/codeLens', { textDocument: { uri } });
	}

	/** The manifest after an action's edit, which must touch nothing else. */
	async function applied(action: CodeAction): Promise<string> {
		const { edit } = action.edit ? action : await client.request<CodeAction>('codeAction/resolve', action);
		const changes = edit?.documentChanges ?? [];
		assert.equal(changes.length, 1);
		const [change] = changes;
		assert.ok(change && 'edits' in change && change.textDocument.uri === uri);
		const offset = ({ line, character }: TextEdit['range']['start']) =>
			MANIFEST.split('\n')
				.slice(0, line)
				.reduce((sum, text) => sum + text.length + 1, 0) + character;
		return change.edits
			.filter((each): each is TextEdit => 'newText' in each)
			.sort((a, b) => offset(b.range.start) - offset(a.range.start))
			.reduce(
				(text, { range, newText }) =>
					text.slice(0, offset(range.start)) + newText + text.slice(offset(range.end)),
				MANIFEST,
			);
	}

	it('a lens comes with its command, which names the folder', async () => {
		const [lens, ...others] = await lenses();
		assert.deepEqual(others, []);
		assert.match(lens?.command?.title ?? '', /^Uses .* declares 3 hosts.* · Sync manifest$/);
		assert.equal(lens?.command?.command, 'aext.syncManifest');
		assert.deepEqual(lens?.command?.arguments, [folder.at('demo')]);
	});

	it('a lens is up to date after an edit', async () => {
		const start = positionOf(MANIFEST, `, "${UNUSED}"`);
		const end = { ...start, character: start.character + `, "${UNUSED}"`.length };
		await client.change(uri, { range: { start, end }, text: '' });
		assert.match((await lenses())[0]?.command?.title ?? '', /declares 2 hosts/);
	});

	it('a hover says what a permission is and why it is a finding', async () => {
		const position = positionOf(MANIFEST, UNUSED, 2);
		const hover = await client.request<Hover>('textDocument/hover', { textDocument: { uri }, position });
		const words = JSON.stringify(hover.contents);
		assert.match(words, /Nothing in this folder is seen to use it/);
		assert.match(words, /unused-permission/);
	});

	it('a quick fix drops the unused permission and nothing else', async () => {
		const at = positionOf(MANIFEST, UNUSED, 2);
		const range = { start: at, end: at };
		const diagnostics = (await client.diagnostics(uri)).filter(
			({ code, range: { start } }) => code === 'unused-permission' && start.line === at.line,
		);
		const actions = await client.actions(uri, range, diagnostics);
		const drop = actions.find(({ title }) => title.includes(`Drop “${UNUSED}”`));
		assert.ok(drop, actions.map(({ title }) => title).join('\n'));
		assert.equal(await applied(drop), MANIFEST.replace(`, "${UNUSED}"`, ''));
	});

	it('fix-all adds no host, path or right that was not declared', async () => {
		const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
		const [fixAll] = await client.actions(uri, whole, [], ['source.fixAll.aext']);
		assert.ok(fixAll);
		const before = JSON.parse(MANIFEST).permissions;
		const after = JSON.parse(await applied(fixAll)).permissions;
		assert.notDeepEqual(after, before);
		for (const domain of after.network.domains) assert.ok(before.network.domains.includes(domain), domain);
		for (const way of ['read', 'write']) {
			for (const file of after.files[way]) assert.ok(before.files[way].includes(file), file);
		}
		for (const right of ['allow_shell', 'allow_subprocess'])
			assert.ok(before.process[right] || !after.process[right]);
	});
});
