import type { ExtensionReport } from '../model';
import { type Block, joined } from '../prose';
import { fileAt } from '../report-files';
import { findingHover } from './finding';
import { frontmatterHover } from './frontmatter';
import { hiddenHover } from './hidden';
import { loadCommandHover } from './load-command';
import { permissionHover } from './permission';

/**
 * Everything worth saying about a place in a file of an extension; empty when there is nothing.
 * @param rulePage address of a rule's page.
 */
export function hoverAt(
	{ facts, findings }: ExtensionReport,
	path: string,
	offset: number,
	rulePage: (rule: string) => string,
): readonly Block[] {
	const file = fileAt(facts, path);
	if (!file) return [];
	return joined([
		path === facts.manifest?.path ? permissionHover(facts, offset) : [],
		frontmatterHover(file, offset),
		loadCommandHover(facts, file, offset),
		hiddenHover(file, offset),
		findingHover(findings, path, offset, rulePage),
	]);
}
