import * as z from 'zod/mini';
import { type FieldNotes, noted, tabStop } from '../json/notes';
import { EXTENSION_TYPES, MANIFEST_SCHEMA } from './model';

/** `1.2.3`, `1.2.3-beta.1`, `1.2.3+build`. The reference tool's pattern, which is looser than SemVer 2.0.0. */
export const VERSION_PATTERN = /^[0-9]+\.[0-9]+\.[0-9]+(?:[-+][0-9A-Za-z.-]+)?$/;

const pathGlobs = (notes: FieldNotes) => z.optional(noted(z.array(z.string()), notes));
const flag = (notes: FieldNotes) => z.optional(noted(z.boolean(), notes));

export const permissionsSchema = noted(
	z.strictObject({
		files: z.optional(
			noted(
				z.strictObject({
					read: pathGlobs({
						description:
							'Files and folders that the extension reads, as path patterns: `*` stands for any name, `**` for any folders between. Leave out or empty: none.',
						defaultSnippets: [{ label: '[ ]', body: ['$1'] }],
					}),
					write: pathGlobs({
						description:
							'Files and folders that the extension creates, changes or deletes. Same patterns as `read`. Leave out or empty: none.',
						defaultSnippets: [{ label: '[ ]', body: ['$1'] }],
					}),
				}),
				{ description: 'What the extension may do with files. Leave out: nothing.' },
			),
		),
		network: z.optional(
			noted(
				z.strictObject({
					domains: z.optional(
						noted(z.array(z.string()), {
							description:
								'Host names that the extension contacts, such as `api.example.com`: no scheme, port or path. Leave out or empty: none.',
							defaultSnippets: [{ label: '[ ]', body: ['$1'] }],
						}),
					),
					allow_ip_literals: flag({
						description:
							'Whether the extension contacts bare IP addresses, which hide who is behind them. Leave out: no.',
					}),
				}),
				{ description: 'What the extension may reach over the network. Leave out: nothing.' },
			),
		),
		process: z.optional(
			noted(
				z.strictObject({
					allow_shell: flag({
						description:
							'Whether the extension runs commands through a shell (`sh -c`, pipes, scripts), which can do anything you can. Leave out: no.',
					}),
					allow_subprocess: flag({
						description: 'Whether the extension starts other programs without a shell. Leave out: no.',
					}),
				}),
				{ description: 'Which processes the extension may start. Leave out: none.' },
			),
		),
	}),
	{
		description:
			'Everything the extension says it may do. What is not written here is not declared; `{}` declares that it needs nothing.',
		defaultSnippets: [
			{ label: '{ } (needs nothing)', body: {} },
			{
				label: 'files, network, process',
				body: {
					files: { read: [], write: [] },
					network: { domains: [], allow_ip_literals: false },
					process: { allow_shell: false, allow_subprocess: false },
				},
			},
		],
	},
);

/** `aem.json`, Agent Extension Manifest v0; stricter than the reference in that `permissions` must be there. */
export const manifestSchema = noted(
	z.strictObject({
		schema: noted(z.literal(MANIFEST_SCHEMA), { description: 'Version of this format.' }),
		id: noted(
			z.string().check(z.minLength(1, 'must not be empty; use a name such as com.example.web-fetcher')),
			{
				description:
					'Name of the extension that no other has, by convention a domain of yours in reverse: `com.example.web-fetcher`.',
			},
		),
		type: noted(z.enum(EXTENSION_TYPES), {
			description: 'What the extension is.',
			values: {
				skill: 'A folder with a SKILL.md that agents read.',
				'mcp-server': 'A program that offers tools over the Model Context Protocol.',
				plugin: 'An addition to an agent that may bundle skills, servers, commands and hooks.',
			},
		}),
		version: noted(
			z
				.string()
				.check(z.regex(VERSION_PATTERN, 'must be a version such as 1.2.3, 1.2.3-beta.1 or 1.2.3+build')),
			{
				description:
					'Version of the extension: `major.minor.patch`, with an optional `-suffix` or `+suffix`.',
			},
		),
		source_repo: z.optional(
			noted(z.string(), {
				description: 'Where the source code lives, such as `https://github.com/example/web-fetcher`.',
			}),
		),
		source_rev: z.optional(
			noted(z.string(), { description: 'Commit of the source that this version was made from.' }),
		),
		permissions: permissionsSchema,
	}),
	{
		title: 'Agent Extension Manifest v0 (aem.json)',
		description: 'What an agent extension is and what it may do.',
		defaultSnippets: [
			{
				label: 'Manifest that needs nothing',
				body: {
					schema: MANIFEST_SCHEMA,
					id: `com.example.${tabStop('1:name')}`,
					type: tabStop(`2|${EXTENSION_TYPES.join(',')}|`),
					version: '0.1.0',
					permissions: {
						files: { read: [], write: [] },
						network: { domains: [], allow_ip_literals: false },
						process: { allow_shell: false, allow_subprocess: false },
					},
				},
			},
		],
	},
);
