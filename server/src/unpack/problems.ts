import { escapeForDisplay } from '../base/display';
import { NAME_FAULT_REASONS, type NameFault } from '../base/entry-names';
import type { ArchiveProblem, ArchiveProblemCode } from './model';

const SHOWN_NAME = 120;
const KEPT = 100;

/** A growing list of problems, of which the first hundred are kept and the rest counted. */
export class ProblemList {
	readonly kept: ArchiveProblem[] = [];
	dropped = 0;

	get any(): boolean {
		return this.kept.length > 0;
	}

	/** A problem of the archive as a whole. */
	archive(code: ArchiveProblemCode, message: string): void {
		this.push({ code, message });
	}

	/** A problem of one entry; `what` completes the sentence that begins with its name. */
	entry(code: ArchiveProblemCode, name: string, what: string): void {
		const entry = escapeForDisplay(name, SHOWN_NAME);
		this.push({ code, message: `'${entry}' ${what}.`, entry });
	}

	name(fault: NameFault, name: string): void {
		const entry = escapeForDisplay(name, SHOWN_NAME);
		this.push({ code: fault, message: `The name of '${entry}' ${NAME_FAULT_REASONS[fault]}.`, entry });
	}

	private push(problem: ArchiveProblem): void {
		if (this.kept.length < KEPT) this.kept.push(problem);
		else this.dropped++;
	}
}

/** Bytes as a whole number of mebibytes, rounded up. */
export function inMib(bytes: number): string {
	return `${Math.ceil(bytes / (1024 * 1024)).toLocaleString('en')} MiB`;
}
