import type { Tree } from '@lezer/common';
import type { SkillDocument } from './model';

/**
 * Documents whose trees are kept for the next edit. A tree takes forty times the memory of its text, and only the
 * document at hand is edited; another one is parsed whole again, with the same result.
 */
const KEPT = 8;
const recent: { readonly document: SkillDocument; readonly tree: Tree }[] = [];

/** Keeps the syntax tree of a document just parsed, its positions relative to `bodyStart`. */
export function rememberTree(document: SkillDocument, tree: Tree): void {
	recent.push({ document, tree });
	if (recent.length > KEPT) recent.shift();
}

/** The tree of a document parsed not long ago. */
export function rememberedTree(document: SkillDocument): Tree | undefined {
	return recent.find(known => known.document === document)?.tree;
}
