const RESTARTS = 4;
const PERIOD_MS = 3 * 60_000;

/** A function that says whether a server that died at the time given (milliseconds) may be started again. */
export function restartLimit(): (now: number) => boolean {
	let deaths: number[] = [];
	return now => {
		deaths = [...deaths.filter(time => now - time < PERIOD_MS), now];
		return deaths.length <= RESTARTS;
	};
}
