import { DEFAULT_LIMITS, type Limits } from '../base/limits';
import { analyseScript } from '../scripts/analyse';
import type { ScriptFacts, ScriptLanguage } from '../scripts/model';
import { ContentCache } from './cache';
import type { ProseFacts } from './prose/model';
import { analyseBlockText } from './prose/passage';

export interface AnalyserOptions {
	readonly limits?: Limits;
	/** UTF-16 code units of code and prose whose analysis is remembered. 0: remember nothing. */
	readonly remembered?: number;
}

const REMEMBERED = 16 * 1024 * 1024;

/** The analyses of texts, each done once per text while it is remembered. */
export class Analyser {
	readonly limits: Limits;
	private readonly scripts = new Map<ScriptLanguage, ContentCache<ScriptFacts>>();
	private readonly blocks: ContentCache<ProseFacts>;
	private readonly remembered: number;

	constructor(options: AnalyserOptions = {}) {
		this.limits = options.limits ?? DEFAULT_LIMITS;
		this.remembered = options.remembered ?? REMEMBERED;
		this.blocks = new ContentCache(this.remembered);
	}

	/** What a piece of code is seen to do; ranges are relative to it. */
	script(language: ScriptLanguage, code: string): ScriptFacts {
		let cache = this.scripts.get(language);
		if (!cache) {
			cache = new ContentCache(this.remembered);
			this.scripts.set(language, cache);
		}
		const { decodeDepth, parsedText } = this.limits;
		return cache.get(code, () => analyseScript(language, code, { decodeDepth, maxText: parsedText }));
	}

	/** What a block of prose says; ranges are relative to it. */
	prose(block: string): ProseFacts {
		return this.blocks.get(block, () => analyseBlockText(block));
	}
}
