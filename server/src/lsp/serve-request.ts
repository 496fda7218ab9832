import { type Connection, ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Request } from '../protocol';
import type { Answering } from './answering';

export type ServeRequest = <Params, Result extends object>(
	message: Request<Params, Result>,
	answer: (params: Params, signal: AbortSignal) => Promise<Result>,
) => void;

/** Serves requests of the protocol beyond the Language Server Protocol, their parameters checked. */
export function requestServer(connection: Connection, answering: Answering): ServeRequest {
	return (message, answer) => {
		const handle = answering.request(message.method, (raw: unknown, signal) =>
			answer(checkedParams(message, raw), signal),
		);
		connection.onRequest<object, void>(message.method, handle);
	};
}

/** Parameters held against their schema; throws the error that the client is answered with. */
export function checkedParams<Params>({ method, params }: Request<Params, unknown>, raw: unknown): Params {
	try {
		return params.parse(raw);
	} catch (error) {
		const words = error instanceof Error ? error.message : String(error);
		throw new ResponseError(ErrorCodes.InvalidParams, `${method}: ${words}`);
	}
}
