import {
	type CodeAction,
	CodeActionKind,
	type CodeActionParams,
	type Connection,
	type Diagnostic,
} from 'vscode-languageserver';
import type { Finding } from '../base/finding';
import { canonicalUri } from '../base/uris';
import { fixAll } from '../service/fix-all';
import { findingsAt, fixesFor, type OfferedFix } from '../service/fixes';
import type { ExtensionReport } from '../service/model';
import type { Answering } from './answering';
import { FIX_ALL } from './capabilities';
import { fingerprintIn } from './diagnostics/diagnostic';
import { Places } from './places';
import type { Session } from './session';
import { waiveAction } from './waive-action';
import { canApply, workspaceEdit } from './workspace-edit';

export function serveCodeActions(connection: Connection, session: Session, answering: Answering): void {
	const actions = new Actions(session);
	connection.onCodeAction(
		answering.request('textDocument/codeAction', (params: CodeActionParams, signal) =>
			actions.at(params, signal),
		),
	);
	connection.onCodeActionResolve(
		answering.request('codeAction/resolve', (action: CodeAction, signal) => actions.resolve(action, signal)),
	);
}

/** What a client sends back to have the edit of "fix all" computed. */
interface FixAllData {
	readonly fixAllIn: string;
}

class Actions {
	constructor(private readonly session: Session) {}

	async at({ textDocument, range, context }: CodeActionParams, signal: AbortSignal): Promise<CodeAction[]> {
		const wants = (kind: string) =>
			context.only === undefined || context.only.some(only => kind === only || kind.startsWith(`${only}.`));
		const found = await this.session.reportAt(textDocument.uri, signal);
		if (!found) return [];
		const { report, path } = found;
		const actions: CodeAction[] = [];
		if (wants(CodeActionKind.QuickFix)) {
			const places = await Places.of(this.session, report, [path]);
			const here = findingsAt(report, path, places.positions(path).offsets(range));
			actions.push(...(await this.quickFixes(report, path, here, context.diagnostics)));
		}
		if (wants(FIX_ALL)) actions.push(...(await this.fixAllActions(textDocument.uri, report, path)));
		return actions;
	}

	/** Computes the edit of an action that came without one. */
	async resolve(action: CodeAction, signal: AbortSignal): Promise<CodeAction> {
		const uri = fixAllIn(action.data);
		const found = uri === undefined ? undefined : await this.session.reportAt(uri, signal);
		if (!found) return action;
		const edit = fixAll(found.report, found.path);
		if (!edit) return action;
		const change = { effect: 'narrows', edits: [edit] } as const;
		return { ...action, edit: await workspaceEdit(this.session, found.report, change) };
	}

	private async quickFixes(
		report: ExtensionReport,
		path: string,
		findings: readonly Finding[],
		diagnostics: readonly Diagnostic[],
	): Promise<readonly CodeAction[]> {
		const shown = new Map(diagnostics.map(diagnostic => [fingerprintIn(diagnostic), diagnostic]));
		const diagnosticsOf = (about: readonly Finding[]) =>
			about.flatMap(({ fingerprint }) => shown.get(fingerprint) ?? []);
		const actions: CodeAction[] = [];
		for (const offered of fixesFor(report, path, findings)) {
			if (!canApply(this.session, offered.fix)) continue;
			actions.push(await this.fixAction(report, offered, diagnosticsOf(offered.findings)));
		}
		for (const finding of findings) {
			const waive = await waiveAction(this.session, report, finding, diagnosticsOf([finding]));
			if (waive) actions.push(waive);
		}
		return actions;
	}

	private async fixAction(
		report: ExtensionReport,
		{ fix, findings }: OfferedFix,
		diagnostics: Diagnostic[],
	): Promise<CodeAction> {
		// Where the client cannot ask for confirmation, the title says what the person is about to permit.
		const warned = fix.effect === 'widens' && !this.session.client.confirmsChanges;
		return {
			title: warned ? `${fix.title} (adds a permission)` : fix.title,
			kind: CodeActionKind.QuickFix,
			...(diagnostics.length > 0 && { diagnostics }),
			...(fix.preferred && findings.length === 1 && { isPreferred: true }),
			edit: await workspaceEdit(this.session, report, fix),
		};
	}

	private async fixAllActions(uri: string, report: ExtensionReport, path: string): Promise<CodeAction[]> {
		const fixable = report.findings.some(
			({ location, waiver, fixes }) =>
				location.path === path && !waiver && fixes.some(fix => fix.effect !== 'widens'),
		);
		if (!fixable) return [];
		const action: CodeAction = { title: 'Fix all that needs no permission', kind: FIX_ALL };
		if (this.session.client.resolvesActions) {
			const data: FixAllData = { fixAllIn: canonicalUri(uri) };
			return [{ ...action, data }];
		}
		const edit = fixAll(report, path);
		if (!edit) return [];
		const change = { effect: 'narrows', edits: [edit] } as const;
		return [{ ...action, edit: await workspaceEdit(this.session, report, change) }];
	}
}

function fixAllIn(data: unknown): string | undefined {
	if (typeof data !== 'object' || data === null || !('fixAllIn' in data)) return undefined;
	return typeof data.fixAllIn === 'string' ? data.fixAllIn : undefined;
}
