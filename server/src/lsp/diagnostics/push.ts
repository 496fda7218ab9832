import { inspect } from 'node:util';
import type { Connection } from 'vscode-languageserver';
import { canonicalUri } from '../../base/uris';
import type { Answering } from '../answering';
import type { Session } from '../session';
import { Debounced } from '../timing';
import type { FileDiagnostics } from './file-diagnostics';
import type { Judge } from './judge';

/** Keystrokes close together lead to one publication. */
const DEBOUNCE_MS = 20;

/**
 * For clients that do not pull: publishes the diagnostics of every open document and of the other files of its
 * extension, again after each change, and takes them back when none of the extension's documents is open.
 */
export function servePushes(
	connection: Connection,
	session: Session,
	judge: Judge,
	answering: Answering,
): void {
	const pushes = new Pushes(connection, session, judge, (uri, error) => {
		session.host.log('error', `${uri} could not be judged: ${inspect(error)}`);
	});
	const publish = new Debounced(
		DEBOUNCE_MS,
		answering.action('textDocument/publishDiagnostics', () => pushes.publish()),
	);
	session.onDidChange(() => {
		pushes.outdate();
		publish.request();
	});
}

class Pushes {
	/** What the client was last sent of each file, by canonical URI. */
	private readonly sent = new Map<string, { readonly resultId: string; readonly version: number | null }>();
	private running: AbortController | undefined;

	constructor(
		private readonly connection: Connection,
		private readonly session: Session,
		private readonly judge: Judge,
		private readonly failed: (uri: string, error: unknown) => void,
	) {}

	/** Stops a run whose result would be out of date. */
	outdate(): void {
		this.running?.abort();
	}

	async publish(): Promise<void> {
		const run = new AbortController();
		this.running = run;
		const current = new Set<string>();
		for (const document of [...this.session.documents.all()]) {
			if (current.has(canonicalUri(document.uri))) continue;
			const files = await this.judged(document.uri, run.signal);
			// The change that made this run out of date starts the next one.
			if (run.signal.aborted) return;
			for (const file of files) {
				current.add(canonicalUri(file.uri));
				await this.send(file);
			}
		}
		for (const [uri, { resultId }] of this.sent) {
			if (!current.has(uri) && resultId !== 'none') await this.send(this.judge.none(uri));
		}
	}

	private async judged(uri: string, signal: AbortSignal): Promise<readonly FileDiagnostics[]> {
		try {
			const { file, related } = await this.judge.document(uri, signal);
			return [file, ...related];
		} catch (error) {
			if (!signal.aborted) this.failed(uri, error);
			return [];
		}
	}

	private async send({ uri, items, resultId }: FileDiagnostics): Promise<void> {
		const canonical = canonicalUri(uri);
		const version = this.session.documents.get(canonical)?.version ?? null;
		const last = this.sent.get(canonical) ?? { resultId: 'none', version: null };
		if (last.resultId === resultId && last.version === version) return;
		this.sent.set(canonical, { resultId, version });
		await this.connection.sendDiagnostics({
			uri,
			diagnostics: [...items],
			...(version !== null && { version }),
		});
	}
}
