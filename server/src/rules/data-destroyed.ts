import { escapeForDisplay } from '../base/display';
import type { Use } from '../facts/grades';
import { defineRule } from './define';
import { at } from './support/placed';

export const rule = defineRule({
	id: 'data-destroyed',
	title: 'A person’s files or a whole disk are deleted',
	category: 'behaviour',
	severity: 'high',
	confidence: 'high',
	ast: 'AST01',
	atlas: 'AML.T0101',
	strength: 'weak',
	why: 'Deleting everything in a home directory, at the root of the file system or on a disk takes work, keys and settings that have nothing to do with the extension, and without a backup they are gone.',
	fix: 'Delete only what the extension itself made, by its full name.',
	limits:
		'A command shown in a document is reported as medium, one named in a sentence as low. Directories below the home directory are not reported, except those where people keep their work.',
	scope: 'file',
	needs: ['uses'],
	*check(file) {
		for (const use of file.uses) {
			const lost = lostBy(use.fact);
			if (lost === undefined) continue;
			const { container } = use.context;
			yield {
				...at(use),
				severity: container === 'inline-code' ? 'low' : container === 'fence' ? 'medium' : 'high',
				confidence: use.fact.confidence,
				message: `This destroys ${lost}. Delete only what the extension itself made, by its full name.`,
			};
		}
	},
});

/** Where a person keeps everything, or everything of one kind. */
const EVERYTHING =
	/^(?:~|\/|\/(?:home|Users|root|etc|boot|usr|var)|[A-Za-z]:\/?|[A-Za-z]:\/Users|\/(?:home|Users)\/\*|~\/(?:Documents|Desktop|Pictures|Photos|Music|Videos))(?:\/(?:\*|\.\*|\*\.\*|\*\*\/\*))?\/?$/;

const DISK = /^\/dev\/(?:sd[a-z]|hd[a-z]|vd[a-z]|xvd[a-z]|nvme\d|mmcblk\d|r?disk\d)/;

function lostBy(use: Use): string | undefined {
	if (use.kind === 'file' && use.path !== null) {
		if (use.access === 'delete' && EVERYTHING.test(use.path))
			return `everything in “${escapeForDisplay(use.path, 80)}”`;
		if (use.access === 'write' && DISK.test(use.path))
			return `what is on the disk “${escapeForDisplay(use.path, 80)}”`;
		return undefined;
	}
	if (use.kind !== 'process' || !/^(?:mkfs(?:\.\w+)?|wipefs|blkdiscard)$/.test(use.program ?? ''))
		return undefined;
	const disk = use.arguments.find(word => word !== null && DISK.test(word));
	return disk == null ? undefined : `what is on the disk “${escapeForDisplay(disk, 80)}”`;
}
