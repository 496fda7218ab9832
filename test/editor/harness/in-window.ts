import { TESTED_VERSIONS, type TestedVersion } from '../../../scripts/vscode/web-build';
import { type EditorOptions, openEditor } from './editor';
import type { Workbench } from './workbench';

/** What the tests of one window share; filled when its first test begins. */
export interface OpenWindow {
	/** The workspace folder or file that is open. */
	readonly workspace: string;
	readonly editor: Workbench;
}

export interface WindowOptions extends Omit<EditorOptions, 'version'> {
	/** Makes what is to be opened. */
	readonly workspace: () => Promise<string>;
	/** Absent: the newest one, which most people have. */
	readonly versions?: readonly TestedVersion[];
}

const TIMEOUT_MS = 180_000;

/**
 * A describe for the newest version of VS Code, or those named, in which `define` defines tests that share one window.
 * A failing test leaves a picture in `out/screenshots/`.
 */
export function inWindow(
	title: string,
	options: WindowOptions,
	define: (open: () => OpenWindow) => void,
): void {
	for (const version of options.versions ?? TESTED_VERSIONS.slice(0, 1)) {
		describe(`${title}, VS Code ${version}`, function () {
			this.timeout(TIMEOUT_MS);
			let open: OpenWindow | undefined;

			before(async function () {
				const workspace = await options.workspace();
				open = { workspace, editor: await openEditor(this, { ...options, version }, workspace) };
			});

			afterEach(async function () {
				if (this.currentTest?.state !== 'failed') return;
				const picture = await open?.editor.screenshot(`failed ${version} ${this.currentTest.title}`);
				if (picture) console.log(`    picture: ${picture}`);
			});

			after(() => open?.editor.close());

			define(() => {
				if (open === undefined) throw new Error('No window is open outside of tests.');
				return open;
			});
		});
	}
}
