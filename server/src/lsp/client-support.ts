import type { InitializeParams } from 'vscode-languageserver';
import { InitializationOptions } from '../protocol';
import type { PositionEncoding } from './positions';

/** What the client can do and how it wants to be served, read once from its `initialize`. */
export interface ClientSupport {
	readonly encoding: PositionEncoding;
	readonly pullsDiagnostics: boolean;
	readonly relatedDocuments: boolean;
	readonly refreshesDiagnostics: boolean;
	readonly relatedInformation: boolean;
	readonly codeDescription: boolean;
	readonly unnecessaryTag: boolean;
	readonly markdownHover: boolean;
	readonly markdownCompletion: boolean;
	readonly refreshesCodeLenses: boolean;
	/** Code actions as objects; without them only commands may be returned. */
	readonly codeActionLiterals: boolean;
	/** Edits of code actions may come when one is chosen. */
	readonly resolvesActions: boolean;
	readonly applyEdit: boolean;
	/** Edits with document versions; needed for everything else about edits. */
	readonly documentChanges: boolean;
	readonly createsFiles: boolean;
	readonly renamesFiles: boolean;
	/** Changes that the client asks the person to confirm. */
	readonly confirmsChanges: boolean;
	readonly watchesFiles: boolean;
	readonly relativePatterns: boolean;
	readonly configuration: boolean;
	readonly registersConfiguration: boolean;
	readonly workspaceFolders: boolean;
	readonly workDoneProgress: boolean;
	readonly options: InitializationOptions;
}

/** @param complain told when the client's `initializationOptions` are not as agreed; they are then ignored. */
export function clientSupport(
	{ capabilities, initializationOptions }: InitializeParams,
	complain: (message: string) => void,
): ClientSupport {
	const { general, textDocument = {}, workspace = {}, window = {} } = capabilities;
	const { diagnostic, publishDiagnostics } = textDocument;
	const edits = workspace.workspaceEdit;
	const shown = diagnostic ?? publishDiagnostics;
	return {
		encoding: chosenEncoding(general?.positionEncodings),
		pullsDiagnostics: diagnostic !== undefined,
		relatedDocuments: diagnostic?.relatedDocumentSupport ?? false,
		refreshesDiagnostics: workspace.diagnostics?.refreshSupport ?? false,
		relatedInformation: shown?.relatedInformation ?? publishDiagnostics?.relatedInformation ?? false,
		codeDescription: shown?.codeDescriptionSupport ?? publishDiagnostics?.codeDescriptionSupport ?? false,
		unnecessaryTag: (shown?.tagSupport ?? publishDiagnostics?.tagSupport)?.valueSet.includes(1) ?? false,
		markdownHover: textDocument.hover?.contentFormat?.includes('markdown') ?? false,
		markdownCompletion:
			textDocument.completion?.completionItem?.documentationFormat?.includes('markdown') ?? false,
		refreshesCodeLenses: workspace.codeLens?.refreshSupport ?? false,
		codeActionLiterals: textDocument.codeAction?.codeActionLiteralSupport !== undefined,
		resolvesActions: textDocument.codeAction?.resolveSupport?.properties.includes('edit') ?? false,
		applyEdit: workspace.applyEdit ?? false,
		documentChanges: edits?.documentChanges ?? false,
		createsFiles: edits?.resourceOperations?.includes('create') ?? false,
		renamesFiles: edits?.resourceOperations?.includes('rename') ?? false,
		confirmsChanges: edits?.changeAnnotationSupport !== undefined,
		watchesFiles: workspace.didChangeWatchedFiles?.dynamicRegistration ?? false,
		relativePatterns: workspace.didChangeWatchedFiles?.relativePatternSupport ?? false,
		configuration: workspace.configuration ?? false,
		registersConfiguration: workspace.didChangeConfiguration?.dynamicRegistration ?? false,
		workspaceFolders: workspace.workspaceFolders ?? false,
		workDoneProgress: window.workDoneProgress ?? false,
		options: readOptions(initializationOptions, complain),
	};
}

/** The first encoding of the client's that is spoken here; UTF-16 is what every client speaks. */
function chosenEncoding(offered: readonly string[] = []): PositionEncoding {
	const first = offered.find(encoding => encoding === 'utf-8' || encoding === 'utf-16');
	return first === 'utf-8' ? 'utf-8' : 'utf-16';
}

function readOptions(raw: unknown, complain: (message: string) => void): InitializationOptions {
	if (raw === undefined || raw === null) return {};
	const read = InitializationOptions.safeParse(raw);
	if (read.success) return read.data;
	complain(`The initializationOptions are ignored: ${read.error.message}`);
	return {};
}
