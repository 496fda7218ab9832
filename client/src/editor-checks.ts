import { EDITOR_CHECKS } from '../../server/src/protocol';

/** First VS Code version that checks documents of the language `skill` itself. */
const SKILL_CHECKS_SINCE = [1, 109] as const;

/** Which of our checks this version of VS Code does itself (for documents of the language `skill`). */
export function editorChecks(version: string): (typeof EDITOR_CHECKS)[number][] {
	const [major = 0, minor = 0] = version.split('.').map(part => Number.parseInt(part, 10));
	const [sinceMajor, sinceMinor] = SKILL_CHECKS_SINCE;
	const has = major > sinceMajor || (major === sinceMajor && minor >= sinceMinor);
	return has ? [...EDITOR_CHECKS] : [];
}
