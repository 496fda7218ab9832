import type { Review } from '../../../server/src/protocol';
import type { PageContext } from './context';
import { type Child, h, icon } from './dom';
import { l10n } from './l10n';
import type { Act } from './messages';
import { advice, identityWords, permissionWords, severityWords, signatureWords, verdictWords } from './words';

/** Of different shapes, so that they differ without colour. None is a shield. */
export const VERDICT_ICONS: Readonly<Record<Review['verdict'], string>> = {
	'do-not-install': 'M5 1h6l4 4v6l-4 4H5l-4-4V5zM4.5 7v2h7V7z',
	'review-needed': 'M8 1l7.5 14H.5zM7 6v4.5h2V6zM7 11.5v2h2v-2z',
	'cannot-judge':
		'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zM8 3.5c-1.7 0-2.7 1-2.7 2.5h1.6c0-.7.4-1.1 1.1-1.1s1.1.4 1.1 1c0 1.1-1.9 1.2-1.9 3.1h1.6c0-1.3 1.9-1.5 1.9-3.2 0-1.4-1.1-2.3-2.7-2.3zM7.1 10.5v1.8h1.8v-1.8z',
	'nothing-found':
		'M6.5 1a5.5 5.5 0 0 1 4.3 8.9l4 4-1 1-4-4A5.5 5.5 0 1 1 6.5 1zm0 1.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8z',
};

const SHOWN = 6;

/** The top of the page: the verdict, what it rests on, and what to do. Alone it must be enough to decide. */
export function verdictHeader(review: Review, stale: boolean, context: PageContext): HTMLElement {
	const { verdict } = review;
	const [reason] = review.reasons.filter(each => each.verdict === verdict);
	const others = review.reasons.filter(each => each.verdict !== 'note').length - 1;
	return h(
		'header',
		{ class: 'verdict', 'data-verdict': verdict, 'data-stale': stale },
		h('p', { class: 'package' }, context.name),
		h('h1', {}, icon(VERDICT_ICONS[verdict]), verdictWords(verdict)),
		stale &&
			h(
				'p',
				{ class: 'stale' },
				l10n.t('The file changed since it was judged. This verdict is of the earlier bytes.'),
				' ',
				act('reload', l10n.t('Reload'), context),
			),
		h(
			'p',
			{ class: 'sentence' },
			h('strong', {}, review.headline.replace(/[^.!?]$/, '$&.')),
			reason === undefined ? '' : ` ${reason.message}`,
			others > 0 ? ` ${l10n.t('Further reasons: {0}.', others)}` : '',
		),
		review.summary.length > 0 && h('p', {}, review.summary.join(' ')),
		facts(review),
		actions(review, context),
	);
}

function facts(review: Review): HTMLElement {
	const declared = review.permissions.filter(each => each.declared);
	const used = review.permissions.filter(each => each.observed && each.used === 'yes');
	const undeclared = used.filter(each => !each.declared);
	const row = (term: string, ...words: readonly Child[]) => [h('dt', {}, term), h('dd', {}, ...words)];
	const refused = review.problems.length > 0;
	return h(
		'dl',
		{ class: 'facts' },
		...row(l10n.t('What it is'), identityWords(review)),
		...row(l10n.t('Who signed it'), signatureWords(review)),
		...(refused
			? []
			: [
					...row(
						l10n.t('It says it may'),
						review.identity.manifest === 'valid'
							? list(declared.map(permissionWords))
							: l10n.t('nothing that can be read: its manifest is missing or not valid'),
					),
					...row(l10n.t('Its files'), list(used.map(permissionWords))),
					...(undeclared.length > 0
						? row(l10n.t('Not declared'), h('strong', {}, list(undeclared.map(permissionWords))))
						: []),
				]),
		...row(l10n.t('What is wrong'), wrong(review)),
		...row(l10n.t('What to do'), advice(review)),
	);
}

function list(words: readonly string[]): string {
	if (words.length === 0) return l10n.t('nothing');
	const more = words.length - SHOWN;
	const shown = words.slice(0, SHOWN).join(', ');
	return more > 0 ? l10n.t('{0} and {1} more', shown, more) : shown;
}

/** "Critical: 2, High: 1" of what no waiver covers. */
function wrong({ findings, problems, moreProblems, complete }: Review): string {
	if (problems.length > 0)
		return l10n.t('Refused, its files were not read. Reasons: {0}', problems.length + moreProblems);
	const counts = (['critical', 'high', 'medium', 'low', 'info'] as const).flatMap(severity => {
		const count = findings.filter(each => each.severity === severity && each.waiver === undefined).length;
		return count === 0 ? [] : [`${severityWords(severity)}: ${count}`];
	});
	if (counts.length > 0) return counts.join(', ');
	return complete ? l10n.t('Nothing was found') : l10n.t('Nothing was found in what could be examined');
}

function actions(review: Review, context: PageContext): HTMLElement {
	const serious = review.findings.filter(
		each => (each.severity === 'critical' || each.severity === 'high') && each.waiver === undefined,
	).length;
	const first =
		serious > 0
			? l10n.t('Go to serious findings: {0}', serious)
			: review.findings.length > 0
				? l10n.t('Go to the findings')
				: undefined;
	const readable = review.problems.length === 0 && review.digest !== '';
	const acceptable = readable && review.verdict !== 'do-not-install';
	return h(
		'div',
		{ class: 'actions', role: 'group', 'aria-label': l10n.t('Actions') },
		first !== undefined &&
			h('button', { type: 'button', class: 'primary', onclick: context.nextFinding }, first),
		readable && act('compare', l10n.t('Compare…'), context),
		review.digest !== '' && act('verify', l10n.t('Verify…'), context),
		acceptable && review.signature.outcome === 'unknown-key' && act('pin', l10n.t('Pin Signer…'), context),
		acceptable && act('install', l10n.t('Install…'), context),
		act('export', l10n.t('Export…'), context),
		review.digest !== '' && act('copyDigest', l10n.t('Copy Digest'), context),
	);
}

/** A button for an act that the extension carries out. */
export function act(name: Act, words: string, context: PageContext): HTMLButtonElement {
	return h(
		'button',
		{ type: 'button', 'data-act': name, onclick: () => context.send({ kind: 'act', act: name }) },
		words,
	);
}
