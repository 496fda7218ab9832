import { defineRule } from './define';

export const rule = defineRule({
	id: 'binary-executable',
	title: 'A compiled program lies in the extension',
	category: 'supply-chain',
	severity: 'medium',
	confidence: 'high',
	ast: 'AST02',
	atlas: 'AML.T0010',
	strength: 'strong',
	why: 'A compiled program cannot be read. Nobody can tell from the package what it does, or whether it was made from the sources it is said to be made from.',
	fix: 'Leave it out and have it installed from its maker, or built from source.',
	limits: 'Found by its first bytes (ELF, PE, Mach-O, WebAssembly), whatever its name is.',
	scope: 'file',
	needs: [],
	*check(file) {
		if (file.kind !== 'executable') return;
		yield {
			location: { path: file.path, range: { start: 0, end: 0 } },
			message:
				'This is a compiled program, which nobody can read here. Have it installed from its maker, or build it from source.',
		};
	},
});
