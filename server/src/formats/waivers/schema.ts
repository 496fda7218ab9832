import * as z from 'zod/mini';
import { noted, tabStop } from '../json/notes';
import { WAIVERS_SCHEMA } from './model';

/** Not empty and not only spaces. */
const WORDS = /\S/;

export const waiverSchema = noted(
	z.strictObject({
		rule: noted(
			z
				.string()
				.check(z.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be the id of a rule, such as network-undeclared')),
			{ description: 'Id of the rule whose findings are accepted. Every finding shows its rule’s id.' },
		),
		path: noted(z.string().check(z.regex(WORDS, 'must not be empty; ** stands for every file')), {
			description:
				'File whose findings are accepted, relative to the folder of this waivers file. `*` stands for any name, `**` for any folders between.',
		}),
		fingerprint: z.optional(
			noted(
				z
					.string()
					.check(
						z.regex(/^[0-9a-f]{16}$/, 'must be the 16 hexadecimal digits that a report shows for a finding'),
					),
				{
					description: 'Accepts this one finding only. Leave out: all findings of the rule in the file.',
				},
			),
		),
		reason: noted(z.string().check(z.regex(WORDS, 'must not be empty; say why the finding is acceptable')), {
			description: 'Why this is acceptable, for whoever reviews it.',
		}),
		owner: noted(z.string().check(z.regex(WORDS, 'must not be empty; name who answers for it')), {
			description: 'Who answers for accepting it: a name, a team or an address.',
		}),
		expires: noted(z.iso.date('must be a date of the calendar written as YYYY-MM-DD'), {
			description: 'Last day on which the waiver holds, as `YYYY-MM-DD`. After it the finding comes back.',
		}),
	}),
	{
		description: 'One accepted finding: which rule, where, why, who answers for it and until when.',
		defaultSnippets: [
			{
				label: 'Waiver',
				body: {
					rule: tabStop('1:rule-id'),
					path: tabStop('2:**'),
					reason: tabStop('3:why this is acceptable'),
					owner: tabStop('4:name'),
					expires: tabStop('5:YYYY-MM-DD'),
				},
			},
		],
	},
);

/** `aext-waivers.json` at the root of a person's own workspace. */
export const waiversSchema = noted(
	z.strictObject({
		schema: noted(z.literal(WAIVERS_SCHEMA), { description: 'Version of this format.' }),
		waivers: noted(z.array(waiverSchema), { description: 'The accepted findings.' }),
	}),
	{
		title: 'Accepted findings (aext-waivers.json)',
		description: 'Findings of the audit that are accepted for a time, each with its reason.',
		defaultSnippets: [{ label: 'Empty waivers file', body: { schema: WAIVERS_SCHEMA, waivers: [] } }],
	},
);
