import * as z from 'zod/mini';
import { SEVERITIES } from '../../base/severity';
import { noted } from '../json/notes';
import { FINGERPRINT } from '../keys/fingerprint';
import { SCOPE_PATTERN } from '../trust-store/parse';
import { POLICY_ACTIONS, POLICY_SCHEMA } from './v1-model';

const words = z.string().check(z.regex(/\S/, 'must not be empty'));
const flag = (description: string) => z.optional(noted(z.boolean(), { description }));
const list = (description: string) => z.optional(noted(z.array(words), { description }));
const action = (description: string) => z.optional(noted(z.enum(POLICY_ACTIONS), { description }));

const permissions = (what: string) =>
	z.strictObject({
		files: z.optional(
			z.strictObject({
				read: list(
					`Paths that extensions ${what} read. \`*\` stands within one folder, \`**\` across folders.`,
				),
				write: list(`Paths that extensions ${what} write.`),
			}),
		),
		network: z.optional(
			z.strictObject({
				domains: list(`Hosts that extensions ${what} contact; \`*.example.com\` stands for all below it.`),
				allow_ip_literals: flag(`Whether bare IP addresses ${what} be contacted.`),
			}),
		),
		process: z.optional(
			z.strictObject({
				allow_shell: flag(`Whether a shell ${what} be used.`),
				allow_subprocess: flag(`Whether other programs ${what} be run.`),
			}),
		),
	});

const exception = noted(
	z.strictObject({
		rule: noted(words, {
			description:
				'Rule of this policy, as a decision shows it, e.g. `permissions.deny.process.allow_shell`.',
		}),
		extension: noted(
			z.string().check(z.regex(SCOPE_PATTERN, "must be an extension id, such an id and '.*', or '*'")),
			{ description: 'Extension id, `com.acme.*` for all below, or `*`.' },
		),
		reason: noted(words, { description: 'Why it is acceptable.' }),
		owner: noted(words, { description: 'Who answers for it.' }),
		expires: noted(z.iso.date('must be a date of the calendar written as YYYY-MM-DD'), {
			description: 'Last day on which the exception holds.',
		}),
	}),
	{ description: 'A rule that does not hold for some extensions, for a time.' },
);

/** The versioned policy format of this project. */
export const policyV1Schema = noted(
	z.strictObject({
		schema: noted(z.literal(POLICY_SCHEMA), { description: 'Version of this format.' }),
		mode: z.optional(
			noted(z.enum(['enforce', 'warn']), {
				description: '`enforce` acts on every objection; `warn` only tells. Leave out: `enforce`.',
			}),
		),
		signature: z.optional(
			z.strictObject({
				required: flag('Whether a package must be signed by a key that is trusted. Leave out: yes.'),
				signers: z.optional(
					noted(
						z.array(
							z.string().check(z.regex(FINGERPRINT, "must be a fingerprint: 'ed25519:' and 64 digits")),
						),
						{ description: 'Fingerprints of the keys that may sign. Leave out: every pinned key.' },
					),
				),
			}),
		),
		permissions: z.optional(
			z.strictObject({
				allow: z.optional(
					noted(permissions('may'), { description: 'Where given, nothing beyond it may be declared.' }),
				),
				deny: z.optional(noted(permissions('must not'), { description: 'What must not be declared.' })),
			}),
		),
		findings: z.optional(
			z.strictObject({
				highest: z.optional(
					noted(z.enum([...SEVERITIES, 'none']), {
						description: 'The most serious finding that is allowed; `none`: no finding at all.',
					}),
				),
				deny: list('Rules of the audit that must report nothing.'),
			}),
		),
		attestations: z.optional(
			z.strictObject({
				required: list('Attestations that must be there and verify, e.g. `sbom`, `provenance`.'),
			}),
		),
		actions: z.optional(
			noted(
				z.strictObject({
					signature: action(
						'When the signature is missing or not of an allowed signer. Leave out: `refuse`.',
					),
					permissions: action('When a permission is denied or not allowed. Leave out: `refuse`.'),
					findings: action('When a finding is too serious. Leave out: `refuse`.'),
					attestations: action('When an attestation is missing. Leave out: `refuse`.'),
					not_examined: action('When something could not be examined. Leave out: `ask`.'),
				}),
				{ description: 'What to do when the policy objects.' },
			),
		),
		exceptions: z.optional(z.array(exception)),
	}),
	{
		title: 'Installation policy of AEXT (aext/policy/v1)',
		description: 'Who may sign, what may be declared and found, and what happens otherwise.',
	},
);
