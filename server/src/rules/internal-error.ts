import { defineRule } from './define';

export const rule = defineRule({
	id: 'internal-error',
	title: 'A rule failed',
	category: 'supply-chain',
	severity: 'medium',
	confidence: 'high',
	ast: 'AST08',
	strength: 'strong',
	why: 'A check of AEXT itself stopped on an error. What it looks for may be there and was not seen, so the result cannot say “nothing found”.',
	fix: 'Report it, with the message and, if you may share it, the file. Until then judge the file by reading it.',
	scope: 'runner',
});
