/** A request with the schemas of what goes and what comes. */
export interface Request<Params, Result> {
	readonly method: string;
	readonly params: { parse(value: unknown): Params };
	readonly result: { parse(value: unknown): Result };
}
