import { escapeForDisplay } from '../../../server/src/base/display';
import type { Review, ReviewFinding, ReviewPermission, ReviewPlace } from '../../../server/src/protocol';
import { l10n } from './l10n';

const SHOWN_PATH = 200;

/** A path of a package, made safe to show and cut. */
export function shownPath(path: string): string {
	return escapeForDisplay(path, SHOWN_PATH);
}

/** `scripts/fetch.sh:12` */
export function placeName(review: Review, place: ReviewPlace): string {
	const path = review.files[place.file]?.path ?? '';
	return `${shownPath(path)}:${place.range.start.line + 1}`;
}

export function verdictWords(verdict: Review['verdict']): string {
	const words: Record<Review['verdict'], string> = {
		'do-not-install': l10n.t('Do not install'),
		'cannot-judge': l10n.t('Cannot judge'),
		'review-needed': l10n.t('Review needed'),
		'nothing-found': l10n.t('Nothing found beyond what it declares'),
	};
	return words[verdict];
}

/** What the person is to do now. */
export function advice({ verdict, signature }: Review): string {
	switch (verdict) {
		case 'do-not-install':
			return l10n.t('Do not install it. Ask whoever made it, over another channel, and name the digest.');
		case 'cannot-judge':
			return l10n.t(
				'Do not rely on this review: see what could not be examined, and ask for a package that can.',
			);
		case 'review-needed':
			return l10n.t('Look at the findings below. Install it only if you can explain each of them.');
		case 'nothing-found':
			return signature.outcome === 'verified'
				? l10n.t('If you want to permit what it declares, you can install it.')
				: l10n.t('Make sure who gave it to you: no key that you know vouches for it.');
	}
}

export function severityWords(severity: ReviewFinding['severity']): string {
	const words: Record<ReviewFinding['severity'], string> = {
		critical: l10n.t('Critical'),
		high: l10n.t('High'),
		medium: l10n.t('Medium'),
		low: l10n.t('Low'),
		info: l10n.t('Info'),
	};
	return words[severity];
}

/** Who signed it, in a few words. */
export function signatureWords({ signature }: Review): string {
	const { outcome, pinnedAs, withdrawn } = signature;
	if (withdrawn[0]) return l10n.t('Withdrawn on {0}', withdrawn[0].date);
	switch (outcome) {
		case 'verified':
			return pinnedAs === undefined
				? l10n.t('Intact and signed with the key that you gave')
				: l10n.t('Intact and signed by "{0}", whose key you pinned', pinnedAs);
		case 'unknown-key':
			return l10n.t('Valid, but this key is unknown to you');
		case 'other-key':
			return l10n.t('Signed with another key than the one expected');
		case 'changed':
			return l10n.t('Changed after signing');
		case 'malformed':
		case 'unsupported':
			return l10n.t('Its signature cannot be verified');
		case 'not-signed':
			return l10n.t('Nobody has signed this');
	}
}

/** What a permission lets it do: "contact api.example.com". */
export function permissionWords({ kind, value }: ReviewPermission): string {
	const shown = shownPath(value);
	switch (kind) {
		case 'network':
			if (value === '*') return l10n.t('contact any host');
			return value === '' ? l10n.t('contact a host that is not named') : l10n.t('contact {0}', shown);
		case 'read':
			return value === '' ? l10n.t('read a path that is not named') : l10n.t('read {0}', shown);
		case 'write':
			return value === '' ? l10n.t('write a path that is not named') : l10n.t('write {0}', shown);
		case 'shell':
			return l10n.t('run a shell');
		case 'subprocess':
			return l10n.t('start programs');
		case 'ip':
			return l10n.t('contact addresses given as numbers');
	}
}

/** "A skill: web-fetcher 1.3.0" */
export function identityWords({ identity, files, entries }: Review): string {
	const types: Readonly<Record<string, string>> = {
		skill: l10n.t('Skill'),
		'mcp-server': l10n.t('MCP server'),
		plugin: l10n.t('Plugin'),
	};
	const type = types[identity.type ?? ''];
	const name = [type, identity.id ?? identity.name, identity.version].filter(
		part => part !== undefined && part !== '',
	);
	const count = files.length > 0 ? files.length : entries.filter(entry => entry.type === 'file').length;
	const words = name.length > 0 ? name.join(' ') : l10n.t('It does not say what it is');
	return `${escapeForDisplay(words, 300)} · ${l10n.t('Files: {0}', count)}`;
}

/** Bytes as people read them. */
export function sizeWords(bytes: number): string {
	if (bytes < 1024) return `${bytes} B`;
	if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KiB`;
	return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
