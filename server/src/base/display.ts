import { detached } from './detached';

/**
 * Code points that must not reach a reader raw: controls, bidirectional controls, zero-width and other
 * default-ignorable characters, tag characters, variation selectors, private use and lone surrogates.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{DI}\uFFF0-\uFFF8]/gu;

/** One code point as `U+0000`. */
export function codePointName(character: string): string {
	return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * Text from an extension made safe to show: every invisible, control, bidirectional or private-use code point
 * appears as `‹U+202E›`; longer text is cut in the middle of nothing but its end, with `…`.
 *
 * @param limit most UTF-16 code units of `text` that are shown.
 */
export function escapeForDisplay(text: string, limit = 200): string {
	const cut = text.length > limit;
	let shown = cut ? text.slice(0, limit) : text;
	if (cut && /[\uD800-\uDBFF]$/.test(shown)) shown = shown.slice(0, -1);
	return shown.replace(UNSAFE, character => `‹${codePointName(character)}›`) + (cut ? '…' : '');
}

/** `escapeForDisplay` on one line: runs of white space, line breaks included, become one space. */
export function excerptOf(text: string, limit = 200): string {
	const oneLine = text.slice(0, limit * 4).replace(/[\s\u2028\u2029]+/g, ' ');
	return detached(escapeForDisplay(oneLine.trim(), limit));
}
