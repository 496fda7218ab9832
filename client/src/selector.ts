import type { DocumentSelector } from 'vscode-languageclient/node';

/**
 * Documents the language server looks after. VS Code has the language `skill` since 1.109, called `markdown` before,
 * and other extensions have names of their own, so file names count too; the lower-case name is a finding of ours.
 * Scripts beside them are watched on disk, not selected.
 */
export const DOCUMENT_SELECTOR: DocumentSelector = [
	{ language: 'skill' },
	{ pattern: '**/[sS][kK][iI][lL][lL].[mM][dD]' },
	{ pattern: '**/aem.json' },
	{ pattern: '**/policy.json' },
	{ pattern: '**/aext-waivers.json' },
	// Everything inside a package that is reviewed: its findings are known by path.
	{ scheme: 'aext' },
];
