import type { HostGrade } from '../../facts/grades';

/** Grades of hosts behind which nobody answers for what they send, or for what is sent there. */
const DOUBTFUL: ReadonlySet<HostGrade> = new Set<HostGrade>([
	'raw-ip',
	'paste',
	'shortener',
	'tunnel',
	'webhook',
	'file-drop',
	'dynamic-dns',
	'onion',
]);

const NAMES: Readonly<Record<HostGrade, string>> = {
	installer: 'the publisher of a well-known installer',
	'raw-ip': 'a bare IP address, which names nobody',
	loopback: 'this machine itself',
	private: 'a host in the private network',
	metadata: 'the cloud’s metadata service, which hands out credentials',
	paste: 'a paste site, where anybody can put and change text',
	shortener: 'a link shortener, which hides the real address',
	tunnel: 'a tunnel to somebody’s own machine',
	webhook: 'an address that collects whatever is sent to it',
	'code-host': 'a site that serves everybody’s files',
	'file-drop': 'an anonymous file exchange',
	'dynamic-dns': 'a name that can point to another machine every minute',
	onion: 'an anonymous network',
	ordinary: 'an ordinary host',
};

/** Whether nobody can be held to account for such a host. */
export function isDoubtfulHost(grade: HostGrade): boolean {
	return DOUBTFUL.has(grade);
}

/** What such a host is, for people. */
export function hostName(grade: HostGrade): string {
	return NAMES[grade];
}
