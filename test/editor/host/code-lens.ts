import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnosticsOf, ruleOf, write } from './files';

const MANIFEST = JSON.stringify({
	schema: 'aessf.dev/aem/v0',
	id: 'com.example.lens',
	type: 'skill',
	version: '1.0.0',
	permissions: { network: { domains: ['unused.example'] } },
});

describe('the line above a manifest', () => {
	it('says what is used and what is declared, and syncs', async () => {
		const script = '#!/bin/sh\ncurl https://api.example.org/v1\n';
		await write('lens/scripts/fetch.sh', script);
		await write('lens/SKILL.md', '---\nname: lens\ndescription: Fetches.\n---\n\nRun `scripts/fetch.sh`.\n');
		const uri = await write('lens/aem.json', MANIFEST);
		await diagnosticsOf(uri, all => all.some(each => ruleOf(each) === 'unused-permission'));
		// The files were just written: what they do is known when the editor has told of them.
		let title = '';
		for (let asked = 0; asked < 300 && !title.startsWith('Uses 1 host'); asked++) {
			const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
				'vscode.executeCodeLensProvider',
				uri,
				10,
			);
			title = lenses.find(each => each.command?.command === 'aext.syncManifest')?.command?.title ?? '';
		}
		assert.match(title, /^Uses 1 host.* · declares 1 host.* · Sync manifest$/);
	});
});
