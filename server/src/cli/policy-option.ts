import { LineIndex } from '../base/lines';
import { HostError, type PackageHost } from '../host/model';
import { type LoadedPolicy, loadPolicy } from '../service/packages/policy';
import { shownPath } from './file-argument';

/** A policy that can be evaluated. Rejects with `HostError`, naming every problem with its line. */
export async function usablePolicy(host: PackageHost, uri: string): Promise<LoadedPolicy> {
	const loaded = await loadPolicy(host, uri);
	if (loaded.kind !== 'unusable') return loaded;
	const lines = LineIndex.of(loaded.text);
	const problems = loaded.problems.map(({ message, range }) => {
		const { line, character } = lines.positionAt(range.start);
		return `  ${shownPath(uri)}:${line + 1}:${character + 1}: ${message}`;
	});
	const rewritten =
		loaded.rewritten === undefined ? [] : ['', 'In the shape that is accepted:', loaded.rewritten.trimEnd()];
	throw new HostError('not-readable', ['The policy cannot be used.', ...problems, ...rewritten].join('\n'));
}
