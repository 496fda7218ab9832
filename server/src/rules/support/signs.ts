import type { Use } from '../../facts/grades';
import type { ExtensionFacts, Placed } from '../../facts/model';
import { isMiner } from './miners';

/** Protections that no installation needs to switch off. */
const GUARDS: ReadonlySet<string> = new Set(['gatekeeper', 'defender', 'system-logging', 'shell-history']);

/**
 * What an extension does that attacks do and installations do not: it switches guards off, erases its traces, mines,
 * lets others log in, or puts a program where nobody looks. Each is weak on its own; together with code that is
 * fetched and run they make the chain of an attack. Places that only show code do not count.
 */
export function signsOfAttack(extension: ExtensionFacts): readonly Placed<Use>[] {
	const found: Placed<Use>[] = [];
	for (const file of extension.files) {
		for (const use of file.uses) {
			if (use.context.mitigations.length > 0 || use.context.container === 'inline-code') continue;
			if (use.fact.confidence !== 'low' && isSign(use.fact)) found.push(use);
			if (found.length === MAX_SIGNS) return found;
		}
	}
	return found;
}

const MAX_SIGNS = 20;

function isSign(use: Use): boolean {
	switch (use.kind) {
		case 'safety-off':
			return GUARDS.has(use.what);
		case 'persistence':
			return use.mechanism === 'authorized-keys';
		case 'process':
			return isMiner(use) || isHidden(use.program) || HIDDEN_PLACE.test(use.arguments[0] ?? '');
		case 'file':
			return use.access === 'write' && HIDDEN_PLACE.test(use.path ?? '');
		default:
			return false;
	}
}

/** A hidden file among those that are thrown away: `/tmp/.x`. */
const HIDDEN_PLACE = /^(?:\/private)?\/(?:tmp|var\/tmp|dev\/shm)\/\.[^/]/;

function isHidden(program: string | null): boolean {
	return program !== null && /^\.[a-z]/i.test(program) && !program.includes('/');
}
