import type { Review, ReviewFile, ReviewFinding } from '../../../server/src/protocol';
import { FILE_FILTERS, type FileFilter, type PageContext } from './context';
import { h, leads, section } from './dom';
import { l10n } from './l10n';
import { pager, shownItems } from './paged';
import { placeName, severityWords, shownPath, sizeWords } from './words';

export const FINDINGS_SHOWN = 50;
export const FILES_SHOWN = 200;
const RELATED_SHOWN = 5;

const ORDER: readonly ReviewFinding['severity'][] = ['critical', 'high', 'medium', 'low', 'info'];

/** Findings with their indexes in the review, gravest first; those that are waived last. */
export function orderedFindings({ findings: all }: Review): readonly (readonly [ReviewFinding, number])[] {
	const weight = ({ severity, waiver }: ReviewFinding) =>
		ORDER.indexOf(severity) + (waiver ? ORDER.length : 0);
	return all.map((finding, index) => [finding, index] as const).sort(([a], [b]) => weight(a) - weight(b));
}

export function findings(review: Review, context: PageContext): HTMLElement | undefined {
	if (review.problems.length > 0) return undefined;
	const paged = {
		items: orderedFindings(review),
		size: FINDINGS_SHOWN,
		start: context.state.findingsFrom,
		label: l10n.t('Pages of findings'),
		go: (findingsFrom: number) => context.change({ findingsFrom }, 'findings'),
	};
	return section(
		'findings',
		l10n.t('Findings ({0})', review.findings.length),
		review.findings.length === 0 &&
			h('p', {}, review.complete ? l10n.t('None.') : l10n.t('None in what could be examined.')),
		h(
			'ol',
			{ class: 'findings', role: 'list' },
			...shownItems(paged).map(([[finding, index], position]) =>
				findingItem(review, finding, index, position, context),
			),
		),
		pager(paged),
	);
}

function findingItem(
	review: Review,
	finding: ReviewFinding,
	index: number,
	position: number,
	context: PageContext,
): HTMLElement {
	const { severity, rule, message, place, path, excerpt, related, milder, waiver } = finding;
	return h(
		'li',
		{
			class: 'finding',
			id: `finding-${position}`,
			tabindex: -1,
			'data-severity': severity,
			'aria-posinset': position + 1,
			'aria-setsize': review.findings.length,
		},
		h(
			'p',
			{},
			h('span', { class: 'severity' }, severityWords(severity)),
			' ',
			place === undefined
				? h('span', {}, shownPath(path))
				: leads(placeName(review, place), () => context.send({ kind: 'finding', index })),
			' ',
			leads(rule, () => context.send({ kind: 'rule', index }), l10n.t('About the rule {0}', rule)),
		),
		h('p', {}, message),
		excerpt !== '' && h('pre', {}, h('code', {}, excerpt)),
		related.length > 0 &&
			h(
				'ul',
				{},
				...related
					.slice(0, RELATED_SHOWN)
					.map((each, at) =>
						h(
							'li',
							{},
							each.place &&
								leads(placeName(review, each.place), () =>
									context.send({ kind: 'related', index, related: at }),
								),
							` ${each.message}`,
						),
					),
				related.length > RELATED_SHOWN && h('li', {}, l10n.t('and {0} more', related.length - RELATED_SHOWN)),
			),
		milder !== undefined && h('p', { class: 'dim' }, l10n.t('Milder than usual: {0}', milder)),
		waiver !== undefined &&
			h('p', {}, l10n.t('Waived by {0} until {1}: {2}', waiver.owner, waiver.expires, waiver.reason)),
	);
}

/** Files that pass the filters: any one of those chosen, and the words. */
export function filteredFiles(
	files: readonly ReviewFile[],
	filters: readonly FileFilter[],
	words: string,
): readonly (readonly [ReviewFile, number])[] {
	const wanted = words.toLowerCase();
	return files
		.map((file, index) => [file, index] as const)
		.filter(
			([file]) =>
				(filters.length === 0 ||
					filters.some(filter => (filter === 'findings' ? file.findings > 0 : file[filter]))) &&
				(wanted === '' || file.path.toLowerCase().includes(wanted)),
		);
}

export function files(review: Review, context: PageContext): HTMLElement | undefined {
	if (review.problems.length > 0) return undefined;
	const { filters, words, filesFrom } = context.state;
	const found = filteredFiles(review.files, filters, words);
	const paged = {
		items: found,
		size: FILES_SHOWN,
		start: filesFrom,
		label: l10n.t('Pages of files'),
		go: (from: number) => context.change({ filesFrom: from }, 'files'),
	};
	const titles = [l10n.t('File'), l10n.t('Size'), l10n.t('Kind'), l10n.t('Remarks'), l10n.t('Findings')];
	return section(
		'files',
		l10n.t('Files ({0})', review.files.length),
		filterBar(context),
		h('p', {}, l10n.t('Shown: {0} of {1}', found.length, review.files.length)),
		h(
			'table',
			{ 'aria-labelledby': 'files-heading', 'aria-rowcount': found.length + 1 },
			h(
				'thead',
				{},
				h('tr', { 'aria-rowindex': 1 }, ...titles.map(title => h('th', { scope: 'col' }, title))),
			),
			h(
				'tbody',
				{},
				...shownItems(paged).map(([[file, index], row]) =>
					h(
						'tr',
						{ 'aria-rowindex': row + 2 },
						h(
							'th',
							{ scope: 'row' },
							leads(shownPath(file.path), () => context.send({ kind: 'file', index })),
						),
						h('td', {}, sizeWords(file.size)),
						h('td', {}, file.kind),
						h('td', {}, remarks(file).join(', ')),
						h('td', {}, file.findings === 0 ? '' : String(file.findings)),
					),
				),
			),
		),
		pager(paged),
	);
}

function remarks(file: ReviewFile): readonly string[] {
	const words = filterWords();
	return (['executable', 'hidden', 'binary'] as const).filter(each => file[each]).map(each => words[each]);
}

function filterWords(): Record<FileFilter, string> {
	return {
		executable: l10n.t('executable'),
		hidden: l10n.t('hidden text'),
		binary: l10n.t('binary'),
		findings: l10n.t('with findings'),
	};
}

function filterBar(context: PageContext): HTMLElement {
	const { filters, words } = context.state;
	const names = filterWords();
	const input = h('input', { type: 'search', id: 'file-words', value: words });
	input.addEventListener('input', () => context.change({ words: input.value, filesFrom: 0 }, 'files'));
	return h(
		'fieldset',
		{},
		h('legend', {}, l10n.t('Show only')),
		...FILE_FILTERS.map(filter => {
			const box = h('input', {
				type: 'checkbox',
				id: `filter-${filter}`,
				checked: filters.includes(filter),
			});
			box.addEventListener('change', () => {
				const others = filters.filter(each => each !== filter);
				context.change({ filters: box.checked ? [...others, filter] : others, filesFrom: 0 }, 'files');
			});
			return h('label', { for: `filter-${filter}` }, box, names[filter]);
		}),
		h('label', { for: 'file-words' }, l10n.t('Path contains'), ' ', input),
	);
}
