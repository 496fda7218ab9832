import ignore from 'ignore';
import type { ArchiveLimits } from '../base/archive';
import { escapeForDisplay } from '../base/display';
import { NAME_FAULT_REASONS, type NameCollision, NameTable, nameFault } from '../base/entry-names';
import type { FileEntry } from '../base/files';
import { compareCodePoints } from './code-points';
import { reasonToLeaveOut } from './left-out';
import type { LeftOut, PackagePlan, Refusal } from './model';

/** What a package leaves out, in the syntax of `.gitignore`. */
export const IGNORE_FILE = '.aextignore';

export interface PlanOptions {
	/** Text of the folder's `.aextignore`. */
	readonly ignore?: string;
	readonly limits: ArchiveLimits;
}

/**
 * Decides what of a folder goes into its package, by names, types and sizes alone: contents are the caller's to
 * check. All reasons to refuse are found, not only the first. What is left out cannot be a reason.
 */
export function planPackage(files: readonly FileEntry[], options: PlanOptions): PackagePlan {
	const ignored = ignore({ ignorecase: false }).add(options.ignore ?? '');
	const included: FileEntry[] = [];
	const leftOut: LeftOut[] = [];
	const refused: Refusal[] = [];
	const names = new NameTable();
	let total = 0;
	for (const file of [...files].sort((a, b) => compareCodePoints(a.path, b.path))) {
		const reason =
			reasonToLeaveOut(file.path) ??
			(ignore.isPathValid(file.path) && ignored.ignores(file.path) ? `named in ${IGNORE_FILE}` : undefined);
		if (reason !== undefined) {
			leftOut.push({ path: file.path, reason });
			continue;
		}
		const refusal = refusalOf(file, names, options.limits);
		if (refusal) {
			refused.push(refusal);
			continue;
		}
		total += file.size;
		included.push(file);
	}
	if (included.length > options.limits.entries) {
		const { entries } = options.limits;
		refused.push({
			code: 'too-many-entries',
			message: `The folder holds ${included.length} files; a package may hold ${entries}. Leave some out with ${IGNORE_FILE}.`,
		});
	}
	if (total > options.limits.totalBytes) {
		refused.push({
			code: 'total-too-large',
			message: `The files hold ${inMib(total)} together; a package may hold ${inMib(options.limits.totalBytes)}. Leave some out with ${IGNORE_FILE}.`,
		});
	}
	return { included, leftOut, refused };
}

function refusalOf(file: FileEntry, names: NameTable, limits: ArchiveLimits): Refusal | undefined {
	const { path } = file;
	const shown = escapeForDisplay(path);
	if (file.type === 'symlink') {
		const target = file.target === undefined ? '' : ` to '${escapeForDisplay(file.target)}'`;
		const message = `'${shown}' is a symbolic link${target}. Put the file itself in its place, or leave it out with ${IGNORE_FILE}.`;
		return { code: 'symlink', path, message };
	}
	if (file.type === 'other') {
		const message = `'${shown}' is neither an ordinary file nor a folder. Remove it, or leave it out with ${IGNORE_FILE}.`;
		return { code: 'special-file', path, message };
	}
	const fault = nameFault(path);
	if (fault) {
		return { code: fault, path, message: `The name of '${shown}' ${NAME_FAULT_REASONS[fault]}. Rename it.` };
	}
	const clash = names.add(path);
	if (clash) {
		const other = escapeForDisplay(clash.other);
		const message = `'${shown}' and '${other}' ${COLLISIONS[clash.collision]}. Rename one of them.`;
		return { code: clash.collision, path, message };
	}
	if (file.size > limits.entryBytes) {
		const message = `'${shown}' holds ${inMib(file.size)}; a file in a package may hold ${inMib(limits.entryBytes)}. Leave it out with ${IGNORE_FILE}.`;
		return { code: 'entry-too-large', path, message };
	}
	return undefined;
}

const COLLISIONS: Readonly<Record<NameCollision, string>> = {
	duplicate: 'are the same name',
	'case-equal': 'differ only by upper and lower case: on many systems they are one file',
	'form-equal': 'differ only in how Unicode writes them: on many systems they are one file',
	'file-and-folder': 'are a file and a folder of one name',
};

function inMib(bytes: number): string {
	return `${Math.ceil(bytes / (1024 * 1024)).toLocaleString('en')} MiB`;
}
