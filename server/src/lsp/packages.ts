import { pathToFileURL } from 'node:url';
import { type Connection, ErrorCodes, type ProgressToken, ResponseError } from 'vscode-languageserver';
import { canonicalUri } from '../base/uris';
import { HostError, type PackageHost } from '../host/model';
import {
	CreateKey,
	InstallPackage,
	type KeySource,
	ListInstalled,
	PackageFolder,
	PinKey,
	ReadKey,
	Revoke,
	SignPackage,
	Uninstall,
	VerifyPackage,
} from '../protocol';
import { type InstallQuestion, installPackage } from '../service/packages/install';
import { statusOfInstalled } from '../service/packages/installed';
import {
	createKey,
	fingerprintOf,
	loadPublicKey,
	loadSignersKey,
	privateKeyText,
	publicKeyText,
	readPrivateKey,
} from '../service/packages/keys';
import { packFolder } from '../service/packages/pack';
import { type LoadedPolicy, loadPolicy } from '../service/packages/policy';
import { signPackage } from '../service/packages/sign';
import { pinPublisher, revokeTrust } from '../service/packages/trust';
import { uninstallExtension } from '../service/packages/uninstall';
import { verifyPackage } from '../service/packages/verify';
import { VERSION } from '../version';
import type { Answering } from './answering';
import { requestServer } from './serve-request';
import type { Session } from './session';

type InstallParams = ReturnType<typeof InstallPackage.params.parse>;
type InstallAnswer = ReturnType<typeof InstallPackage.result.parse>;

/** Serves `protocol/packages.ts`. */
export function servePackages(connection: Connection, session: Session, answering: Answering): void {
	const serve = requestServer(connection, answering);
	const { host } = session;

	serve(PackageFolder, ({ folder, output, workDoneToken }, signal) =>
		pack(connection, host, { folder: canonicalUri(folder), output }, workDoneToken, signal),
	);
	serve(CreateKey, async () => {
		const key = createKey(host);
		return {
			secret: privateKeyText(key),
			publicKey: publicKeyText(key.publicKey, 'json'),
			fingerprint: fingerprintOf(host, key.publicKey),
		};
	});
	serve(SignPackage, async ({ package: uri, secret }, signal) => {
		const key = await readPrivateKey(host, secret);
		if (key.kind === 'problem') return { status: 'refused', problems: [plain(key)] };
		const result = await signPackage(host, { package: canonicalUri(uri), key, signal });
		return result.status === 'signed' ? result : { ...result, problems: result.problems.map(plain) };
	});
	serve(VerifyPackage, async ({ package: uri }, signal) => {
		const result = await verifyPackage(host, { package: canonicalUri(uri), signal });
		if (result.status === 'broken-off') throw new HostError('not-readable', result.message);
		const { ok, claim, reading } = result;
		const { manifest, digest, problems } = reading;
		return {
			ok,
			outcome: claim.outcome,
			message: claim.message,
			digest,
			...(claim.key && { fingerprint: claim.key.fingerprint }),
			problems: problems.map(plain),
			...(manifest.state === 'valid' && { extensionId: manifest.manifest.id }),
		};
	});
	serve(ReadKey, async ({ source }) => ({ fingerprint: fingerprintOf(host, await keyOf(host, source)) }));
	serve(PinKey, async ({ source, fingerprint, name, scope }) => {
		const publicKey = await keyOf(host, source);
		if (fingerprintOf(host, publicKey) !== fingerprint) {
			throw new HostError('not-readable', 'The key changed since it was shown. Nothing was pinned.');
		}
		return { fingerprint: (await pinPublisher(host, { publicKey, name, scope })).fingerprint };
	});
	serve(Revoke, async request => ({ revoked: (await revokeTrust(host, request)).revoked.length }));
	serve(InstallPackage, (params, signal) => install(session, params, signal));
	serve(ListInstalled, async (_params, signal) => {
		const { extensions, unreadable } = await statusOfInstalled(host, signal);
		return {
			extensions: extensions.map(({ receipt, state, changed, missing, added, withdrawn }) => ({
				target: receipt.target,
				id: receipt.extension.id,
				version: receipt.extension.version,
				installed: receipt.installed,
				state,
				changed: [...changed],
				missing: [...missing],
				added: [...added],
				withdrawn: withdrawn.map(({ date, reason }) => ({ date, reason })),
			})),
			unreadable: [...unreadable],
		};
	});
	serve(Uninstall, async ({ target }) => {
		const { removed, kept } = await uninstallExtension(host, { target });
		return { removed: removed.length, kept: [...kept] };
	});
}

function plain({ code, message }: { readonly code: string; readonly message: string }) {
	return { code, message };
}

async function keyOf(host: PackageHost, source: KeySource): Promise<Uint8Array> {
	const key =
		'key' in source
			? await loadPublicKey(host, source.key)
			: await loadSignersKey(host, canonicalUri(source.signatureOf));
	if (key.kind === 'problem') throw new HostError('not-readable', key.message);
	return key.publicKey;
}

async function pack(
	connection: Connection,
	host: PackageHost,
	{ folder, output }: { readonly folder: string; readonly output: string | undefined },
	token: ProgressToken | undefined,
	signal: AbortSignal,
): Promise<ReturnType<typeof PackageFolder.result.parse>> {
	const progress = connection.window.attachWorkDoneProgress(token);
	progress.begin('Packing', 0);
	try {
		const result = await packFolder(host, {
			folder,
			...(output !== undefined && { output: canonicalUri(output) }),
			signal,
			// The other half is looking into the files and compressing them.
			onProgress: (done, of) => progress.report(of === 0 ? 0 : (50 * done) / of),
		});
		if (result.status === 'refused') return { status: 'refused', refused: result.refused.map(plain) };
		return {
			...result,
			files: result.files.length,
			leftOut: result.leftOut.map(({ path, reason }) => ({ path, reason })),
		};
	} finally {
		progress.done();
	}
}

async function install(session: Session, params: InstallParams, signal: AbortSignal): Promise<InstallAnswer> {
	const { host } = session;
	const policy = await personsPolicy(session);
	let question: InstallQuestion | undefined;
	const result = await installPackage(host, {
		package: canonicalUri(params.package),
		target: params.target,
		rulesVersion: VERSION,
		replaceChanged: params.replaceChanged ?? false,
		signal,
		...(policy && { policy }),
		confirm: async asked => {
			question = asked;
			return isAgreed(asked, params.agreed);
		},
	});
	switch (result.status) {
		case 'installed': {
			const { id, version } = result.receipt.extension;
			return {
				status: 'installed',
				target: result.target,
				id,
				version,
				sentence: result.inspection.judgement.sentence,
			};
		}
		case 'quarantined':
			return { status: 'quarantined', copy: result.copy, reasons: [...result.reasons] };
		case 'refused': {
			const digest = result.inspection.reading?.digest;
			if (result.code === 'not-confirmed' && question && digest !== undefined) {
				return { status: 'ask', target: question.target, digest, reasons: [...question.reasons] };
			}
			const { code, message, reasons } = result;
			return { status: 'refused', code, message, reasons: [...reasons] };
		}
	}
}

/** Whether the person said yes to this very package with these very reasons. */
function isAgreed({ inspection, reasons }: InstallQuestion, agreed: InstallParams['agreed']): boolean {
	return (
		agreed !== undefined &&
		agreed.digest === inspection.reading?.digest &&
		reasons.every(reason => agreed.reasons.includes(reason))
	);
}

/** The policy that the person's settings name. One that cannot be used stops the installation. */
async function personsPolicy({ host, settings }: Session): Promise<LoadedPolicy | undefined> {
	const path = settings.policy?.path;
	if (!path) return undefined;
	const policy = await loadPolicy(host, pathToFileURL(path).href);
	if (policy.kind !== 'unusable') return policy;
	const words = policy.problems[0]?.message ?? '';
	throw new ResponseError(ErrorCodes.InvalidRequest, `The policy ${path} cannot be used. ${words}`);
}
