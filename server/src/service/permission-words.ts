import { escapeForDisplay } from '../base/display';
import type { Line } from './prose';

/** What a declared domain lets an extension do, in plain words. */
export function domainWords(domain: string): Line {
	const name = domain.trim();
	if (/^[*.]+$/.test(name)) {
		return ['May send data to, and fetch from, ', { strong: 'every host' }, ' on the network.'];
	}
	const below = /^\*\.([^*]+)$/.exec(name)?.[1];
	if (below !== undefined) {
		return [
			'May send data to, and fetch from, every host below ',
			{ code: escapeForDisplay(below, 80) },
			'.',
		];
	}
	return ['May send data to, and fetch from, ', { code: escapeForDisplay(name, 80) }, '.'];
}

/** What a declared path pattern lets an extension do, in plain words. */
export function pathWords(access: 'read' | 'write', pattern: string): Line {
	const may = access === 'read' ? 'May read ' : 'May create, change and delete ';
	const path = pattern.trim().replace(/^(?:\.\/)+/, '');
	const bare = path.replace(/\/?\*\*(?:\/\*)?$/, '');
	const shown = (text: string) => ({ code: escapeForDisplay(text, 80) });
	if (path === '*') return [may, 'every file directly in the folder where the agent works.'];
	if (/^(?:\*\*\/?)+\*?$/.test(path)) return [may, { strong: 'every file' }, ' it can reach.'];
	if (bare === '' || bare === '/') return [may, { strong: 'every file' }, ' on the machine.'];
	if (bare === '~')
		return [may, { strong: 'everything in the home folder' }, ', keys and passwords included.'];
	if (bare !== path && !bare.includes('*')) return [may, 'everything below ', shown(bare), '.'];
	if (path.includes('*')) return [may, 'what matches ', shown(path), ' and everything below it.'];
	return [may, shown(path), ' and, if it is a folder, everything below it.'];
}

export type Flag = 'allow_shell' | 'allow_subprocess' | 'allow_ip_literals';

/** What a flag lets an extension do, in plain words. */
export function flagWords(flag: Flag, value: boolean): Line {
	return [value ? 'May ' : 'May not ', { markdown: FLAG_WORDS[flag] }];
}

const FLAG_WORDS: Readonly<Record<Flag, string>> = {
	allow_shell:
		'run **any command** through a shell, with the rights of the person who runs the agent. That includes everything else a manifest can permit.',
	allow_subprocess: 'start other programs directly, without a shell.',
	allow_ip_literals: 'contact addresses given as numbers, such as `203.0.113.7`, which name nobody.',
};
