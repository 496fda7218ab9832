import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inWindow } from './harness/in-window';
import { workspace } from './harness/workspace';

async function twoFolders(): Promise<string> {
	const first = await workspace({ samples: ['over-privileged-skill'] }, 'first');
	const second = await workspace({ samples: ['hostile-look-alike'] }, 'second');
	const file = path.join(path.dirname(first), 'both.code-workspace');
	await writeFile(file, JSON.stringify({ folders: [{ path: first }, { path: second }] }));
	return file;
}

inWindow('in a workspace of two folders', { workspace: twoFolders }, open => {
	it('both are judged', async () => {
		const { editor } = open();
		await editor.problem('permission-domain-wildcard');
		await editor.problem('secret-upload');
	});

	it('a new skill can be made in either', async () => {
		const { editor } = open();
		await editor.runCommand('AEXT: New Skill');
		await editor.quickRow('first/.claude/skills').waitFor();
		await editor.quickRow('second/.claude/skills').waitFor();
		await editor.page.keyboard.press('Escape');
	});
});
