import * as vscode from 'vscode';
import { type LanguageClient, State, Trace, WorkDoneProgress } from 'vscode-languageclient/node';
import { type Request, ReviewProgress, SetTrust, Status } from '../../server/src/protocol';
import { createLanguageClient } from './client';
import { serveFiles } from './files';

export type ServerState = 'stopped' | 'starting' | 'running' | 'failed';

/** The language server as the rest of the client sees it: one process, restarted on demand. */
export class Server implements vscode.Disposable {
	private client: LanguageClient | undefined;
	private listeners: vscode.Disposable[] = [];
	private readonly stateChanged = new vscode.EventEmitter<ServerState>();
	private readonly statusChanged = new vscode.EventEmitter<Status>();
	private readonly reviewProgressed = new vscode.EventEmitter<ReviewProgress>();
	private current: ServerState = 'stopped';

	readonly onDidChangeState = this.stateChanged.event;
	/** What the server says about the workspace's extensions. */
	readonly onDidChangeStatus = this.statusChanged.event;
	/** What is known of packages whose contents are still being read. */
	readonly onReviewProgress = this.reviewProgressed.event;

	constructor(
		private readonly context: vscode.ExtensionContext,
		private readonly log: vscode.LogOutputChannel,
	) {}

	get state(): ServerState {
		return this.current;
	}

	/** Resolves when the server runs or has failed to start; a failure is in the log and in `state`. */
	async start(): Promise<void> {
		const client = createLanguageClient(this.context, this.log, () => this.setState('failed'));
		this.client = client;
		this.setState('starting');
		this.listeners = [
			client.onDidChangeState(({ newState }) => this.follow(newState)),
			client.onNotification(Status.method, raw => this.statusChanged.fire(Status.params.parse(raw))),
			client.onNotification(ReviewProgress.method, raw =>
				this.reviewProgressed.fire(ReviewProgress.params.parse(raw)),
			),
			...serveFiles(client),
		];
		try {
			await client.start();
		} catch (error) {
			this.log.error('The language server did not start.', String(error));
			this.setState('failed');
		}
	}

	/** Resolves when the server's process has ended, in an orderly way or not. */
	async stop(): Promise<void> {
		const client = this.client;
		this.client = undefined;
		for (const listener of this.listeners.splice(0)) listener.dispose();
		try {
			if (client?.needsStop()) await client.stop();
		} catch (error) {
			// It is killed after its time to stop is over; nothing is left to do but to say so.
			this.log.warn('The language server did not stop in an orderly way.', String(error));
		}
		this.setState('stopped');
	}

	async restart(): Promise<void> {
		await this.stop();
		await this.start();
	}

	/**
	 * Sends a request and returns its schema-checked answer; waits for a server that is starting.
	 * Rejects with `Error` when there is no server or it refuses, with `CancellationError` once `token` is cancelled.
	 */
	async request<Params, Result>(
		message: Request<Params, Result>,
		params: Params,
		token?: vscode.CancellationToken,
	): Promise<Result> {
		if (this.client === undefined || this.current === 'failed' || this.current === 'stopped') {
			throw new Error(vscode.l10n.t('The language server is not running. Use "AEXT: Restart Server".'));
		}
		try {
			// An absent token must not be sent along: it would count as a second parameter.
			const sent = token
				? this.client.sendRequest(message.method, params, token)
				: this.client.sendRequest(message.method, params);
			return message.result.parse(await sent);
		} catch (error) {
			throw token?.isCancellationRequested ? new vscode.CancellationError() : error;
		}
	}

	/**
	 * As `request`, for what holds a private key: tracing, which a workspace's settings could have switched on, is
	 * switched off first, so that nothing of it gets into the log.
	 */
	async requestUntraced<Params, Result>(
		message: Request<Params, Result>,
		params: Params,
		token?: vscode.CancellationToken,
	): Promise<Result> {
		await this.client?.setTrace(Trace.Off);
		return this.request(message, params, token);
	}

	/** Calls `listener` with the server's progress under `progressToken`: per cent so far and what is being done. */
	onProgress(
		progressToken: string,
		listener: (percentage?: number, message?: string) => void,
	): vscode.Disposable {
		const listening = this.client?.onProgress(WorkDoneProgress.type, progressToken, value => {
			if (value.kind !== 'end') listener(value.percentage, value.message);
		});
		return listening ?? new vscode.Disposable(() => {});
	}

	/** Tells a running server that the workspace's trust has changed; a starting one reads it by itself. */
	async setTrust(trusted: boolean): Promise<void> {
		if (this.current === 'running') await this.client?.sendNotification(SetTrust.method, { trusted });
	}

	dispose(): void {
		this.stateChanged.dispose();
		this.statusChanged.dispose();
		this.reviewProgressed.dispose();
	}

	private follow(state: State): void {
		if (state === State.Running) this.setState('running');
		if (state === State.Starting) this.setState('starting');
		// A server that was given up stops too; that it failed is what a person needs to know.
		if (state === State.Stopped && this.current !== 'failed') this.setState('stopped');
		if (state === State.StartFailed) this.setState('failed');
	}

	private setState(state: ServerState): void {
		if (state === this.current) return;
		this.current = state;
		this.stateChanged.fire(state);
	}
}
