import type { Use } from '../../facts/grades';

type Process = Extract<Use, { kind: 'process' }>;

const MINERS =
	/^(?:xmrig|xmr-stak\w*|minerd|cpuminer(?:-\w+)?|ethminer|nbminer|lolminer|phoenixminer|cgminer|bfgminer|t-rex|nheqminer|gminer|srbminer\w*|teamredminer)$/i;
const POOL = /\bstratum[12]?(?:\+(?:tcp|ssl|tls|udp))?:\/\/[^\s"']+/i;

/** By what a miner is known; `undefined` when it is none. */
export function minerSign(use: Process): string | undefined {
	if (use.program !== null && READERS.has(use.program)) return undefined;
	if (use.program !== null && MINERS.test(use.program.replace(/\.exe$/i, ''))) return use.program;
	for (const argument of use.arguments) {
		const pool = POOL.exec(argument ?? '')?.[0];
		if (pool !== undefined) return pool;
	}
	return undefined;
}

/** Programs whose arguments are only text or patterns to them. */
const READERS: ReadonlySet<string> = new Set(
	'echo printf grep egrep rg sed awk jq cat git find write-output write-host'.split(' '),
);

/** Whether a program is started that is known as a miner or given a mining pool. */
export function isMiner(use: Process): boolean {
	return minerSign(use) !== undefined;
}
