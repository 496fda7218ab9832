import type { SignatureClaim } from '../../base/claim';
import { escapeForDisplay } from '../../base/display';
import { MANIFEST_FILE } from '../../formats/manifest/model';
import { SKILL_FILE } from '../../formats/skill/model';
import type { PackageHost } from '../../host/model';
import type { PackageReading } from '../../jobs/model';
import { judge, type VerdictTarget } from '../../verdict/judge';
import type { Judgement, PolicyDecision, PolicyTarget } from '../../verdict/model';
import { type Beside, findBeside, judgeBeside, manifestsOf } from './beside';
import { decide, type LoadedPolicy } from './policy';
import { isBrokenOff, type PackageRequest, readPackage } from './read';
import { readTextFile, today } from './text-file';
import type { BrokenOff } from './worker-client';

export interface InspectRequest extends PackageRequest {
	/** A policy of the person's own. */
	readonly policy?: LoadedPolicy;
	/** URI of a manifest that is said to belong to the package; one that differs from the one inside is refused. */
	readonly manifest?: string;
}

/** A package, read and judged. */
export interface Inspection {
	/** Absent when reading broke off. */
	readonly reading?: PackageReading;
	readonly brokenOff?: BrokenOff;
	readonly decision?: PolicyDecision;
	readonly judgement: Judgement;
	/** What lies beside the package and says something about it. */
	readonly beside: readonly Beside[];
}

const UNREAD_CLAIM: SignatureClaim = {
	outcome: 'not-signed',
	message: 'The signature was not looked at.',
	withdrawn: [],
};

/** Reads, verifies and audits a package and judges it by the person's policy. Installs nothing. */
export async function inspectPackage(host: PackageHost, request: InspectRequest): Promise<Inspection> {
	const sidecar = request.manifest === undefined ? undefined : await readTextFile(host, request.manifest);
	const found = request.manifest === undefined ? await findBeside(host, request.package) : [];
	const manifests = sidecar ? [sidecar.text] : manifestsOf(found).map(each => each.text);
	const { reading } = await readPackage(host, request, {
		audit: true,
		digests: true,
		deliver: false,
		manifests,
	});
	if (isBrokenOff(reading)) {
		const target = {
			archive: [],
			claim: UNREAD_CLAIM,
			findings: [],
			complete: false,
			brokenOff: reading.message,
		};
		return { brokenOff: reading, judgement: judge(target), beside: [] };
	}
	const { policy } = request;
	const decision =
		policy && reading.problems.length === 0 ? decide(policy, policyTarget(host, reading)) : undefined;
	const beside = judgeBeside(found, reading);
	const serious = beside.find(each => each.serious);
	const manifest =
		manifestReason(reading, sidecar !== undefined && reading.sameManifests[0] !== true) ??
		(serious && { code: 'sidecar-differs', message: serious.message });
	const target: VerdictTarget = {
		archive: reading.problems,
		claim: reading.claim,
		findings: reading.audit?.findings ?? [],
		complete: reading.audit?.complete ?? false,
		...(manifest && { manifest }),
		...(decision && { policy: decision }),
	};
	return { reading, ...(decision && { decision }), judgement: judge(target), beside };
}

function policyTarget(host: PackageHost, { manifest, claim, audit }: PackageReading): PolicyTarget {
	const declared = manifest.state === 'valid' ? manifest.manifest : undefined;
	return {
		...(declared && { extensionId: declared.id, permissions: declared.permissions }),
		claim,
		findings: audit?.findings ?? [],
		complete: audit?.complete ?? false,
		attestations: [],
		today: today(host),
	};
}

/** What is wrong with the manifest inside, or with another one that is said to be it. */
function manifestReason(reading: PackageReading, differs: boolean): VerdictTarget['manifest'] {
	const { manifest } = reading;
	if (reading.problems.length > 0) return undefined;
	if (manifest.state === 'missing') {
		const message = `The package holds no ${MANIFEST_FILE}: it does not say what it may do.`;
		return { code: 'manifest-missing', message };
	}
	if (manifest.state === 'invalid') {
		const message = `The ${MANIFEST_FILE} in the package is not valid: ${manifest.message}`;
		return { code: 'manifest-invalid', message };
	}
	if (differs) {
		const message = `The manifest that was given is not the one inside the package ('${escapeForDisplay(manifest.manifest.id, 100)}'). The one inside counts.`;
		return { code: 'manifest-differs', message };
	}
	if (manifest.manifest.type === 'skill' && !reading.hasSkillFile) {
		return {
			code: 'skill-missing',
			message: `The package says that it is a skill and holds no ${SKILL_FILE}.`,
		};
	}
	return undefined;
}
