import { inspect } from 'node:util';
import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { type Host, HostError } from '../host/model';
import { withSignal } from './cancellation';

/** Thrown by a handler for parameters that are not as the protocol has them. */
export class InvalidParams extends Error {}

/**
 * Wraps the handlers of requests and notifications. Whatever one throws is logged with its stack and answered as an
 * error: never silent, never the end of the server.
 */
export class Answering {
	private closed = false;

	constructor(private readonly host: Host) {}

	/** After this every request is refused, as the protocol wants it after `shutdown`. */
	close(): void {
		this.closed = true;
	}

	/** @param name for the log. */
	request<Params, Result>(
		name: string,
		handle: (params: Params, signal: AbortSignal) => Promise<Result> | Result,
	): (params: Params, token: CancellationToken) => Promise<Result> {
		return async (params, token) => {
			if (this.closed) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is shutting down.');
			try {
				checkPlace(params);
				return await withSignal(token, async signal => handle(params, signal));
			} catch (error) {
				throw this.refusal(name, error, token);
			}
		};
	}

	notification<Params>(
		name: string,
		handle: (params: Params) => Promise<void> | void,
	): (params: Params) => Promise<void> {
		return params => this.action(name, () => handle(params))();
	}

	/** As `notification`, for what the server does by itself. */
	action(name: string, work: () => Promise<void> | void): () => Promise<void> {
		return async () => {
			try {
				await work();
			} catch (error) {
				this.host.log('error', `${name} failed: ${inspect(error)}`);
			}
		};
	}

	private refusal(name: string, error: unknown, token: CancellationToken): ResponseError<unknown> {
		if (token.isCancellationRequested) {
			return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
		}
		if (error instanceof ResponseError) return error;
		if (error instanceof InvalidParams) return new ResponseError(ErrorCodes.InvalidParams, error.message);
		if (error instanceof HostError && error.code === 'cancelled') {
			// Not the client's doing: the document changed under the request.
			return new ResponseError(LSPErrorCodes.ServerCancelled, 'The document changed.', {
				retriggerRequest: true,
			});
		}
		if (error instanceof HostError) {
			this.host.log('warn', `${name}: ${error.message}`);
			return new ResponseError(LSPErrorCodes.RequestFailed, error.message);
		}
		this.host.log('error', `${name} failed: ${inspect(error)}`);
		const words = error instanceof Error ? error.message : String(error);
		return new ResponseError(ErrorCodes.InternalError, `${name} failed: ${words}`);
	}
}

/** Checks the parameters that every request about a place in a document has. Throws `InvalidParams`. */
function checkPlace(params: unknown): void {
	if (typeof params !== 'object' || params === null) throw new InvalidParams('Parameters are missing.');
	if ('textDocument' in params) {
		const { textDocument } = params;
		const uri = isObject(textDocument) && 'uri' in textDocument ? textDocument.uri : undefined;
		if (typeof uri !== 'string') throw new InvalidParams('textDocument.uri must be a string.');
	}
	if ('position' in params) checkPosition('position', params.position);
	if ('range' in params) {
		const { range } = params;
		checkPosition('range.start', isObject(range) && 'start' in range ? range.start : undefined);
		checkPosition('range.end', isObject(range) && 'end' in range ? range.end : undefined);
	}
}

function checkPosition(name: string, value: unknown): void {
	const line = isObject(value) && 'line' in value ? value.line : undefined;
	const character = isObject(value) && 'character' in value ? value.character : undefined;
	if (!isCount(line) || !isCount(character)) {
		throw new InvalidParams(`${name} must have a line and a character, counted from zero.`);
	}
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

function isCount(value: unknown): boolean {
	return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
