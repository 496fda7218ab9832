import { defineRule } from './define';
import { reportProblems } from './support/problems';

export const rule = defineRule({
	id: 'policy-documented-shape',
	title: 'The policy has the shape of the documentation, which no tool accepts',
	category: 'format',
	severity: 'medium',
	confidence: 'high',
	ast: 'AST09',
	strength: 'strong',
	why: 'The reference tool’s documentation shows `deny.permissions`, its program reads `permissions.deny` and refuses the other. A policy that is refused protects nobody.',
	fix: 'Let the quick fix rewrite it, and check the result: what the accepted shape cannot say is left out.',
	scope: 'file',
	needs: ['policy'],
	check(file) {
		const rewritten = file.policy?.rewritten;
		return reportProblems(file, file.policy?.problems, ['documented-shape'], {
			fixes: () =>
				rewritten === undefined
					? []
					: [
							{
								title: 'Rewrite the policy in the accepted shape',
								effect: 'neutral',
								edits: [{ path: file.path, range: { start: 0, end: file.length }, newText: rewritten }],
								preferred: true,
							},
						],
		});
	},
});
