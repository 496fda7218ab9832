import { escapeForDisplay } from '../base/display';
import type { FileUse, NetworkUse, Use } from '../facts/grades';
import { secretClassOf } from '../facts/grades';
import type { FileFacts, Placed } from '../facts/model';
import { defineRule } from './define';
import { gradeOf } from './support/flows';
import { linkedModules } from './support/modules';
import { at } from './support/placed';
import { secretName } from './support/secrets';

export const rule = defineRule({
	id: 'secret-across-files',
	title: 'One file gathers secrets, another sends data away',
	category: 'behaviour',
	severity: 'high',
	confidence: 'medium',
	ast: 'AST01',
	atlas: 'AML.T0025',
	strength: 'strong',
	why: 'A program that reads keys in one module and sends data in another does together what neither shows alone. Splitting it is how such code passes a reviewer who reads one file at a time.',
	fix: 'Read both files with the one that joins them. Remove the reading of secrets that the extension does not need.',
	limits:
		'The files must be joined by imports; that the secret itself is what is sent is likely, not proven. Project secrets (`.env`) and single environment variables are not counted.',
	scope: 'extension',
	needs: ['files'],
	*check(extension) {
		const scripts = extension.files.filter(file => file.kind === 'script');
		const gathering = scripts.flatMap(file =>
			gathered(file)
				.slice(0, 1)
				.map(use => ({ file, use })),
		);
		const sending = scripts.flatMap(file =>
			sent(file)
				.slice(0, 1)
				.map(use => ({ file, use })),
		);
		if (gathering.length === 0 || sending.length === 0) return;
		const linkOf = linkedModules(scripts);
		for (const { file, use } of gathering.slice(0, MAX_FILES)) {
			for (const { file: sender, use: upload } of sending.slice(0, MAX_FILES)) {
				const link = sender === file ? undefined : linkOf(file.path, sender.path);
				if (link === undefined) continue;
				yield {
					...at(use),
					message: `${whatOf(use.fact)} read here, and ${escapeForDisplay(sender.path, 80)}, which is part of the same program, sends data to ${escapeForDisplay(upload.fact.host ?? '', 80)}. Read both; remove what is not needed.`,
					related: [
						{ location: { path: use.path, range: use.range }, message: use.fact.how },
						...link.map(({ path, range }) => ({
							location: { path, range },
							message: 'joins the files by importing one',
						})),
						{ location: { path: upload.path, range: upload.range }, message: upload.fact.how },
					],
				};
				break;
			}
		}
	},
});

/** Files of either kind that are looked at in pairs. */
const MAX_FILES = 50;

/** Readings of secrets that belong to other programs. */
function gathered(file: FileFacts): readonly Placed<Use>[] {
	return file.uses.filter(({ fact, context }) => {
		if (fact.confidence === 'low' || context.mitigations.length > 0) return false;
		return fact.kind === 'file' && fact.access === 'read' && isForeignSecret(fact);
	});
}

function isForeignSecret({ path }: FileUse): boolean {
	const secret = path === null ? null : secretClassOf(path);
	return (
		secret !== null &&
		secret !== 'environment-file' &&
		secret !== 'system-accounts' &&
		secret !== 'shell-history'
	);
}

function sent(file: FileFacts): readonly (Placed<Use> & { readonly fact: NetworkUse })[] {
	return file.uses.filter((use): use is Placed<Use> & { readonly fact: NetworkUse } => {
		const { fact, context } = use;
		if (fact.kind !== 'network' || fact.action !== 'upload' || fact.host === null) return false;
		const grade = gradeOf(fact);
		return context.mitigations.length === 0 && grade !== 'loopback' && grade !== 'private';
	});
}

function whatOf(fact: Use): string {
	const path = fact.kind === 'file' ? (fact.path ?? '') : '';
	const secret = secretClassOf(path);
	return `“${escapeForDisplay(path, 80)}” (${secret === null ? 'a secret' : secretName(secret)}) is`;
}
