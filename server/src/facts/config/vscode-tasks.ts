import type { ConfigReader } from './model';
import { below, commandCode, quoted, textOf, textsOf } from './nodes';

/** More white space than anybody indents by. */
const PUSHED = /[ \t]{60,}(?=\S)/;

export const readVsCodeTasks: ConfigReader = (root, text, found) => {
	for (const task of below(root, 'tasks')?.items ?? []) {
		const node = below(task, 'command');
		const command = textOf(node);
		if (node === undefined || command === undefined) continue;
		const opens = textOf(below(task, 'runOptions', 'runOn')) === 'folderOpen';
		const when = opens ? 'VS Code runs it when the folder is opened' : undefined;
		const args = textsOf(below(task, 'args'));
		const code = commandCode(node, text, when);
		if (code === undefined) continue;
		const line = [command, ...(args.length > 0 ? [quoted(args)] : [])].join(' ');
		found.code.push({ ...code, command: line });
		if (when !== undefined)
			found.settings.push({ fact: { kind: 'automatic-command', when, command: line }, range: node.range });
		if (PUSHED.test(line)) {
			const shown = line.trim();
			found.settings.push({ fact: { kind: 'pushed-out-of-view', command: shown }, range: node.range });
		}
	}
};
