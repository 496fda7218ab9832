import type { Connection, ProgressToken } from 'vscode-languageserver';
import { HostError } from '../host/model';
import {
	ExportReview,
	InspectPackage,
	ReadPackageFile,
	type Request,
	type Review,
	ReviewProgress,
} from '../protocol';
import { exportReview } from '../service/review/export';
import { firstVerdict } from '../service/review/headline';
import { reviewPackage } from '../service/review/review';
import { showPackageFile } from '../service/review/show';
import { VERSION } from '../version';
import type { Answering } from './answering';
import { checkedParams } from './serve-request';
import type { Session } from './session';

/** Serves what `protocol/review.ts` has. */
export function serveReviews(connection: Connection, session: Session, answering: Answering): void {
	function serve<Params, Result extends object>(
		message: Request<Params, Result>,
		answer: (params: Params, signal: AbortSignal) => Promise<Result>,
	): void {
		const handle = answering.request(message.method, (raw: unknown, signal) =>
			answer(checkedParams(message, raw), signal),
		);
		connection.onRequest<object, void>(message.method, handle);
	}

	serve(InspectPackage, async ({ package: uri, compareWith, workDoneToken }, signal) => {
		const review = await inspect(connection, session, uri, compareWith, workDoneToken, signal);
		session.reviewed(review);
		return review;
	});
	serve(ExportReview, async ({ package: uri, format, compareWith, digest }, signal) => {
		const review = await inspect(connection, session, uri, compareWith, undefined, signal);
		if (digest !== undefined && digest !== review.digest) {
			const message = 'The package is no longer the one that was reviewed. Reload the review to export it.';
			throw new HostError('not-readable', message);
		}
		return { text: exportReview(review, format) };
	});
	serve(ReadPackageFile, (params, signal) => showPackageFile(session.host, params, signal));
}

async function inspect(
	connection: Connection,
	session: Session,
	uri: string,
	compareWith: string | undefined,
	workDoneToken: ProgressToken | undefined,
	signal: AbortSignal,
): Promise<Review> {
	const progress = connection.window.attachWorkDoneProgress(workDoneToken);
	progress.begin('Reviewing', 0, undefined, true);
	try {
		const { review } = await reviewPackage(session.host, {
			package: uri,
			rulesVersion: VERSION,
			signal,
			...(compareWith !== undefined && { compareWith }),
			onIdentity(identity, listing) {
				if (workDoneToken === undefined) return;
				const { digest, size } = identity;
				const told: ReviewProgress = {
					token: workDoneToken,
					...firstVerdict(listing, identity),
					digest,
					size,
					entries: listing.entries.length,
				};
				void connection.sendNotification(ReviewProgress.method, told);
			},
			onListing: ({ entries }) => progress.report(1, `${entries.length.toLocaleString('en')} entries`),
			onProgress: (done, of) =>
				progress.report((100 * done) / Math.max(of, 1), `${done} of ${of} files examined`),
		});
		return review;
	} finally {
		progress.done();
	}
}
