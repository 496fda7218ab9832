import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';

const SCREENSHOTS = path.join('out', 'screenshots');

/** How long a person waits before they try again. */
const PATIENCE = { timeout: 3000 };
/** How long they try. */
const LONG_MS = 60_000;

/** A VS Code window as a person uses it: keyboard, mouse, and what is on the screen. */
export class Workbench {
	constructor(readonly page: Page) {}

	async ready(): Promise<void> {
		await this.page.locator('.monaco-workbench .statusbar').waitFor({ timeout: 60_000 });
		await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
	}

	/** Opens a file of the workspace by name or path through Quick Open. */
	async openFile(name: string): Promise<void> {
		const folder = path.dirname(name);
		// The list first shows what was opened last, of which names alone would find a file of another folder.
		const row = this.quickRows()
			.filter({ hasText: path.basename(name) })
			.filter({ hasText: folder === '.' ? '' : folder });
		await this.chooseQuickly('Control+P', name, row.first());
		await this.activeTab(path.basename(name)).waitFor();
		await this.page.locator('.editor-instance .view-line').first().waitFor();
	}

	/** Opens a package of the workspace and waits until its page says all. */
	async openPackage(name: string): Promise<FrameLocator> {
		await this.chooseQuickly('Control+P', name, this.quickRows().filter({ hasText: name }).first());
		await this.activeTab(name).waitFor();
		const page = this.reviewPage();
		await page
			.locator('body[data-name]')
			.and(page.locator(`body[data-name="${name}"]`))
			.waitFor();
		// A package that is refused has its verdict while the rest is still read.
		await page.locator('main:not(:has(progress)) h1 .icon').first().waitFor();
		return page;
	}

	/** The review page in front. */
	reviewPage(): FrameLocator {
		return this.page
			.frameLocator('iframe.webview.ready[name]:visible')
			.last()
			.frameLocator('iframe[title], iframe#active-frame');
	}

	/** Runs a command by its title in the palette, e.g. `AEXT: New Skill`. */
	async runCommand(title: string): Promise<void> {
		await this.chooseQuickly('F1', `>${title}`, this.quickRows().filter({ hasText: title }).first());
	}

	/**
	 * Opens a quick pick with a key, types, and chooses a row; from the start again, as a person would, where it was
	 * closed by something that took the focus, or listed only what was known when it was asked: extensions register
	 * their commands, and files are found, while a window opens.
	 */
	private async chooseQuickly(key: string, words: string, row: Locator): Promise<void> {
		await this.until(`“${words}” in the list that ${key} opens`, async () => {
			// Closed first: an open list does not learn of what came after it was opened.
			await this.page.keyboard.press('Escape');
			await this.page.keyboard.press(key);
			await this.quickInput().fill(words, PATIENCE);
			await row.click(PATIENCE);
		});
	}

	/** Tries what a person would try again until it succeeds; fails, with the last failure, after a long time. */
	private async until(what: string, attempt: () => Promise<void>): Promise<void> {
		const deadline = Date.now() + LONG_MS;
		for (;;) {
			try {
				return await attempt();
			} catch (error) {
				// A page that is gone does not come back.
				if (Date.now() > deadline || this.page.isClosed()) {
					throw new Error(`Waited in vain for ${what}.`, { cause: error });
				}
			}
		}
	}

	/** Titles the palette offers for these words. */
	async offeredCommands(words: string): Promise<string[]> {
		await this.page.keyboard.press('F1');
		await this.quickInput().fill(`>${words}`);
		await this.quickRows().first().waitFor();
		const titles = await this.quickRows().locator('.label-name').allTextContents();
		await this.page.keyboard.press('Escape');
		return titles;
	}

	/** Types into the input box whose prompt begins with these words, and accepts it. */
	async answer(prompt: string, text: string): Promise<void> {
		await this.inputMessage().filter({ hasText: prompt }).waitFor();
		await this.quickInput().fill(text);
		await this.page.keyboard.press('Enter');
		await this.inputMessage().filter({ hasText: prompt }).waitFor({ state: 'hidden' });
	}

	/** Gives a path to the file dialog of this title, as a person types it. */
	async chooseFile(title: string, file: string): Promise<void> {
		const dialog = this.page.locator('.quick-input-widget').filter({ hasText: title });
		await dialog.waitFor();
		// It takes no answer while it still lists the folder of what was typed.
		await this.until(`${title} to take ${file}`, async () => {
			if (await dialog.isVisible()) {
				await this.quickInput().fill(file, PATIENCE);
				await this.quickRow(path.basename(file)).waitFor(PATIENCE);
				await this.page.keyboard.press('Enter');
			}
			await dialog.waitFor({ state: 'hidden', ...PATIENCE });
		});
	}

	/** Chooses the entry of the open quick pick that has exactly this label. */
	async pick(label: string): Promise<void> {
		const row = this.quickRow(label);
		await row.click();
		await row.waitFor({ state: 'hidden' });
	}

	/** The entry of the open quick pick that has exactly this label. */
	quickRow(label: string): Locator {
		const exactly = new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
		return this.quickRows()
			.filter({ has: this.page.locator('.label-name', { hasText: exactly }) })
			.first();
	}

	/** Saves the active editor's file, which has been changed, and waits until it is saved. */
	async save(): Promise<void> {
		const changed = this.page.locator('.tab.active.dirty');
		await changed.waitFor();
		await this.page.keyboard.press('Control+S');
		await changed.waitFor({ state: 'hidden' });
	}

	activeTab(name: string): Locator {
		return this.page.locator(`.tab.active[data-resource-name="${name}"]`);
	}

	/** Text inside the active editor's web view, e.g. the preview of a Markdown page. */
	inWebview(words: string): Locator {
		return this.page
			.frameLocator('iframe.webview.ready')
			.frameLocator('iframe[title], iframe#active-frame')
			.getByText(words)
			.first();
	}

	/** The panel in which changes are confirmed before they are made. */
	refactorPreview(): Locator {
		return this.page.locator('.bulk-edit-panel');
	}

	/** Ticks everything in the preview of changes and applies it. */
	async confirmRefactoring(): Promise<void> {
		const panel = this.refactorPreview();
		await panel.locator('.monaco-list-row .edit-checkbox').first().click();
		await panel.getByRole('button', { name: 'Apply' }).click();
	}

	quickInput(): Locator {
		return this.page
			.locator(
				'.quick-input-widget .quick-input-box input, .quick-input-widget .quick-input-box .native-edit-context',
			)
			.first();
	}

	quickRows(): Locator {
		return this.page.locator('.quick-input-widget .quick-input-list .monaco-list-row');
	}

	/** Message under the open input box. */
	inputMessage(): Locator {
		return this.page.locator('.quick-input-widget .quick-input-message');
	}

	/**
	 * The notification with these words, once it is there: as a toast, or in the list behind the bell, where VS Code
	 * leaves those for which it has no room or no time.
	 */
	async notification(words: string | RegExp): Promise<Locator> {
		const found = this.page
			.locator('.notification-list-item')
			.filter({ hasText: words, visible: true })
			.first();
		await this.until(`a notification “${words}”`, async () => {
			try {
				await found.waitFor(PATIENCE);
			} catch (error) {
				const list = this.page.locator('.notifications-center.visible');
				if (!(await list.isVisible()))
					await this.page.locator('[id="status.notifications"] a').click(PATIENCE);
				throw error;
			}
		});
		return found;
	}

	/** Closes all notifications, so that the next one stands alone. */
	async clearNotifications(): Promise<void> {
		await this.runCommand('Notifications: Clear All Notifications');
		await this.page.locator('.notification-list-item').first().waitFor({ state: 'hidden' });
	}

	/** A button of a notification. */
	async pressButton(notification: Locator, label: string): Promise<void> {
		await notification.hover();
		await notification.getByRole('button', { name: label, exact: true }).click();
	}

	/** Closes a notification without pressing a button of it. */
	async dismiss(notification: Locator): Promise<void> {
		await notification.hover();
		await notification.locator('.codicon-notifications-clear').first().click();
		await notification.waitFor({ state: 'hidden' });
	}

	/** A button of the modal dialog that is open. */
	async pressInDialog(label: string): Promise<void> {
		const dialog = this.page.locator('.monaco-dialog-box');
		await dialog.getByRole('button', { name: label, exact: true }).click();
		await dialog.waitFor({ state: 'hidden' });
	}

	/**
	 * The first row of the Problems view with these words, once there is one. The view is opened and filtered by them:
	 * of a long list it draws only a part.
	 */
	async problem(words: string): Promise<Locator> {
		const row = await this.problemRow(words);
		await row.waitFor();
		return row;
	}

	/** Whether the Problems view has no row with these words while it has one with those. */
	async noProblem(words: string, but: string): Promise<boolean> {
		await this.problem(but);
		return (await (await this.problemRow(words)).count()) === 0;
	}

	problemsView(): Locator {
		return this.page.locator('.markers-panel');
	}

	/** The Output view with this channel chosen. */
	outputOf(channel: string): Locator {
		const chosen = this.page.locator('option:checked', { hasText: channel });
		return this.page.locator('.pane-composite-part.panel').filter({ has: chosen });
	}

	private async problemRow(words: string): Promise<Locator> {
		const panel = this.problemsView();
		if (!(await panel.isVisible())) await this.page.keyboard.press('Control+Shift+M');
		await panel.waitFor();
		await this.page.locator('.viewpane-filter input').first().fill(words);
		return panel.locator('.monaco-list-row').filter({ hasText: words }).first();
	}

	squiggles(severity: 'error' | 'warning' | 'info' | 'hint'): Locator {
		return this.page.locator(`.editor-instance .squiggly-${severity}`);
	}

	/** A piece of text in the editor, as it is drawn. */
	textInEditor(words: string): Locator {
		return this.page.locator('.editor-instance .view-line span').filter({ hasText: words }).last();
	}

	/** Text of what is shown over some words of the editor, once it has those of `expected`; closed again. */
	async hoverOver(words: string, expected: string): Promise<string> {
		const shown = this.page.locator('.monaco-hover:not(.hidden)').filter({ hasText: expected }).first();
		let text = '';
		await this.until(`“${expected}” over “${words}”`, async () => {
			// A mouse that stays where it is shows nothing anew.
			await this.page.locator('.statusbar').hover(PATIENCE);
			await this.textInEditor(words).hover(PATIENCE);
			await shown.waitFor(PATIENCE);
			text = await shown.innerText(PATIENCE);
		});
		await this.page.keyboard.press('Escape');
		await this.page.locator('.statusbar').hover();
		return text;
	}

	codeLens(words: string | RegExp): Locator {
		return this.page.locator('.editor-instance .codelens-decoration a').filter({ hasText: words });
	}

	/** Opens the menu of quick fixes at some words of the editor and applies the one that has these words. */
	async applyQuickFix(place: string, fix: string): Promise<void> {
		const rows = this.page.locator('.action-widget .monaco-list-row.action');
		const row = rows.filter({ hasText: fix });
		await this.until(`the quick fix “${fix}”`, async () => {
			await this.page.keyboard.press('Escape');
			await this.textInEditor(place).click(PATIENCE);
			await this.page.keyboard.press('Control+.');
			await row.waitFor(PATIENCE);
		});
		// By keyboard: in older versions the menu takes no clicks where it lies over its own shield.
		for (let moved = 0; moved < (await rows.count()) && !(await isFocused(row)); moved++) {
			await this.page.keyboard.press('ArrowDown');
		}
		await this.page.keyboard.press('Enter');
		await row.waitFor({ state: 'hidden' });
	}

	statusItem(): Locator {
		return this.page.locator('[id="aext.aext.aext.status"]');
	}

	async screenshot(name: string): Promise<string> {
		await mkdir(SCREENSHOTS, { recursive: true });
		const file = path.join(SCREENSHOTS, `${name.replace(/[^\w.-]+/g, '-')}.png`);
		await this.page.screenshot({ path: file });
		return file;
	}

	async close(): Promise<void> {
		await this.page.context().close();
	}
}

async function isFocused(row: Locator): Promise<boolean> {
	return /\bfocused\b/.test((await row.getAttribute('class')) ?? '');
}
