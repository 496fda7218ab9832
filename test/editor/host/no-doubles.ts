import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnosticsOf, ruleOf, write } from './files';

/** What VS Code checks in SKILL.md itself since 1.109, with the words of ours for the same thing. */
const CASES = [
	{ folder: 'other-name', frontmatter: 'name: some-name\ndescription: Says something.', about: /folder/i },
	{ folder: 'no-description', frontmatter: 'name: no-description', about: /description/i },
	{ folder: 'no-name', frontmatter: 'description: Says something.', about: /name/i },
	{
		folder: 'Bad_Name',
		frontmatter: 'name: Bad_Name\ndescription: Says something.',
		about: /lowercase|a–z/,
	},
	{
		folder: 'unknown',
		frontmatter: 'name: unknown\ndescription: Says something.\nfrobnicate: 1',
		about: /frobnicate/,
	},
];

describe('a fault in SKILL.md', () => {
	for (const { folder, frontmatter, about } of CASES) {
		it(`is told once: ${folder}`, async () => {
			const uri = await write(`${folder}/SKILL.md`, `---\n${frontmatter}\n---\n\nText.\n`);
			// Ours are all there once one is there that VS Code does not have.
			const known = (all: readonly vscode.Diagnostic[]) =>
				all.some(each => ruleOf(each) === 'manifest-missing') && all.some(each => about.test(each.message));
			const found = (await diagnosticsOf(uri, known)).filter(each => about.test(each.message));
			assert.equal(found.length, 1, found.map(each => `${each.source}: ${each.message}`).join('\n'));
		});

		it(`has a fix, whoever tells of it: ${folder}`, async () => {
			if (folder === 'no-description') return;
			const uri = vscode.Uri.joinPath(await write(`${folder}/x`, ''), '..', 'SKILL.md');
			const document = await vscode.workspace.openTextDocument(uri);
			const [diagnostic] = vscode.languages.getDiagnostics(uri).filter(each => about.test(each.message));
			assert.ok(diagnostic);
			const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
				'vscode.executeCodeActionProvider',
				document.uri,
				diagnostic.range,
				vscode.CodeActionKind.QuickFix.value,
			);
			assert.ok(actions.length > 0, diagnostic.message);
		});
	}
});
