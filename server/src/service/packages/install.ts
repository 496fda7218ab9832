import { escapeForDisplay } from '../../base/display';
import { DEFAULT_LIMITS } from '../../base/limits';
import type { Receipt } from '../../formats/receipt/model';
import { HostError, type PackageHost } from '../../host/model';
import type { PackageReading } from '../../jobs/model';
import { type Gate, gate } from './gate';
import { type Inspection, type InspectRequest, inspectPackage } from './inspect';
import { compareWithReceipt } from './installed';
import { quarantinePackage } from './quarantine';
import { loadReceipt, saveReceipt } from './receipts';
import { putInPlace, stagePackage } from './stage';
import { type InstallTarget, targetFolder } from './targets';
import { changesSince } from './update';

export interface InstallRequest extends InspectRequest {
	readonly target: InstallTarget;
	/** Version of the rules, for the receipt. */
	readonly rulesVersion: string;
	/** Replace an installed copy even though its files were changed since it was installed. */
	readonly replaceChanged?: boolean;
	/** Asks the person when neither policy nor verdict decide. Absent: the answer is no. */
	confirm?(question: InstallQuestion): Promise<boolean>;
}

/** What the person is asked. */
export interface InstallQuestion {
	readonly inspection: Inspection;
	readonly target: string;
	/** What speaks against going on without a look, weightiest first. */
	readonly reasons: readonly string[];
	/** The copy that would be replaced. */
	readonly installed?: Receipt;
}

export type InstallResult = { readonly inspection: Inspection } & (
	| { readonly status: 'installed'; readonly target: string; readonly receipt: Receipt }
	/** Nothing was changed. */
	| {
			readonly status: 'refused';
			/** `verdict`, `policy`, `not-confirmed`, `not-ours`, `other-extension`, `changed-since`. */
			readonly code: string;
			readonly message: string;
			readonly reasons: readonly string[];
	  }
	/** Not installed, and kept where no agent finds it. */
	| { readonly status: 'quarantined'; readonly copy: string; readonly reasons: readonly string[] }
);

/**
 * Verifies, audits and judges a package, asks where that is called for, and puts its files in place in one step. A
 * refusal changes nothing on disk. Rejects with `HostError` when the disk fails or the person cancels.
 */
export async function installPackage(host: PackageHost, request: InstallRequest): Promise<InstallResult> {
	const inspection = await inspectPackage(host, request);
	const gated = gate(inspection, request.policy);
	if (gated.action === 'refuse' || !isInstallable(inspection)) return refused(inspection, gated);
	if (gated.action === 'quarantine') {
		const copy = await quarantinePackage(host, request, inspection.reading.digest, gated.reasons);
		return { status: 'quarantined', inspection, copy, reasons: gated.reasons };
	}
	const { reading } = inspection;
	const { manifest } = reading.manifest;
	const skillName = reading.audit?.skillName;
	const target = await targetFolder(host, request.target, {
		id: manifest.id,
		type: manifest.type,
		...(skillName !== undefined && { skillName }),
	});
	const replaceChanged = request.replaceChanged ?? false;
	const before = await whatIsThere(host, target, manifest.id, replaceChanged);
	if ('code' in before) return { status: 'refused', inspection, ...before, reasons: [before.message] };
	const { installed } = before;
	const reasons = [...gated.reasons, ...(installed ? changesSince(installed, reading) : [])];
	if (reasons.length > 0) {
		const question = { inspection, target, reasons, ...(installed && { installed }) };
		if (!(await request.confirm?.(question))) {
			const message = 'The package was not installed, since nobody agreed to what is said about it.';
			return { status: 'refused', inspection, code: 'not-confirmed', message, reasons };
		}
	}
	return host.writer.locked(`${host.person.own}/install`, async () => {
		// The person may have taken a while to answer.
		const now = await whatIsThere(host, target, manifest.id, replaceChanged);
		if ('code' in now) return { status: 'refused', inspection, ...now, reasons: [now.message] };
		const stage = await stagePackage(host, request, reading, target);
		try {
			await putInPlace(host, stage, target, now.replace);
		} catch (error) {
			await host.writer.remove(stage.folder);
			throw error;
		}
		const receipt = await writeReceipt(host, request, inspection, target, reasons.length > 0);
		return { status: 'installed', inspection, target, receipt };
	});
}

interface Installable extends Inspection {
	readonly reading: PackageReading & {
		readonly manifest: Extract<PackageReading['manifest'], { state: 'valid' }>;
	};
}

function isInstallable(inspection: Inspection): inspection is Installable {
	return inspection.reading?.manifest.state === 'valid' && inspection.reading.problems.length === 0;
}

function refused(inspection: Inspection, { reasons, byPolicy }: Gate): InstallResult {
	return {
		status: 'refused',
		inspection,
		code: byPolicy ? 'policy' : 'verdict',
		message: inspection.judgement.sentence,
		reasons,
	};
}

type Before =
	| { readonly replace: boolean; readonly installed?: Receipt }
	| { readonly code: string; readonly message: string };

/** What stands in the target's place, and whether it may be replaced. */
async function whatIsThere(
	host: PackageHost,
	target: string,
	id: string,
	replaceChanged: boolean,
): Promise<Before> {
	const found = await host.files.stat(target);
	const receipt = await loadReceipt(host, target);
	if (!found) return { replace: false, ...(receipt && { installed: receipt }) };
	if (!receipt && found.type === 'folder' && (await isEmpty(host, target))) return { replace: true };
	const shown = escapeForDisplay(target);
	if (!receipt || found.type !== 'folder') {
		const message = `${shown} was not installed by this program and is left as it is. Move it away, or choose another place.`;
		return { code: 'not-ours', message };
	}
	if (receipt.extension.id !== id) {
		const other = escapeForDisplay(receipt.extension.id, 100);
		return {
			code: 'other-extension',
			message: `${shown} holds another extension, '${other}'. Uninstall it first.`,
		};
	}
	const state = await compareWithReceipt(host, receipt);
	if (state.state === 'changed' && !replaceChanged) {
		const files = [...state.changed, ...state.missing, ...state.added]
			.slice(0, 5)
			.map(path => escapeForDisplay(path));
		const message = `Files in ${shown} were changed since they were installed (${files.join(', ')}). Say that they may be replaced, or save them first.`;
		return { code: 'changed-since', message };
	}
	return { replace: true, installed: receipt };
}

async function isEmpty(host: PackageHost, folder: string): Promise<boolean> {
	const { entries, unlisted } = await host.files.list(folder, { ...DEFAULT_LIMITS, files: 1 });
	return entries.length === 0 && unlisted.length === 0;
}

async function writeReceipt(
	host: PackageHost,
	request: InstallRequest,
	{ reading, judgement, decision }: Installable,
	target: string,
	confirmed: boolean,
): Promise<Receipt> {
	const { id, type, version, permissions } = reading.manifest.manifest;
	const { outcome, key } = reading.claim;
	const { policy } = request;
	try {
		return await saveReceipt(host, {
			target,
			installed: host.now().toISOString(),
			extension: { id, type, version },
			package: { digest: reading.digest, size: reading.size },
			files: reading.files.map(({ path, size, sha256 }) => ({ path, size, sha256 })),
			signature: {
				outcome,
				...(key && { fingerprint: key.fingerprint }),
				...(key?.pinnedAs !== undefined && { pinnedAs: key.pinnedAs }),
			},
			judgement: {
				verdict: judgement.verdict,
				reasons: judgement.reasons.map(reason => reason.code),
				confirmed,
				rules: request.rulesVersion,
			},
			...(policy && { policy: { digest: policy.digest, action: decision?.action ?? 'allow' } }),
			permissions,
		});
	} catch (error) {
		if (!(error instanceof HostError)) throw error;
		const shown = escapeForDisplay(target);
		throw new HostError(
			error.code,
			`${shown} was installed, but its receipt could not be written, so that it cannot be updated or uninstalled: ${error.message}`,
			error,
		);
	}
}
