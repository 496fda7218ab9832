import type { Cluster, Technique } from './cluster';
import type { InvisibleRun } from './model';
import { DECODED_LIMIT } from './readable';

const BLACK_FLAG = '\u{1F3F4}';
const CANCEL_TAG = 0xe007f;

/** England, Scotland, Wales (UTS #51, RGI) and the states of the USA, which some vendors draw. */
const REAL_FLAG = /^(?:gb(?:eng|sct|wls)|us[a-z]{2})$/;

/** Tag characters repeat ASCII invisibly; their only use is in flags of regions. */
export const tagCharacters: Technique = {
	name: 'tag-characters',
	suspects(run) {
		const tags = run.codePoints.filter(isTag);
		return isFlag(run, tags) ? [] : tags;
	},
	judge(cluster) {
		return { decoded: asciiOfTags(cluster) };
	},
};

function isTag(codePoint: number): boolean {
	return codePoint >= 0xe0000 && codePoint <= 0xe007f;
}

function isFlag(run: InvisibleRun, tags: readonly number[]): boolean {
	if (run.before !== BLACK_FLAG || tags.at(-1) !== CANCEL_TAG) return false;
	return REAL_FLAG.test(
		String.fromCodePoint(...tags.slice(0, 8).map(tag => tag - 0xe0000)).replace(/\x7f$/, ''),
	);
}

function asciiOfTags(cluster: Cluster): string | null {
	let text = '';
	for (const tag of cluster.codePoints) {
		const code = tag - 0xe0000;
		if (code >= 0x20 && code < 0x7f) text += String.fromCharCode(code);
		if (text.length >= DECODED_LIMIT) break;
	}
	return text.trim() === '' ? null : text;
}
