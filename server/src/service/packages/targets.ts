import { nameFault } from '../../base/entry-names';
import { canonicalUri } from '../../base/uris';
import type { ExtensionType } from '../../formats/manifest/model';
import { HostError, type PackageHost } from '../../host/model';

export const AGENTS = ['claude', 'vscode', 'codex', 'gemini', 'cursor', 'openclaw'] as const;
export type Agent = (typeof AGENTS)[number];

/** Where an extension is to be installed. */
export type InstallTarget =
	/** Among the skills that an agent finds: of the person, or of a project. */
	| { readonly agent: Agent; readonly scope: 'user' }
	| { readonly agent: Agent; readonly scope: 'project'; readonly project: string }
	/** URI of the very folder that the extension becomes. */
	| { readonly folder: string };

/** Folders of skills below a person's home and below a project. Source: the documentation of each agent. */
const SKILL_FOLDERS: Readonly<Record<Agent, { readonly user: string; readonly project: string }>> = {
	claude: { user: '.claude/skills', project: '.claude/skills' },
	vscode: { user: '.copilot/skills', project: '.github/skills' },
	codex: { user: '.codex/skills', project: '.codex/skills' },
	gemini: { user: '.gemini/skills', project: '.gemini/skills' },
	cursor: { user: '.cursor/skills', project: '.cursor/skills' },
	openclaw: { user: '.openclaw/skills', project: 'skills' },
};

/** URI of the folder that holds an agent's skills. */
export function skillsFolder(
	host: PackageHost,
	target: Exclude<InstallTarget, { readonly folder: string }>,
): string {
	const folders = SKILL_FOLDERS[target.agent];
	return target.scope === 'user'
		? `${host.person.home}/${folders.user}`
		: `${target.project}/${folders.project}`;
}

/** What decides the folder of an extension among others. */
export interface ExtensionNames {
	readonly id: string;
	readonly type: ExtensionType;
	/** `name` of the SKILL.md, which the folder's name must equal. */
	readonly skillName?: string;
}

const SKILL_NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** URI of the folder that the extension becomes. Rejects what no agent would find. */
export async function targetFolder(
	host: PackageHost,
	target: InstallTarget,
	names: ExtensionNames,
): Promise<string> {
	if ('folder' in target) return canonicalUri(target.folder);
	if (names.type !== 'skill') {
		throw new HostError(
			'not-writable',
			`Agents find skills in a folder, and this is a ${names.type}. Name the folder to install it in.`,
		);
	}
	const folder = skillsFolder(host, target);
	if (target.scope === 'project') await mustStayInside(host, target.project, folder);
	return canonicalUri(`${folder}/${folderName(names)}`);
}

/** The skill's own name where it is one; otherwise the last part of the id. */
function folderName({ id, skillName }: ExtensionNames): string {
	if (skillName !== undefined && skillName.length <= 64 && SKILL_NAME.test(skillName)) return skillName;
	const last = id.slice(id.lastIndexOf('.') + 1).toLowerCase();
	const name = last
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 64);
	if (name === '' || nameFault(name) !== undefined) {
		throw new HostError(
			'not-writable',
			'The extension has no name that a folder could have. Name the folder yourself.',
		);
	}
	return name;
}

/** A project is somebody else's: a link in it must not lead the installation out of it. */
async function mustStayInside(host: PackageHost, project: string, folder: string): Promise<void> {
	const root = await host.writer.realUri(project);
	let existing = folder;
	while (existing.length > project.length && !(await host.files.stat(existing))) {
		existing = existing.slice(0, existing.lastIndexOf('/'));
	}
	const real = await host.writer.realUri(existing);
	if (real !== root && !real.startsWith(`${root}/`)) {
		throw new HostError(
			'not-writable',
			'The folder for skills in this project is a link that leads out of the project.',
		);
	}
}
