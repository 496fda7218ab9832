import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { VERSION } from '../../server/src/version';
import { TestFolder } from '../support/lsp-client';
import { type Figure, quantile } from './measure';
import { skillText } from './skill-text';

/** `aext audit` of one small skill as a process, from start to exit; and the size of what is shipped. */
export async function programFigures(): Promise<readonly Figure[]> {
	const folder = await TestFolder.create({ 'bench/SKILL.md': skillText(4000) });
	const times: number[] = [];
	for (let run = 0; run < 7; run++) {
		const started = performance.now();
		const { status, stderr } = spawnSync(process.execPath, ['dist/cli.cjs', 'audit', folder.path], {
			encoding: 'utf8',
		});
		times.push(performance.now() - started);
		if (status !== 0 && status !== 1) throw new Error(stderr);
	}
	await folder.remove();
	return [
		{
			name: 'aext audit of one small skill, median of 7',
			value: quantile(times, 0.5),
			unit: 'ms',
			limit: 250,
		},
		...packageSize(),
	];
}

function packageSize(): readonly Figure[] {
	const vsix = statSync(`out/aext-${VERSION}.vsix`, { throwIfNoEntry: false });
	return vsix ? [{ name: 'VSIX', value: vsix.size / 1e6, unit: 'MB', limit: 3 }] : [];
}
