import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { InspectPackage, type Review, type ReviewProgress } from '../../../server/src/protocol';
import type { ToPage } from '../page/messages';
import type { Server } from '../server';
import type { PackageFiles } from './package-files';

/** What the page shows of a package: everything but orders to it. */
export type ReviewState = Exclude<ToPage, { kind: 'nextFinding' }>;

/** One opened package: its review as far as it is known, for all editors that show it. */
export class ReviewDocument implements vscode.CustomDocument {
	private readonly changed = new vscode.EventEmitter<ReviewState>();
	private readonly watcher: vscode.FileSystemWatcher;
	private running: vscode.CancellationTokenSource | undefined;
	private current: ReviewState = { kind: 'reading' };
	private compareWith: vscode.Uri | undefined;

	readonly onDidChange = this.changed.event;

	constructor(
		readonly uri: vscode.Uri,
		private readonly server: Server,
		private readonly packageFiles: PackageFiles,
		private readonly log: vscode.LogOutputChannel,
	) {
		const folder = vscode.Uri.joinPath(uri, '..');
		const name = uri.path.slice(uri.path.lastIndexOf('/') + 1).replace(/[[\]{}*?]/g, '?');
		this.watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, name));
		this.watcher.onDidChange(() => this.grow());
		this.watcher.onDidDelete(() => this.grow());
		this.watcher.onDidCreate(() => this.grow());
	}

	get state(): ReviewState {
		return this.current;
	}

	/** The review, once there is one. */
	get review(): Review | undefined {
		return this.current.kind === 'review' ? this.current.review : undefined;
	}

	get comparedWith(): vscode.Uri | undefined {
		return this.compareWith;
	}

	/** Reads and judges the package, compared with the installed copy or with what is given. Never rejects. */
	async load(compareWith?: vscode.Uri): Promise<void> {
		this.running?.cancel();
		const running = new vscode.CancellationTokenSource();
		this.running = running;
		this.compareWith = compareWith;
		this.tell({ kind: 'reading' });
		const workDoneToken = randomUUID();
		let first: ReviewProgress | undefined;
		const tellReading = (percentage?: number, detail?: string) => {
			if (this.running !== running) return;
			this.tell({
				kind: 'reading',
				...(percentage !== undefined && { percentage }),
				...(detail !== undefined && { detail }),
				...(first && { first }),
			});
		};
		const progress = vscode.Disposable.from(
			this.server.onProgress(workDoneToken, tellReading),
			this.server.onReviewProgress(told => {
				if (told.token !== workDoneToken) return;
				first = told;
				tellReading();
			}),
		);
		try {
			const params = {
				package: this.uri.toString(),
				workDoneToken,
				...(compareWith && { compareWith: compareWith.toString() }),
			};
			const review = await this.server.request(InspectPackage, params, running.token);
			if (this.running !== running) return;
			if (review.digest !== '') this.packageFiles.add(this.uri, review, compareWith);
			this.tell({ kind: 'review', review, stale: false });
		} catch (error) {
			if (this.running !== running) return;
			if (error instanceof vscode.CancellationError) return this.tell({ kind: 'cancelled' });
			const message = error instanceof Error ? error.message : String(error);
			this.log.error(`The package ${this.uri.toString()} could not be reviewed.`, message);
			this.tell({ kind: 'failed', message, stale: false });
		} finally {
			progress.dispose();
			running.dispose();
			if (this.running === running) this.running = undefined;
		}
	}

	cancel(): void {
		this.running?.cancel();
	}

	dispose(): void {
		this.running?.cancel();
		this.running = undefined;
		this.watcher.dispose();
		this.changed.dispose();
	}

	/** The file is no longer the one that was judged. */
	private grow(): void {
		if (this.current.kind === 'reading') void this.load(this.compareWith);
		else if (this.current.kind !== 'cancelled') this.tell({ ...this.current, stale: true });
	}

	private tell(state: ReviewState): void {
		this.current = state;
		this.changed.fire(state);
	}
}
