import axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';

/** The frame that the review page in front is drawn in. */
export async function reviewFrame(page: Page): Promise<Frame> {
	for (const frame of page.frames()) {
		const body = frame.locator('body[data-name]');
		if ((await body.count().catch(() => 0)) > 0 && (await body.isVisible())) return frame;
	}
	throw new Error('No review page is in front.');
}

/** What axe finds wrong with the review page, in words; empty: nothing. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
	const frame = await reviewFrame(page);
	await frame.evaluate(axe.source);
	const { violations } = await frame.evaluate(() =>
		(globalThis as typeof globalThis & { axe: typeof axe }).axe.run({
			// The words of the tab are the title, as with any editor.
			resultTypes: ['violations'],
		}),
	);
	return violations.flatMap(({ id, nodes }) =>
		nodes.map(node => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary}`),
	);
}

/** Collects what the content security policy of any web view of the page refuses, from now on. */
export function policyViolations(page: Page): readonly string[] {
	const seen: string[] = [];
	page.on('console', message => {
		const text = message.text();
		if (/Content Security Policy/.test(text) && /nonce-/.test(text)) seen.push(text);
	});
	return seen;
}
