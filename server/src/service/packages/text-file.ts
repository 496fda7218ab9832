import { decodeText } from '../../base/decode';
import { type Host, HostError } from '../../host/model';

const MAX_BYTES = 1024 * 1024;

/** Text of a small file that the person named; rejects with `HostError` when it cannot be had. */
export async function readTextFile(
	host: Host,
	uri: string,
): Promise<{ readonly text: string; readonly bom: boolean }> {
	const { text, bom, encoding } = decodeText(await host.files.read(uri, MAX_BYTES));
	if (encoding === 'binary') throw new HostError('not-readable', `${uri} is not a text file.`);
	return { text, bom };
}

/** The same, or `undefined` when there is no such file. */
export async function readTextFileIfAny(host: Host, uri: string): Promise<string | undefined> {
	try {
		return (await readTextFile(host, uri)).text;
	} catch (error) {
		if (error instanceof HostError && error.code === 'not-found') return undefined;
		throw error;
	}
}

/** Today, `YYYY-MM-DD`, in UTC. */
export function today(host: Host): string {
	return host.now().toISOString().slice(0, 10);
}
