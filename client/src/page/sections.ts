import { escapeForDisplay } from '../../../server/src/base/display';
import type { Review, ReviewPermission } from '../../../server/src/protocol';
import type { PageContext } from './context';
import { type Child, h, leads, section } from './dom';
import { l10n } from './l10n';
import { act } from './verdict';
import { permissionWords, placeName, shownPath, sizeWords } from './words';

const SHOWN_NAMES = 200;

/** Why the strict reader refused the package, and what its list names. */
export function refusal({ problems, moreProblems, entries }: Review): HTMLElement | undefined {
	if (problems.length === 0) return undefined;
	const shown = problems.slice(0, SHOWN_NAMES);
	const more = problems.length - shown.length + moreProblems;
	const names = entries.slice(0, SHOWN_NAMES);
	return section(
		'refusal',
		l10n.t('Why it was refused'),
		h(
			'ul',
			{},
			...shown.map(({ code, message, entry }) =>
				h(
					'li',
					{},
					message,
					' ',
					entry !== undefined && h('code', {}, entry),
					' ',
					h('span', { class: 'dim' }, code),
				),
			),
			more > 0 && h('li', {}, l10n.t('and {0} more', more)),
		),
		names.length > 0 && h('h3', {}, l10n.t('Names in it ({0})', entries.length)),
		names.length > 0 &&
			h('ul', { class: 'names' }, ...names.map(({ path }) => h('li', {}, h('code', {}, shownPath(path))))),
		names.length < entries.length && h('p', {}, l10n.t('and {0} more', entries.length - names.length)),
	);
}

export function identity(review: Review): HTMLElement {
	const { identity: says, signature, size, beside = [] } = review;
	const rows: [string, Child][] = [
		[l10n.t('Id'), says.id],
		[l10n.t('Version'), says.version],
		[
			l10n.t('Source'),
			[says.sourceRepo, says.sourceRev].filter(part => part !== undefined).join(' @ ') || undefined,
		],
		[l10n.t('Signature'), signature.message],
		[l10n.t('Key'), signature.fingerprint === undefined ? undefined : h('code', {}, signature.fingerprint)],
		[
			l10n.t('Date'),
			signature.claimedDate === undefined
				? undefined
				: l10n.t('{0} (claimed, not covered by the signature)', signature.claimedDate),
		],
		[l10n.t('Size'), sizeWords(size)],
	];
	return section(
		'identity',
		l10n.t('Identity'),
		h(
			'dl',
			{},
			...rows
				.filter(([, value]) => value !== undefined)
				.flatMap(([term, value]) => [
					h('dt', {}, term),
					h('dd', {}, typeof value === 'string' ? escapeForDisplay(value, 2000) : value),
				]),
		),
		beside.length > 0 && h('h3', {}, l10n.t('Files beside it')),
		beside.length > 0 &&
			h(
				'ul',
				{},
				...beside
					.slice(0, SHOWN_NAMES)
					.map(({ name, message, serious }) =>
						h('li', {}, h('code', {}, shownPath(name)), ' ', serious ? h('strong', {}, message) : message),
					),
			),
	);
}

const SHOWN_PERMISSIONS = 200;

export function permissions(review: Review, context: PageContext): HTMLElement | undefined {
	if (review.problems.length > 0) return undefined;
	const compared = review.changes !== undefined;
	const rows = review.permissions.slice(0, SHOWN_PERMISSIONS);
	const more = review.permissions.length - rows.length;
	return section(
		'permissions',
		l10n.t('Declared and used'),
		rows.length === 0
			? h('p', {}, l10n.t('It declares nothing, and nothing was seen to be used.'))
			: h(
					'table',
					{ 'aria-labelledby': 'permissions-heading' },
					h(
						'thead',
						{},
						h(
							'tr',
							{},
							...[
								l10n.t('It may or does'),
								l10n.t('Declared'),
								l10n.t('Found in its files'),
								...(compared ? [l10n.t('Since {0}', review.changes?.since ?? '')] : []),
							].map(title => h('th', { scope: 'col' }, title)),
						),
					),
					h('tbody', {}, ...rows.map((row, index) => permissionRow(review, row, index, context))),
				),
		more > 0 && h('p', {}, l10n.t('and {0} more', more)),
	);
}

function permissionRow(
	review: Review,
	permission: ReviewPermission,
	index: number,
	context: PageContext,
): HTMLElement {
	const { declared, used, evidence, since } = permission;
	const missing = !declared && used === 'yes';
	const words = permissionWords(permission);
	const unfound: Record<ReviewPermission['used'], string> = {
		yes: '',
		possible: l10n.t('possibly'),
		unknown: l10n.t('computed at run time: not known'),
		no: l10n.t('not found'),
	};
	return h(
		'tr',
		{ class: missing ? 'missing' : undefined },
		h('th', { scope: 'row' }, words),
		h('td', {}, declared ? l10n.t('yes') : missing ? h('strong', {}, l10n.t('no: missing')) : l10n.t('no')),
		h(
			'td',
			{},
			unfound[used],
			' ',
			evidence.length > 0 &&
				h(
					'ul',
					{ class: 'evidence' },
					...evidence.slice(0, 5).map(({ place, what }, at) =>
						h(
							'li',
							{},
							leads(
								placeName(review, place),
								() => context.send({ kind: 'evidence', index, evidence: at }),
								l10n.t('{0}, evidence for: {1}', placeName(review, place), words),
							),
							` ${what}`,
						),
					),
				),
			evidence.length > 5 && l10n.t('and {0} more', evidence.length - 5),
		),
		review.changes !== undefined &&
			h('td', {}, since === 'new' ? h('strong', {}, l10n.t('new')) : since === 'same' ? l10n.t('same') : ''),
	);
}

export function changes(review: Review, context: PageContext): HTMLElement | undefined {
	const { changes: found } = review;
	if (review.problems.length > 0) return undefined;
	if (found === undefined) {
		return section(
			'changes',
			l10n.t('Changes'),
			h(
				'p',
				{},
				l10n.t('No installed copy is known to compare it with.'),
				' ',
				act('compare', l10n.t('Compare with…'), context),
			),
		);
	}
	const group = (
		title: string,
		{ added, removed }: { added: readonly string[]; removed: readonly string[] },
	) => [
		h('h3', {}, title),
		added.length + removed.length === 0
			? h('p', {}, l10n.t('The same.'))
			: h(
					'ul',
					{},
					...added
						.slice(0, SHOWN_NAMES)
						.map(each => h('li', {}, h('strong', {}, l10n.t('Added:')), ' ', each)),
					...removed.slice(0, SHOWN_NAMES).map(each => h('li', {}, l10n.t('Removed:'), ' ', each)),
				),
	];
	const words = { added: l10n.t('added'), removed: l10n.t('removed'), changed: l10n.t('changed') };
	return section(
		'changes',
		l10n.t('Changes since {0}', found.since),
		...group(l10n.t('Permissions'), found.permissions),
		...group(l10n.t('What its files do'), found.reach),
		...group(l10n.t('Findings'), found.findings),
		h('h3', {}, l10n.t('Files ({0})', found.files.length)),
		h(
			'ul',
			{},
			...found.files
				.slice(0, SHOWN_NAMES)
				.map(({ path, change }, index) =>
					h(
						'li',
						{},
						found.digest === undefined
							? shownPath(path)
							: leads(shownPath(path), () => context.send({ kind: 'change', index })),
						` ${words[change]}`,
					),
				),
			found.files.length > SHOWN_NAMES &&
				h('li', {}, l10n.t('and {0} more', found.files.length - SHOWN_NAMES)),
		),
	);
}

/** Always there: what was not looked at is part of every answer. */
export function notExamined({ notExamined: parts, problems }: Review, context: PageContext): HTMLElement {
	const shown = parts.slice(0, SHOWN_NAMES);
	const nothing =
		problems.length > 0
			? l10n.t('None of its files: the package was refused before they were read.')
			: l10n.t('Everything was examined.');
	return section(
		'not-examined',
		problems.length > 0 ? l10n.t('Not examined') : l10n.t('Not examined ({0})', parts.length),
		parts.length === 0 && h('p', {}, nothing),
		h(
			'ul',
			{},
			...shown.map(({ path, file, reason, gap }) =>
				h(
					'li',
					{},
					file === undefined
						? shownPath(path)
						: leads(shownPath(path), () => context.send({ kind: 'file', index: file })),
					` ${reason} `,
					gap && h('strong', {}, l10n.t('(a gap in this review)')),
				),
			),
			parts.length > shown.length && h('li', {}, l10n.t('and {0} more', parts.length - shown.length)),
		),
	);
}

export function digest({ digest: value, rules }: Review, context: PageContext): HTMLElement {
	return h(
		'footer',
		{},
		h('p', {}, l10n.t('Judged by AEXT {0}, these very bytes:', rules), ' ', h('code', {}, value)),
		value !== '' && act('copyDigest', l10n.t('Copy Digest'), context),
	);
}
