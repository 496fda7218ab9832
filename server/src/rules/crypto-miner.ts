import { escapeForDisplay } from '../base/display';
import { defineRule } from './define';
import { minerSign } from './support/miners';
import { at } from './support/placed';

export const rule = defineRule({
	id: 'crypto-miner',
	title: 'A cryptocurrency miner is started',
	category: 'behaviour',
	severity: 'high',
	confidence: 'high',
	ast: 'AST01',
	strength: 'weak',
	why: 'A miner uses the whole machine, day and night, for the account of whoever started it. The person pays for the power and the wear; in a cloud, for the computing time.',
	fix: 'Remove it. If mining is what the extension is for, let the person start it with an account of their own.',
	limits:
		'A miner is known by its usual name, or by the address of a mining pool (`stratum+tcp://`) among its arguments.',
	scope: 'file',
	needs: ['uses'],
	*check(file) {
		for (const use of file.uses) {
			const sign = use.fact.kind === 'process' ? minerSign(use.fact) : undefined;
			if (sign === undefined) continue;
			yield {
				...at(use),
				confidence: use.fact.confidence,
				message: `This starts a cryptocurrency miner (${escapeForDisplay(sign, 80)}), which takes the whole machine for somebody else’s account. Remove it.`,
			};
		}
	},
});
