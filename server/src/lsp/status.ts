import type { Connection } from 'vscode-languageserver';
import { Status } from '../protocol';
import type { ExtensionReport } from '../service/model';
import type { Answering } from './answering';
import { countFindings } from './diagnostics/count';
import type { Judge } from './diagnostics/judge';
import type { Session } from './session';
import { Debounced } from './timing';

/** The status need not follow each keystroke. */
const SETTLE_MS = 250;
/** Work that takes longer is announced. */
const BUSY_MS = 500;

/**
 * Tells the client what the workspace's extensions amount to, whenever that changes.
 * @returns what to do once the client is initialised.
 */
export function tellStatus(
	connection: Connection,
	session: Session,
	judge: Judge,
	answering: Answering,
): () => void {
	if (!session.client.options.status) return () => {};
	let running: AbortController | undefined;
	let last = '';
	const send = async (status: Status) => {
		const words = JSON.stringify(status);
		if (words === last) return;
		last = words;
		await connection.sendNotification(Status.method, status);
	};
	let current: Status = { state: 'busy', extensions: [], findings: countFindings([]), complete: true };
	const survey = new Debounced(
		SETTLE_MS,
		answering.action('aext/status', async () => {
			const run = new AbortController();
			running = run;
			const busy = setTimeout(() => void send({ ...current, state: 'busy' }), BUSY_MS);
			try {
				const reports: ExtensionReport[] = [];
				for await (const report of judge.reports(run.signal)) reports.push(report);
				current = statusOf(reports);
				if (!run.signal.aborted) await send(current);
			} catch (error) {
				if (!run.signal.aborted) throw error;
			} finally {
				clearTimeout(busy);
			}
		}),
	);
	session.onDidChange(() => {
		running?.abort();
		survey.request();
	});
	return () => survey.request();
}

function statusOf(reports: readonly ExtensionReport[]): Status {
	return {
		state: 'idle',
		extensions: reports.map(report => report.root),
		findings: countFindings(reports),
		complete: reports.every(report => report.complete),
	};
}
