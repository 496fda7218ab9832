import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { toldForPeople } from '../../host/node/writer';
import { isSkillName, newExtensionFiles } from '../../service/scaffold';
import type { Command } from '../command';
import { IDENTITY_OPTIONS, readIdentity } from '../identity-options';
import { EXIT, UsageError } from '../terminal';

export const init: Command = {
	name: 'init',
	summary: 'Start an extension: a manifest that permits nothing and, for a skill, its SKILL.md.',
	usage: '<folder> --id <id> [--type <type>] [--version <version>]',
	details: 'Never writes over a file and never writes a key.',
	options: {
		...IDENTITY_OPTIONS,
		description: {
			type: 'string',
			value: '<text>',
			help: 'What it does and when to use it, in one sentence.',
		},
	},
	async run(given, terminal) {
		const [word, ...others] = given.positionals;
		if (word === undefined || others.length > 0) throw new UsageError('Name the folder to create.');
		const { id, type = 'skill', version } = readIdentity(given);
		if (id === undefined) throw new UsageError('--id is missing.', 'For example: --id com.example.my-skill');
		const target = path.resolve(terminal.cwd, word);
		const folder = path.basename(target);
		if (type === 'skill' && !isSkillName(folder)) {
			throw new UsageError(
				`A skill is named like its folder, and "${folder}" cannot be a name.`,
				'Use 1 to 64 lower-case letters, digits and single inner hyphens.',
			);
		}
		const description = given.text('description');
		const files = newExtensionFiles({
			id,
			type,
			folder,
			...(version !== undefined && { version }),
			...(description !== undefined && { description }),
		});
		const present = await toldForPeople(target, async () => {
			await mkdir(target, { recursive: true });
			return new Set(await readdir(target));
		});
		const taken = files.filter(file => present.has(file.path)).map(file => file.path);
		if (taken.length > 0)
			throw new UsageError(`${word} already has ${taken.join(' and ')}; nothing was written.`);
		for (const file of files) {
			const written = path.join(target, file.path);
			await toldForPeople(written, () => writeFile(written, file.text, { flag: 'wx' }));
		}
		await terminal.out(`${files.map(file => `Wrote ${path.join(word, file.path)}`).join('\n')}\n`);
		await terminal.out(`Next: write the instructions, then run aext audit ${word}\n`);
		return EXIT.clean;
	},
};
