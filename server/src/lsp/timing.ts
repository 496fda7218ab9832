/** Does something once, after requests for it have come to rest. */
export class Debounced {
	private timer: NodeJS.Timeout | undefined;

	/** @param action must not reject. */
	constructor(
		private readonly milliseconds: number,
		private readonly action: () => Promise<void> | void,
	) {}

	request(): void {
		clearTimeout(this.timer);
		this.timer = setTimeout(this.action, this.milliseconds);
	}
}
