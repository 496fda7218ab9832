import { h } from './dom';
import { l10n } from './l10n';

export interface Paged<Item> {
	/** All there is to show. */
	readonly items: readonly Item[];
	/** Rows in the page at once: a package can have ten thousand. */
	readonly size: number;
	/** First row shown. */
	readonly start: number;
	/** Names the list to whoever does not see it. */
	readonly label: string;
	/** Shows the rows from another start. */
	go(start: number): void;
}

/** The items shown now, each with its place among all. */
export function shownItems<Item>({ items, size, start }: Paged<Item>): readonly (readonly [Item, number])[] {
	const first = start < items.length ? start : 0;
	return items.slice(first, first + size).map((item, index) => [item, first + index] as const);
}

/** What leads through a list that is longer than one page; nothing when it is not. */
export function pager<Item>(paged: Paged<Item>): HTMLElement | undefined {
	const { items, size, label, go } = paged;
	if (items.length <= size) return undefined;
	const start = paged.start < items.length ? paged.start : 0;
	const last = Math.min(items.length, start + size);
	return h(
		'nav',
		{ class: 'pager', 'aria-label': label },
		h(
			'button',
			{ type: 'button', disabled: start === 0, onclick: () => go(Math.max(0, start - size)) },
			l10n.t('Previous'),
		),
		h('span', {}, l10n.t('{0}–{1} of {2}', start + 1, last, items.length)),
		h(
			'button',
			{ type: 'button', disabled: last === items.length, onclick: () => go(start + size) },
			l10n.t('Next'),
		),
	);
}
