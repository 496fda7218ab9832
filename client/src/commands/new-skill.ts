import * as vscode from 'vscode';
import { createFiles, exists } from '../create-files';
import { pickSkillLocation } from '../skill-locations';
import {
	descriptionProblem,
	EXTENSION_TYPES,
	type ExtensionType,
	manifestText,
	type NameProblem,
	nameProblem,
	skillText,
} from '../skill-template';
import type { Command } from './command';

export const newSkill: Command = {
	id: 'aext.newSkill',
	attempted: () => vscode.l10n.t('The skill could not be created.'),
	async run(_context, target) {
		const { l10n } = vscode;
		const title = l10n.t('New Skill');
		const location = await pickSkillLocation(title, target);
		if (location === undefined) return;
		const name = await askName(title, location);
		if (name === undefined) return;
		const description = await askDescription(title);
		if (description === undefined) return;
		const type = await askType(title);
		if (type === undefined) return;

		const folder = vscode.Uri.joinPath(location, name);
		const skill = vscode.Uri.joinPath(folder, 'SKILL.md');
		const manifest = vscode.Uri.joinPath(folder, 'aem.json');
		await createFiles([
			{ uri: skill, text: skillText(name, description) },
			{ uri: manifest, text: manifestText(name, type) },
		]);
		const editor = await vscode.window.showTextDocument(skill);
		const end = editor.document.lineAt(editor.document.lineCount - 2).range.end;
		editor.selection = new vscode.Selection(end, end);

		const open = l10n.t('Open Manifest');
		const words = l10n.t(
			'Created {0}. Its manifest permits nothing yet; put your own domain into its id before you publish.',
			vscode.workspace.asRelativePath(folder),
		);
		const picked = await vscode.window.showInformationMessage(words, open);
		if (picked === open) await vscode.window.showTextDocument(manifest);
	},
};

function askName(title: string, location: vscode.Uri): Thenable<string | undefined> {
	const { l10n } = vscode;
	const words: Record<NameProblem, string> = {
		empty: l10n.t('A skill needs a name.'),
		'too-long': l10n.t('At most 64 characters.'),
		characters: l10n.t('Only the letters a–z, digits and hyphens.'),
		hyphens: l10n.t('No hyphen at the start, at the end, or beside another.'),
	};
	return vscode.window.showInputBox({
		title,
		prompt: l10n.t('Name of the skill and of its folder'),
		placeHolder: 'release-notes',
		ignoreFocusOut: true,
		async validateInput(value) {
			const problem = nameProblem(value);
			if (problem !== undefined) return words[problem];
			return (await exists(vscode.Uri.joinPath(location, value)))
				? l10n.t('There is a folder of this name already.')
				: undefined;
		},
	});
}

function askDescription(title: string): Thenable<string | undefined> {
	const { l10n } = vscode;
	return vscode.window.showInputBox({
		title,
		prompt: l10n.t('What it does and when an agent should use it'),
		ignoreFocusOut: true,
		validateInput(value) {
			const problem = descriptionProblem(value);
			if (problem === undefined) return undefined;
			return problem === 'empty'
				? l10n.t('Agents choose a skill by its description.')
				: l10n.t('At most 1,024 characters.');
		},
	});
}

async function askType(title: string): Promise<ExtensionType | undefined> {
	const { l10n } = vscode;
	const words: Record<ExtensionType, string> = {
		skill: l10n.t('Instructions, with or without scripts'),
		'mcp-server': l10n.t('A server of tools, with a skill that explains it'),
		plugin: l10n.t('A bundle of skills, commands or servers'),
	};
	const items = EXTENSION_TYPES.map(type => ({ label: type, description: words[type] }));
	const picked = await vscode.window.showQuickPick(items, {
		title,
		placeHolder: l10n.t('What it is'),
		ignoreFocusOut: true,
	});
	return picked?.label;
}
