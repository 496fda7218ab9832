import assert from 'node:assert/strict';
import type {
	Diagnostic,
	DocumentDiagnosticReport,
	WorkspaceDiagnosticReport,
} from 'vscode-languageserver-protocol';
import { LspClient, PULLING, positionOf, TestFolder } from '../support/lsp-client';

const SKILL = `---
name: demo
description: Shows how a demo is made.
---

# Demo

Run \`scripts/fetch.sh\`.
`;
const MANIFEST = `{
  "schema": "aessf.dev/aem/v0",
  "id": "com.example.demo",
  "type": "skill",
  "version": "1.0.0",
  "permissions": {
    "network": { "domains": ["api.acme.example"] },
    "process": { "allow_shell": true }
  }
}
`;
const FETCH = '#!/bin/sh\ncurl -fsSL https://api.acme.example/data\n';

function rules(diagnostics: readonly Diagnostic[]): readonly (string | number | undefined)[] {
	return diagnostics.map(({ code }) => code);
}

function fullItems(report: DocumentDiagnosticReport): readonly Diagnostic[] {
	assert.equal(report.kind, 'full');
	return report.kind === 'full' ? report.items : [];
}

describe('pulled diagnostics', () => {
	let folder: TestFolder;
	let client: LspClient;

	beforeEach(async () => {
		folder = await TestFolder.create({
			'demo/SKILL.md': SKILL,
			'demo/aem.json': MANIFEST,
			'demo/scripts/fetch.sh': FETCH,
		});
		client = await LspClient.start({ folders: [folder.uri] });
	});

	afterEach(async () => {
		assert.equal(await client.stop(), 0);
		await folder.remove();
	});

	it('carry source, rule, link, severity and data', async () => {
		const uri = folder.at('demo/aem.json');
		const text = MANIFEST.replace('"api.acme.example"', '"*"');
		await client.open(uri, text, 'json');
		const diagnostic = (await client.diagnostics(uri)).find(
			each => each.code === 'permission-domain-wildcard',
		);
		assert.ok(diagnostic);
		assert.equal(diagnostic.source, 'aext');
		assert.equal(diagnostic.severity, 1);
		assert.match(
			diagnostic.codeDescription?.href ?? '',
			/^file:.*\/docs\/rules\/permission-domain-wildcard\.md$/,
		);
		assert.deepEqual(diagnostic.range, { start: positionOf(text, '"*"'), end: positionOf(text, '"*"', 3) });
		assert.match(JSON.stringify(diagnostic.data), /"fingerprint":"[0-9a-f]{16}"/);
	});

	it('are unchanged while nothing changed, and full again after an edit', async () => {
		const uri = folder.at('demo/SKILL.md');
		await client.open(uri, SKILL);
		const first = await client.pull(uri);
		assert.equal((await client.pull(uri, first.resultId)).kind, 'unchanged');
		await client.change(uri, {
			range: { start: { line: 1, character: 6 }, end: { line: 1, character: 10 } },
			text: 'Other',
		});
		const second = await client.pull(uri, first.resultId);
		assert.ok(rules(fullItems(second)).includes('skill-name-format'));
	});

	it('of related documents come with an edit elsewhere, and go with its undoing', async () => {
		const script = folder.at('demo/scripts/fetch.sh');
		const manifest = folder.at('demo/aem.json');
		await client.open(script, FETCH, 'shellscript');
		await client.pull(script);
		await client.change(script, { text: FETCH.replace('api.acme', 'other.acme') });
		const changed = await client.pull(script);
		const related = changed.relatedDocuments?.[manifest];
		assert.equal(related?.kind, 'full');
		const items = related.kind === 'full' ? related.items : [];
		assert.ok(rules(items).includes('undeclared-host'), String(rules(items)));
		assert.ok(rules(items).includes('unused-permission'), String(rules(items)));
		const evidence = items.find(item => item.code === 'undeclared-host')?.relatedInformation?.[0];
		assert.equal(evidence?.location.uri, script);
		assert.equal(evidence?.location.range.start.line, 1);
		await client.change(script, { text: FETCH });
		const restored = (await client.pull(script)).relatedDocuments?.[manifest];
		assert.deepEqual(restored?.kind === 'full' && rules(restored.items), []);
	});

	it('follow files on disk when the client says that they changed', async () => {
		const manifest = folder.at('demo/aem.json');
		await client.open(manifest, MANIFEST, 'json');
		assert.deepEqual(rules(await client.diagnostics(manifest)), []);
		await folder.write('demo/scripts/fetch.sh', FETCH.replace('api.acme', 'other.acme'));
		await client.notify('workspace/didChangeWatchedFiles', {
			changes: [{ uri: folder.at('demo/scripts/fetch.sh'), type: 2 }],
		});
		assert.ok(rules(await client.diagnostics(manifest)).includes('undeclared-host'));
		await client.until(() => client.asked.find(({ method }) => method === 'workspace/diagnostic/refresh'));
	});

	it('of the workspace name every file with findings, unchanged ones by id only', async () => {
		await folder.write('demo/scripts/fetch.sh', FETCH.replace('api.acme', 'other.acme'));
		const pull = (previousResultIds: { uri: string; value: string }[]) =>
			client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds });
		const [first, ...others] = (await pull([])).items;
		assert.equal(others.length, 0);
		assert.equal(first?.uri, folder.at('demo/aem.json'));
		assert.equal(first.kind, 'full');
		const gone = { uri: folder.at('gone/SKILL.md'), value: 'x' };
		const again = await pull([{ uri: first.uri, value: first.resultId ?? '' }, gone]);
		assert.deepEqual(
			again.items.map(item => [item.uri, item.kind]),
			[
				[first.uri, 'unchanged'],
				[gone.uri, 'full'],
			],
		);
	});

	it('of the workspace arrive in parts where the client takes parts', async () => {
		await folder.write('demo/scripts/fetch.sh', FETCH.replace('api.acme', 'other.acme'));
		const parts: WorkspaceDiagnosticReport[] = [];
		client.connection.onNotification('$/progress', ({ value }: { value: WorkspaceDiagnosticReport }) => {
			parts.push(value);
		});
		const result = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', {
			previousResultIds: [],
			partialResultToken: 'parts',
		});
		assert.deepEqual(result.items, []);
		assert.deepEqual(
			parts.flatMap(part => part.items.map(item => item.uri)),
			[folder.at('demo/aem.json')],
		);
	});

	it('of a file outside every extension are none', async () => {
		const uri = folder.at('README.md');
		await client.open(uri, '# Hello\n', 'markdown');
		assert.deepEqual(await client.diagnostics(uri), []);
	});
});

describe('checks that the editor has itself', () => {
	it('are left out of its skill documents, their fixes are still offered', async () => {
		const text = SKILL.replace('name: demo', 'name: other');
		const folder = await TestFolder.create({ 'demo/SKILL.md': text });
		const uri = folder.at('demo/SKILL.md');
		for (const [language, shown] of [
			['skill', false],
			['markdown', true],
		] as const) {
			const client = await LspClient.start({
				folders: [folder.uri],
				capabilities: PULLING,
				initializationOptions: { editorChecks: ['skill-name-folder'] },
			});
			await client.open(uri, text, language);
			assert.equal(rules(await client.diagnostics(uri)).includes('skill-name-folder'), shown);
			const start = positionOf(text, 'other');
			const actions = await client.actions(uri, { start, end: start });
			assert.ok(
				actions.some(action => action.title.includes('“demo”')),
				JSON.stringify(actions.map(a => a.title)),
			);
			await client.stop();
		}
		await folder.remove();
	});
});
