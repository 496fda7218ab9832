import { escapeForDisplay } from '../base/display';
import { matchesId } from '../base/id-pattern';
import { atLeast } from '../base/severity';
import type { Policy, PolicyAction, PolicySubject } from '../formats/policy/v1-model';
import { POLICY_ACTIONS } from '../formats/policy/v1-model';
import type { PolicyDecision, PolicyObjection, PolicyTarget } from './model';
import { deniedPermissions, forbiddenPermissions, type PermissionCheck } from './policy-permissions';

/** One rule held against an extension: what it is called, what it belongs to, and its objections, if any. */
interface Check {
	readonly rule: string;
	readonly subject: PolicySubject;
	readonly messages: readonly string[];
}

/** Decides by a policy of our own format. Every rule that the policy states is in `checked`, heeded or not. */
export function decideByPolicy(policy: Policy, target: PolicyTarget): PolicyDecision {
	const checks = [
		...signatureChecks(policy, target),
		...permissionChecks(policy, target),
		...findingChecks(policy, target),
		...attestationChecks(policy, target),
		...completenessChecks(target),
	];
	const objections = checks.flatMap(check =>
		check.messages.map(message => objection(policy, target, check, message)),
	);
	return {
		action: objections.reduce<PolicyAction>((worst, each) => stricter(worst, each.action), 'allow'),
		objections,
		checked: checks.map(check => check.rule),
	};
}

/** The stricter of two actions. */
export function stricter(one: PolicyAction, other: PolicyAction): PolicyAction {
	return POLICY_ACTIONS.indexOf(one) >= POLICY_ACTIONS.indexOf(other) ? one : other;
}

function objection(policy: Policy, target: PolicyTarget, check: Check, message: string): PolicyObjection {
	const exception = policy.exceptions.find(
		each =>
			each.rule === check.rule &&
			each.expires >= target.today &&
			target.extensionId !== undefined &&
			matchesId([each.extension], target.extensionId),
	);
	if (exception) {
		const { reason, owner, expires } = exception;
		return { rule: check.rule, action: 'allow', message, exception: { reason, owner, expires } };
	}
	const action = policy.mode === 'warn' ? 'allow' : policy.actions[check.subject];
	return { rule: check.rule, action, message };
}

function signatureChecks({ signature }: Policy, { claim }: PolicyTarget): readonly Check[] {
	const checks: Check[] = [];
	const trusted = claim.outcome === 'verified' && claim.withdrawn.length === 0 && !claim.key?.outOfScope;
	if (signature.required) {
		checks.push({
			rule: 'signature.required',
			subject: 'signature',
			messages: trusted ? [] : [`The policy asks for a signature by a trusted key. ${claim.message}`],
		});
	}
	if (signature.signers) {
		const fingerprint = claim.key?.fingerprint;
		const valid = claim.outcome === 'verified' || claim.outcome === 'unknown-key';
		const allowed = valid && fingerprint !== undefined && signature.signers.includes(fingerprint);
		const by = fingerprint === undefined ? 'no key that could be verified' : fingerprint;
		checks.push({
			rule: 'signature.signers',
			subject: 'signature',
			messages: allowed ? [] : [`The policy names who may sign; this is signed by ${by}.`],
		});
	}
	return checks;
}

function permissionChecks({ permissions }: Policy, target: PolicyTarget): readonly Check[] {
	const declared = target.permissions;
	if (declared === undefined) {
		const message = 'The manifest cannot be read, so the policy cannot say what is declared.';
		return [{ rule: 'permissions', subject: 'permissions', messages: [message] }];
	}
	const named =
		(list: 'allow' | 'deny') =>
		({ permission, messages }: PermissionCheck): Check => ({
			rule: `permissions.${list}.${permission}`,
			subject: 'permissions',
			messages,
		});
	return [
		...deniedPermissions(permissions.deny, declared).map(named('deny')),
		...(permissions.allow ? forbiddenPermissions(permissions.allow, declared) : []).map(named('allow')),
	];
}

const MOST_TOLD = 10;

function findingChecks({ findings: rule }: Policy, { findings }: PolicyTarget): readonly Check[] {
	const counted = findings.filter(finding => finding.waiver === undefined);
	const checks: Check[] = [];
	const { highest } = rule;
	if (highest !== undefined) {
		const tooSerious = counted.filter(
			({ severity }) => highest === 'none' || (atLeast(severity, highest) && severity !== highest),
		);
		const limit = highest === 'none' ? 'allows no findings' : `allows findings up to ${highest}`;
		checks.push({
			rule: 'findings.highest',
			subject: 'findings',
			messages: tooSerious
				.slice(0, MOST_TOLD)
				.map(
					each => `The policy ${limit}; ${each.rule} (${each.severity}) is reported in ${shownPath(each)}.`,
				),
		});
	}
	for (const denied of rule.deny) {
		const reported = counted.filter(finding => finding.rule === denied);
		checks.push({
			rule: `findings.deny.${denied}`,
			subject: 'findings',
			messages: reported
				.slice(0, MOST_TOLD)
				.map(
					each =>
						`The policy allows no finding of ${escapeForDisplay(denied, 60)}; it is reported in ${shownPath(each)}.`,
				),
		});
	}
	return checks;
}

function shownPath({ location }: { readonly location: { readonly path: string } }): string {
	return `'${escapeForDisplay(location.path, 100)}'`;
}

function attestationChecks({ attestations }: Policy, target: PolicyTarget): readonly Check[] {
	return attestations.required.map(kind => ({
		rule: `attestations.required.${kind}`,
		subject: 'attestations',
		messages: target.attestations.includes(kind)
			? []
			: [`The policy asks for an attestation '${escapeForDisplay(kind, 60)}', and none was verified.`],
	}));
}

function completenessChecks({ complete }: PolicyTarget): readonly Check[] {
	const messages = complete ? [] : ['Not everything in the package could be examined.'];
	return [{ rule: 'actions.not_examined', subject: 'not_examined', messages }];
}
