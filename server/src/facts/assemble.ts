import type { Unlisted } from '../base/files';
import type { NotExamined } from '../base/finding';
import type { ManifestDocument } from '../formats/manifest/model';
import type { SkillDocument } from '../formats/skill/model';
import type { ExtensionFacts, FileFacts } from './model';
import { observePermissions } from './permissions';

/**
 * Everything known about one extension, from the facts of its files.
 *
 * @param folder name of the root folder, empty when unknown.
 */
export function assemble(
	folder: string,
	files: readonly FileFacts[],
	unlisted: readonly Unlisted[] = [],
): ExtensionFacts {
	const sorted = isSorted(files) ? files : [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
	const manifest = sorted.find(isRootManifest);
	const skill = mainSkill(sorted);
	const notExamined: NotExamined[] = [...unlisted];
	for (const file of sorted) if (file.notExamined.length > 0) notExamined.push(...file.notExamined);
	return {
		folder,
		files: sorted,
		...(manifest && { manifest }),
		...(skill && { skill }),
		observed: observePermissions(sorted),
		flows: sorted.flatMap(file => file.flows),
		notExamined,
	};
}

function isSorted(files: readonly FileFacts[]): boolean {
	return files.every((file, index) => index === 0 || (files[index - 1] as FileFacts).path < file.path);
}

function isRootManifest(file: FileFacts): file is FileFacts & { manifest: ManifestDocument } {
	return file.path === 'aem.json' && file.manifest !== undefined;
}

function isSkill(file: FileFacts): file is FileFacts & { skill: SkillDocument } {
	return file.kind === 'skill' && file.skill !== undefined;
}

function mainSkill(files: readonly FileFacts[]): (FileFacts & { skill: SkillDocument }) | undefined {
	const skills = files.filter(isSkill);
	return skills.find(file => !file.path.includes('/')) ?? (skills.length === 1 ? skills[0] : undefined);
}
