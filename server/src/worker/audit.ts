import type { SourceFile } from '../base/files';
import { analyseFile } from '../facts/analyse-file';
import { Analyser } from '../facts/analyser';
import { assemble } from '../facts/assemble';
import type { FileFacts } from '../facts/model';
import { observedOf } from '../facts/observed';
import type { PackageAudit } from '../jobs/model';
import { MAX_FINDINGS } from '../jobs/report-schema';
import { runRules } from '../rules/run';

/** The rules over the files of a package, taken one by one so that no more than one is in memory. */
export class Audit {
	private readonly analyser = new Analyser();
	private readonly files: FileFacts[] = [];

	add(file: SourceFile): void {
		this.files.push(analyseFile(file, this.analyser));
	}

	finish(): PackageAudit {
		const facts = assemble('', this.files);
		const { findings, failedRules } = runRules(facts);
		const notExamined = [...facts.notExamined];
		if (findings.length > MAX_FINDINGS) {
			const reason = `only ${MAX_FINDINGS} of ${findings.length} findings are listed`;
			notExamined.push({ path: '', reason, gap: true });
		}
		const complete = failedRules.length === 0 && !notExamined.some(part => part.gap);
		const name = facts.skill?.skill.frontmatter?.fields.find(field => field.key === 'name')?.value;
		const skillName = typeof name === 'string' && name.length <= 200 ? { skillName: name } : {};
		const listed = findings.slice(0, MAX_FINDINGS);
		const observed = observedOf(facts, listed, notExamined);
		return { findings: listed, notExamined, complete, observed, ...skillName };
	}
}
