import { type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver';
import { Settings } from '../protocol';
import type { Answering } from './answering';
import type { Session } from './session';

const SECTION = 'aext';

/**
 * Keeps the session's settings those of the client.
 * @returns what to do once the client is initialised.
 */
export function followSettings(
	connection: Connection,
	session: Session,
	answering: Answering,
): () => Promise<void> {
	const { client, host } = session;
	const use = (raw: unknown) => {
		const read = Settings.safeParse(raw ?? {});
		if (read.success) session.configure(read.data);
		else host.log('warn', `The settings are ignored: ${read.error.message}`);
	};
	const ask = async () => use(await connection.workspace.getConfiguration(SECTION));
	connection.onDidChangeConfiguration(
		answering.notification('workspace/didChangeConfiguration', async ({ settings }) => {
			if (client.configuration) await ask();
			else use(sectionOf(settings));
		}),
	);
	return answering.action('workspace/configuration', async () => {
		if (client.registersConfiguration) {
			await connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
		}
		if (client.configuration) await ask();
	});
}

/** Clients that send settings unasked send them whole. */
function sectionOf(settings: unknown): unknown {
	if (typeof settings !== 'object' || settings === null) return undefined;
	return SECTION in settings ? settings[SECTION] : undefined;
}
