import { setFlagsFromString } from 'node:v8';

/**
 * Has the engine collect garbage earlier: once the heap grew by 30 per cent, and in young generations that stay at their
 * first size. For a process that lives long beside others and works in short bursts: a server with 500 documents open
 * holds 90 MiB that it needs, and 230 more that it merely has not collected yet. Costs about a fifth more processor time
 * for each edit of a large document.
 */
export function keepHeapSmall(): void {
	setFlagsFromString('--heap-growing-percent=30');
	setFlagsFromString('--semi-space-growth-factor=1');
}
