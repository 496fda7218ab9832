import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver';
import { decodeText } from '../base/decode';
import type { Finding } from '../base/finding';
import { EMPTY_RANGE } from '../base/range';
import { pathBelow, uriBelow } from '../base/uris';
import { HostError } from '../host/model';
import type { ExtensionReport } from '../service/model';
import { addWaiver, newWaiversFile, WAIVERS_FILE, waiverFor } from '../service/waive';
import { Positions } from './positions';
import type { Session } from './session';

const MAX_BYTES = 4 * 1024 * 1024;

/**
 * An action that adds an entry for a finding to the workspace's waivers file, without reason and owner: those a
 * person has to write before it counts. `undefined` where there is no workspace folder to keep it in.
 */
export async function waiveAction(
	session: Session,
	report: ExtensionReport,
	finding: Finding,
	diagnostics: Diagnostic[],
): Promise<CodeAction | undefined> {
	const { client, host, workspaceFolders } = session;
	const folder = [...workspaceFolders]
		.filter(candidate => pathBelow(candidate, report.root) !== undefined)
		.sort((a, b) => b.length - a.length)[0];
	if (folder === undefined || !client.documentChanges) return undefined;
	const prefix = pathBelow(folder, report.root) ?? '';
	const waiver = waiverFor(finding, prefix, host.now());
	const uri = uriBelow(folder, WAIVERS_FILE);
	const open = session.documents.get(uri);
	const text = open?.text ?? (await readIfThere(session, uri));
	const action = {
		title: `Waive “${finding.rule}” here with a reason…`,
		kind: CodeActionKind.QuickFix,
		...(diagnostics.length > 0 && { diagnostics }),
	};
	if (text === undefined) {
		if (!client.createsFiles) return undefined;
		const range = Positions.of(client.encoding, '').range(EMPTY_RANGE);
		return {
			...action,
			edit: {
				documentChanges: [
					{ kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } },
					{ textDocument: { uri, version: null }, edits: [{ range, newText: newWaiversFile(waiver) }] },
				],
			},
		};
	}
	const edit = addWaiver(text, waiver);
	if (!edit) return undefined;
	const range = Positions.of(client.encoding, text).range(edit.range);
	return {
		...action,
		edit: {
			documentChanges: [
				{
					textDocument: { uri: open?.uri ?? uri, version: open?.version ?? null },
					edits: [{ range, newText: edit.newText }],
				},
			],
		},
	};
}

async function readIfThere({ host }: Session, uri: string): Promise<string | undefined> {
	try {
		const stat = await host.files.stat(uri);
		return stat?.type === 'file' ? decodeText(await host.files.read(uri, MAX_BYTES)).text : undefined;
	} catch (error) {
		if (!(error instanceof HostError)) throw error;
		host.log('warn', `No waiver can be added: ${error.message}`);
		return undefined;
	}
}
