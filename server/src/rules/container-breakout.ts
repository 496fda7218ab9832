import { escapeForDisplay } from '../base/display';
import type { Use } from '../facts/grades';
import { mountOf } from '../facts/grades';
import { defineRule } from './define';
import { at } from './support/placed';

export const rule = defineRule({
	id: 'container-breakout',
	title: 'A container is given control of its host',
	category: 'behaviour',
	severity: 'medium',
	confidence: 'high',
	ast: 'AST06',
	atlas: 'AML.T0105',
	strength: 'weak',
	why: 'With every privilege, the engine’s socket or the host’s files, a program in the container can do on the machine whatever its administrator can. The container then protects nobody.',
	fix: 'Mount the one folder that is needed, read-only where possible, and drop privileges.',
	limits:
		'One such right on its own is medium; the host’s keys or system files, or several rights together, are high. Shown in documentation, a compose file and a command with one such right are medium.',
	scope: 'file',
	needs: ['uses', 'settings'],
	*check(file) {
		for (const use of file.uses) {
			const rights = rightsOf(use.fact);
			if (rights.length === 0) continue;
			const { severity, message } = judged(rights);
			// One right in a command of a text is a step that somebody reads; several together are a plan.
			const shown = use.context.container !== 'script' && rights.length === 1;
			yield { ...at(use), severity: shown ? 'medium' : severity, message };
		}
		const settings = file.settings.filter(({ fact }) => fact.kind === 'container');
		for (const setting of settings) {
			if (setting.fact.kind !== 'container') continue;
			const { severity, message } = judged([setting.fact]);
			// A file shown in documentation starts nothing by itself.
			const shown = setting.context.container !== 'config';
			yield { ...at(setting), severity: shown ? 'medium' : severity, message };
		}
	},
});

interface Right {
	readonly what: string;
	readonly serious: boolean;
}

function judged(rights: readonly Right[]) {
	const serious = rights.some(right => right.serious) || rights.length > 1;
	const shown = escapeForDisplay(rights.map(right => right.what).join('; '), 240);
	return {
		severity: serious ? ('high' as const) : ('medium' as const),
		message: `The container gets ${shown}. Whoever controls what runs in it controls the machine. Mount only the folder that is needed, and drop privileges.`,
	};
}

/** What `docker run` and its like are told to give the container. */
function rightsOf(use: Use): readonly Right[] {
	if (use.kind !== 'process' || !/^(?:docker|podman|nerdctl)$/.test(use.program ?? '')) return [];
	const words = use.arguments.map(word => word ?? '*');
	const verb = words.findIndex(word => word === 'run' || word === 'create');
	if (verb < 0) return [];
	const rights: Right[] = [];
	for (const [index, word] of words.entries()) {
		const [name = '', ...rest] = word.split('=');
		const value = rest.length > 0 ? rest.join('=') : (words[index + 1] ?? '');
		if (word === '--privileged' || word === '--privileged=true')
			rights.push({ what: 'every privilege of the host (--privileged)', serious: false });
		else if (name === '--cap-add' && /^(?:ALL|(?:CAP_)?SYS_ADMIN|(?:CAP_)?SYS_MODULE)$/i.test(value))
			rights.push({ what: `the capability ${value}`, serious: false });
		else if ((name === '--pid' || name === '--ipc') && value === 'host')
			rights.push({ what: `the host’s ${name.slice(2)} space`, serious: false });
		else if (name === '-v' || name === '--volume') pushMount(rights, value.split(':')[0] ?? '');
		else if (name === '--mount') pushMount(rights, /(?:^|,)(?:source|src)=([^,]+)/.exec(value)?.[1] ?? '');
	}
	return rights;
}

function pushMount(rights: Right[], source: string): void {
	const mount = mountOf(source);
	if (mount) rights.push(mount);
}
