import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import {
	type ClientCapabilities,
	type CodeAction,
	createProtocolConnection,
	type Diagnostic,
	type DocumentDiagnosticReport,
	type InitializeResult,
	type Position,
	type ProtocolConnection,
	type PublishDiagnosticsParams,
	type Range,
	StreamMessageReader,
	StreamMessageWriter,
	type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol/node';
import { WORKER_BUNDLES } from '../../scripts/worker-bundles.mjs';

/** Folder of the bundle, as far below the repository as `dist/`, so that the rules' pages lie where they do there. */
const BUNDLE = path.resolve('out', 'lsp-under-test', 'dist', 'server.cjs');
let built: Promise<unknown> | undefined;

/** Bundles the server once per test process, as `esbuild.mjs` does; or takes the one that `AEXT_SERVER` names. */
export function serverBundle(): Promise<string> {
	const given = process.env.AEXT_SERVER;
	if (given !== undefined) return Promise.resolve(given);
	const entries = { server: { entryPoints: ['server/src/lsp/main.ts'] }, ...WORKER_BUNDLES };
	built ??= Promise.all(
		Object.entries(entries).map(([name, options]) =>
			build({
				...options,
				outfile: path.join(path.dirname(BUNDLE), `${name}.cjs`),
				bundle: true,
				platform: 'node',
				format: 'cjs',
				target: 'node20',
				mainFields: ['module', 'main'],
				sourcemap: 'linked',
				logLevel: 'warning',
			}),
		),
	);
	return built.then(() => BUNDLE);
}

export interface ClientOptions {
	readonly capabilities?: ClientCapabilities;
	readonly initializationOptions?: object;
	/** URIs of the workspace folders. */
	readonly folders?: readonly string[];
	/** Folder of the person as whom the server runs; absent: that of the test's process. */
	readonly home?: string;
	/** Answer to `workspace/configuration`. */
	readonly settings?: object;
}

/** Capabilities of a client that pulls diagnostics and can do everything with edits, like VS Code. */
export const PULLING: ClientCapabilities = {
	general: { positionEncodings: ['utf-16'] },
	workspace: {
		applyEdit: true,
		configuration: true,
		workspaceFolders: true,
		didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
		diagnostics: { refreshSupport: true },
		codeLens: { refreshSupport: true },
		workspaceEdit: {
			documentChanges: true,
			resourceOperations: ['create', 'rename', 'delete'],
			changeAnnotationSupport: {},
		},
	},
	textDocument: {
		diagnostic: {
			relatedDocumentSupport: true,
			relatedInformation: true,
			codeDescriptionSupport: true,
			dataSupport: true,
			tagSupport: { valueSet: [1, 2] },
		},
		hover: { contentFormat: ['markdown', 'plaintext'] },
		completion: { completionItem: { documentationFormat: ['markdown', 'plaintext'] } },
		codeAction: {
			codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source'] } },
			resolveSupport: { properties: ['edit'] },
			isPreferredSupport: true,
			dataSupport: true,
		},
	},
	window: { workDoneProgress: true },
};

/** Capabilities of a plain client that is sent its diagnostics, like older editors. */
export const PUSHED: ClientCapabilities = {
	workspace: { applyEdit: true, workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
	textDocument: {
		publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, versionSupport: true },
		codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
		hover: { contentFormat: ['plaintext'] },
	},
};

/** A language client of the simplest kind, talking over stdio with the bundled server. */
export class LspClient {
	/** Everything the server asked of the client, in order. */
	readonly asked: { readonly method: string; readonly params: unknown }[] = [];
	/** Messages of the log and those shown to the person. */
	readonly said: string[] = [];
	readonly published = new Map<string, PublishDiagnosticsParams>();
	/** Parameters of `aext/status`, in order. */
	readonly statuses: unknown[] = [];
	private readonly waiting = new Set<() => void>();
	private readonly versions = new Map<string, number>();

	private constructor(
		readonly process: ChildProcess,
		readonly connection: ProtocolConnection,
		private readonly options: ClientOptions,
	) {}

	/** A client whose server is initialised. */
	static async start(options: ClientOptions = {}): Promise<LspClient> {
		const client = await LspClient.launch(options);
		await client.initialize();
		await client.notify('initialized', {});
		return client;
	}

	/** A client whose server has not been told anything yet. */
	static async launch(options: ClientOptions = {}): Promise<LspClient> {
		const { home } = options;
		const person =
			home === undefined ? {} : { HOME: home, USERPROFILE: home, APPDATA: home, XDG_CONFIG_HOME: '' };
		const child = spawn(process.execPath, [await serverBundle(), '--stdio'], {
			stdio: 'pipe',
			env: { ...process.env, ...person },
		});
		const connection = createProtocolConnection(
			new StreamMessageReader(child.stdout),
			new StreamMessageWriter(child.stdin),
		);
		const client = new LspClient(child, connection, options);
		client.answer();
		connection.listen();
		return client;
	}

	initialize(): Promise<InitializeResult> {
		const { capabilities, folders, initializationOptions } = this.options;
		return this.request('initialize', {
			processId: process.pid,
			rootUri: null,
			capabilities: capabilities ?? PULLING,
			workspaceFolders: (folders ?? []).map(uri => ({ uri, name: uri })),
			...(initializationOptions && { initializationOptions }),
		});
	}

	async open(uri: string, text: string, languageId = 'skill'): Promise<void> {
		this.versions.set(uri, 1);
		await this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
	}

	async change(uri: string, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
		const version = (this.versions.get(uri) ?? 0) + 1;
		this.versions.set(uri, version);
		await this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
	}

	async close(uri: string): Promise<void> {
		await this.notify('textDocument/didClose', { textDocument: { uri } });
	}

	pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
		return this.request('textDocument/diagnostic', {
			textDocument: { uri },
			...(previousResultId !== undefined && { previousResultId }),
		});
	}

	/** Diagnostics of a document, pulled whole. */
	async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
		const report = await this.pull(uri);
		if (report.kind !== 'full') throw new Error('A full report was asked for.');
		return report.items;
	}

	async actions(uri: string, range: Range, diagnostics: readonly Diagnostic[] = [], only?: string[]) {
		return this.request<CodeAction[]>('textDocument/codeAction', {
			textDocument: { uri },
			range,
			context: { diagnostics, ...(only && { only }) },
		});
	}

	request<Result>(method: string, params: unknown): Promise<Result> {
		return this.connection.sendRequest<Result>(method, params);
	}

	notify(method: string, params: unknown): Promise<void> {
		return this.connection.sendNotification(method, params);
	}

	/** Resolves with what `look` finds, as soon as it finds something: now or when the server says more. */
	async until<Found>(look: () => Found | undefined): Promise<Found> {
		for (;;) {
			const found = look();
			if (found !== undefined) return found;
			await new Promise<void>(resolve => this.waiting.add(resolve));
		}
	}

	/** The next diagnostics of a document that satisfy a condition. */
	publishedFor(uri: string, fits: (params: PublishDiagnosticsParams) => boolean = () => true) {
		return this.until(() => {
			const params = this.published.get(uri);
			return params && fits(params) ? params : undefined;
		});
	}

	/** Ends the session in an orderly way; resolves with the process's exit code. */
	async stop(): Promise<number | null> {
		await this.request('shutdown', undefined);
		const exited = once(this.process, 'exit');
		await this.notify('exit', undefined);
		const [code] = await exited;
		this.connection.dispose();
		return typeof code === 'number' ? code : null;
	}

	kill(): void {
		this.connection.dispose();
		this.process.kill();
	}

	/** Answers what servers ask of clients, and keeps what they tell. */
	private answer(): void {
		const answers: Readonly<Record<string, unknown>> = {
			'client/registerCapability': null,
			'client/unregisterCapability': null,
			'workspace/configuration': [this.options.settings ?? null],
			'workspace/applyEdit': { applied: true },
			'workspace/diagnostic/refresh': null,
			'workspace/codeLens/refresh': null,
		};
		for (const [method, result] of Object.entries(answers)) {
			this.connection.onRequest(method, (params: unknown) => {
				this.asked.push({ method, params });
				this.wake();
				return result;
			});
		}
		const hear = <Params>(method: string, note: (params: Params) => void) =>
			this.connection.onNotification(method, (params: Params) => {
				note(params);
				this.wake();
			});
		hear<{ message: string }>('window/logMessage', ({ message }) => this.said.push(message));
		hear<{ message: string }>('window/showMessage', ({ message }) => this.said.push(message));
		hear<PublishDiagnosticsParams>('textDocument/publishDiagnostics', params =>
			this.published.set(params.uri, params),
		);
		hear<unknown>('aext/status', params => this.statuses.push(params));
	}

	private wake(): void {
		for (const resolve of this.waiting) resolve();
		this.waiting.clear();
	}
}

/** A folder of its own on disk, as `file:` URI; removed by `remove`. */
export class TestFolder {
	private constructor(
		readonly path: string,
		readonly uri: string,
	) {}

	static async create(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<TestFolder> {
		const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'aext-test-')));
		const made = new TestFolder(folder, pathToFileURL(folder).href);
		for (const [name, content] of Object.entries(files)) await made.write(name, content);
		return made;
	}

	async write(name: string, content: string | Uint8Array): Promise<void> {
		const target = path.join(this.path, name);
		await mkdir(path.dirname(target), { recursive: true });
		await writeFile(target, content);
	}

	at(name: string): string {
		return `${this.uri}/${name}`;
	}

	async remove(): Promise<void> {
		await rm(this.path, { recursive: true, force: true });
	}
}

/** The words of a diagnostic, plain or marked up. */
export function messageOf({ message }: Diagnostic): string {
	return typeof message === 'string' ? message : message.value;
}

/** The position after the n-th occurrence of some words; `character` in UTF-16 code units. */
export function positionOf(text: string, words: string, shift = 0): Position {
	const offset = text.indexOf(words);
	if (offset < 0) throw new Error(`“${words}” is not in the text.`);
	const before = text.slice(0, offset + shift).split('\n');
	return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
