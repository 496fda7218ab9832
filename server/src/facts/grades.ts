// What rules may ask about a path or a host on its own. The tables are in scripts/, where the analysers use them.
import { getDomain, parse } from 'tldts';

export { gradeHost, type HostGrade } from '../scripts/hosts';
export { canonicalIp } from '../scripts/ip';
export type {
	FileReference,
	FileUse,
	Flow,
	FlowSink,
	FlowSource,
	FlowStep,
	NetworkUse,
	SecretClass,
	Use,
} from '../scripts/model';
export {
	agentConfigOf,
	executableDownload,
	normalisePath,
	persistenceOf,
	secretClassOf,
	secretNameOf,
} from '../scripts/paths';
export { canonicalHost, parseUrl } from '../scripts/urls';
export { mountOf } from './config/container';
export { resembledPackage } from './packages/similar';

/**
 * Whether anybody can get a name directly below this host: `com`, `co.uk`, and those that companies give away,
 * `github.io`. Source: the Public Suffix List, private section included.
 */
export function isPublicSuffix(host: string): boolean {
	const { publicSuffix, isIcann, isPrivate } = parse(host, { allowPrivateDomains: true });
	// Names that no list knows get their last label as suffix, which says nothing.
	return publicSuffix === host && (isIcann === true || isPrivate === true);
}

/** The name that somebody registered, with its public suffix: `acme.co.uk` of `api.acme.co.uk`; `null` when none. */
export function registrableDomain(host: string): string | null {
	return getDomain(host, { allowPrivateDomains: true });
}
