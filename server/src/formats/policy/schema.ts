import * as z from 'zod/mini';
import { noted } from '../json/notes';

/** The empty mode is the reference tool's other way to write `enforce`. */
export const POLICY_MODES = ['enforce', 'warn', ''] as const;

const flag = (description: string) => z.optional(noted(z.boolean(), { description }));

const mode = z.optional(
	noted(z.enum(POLICY_MODES), {
		description: 'What happens when an extension declares something denied. Leave out: `enforce`.',
		values: {
			enforce: 'It is not installed.',
			warn: 'It is installed, with a warning.',
			'': 'The same as `enforce`.',
		},
	}),
);
const allowIpLiterals = flag(
	'Deny extensions whose `network.allow_ip_literals` has this value: `true` refuses bare IP addresses.',
);
const allowShell = flag('Deny extensions whose `process.allow_shell` has this value: `true` refuses shells.');

/** `policy.json` as the reference tool reads it. */
export const policySchema = noted(
	z.strictObject({
		mode,
		permissions: z.optional(
			noted(
				z.strictObject({
					deny: z.optional(
						noted(
							z.strictObject({
								network: z.optional(
									noted(z.strictObject({ allow_ip_literals: allowIpLiterals }), {
										description: 'Network permissions to deny.',
									}),
								),
								process: z.optional(
									noted(z.strictObject({ allow_shell: allowShell }), {
										description: 'Process permissions to deny.',
									}),
								),
							}),
							{
								description:
									'Declared permissions to deny: each value here is compared with the manifest’s, and an equal one is denied.',
							},
						),
					),
				}),
				{ description: 'Rules about what manifests declare.' },
			),
		),
	}),
	{
		title: 'Installation policy (policy.json)',
		description: 'Which declared permissions keep an extension from being installed.',
		defaultSnippets: [
			{
				label: 'Deny shells and bare IP addresses',
				body: {
					mode: 'enforce',
					permissions: {
						deny: { network: { allow_ip_literals: true }, process: { allow_shell: true } },
					},
				},
			},
		],
	},
);

/** The shape that the reference tool's documentation shows and its own parser rejects. */
export const documentedPolicySchema = z.strictObject({
	mode,
	deny: z.strictObject({
		permissions: z.optional(
			z.strictObject({
				network: z.optional(z.strictObject({ allow_ip_literals: allowIpLiterals })),
				process: z.optional(
					z.strictObject({ allow_shell: allowShell, allow_subprocess: z.optional(z.boolean()) }),
				),
			}),
		),
	}),
});
