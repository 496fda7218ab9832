import { escapeForDisplay } from '../base/display';
import { resembledPackage } from '../facts/grades';
import { defineRule } from './define';
import { at } from './support/placed';

export const rule = defineRule({
	id: 'package-look-alike',
	title: 'A package’s name imitates a well-known one',
	category: 'supply-chain',
	severity: 'medium',
	confidence: 'medium',
	ast: 'AST02',
	atlas: 'AML.T0010',
	strength: 'weak',
	why: 'Attackers register names that differ from a well-known package by one slip of the fingers. Installing one runs their code at once.',
	fix: 'Check the name on the registry, and write the one you mean.',
	limits:
		'Compared with a bundled list of some hundred names of PyPI and npm, written by hand. Names shorter than five letters and scoped npm names are not compared. An honest package with such a name is reported as well; waive it.',
	scope: 'file',
	needs: ['uses'],
	*check(file) {
		const told = new Set<string>();
		for (const use of file.uses) {
			const { fact } = use;
			if (fact.kind !== 'package' || fact.name === null || fact.source !== 'registry') continue;
			const meant = resembledPackage(fact.ecosystem, fact.name);
			if (meant === null || told.has(fact.name)) continue;
			told.add(fact.name);
			const name = escapeForDisplay(fact.name, 80);
			yield {
				...at(use),
				message: `The package “${name}” can be mistaken for “${meant}”. Check which one is meant: installing a look-alike runs a stranger’s code.`,
			};
		}
	},
});
