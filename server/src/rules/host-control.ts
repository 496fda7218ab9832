import { escapeForDisplay } from '../base/display';
import type { Use } from '../facts/grades';
import { defineRule } from './define';
import { at } from './support/placed';

export const rule = defineRule({
	id: 'host-control',
	title: 'Who may do what on this machine is changed',
	category: 'behaviour',
	severity: 'medium',
	confidence: 'high',
	ast: 'AST03',
	atlas: 'AML.T0105',
	strength: 'weak',
	why: 'Rights to run everything as administrator, files that anybody may change, names that lead elsewhere and a step out of a container outlast the task and serve every program on the machine, hostile ones too.',
	fix: 'Leave it to the person who administers the machine, with what is changed and how to undo it.',
	limits:
		'What a document shows is reported as medium. A name added to `/etc/hosts` is medium: developers do that for local addresses.',
	scope: 'file',
	needs: ['uses'],
	*check(file) {
		for (const use of file.uses) {
			const change = changeBy(use.fact);
			const { container } = use.context;
			if (change === undefined || container === 'inline-code') continue;
			yield {
				...at(use),
				severity: change.serious && container !== 'fence' ? 'high' : 'medium',
				confidence: use.fact.confidence,
				message: `${change.what}. Leave it to the person who administers the machine.`,
			};
		}
	},
});

function changeBy(use: Use): { readonly what: string; readonly serious: boolean } | undefined {
	if (use.kind === 'file' && use.access === 'write' && use.path !== null) {
		// Changes of rights go by the command that makes them.
		if (/ by ch\w+$/.test(use.how)) return undefined;
		const path = use.path.replace(/^\/private(?=\/etc\/)/, '');
		const shown = escapeForDisplay(path, 80);
		if (/^\/etc\/sudoers(?:\.d\/.+)?$/.test(path))
			return { what: `“${shown}” says who may act as administrator, and is changed`, serious: true };
		if (/^\/etc\/(?:passwd|shadow|group)$/.test(path))
			return { what: `“${shown}” says who may log in, and is changed`, serious: true };
		if (path === '/etc/hosts' || /\/drivers\/etc\/hosts$/i.test(path))
			return { what: `“${shown}” says where names lead, and is changed`, serious: false };
		return undefined;
	}
	if (use.kind !== 'process') return undefined;
	const words = use.arguments.map(word => word ?? '*');
	switch (use.program) {
		case 'nsenter':
			return /(?:^| )(?:-\w*t ?1|--target[= ]1)(?: |$)/.test(words.join(' '))
				? { what: 'This leaves the container and acts on its host (nsenter into process 1)', serious: true }
				: undefined;
		case 'chroot': {
			const root = words.find(word => !word.startsWith('-'));
			return /^\/(?:mnt\/)?(?:host|hostfs|rootfs|host-?root)\/?$/.test(root ?? '')
				? { what: 'This leaves the container and acts on the files of its host (chroot)', serious: true }
				: undefined;
		}
		case 'chmod': {
			if (!words.some(word => /^(?:0?777|0?666|a\+rwx|[ao]+\+w)$/.test(word))) return undefined;
			const open = words.find(word => GUARDED.test(word));
			return open === undefined
				? undefined
				: { what: `Anybody on this machine may now change “${escapeForDisplay(open, 80)}”`, serious: false };
		}
		default:
			return undefined;
	}
}

/** Parts of the system, and where keys are kept. */
const GUARDED =
	/^(?:\/|\/(?:etc|usr|bin|sbin|lib|boot|root)(?:\/.*)?|\/var\/run\/docker\.sock|~\/\.(?:ssh|aws|gnupg|kube)(?:\/.*)?|~)\/?$/;
