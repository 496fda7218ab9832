import type { PageContext } from './context';
import { h, icon } from './dom';
import { l10n } from './l10n';
import { files, findings } from './lists';
import type { ToPage } from './messages';
import { changes, digest, identity, notExamined, permissions, refusal } from './sections';
import { act, VERDICT_ICONS, verdictHeader } from './verdict';
import { verdictWords } from './words';

type Shown = Exclude<ToPage, { kind: 'nextFinding' }>;

/** What the page says first, for whoever hears it. */
export function announcement(message: Shown): string {
	switch (message.kind) {
		case 'reading':
			return message.first
				? `${l10n.t('Reading the package')}. ${message.first.headline}`
				: l10n.t('Reading the package');
		case 'review':
			return message.stale
				? l10n.t('The file changed since it was judged.')
				: `${verdictWords(message.review.verdict)}. ${message.review.headline}`;
		case 'failed':
			return `${verdictWords('cannot-judge')}. ${message.message}`;
		case 'cancelled':
			return l10n.t('Cancelled');
	}
}

/** The whole of the page for one state. */
export function pageFor(message: Shown, context: PageContext): HTMLElement {
	switch (message.kind) {
		case 'reading':
			return reading(message, context);
		case 'review':
			return reviewed(message, context);
		case 'failed':
			return withoutReview(
				message.message,
				message.stale ? l10n.t('The file changed meanwhile.') : undefined,
				context,
			);
		case 'cancelled':
			return withoutReview(l10n.t('Reading was cancelled, so nothing can be said.'), undefined, context);
	}
}

function reading(message: Extract<ToPage, { kind: 'reading' }>, context: PageContext): HTMLElement {
	const { percentage, detail, first } = message;
	const refused = first?.verdict === 'do-not-install';
	return h(
		'main',
		{},
		h(
			'header',
			{ class: 'verdict', 'data-verdict': refused ? first.verdict : undefined },
			h('p', { class: 'package' }, context.name),
			refused
				? h('h1', {}, icon(VERDICT_ICONS[first.verdict]), verdictWords(first.verdict))
				: h('h1', {}, l10n.t('Reading the package…')),
			first && h('p', { class: 'sentence' }, h('strong', {}, first.headline), ` ${first.sentence}`),
			h('progress', { max: 100, value: percentage, 'aria-label': l10n.t('Progress') }),
			h(
				'p',
				{},
				detail ??
					l10n.t('Nothing in it is run. That nothing was found is only said once all of it was read.'),
			),
			act('cancel', l10n.t('Cancel'), context),
		),
	);
}

function withoutReview(reason: string, more: string | undefined, context: PageContext): HTMLElement {
	return h(
		'main',
		{},
		h(
			'header',
			{ class: 'verdict', 'data-verdict': 'cannot-judge' },
			h('p', { class: 'package' }, context.name),
			h('h1', {}, icon(VERDICT_ICONS['cannot-judge']), verdictWords('cannot-judge')),
			h('p', { class: 'sentence' }, reason),
			more !== undefined && h('p', {}, more),
			h(
				'div',
				{ class: 'actions' },
				act('reload', l10n.t('Try Again'), context),
				act('showLog', l10n.t('Show Log'), context),
			),
		),
	);
}

function reviewed(message: Extract<ToPage, { kind: 'review' }>, context: PageContext): HTMLElement {
	const { review, stale } = message;
	const parts = [
		verdictHeader(review, stale, context),
		refusal(review),
		identity(review),
		permissions(review, context),
		findings(review, context),
		changes(review, context),
		files(review, context),
		notExamined(review, context),
		digest(review, context),
	];
	return h('main', {}, ...parts);
}
