import { escapeForDisplay } from '../../base/display';
import { placeWords } from '../../service/review/export';
import type { Review, ReviewChanges } from '../../service/review/review';
import { VERDICT_WORDS } from '../../service/review/words';
import type { Style } from './text';

/** A review for people at a terminal, in the order of the page. */
export function reviewText(review: Review, style: Style): string {
	const { identity, signature } = review;
	const id = identity.id === undefined ? [] : [`${identity.id} ${identity.version} (${identity.type})`];
	const parts = [
		[style.strong(`${VERDICT_WORDS[review.verdict]}: ${identity.name}`), review.headline],
		[review.sentence, ...review.summary.filter(sentence => !review.sentence.includes(sentence))],
		section('Identity', style, [
			...id,
			`${review.digest === '' ? 'no digest' : review.digest}, ${review.size.toLocaleString('en')} bytes`,
			signature.message,
			...(signature.fingerprint === undefined ? [] : [`key ${signature.fingerprint}`]),
			...(signature.claimedDate === undefined ? [] : [`date claimed, not signed: ${signature.claimedDate}`]),
		]),
		section(
			'Refused because',
			style,
			review.problems.map(each => each.message),
		),
		section(
			'Declared and used',
			style,
			review.permissions.map(each => permissionLine(review, each)),
		),
		section(
			'Findings',
			style,
			review.findings.map(finding => {
				const at = finding.place ? placeWords(review, finding.place) : finding.path;
				const severity = style.severity(finding.severity, finding.severity);
				return `${at}  ${severity}  ${finding.rule}\n    ${finding.message}`;
			}),
		),
		...(review.changes ? [changeLines(review.changes, style)] : []),
		section(`Files (${review.files.length})`, style, review.files.filter(isNotable).map(fileLine)),
		section(
			'Beside the package',
			style,
			(review.beside ?? []).map(each => each.message),
		),
		section('Not examined', style, notExamined(review)),
	];
	return `${parts
		.filter(part => part.length > 0)
		.map(part => part.join('\n'))
		.join('\n\n')}\n`;
}

/** What changed, for people at a terminal. */
export function changesText(changes: ReviewChanges, unexamined: readonly string[], style: Style): string {
	const lines = changeLines(changes, style);
	const nothing = lines.length === 1 ? ['  nothing'] : [];
	const gaps = unexamined.map(name => `Not everything in ${name} could be examined.`);
	return `${[...lines, ...nothing, ...gaps].join('\n')}\n`;
}

function changeLines(changes: ReviewChanges, style: Style): readonly string[] {
	const { permissions, reach, findings, files, since } = changes;
	const each = (sign: string, what: string, items: readonly string[]) =>
		items.map(item => `${sign} ${what}${item}`);
	return section(
		`Changes since ${since}`,
		style,
		[
			...each('+', 'declares ', permissions.added),
			...each('-', 'declares ', permissions.removed),
			...each('+', '', reach.added),
			...each('-', '', reach.removed),
			...each('+', 'finding: ', findings.added),
			...each('-', 'finding: ', findings.removed),
			...files.map(({ path, change }) => `${change} file: ${escapeForDisplay(path)}`),
		],
		true,
	);
}

function section(
	title: string,
	style: Style,
	lines: readonly string[],
	always = title.startsWith('Not examined'),
): readonly string[] {
	if (lines.length === 0 && !always) return [];
	return [style.strong(title), ...lines.map(line => `  ${line}`)];
}

function permissionLine(review: Review, row: Review['permissions'][number]): string {
	const { kind, value, declared, used, evidence, since } = row;
	const at = evidence[0] ? `  ${placeWords(review, evidence[0].place)}` : '';
	const isNew = since === 'new' ? '  new' : '';
	const what = value === '' && used === 'unknown' ? 'computed at run time' : value;
	return `${`${kind} ${what}`.trim()}  ${declared ? 'declared' : 'NOT DECLARED'}, used: ${used}${at}${isNew}`;
}

function isNotable(file: Review['files'][number]): boolean {
	return file.executable || file.hidden || file.binary || file.findings > 0;
}

function fileLine({ path, size, executable, hidden, binary, findings }: Review['files'][number]): string {
	const marks = [
		...(executable ? ['executable'] : []),
		...(binary ? ['binary'] : []),
		...(hidden ? ['hidden text'] : []),
		...(findings > 0 ? [`findings: ${findings}`] : []),
	];
	return `${escapeForDisplay(path, 300)}  ${size.toLocaleString('en')} bytes  ${marks.join(', ')}`;
}

function notExamined({ notExamined: parts }: Review): readonly string[] {
	if (parts.length === 0) return ['nothing: everything was looked at'];
	return parts.map(
		({ path, reason, gap }) => `${path === '' ? 'the package' : path}: ${reason}${gap ? '' : ' (no gap)'}`,
	);
}
