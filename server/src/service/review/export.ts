import { escapeForDisplay } from '../../base/display';
import type { Review, ReviewPlace } from '../../protocol';
import { VERDICT_WORDS } from '../../verdict/model';
import { RULES } from '../rules';
import { SARIF_LEVELS, SARIF_SCHEMA, sarifRule } from '../sarif';

export const REVIEW_FORMATS = ['markdown', 'sarif', 'json'] as const;
export type ReviewFormat = (typeof REVIEW_FORMATS)[number];

/** Version of the JSON's shape; counts up when a field changes its meaning or goes away. */
const SHAPE = 'aext/review/v1';

/** A review as a document. */
export function exportReview(review: Review, format: ReviewFormat): string {
	if (format === 'json') return `${JSON.stringify({ schema: SHAPE, ...review }, undefined, 2)}\n`;
	return format === 'sarif' ? sarif(review) : markdown(review);
}

/** The review as SARIF 2.1.0; places are paths inside the package. */
function sarif(review: Review): string {
	const rules = [...RULES.values()];
	const location = (place: ReviewPlace) => ({
		physicalLocation: {
			artifactLocation: { uri: uriOf(review.files[place.file]?.path ?? ''), uriBaseId: 'PACKAGE' },
			region: {
				startLine: place.range.start.line + 1,
				startColumn: place.range.start.character + 1,
				endLine: place.range.end.line + 1,
				endColumn: place.range.end.character + 1,
			},
		},
	});
	const log = {
		$schema: SARIF_SCHEMA,
		version: '2.1.0',
		runs: [
			{
				tool: { driver: { name: 'AEXT', semanticVersion: review.rules, rules: rules.map(sarifRule) } },
				columnKind: 'utf16CodeUnits',
				originalUriBaseIds: { PACKAGE: { description: { text: `Inside ${review.identity.name}` } } },
				artifacts: [
					{
						description: { text: `The package ${review.identity.name}` },
						length: review.size,
						...(review.digest !== '' && { hashes: { 'sha-256': review.digest.replace('sha256:', '') } }),
					},
				],
				invocations: [
					{
						executionSuccessful: review.complete,
						toolExecutionNotifications: [
							...review.problems.map(({ code, message }) => ({
								descriptor: { id: code },
								level: 'error',
								message: { text: message },
							})),
							...review.notExamined.map(({ path, reason, gap }) => ({
								level: gap ? 'warning' : 'note',
								message: { text: `Not examined${path === '' ? '' : ` (${path})`}: ${reason}` },
							})),
						],
					},
				],
				results: review.findings.map(finding => ({
					ruleId: finding.rule,
					ruleIndex: rules.findIndex(rule => rule.id === finding.rule),
					level: SARIF_LEVELS[finding.severity],
					message: { text: finding.message },
					locations: finding.place ? [location(finding.place)] : [],
					relatedLocations: finding.related.flatMap(({ place, message }, id) =>
						place ? [{ id, ...location(place), message: { text: message } }] : [],
					),
					partialFingerprints: { 'aextFinding/v1': finding.fingerprint },
					properties: { severity: finding.severity, confidence: finding.confidence },
				})),
				properties: {
					verdict: review.verdict,
					headline: review.headline,
					sentence: review.sentence,
				},
			},
		],
	};
	return `${JSON.stringify(log, undefined, 2)}\n`;
}

function uriOf(path: string): string {
	return path.split('/').map(encodeURIComponent).join('/');
}

function markdown(review: Review): string {
	const { identity, signature, permissions, findings, changes, notExamined } = review;
	const rows = permissions.map(({ kind, value, declared, used, evidence }) => {
		const at = evidence[0] ? placeWords(review, evidence[0].place) : '';
		return `| ${kind} | ${plain(value)} | ${declared ? 'yes' : 'no'} | ${used} | ${plain(at)} |`;
	});
	return `${[
		`# ${plain(identity.name)}: ${VERDICT_WORDS[review.verdict]}`,
		plain(review.headline),
		...[review.sentence, ...review.summary].map(plain),
		`## Identity`,
		list([
			...(identity.id === undefined
				? []
				: [`${identity.id} ${identity.version ?? ''} (${identity.type ?? ''})`]),
			review.digest,
			`${review.size.toLocaleString('en')} bytes`,
			...(signature.fingerprint === undefined ? [] : [signature.fingerprint]),
			...(signature.claimedDate === undefined ? [] : [`date claimed: ${signature.claimedDate}`]),
		]),
		'## Declared and used',
		rows.length === 0
			? 'Nothing.'
			: ['| permission | value | declared | used | where |', '|---|---|---|---|---|', ...rows].join('\n'),
		'## Findings',
		list(findings.map(each => `${each.severity}: ${each.rule}, ${each.path}: ${each.message}`)),
		...(changes
			? [
					`## Changes since ${plain(changes.since)}`,
					list([
						...changes.permissions.added.map(each => `declares besides: ${each}`),
						...changes.permissions.removed.map(each => `declares no longer: ${each}`),
						...changes.reach.added.map(each => `newly ${each}`),
						...changes.reach.removed.map(each => `no longer ${each}`),
						...changes.files.map(({ path, change }) => `${change}: ${path}`),
					]),
				]
			: []),
		'## Problems of the package',
		list(review.problems.map(each => each.message)),
		'## Beside the package',
		list((review.beside ?? []).map(each => each.message)),
		'## Not examined',
		list(notExamined.map(({ path, reason }) => `${path === '' ? 'The package' : path}: ${reason}`)),
		`Rules ${review.rules}.`,
	].join('\n\n')}\n`;
}

function list(items: readonly string[]): string {
	return items.length === 0 ? 'None.' : items.map(item => `- ${plain(item)}`).join('\n');
}

/** `scripts/fetch.sh:12` */
export function placeWords({ files }: Review, { file, range }: ReviewPlace): string {
	return `${escapeForDisplay(files[file]?.path ?? '', 300)}:${range.start.line + 1}`;
}

/** Text in which no Markdown is left. */
function plain(text: string): string {
	return text.replace(/[\\`*_{}[\]<>()#+!|~&]/g, '\\$&').replace(/[\r\n]+/g, ' ');
}
