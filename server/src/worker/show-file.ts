import type { ArchiveCodec, ByteSource } from '../base/archive';
import { decodeText } from '../base/decode';
import { classifyBinary } from '../facts/kinds';
import type { ShowJob, WorkerReport } from '../jobs/model';
import { OpenArchive } from '../unpack/read';
import { HashingSource, sha256 } from './hashing-source';

/** More than this is described instead of shown: editors do not open it either. */
const MAX_SHOWN = 16 * 1024 * 1024;

/** One file of a package as text, or a description of what cannot be shown as text. */
export function showFile(job: ShowJob, source: ByteSource, codec: ArchiveCodec): WorkerReport {
	const hashed = new HashingSource(source);
	let found: Uint8Array | undefined;
	const reading = new OpenArchive(source, job.limits).files(codec, hashed);
	for (let step = reading.next(); ; step = reading.next()) {
		if (step.done) {
			const [problem] = step.value;
			if (problem) return { kind: 'failed', message: `The package is refused: ${problem.message}` };
			break;
		}
		if (step.value.entry.path === job.path) found = step.value.bytes.slice();
	}
	if (`sha256:${hashed.digest()}` !== job.digest) {
		return { kind: 'failed', message: 'The package is no longer the one that was reviewed. Open it again.' };
	}
	if (!found) return { kind: 'failed', message: 'The package holds no such file.' };
	const { text, encoding } = decodeText(found);
	if (encoding !== 'binary' && found.length <= MAX_SHOWN) return { kind: 'shown', text, described: false };
	return { kind: 'shown', text: descriptionOf(found, encoding !== 'binary'), described: true };
}

const KIND_WORDS: Readonly<Record<string, string>> = {
	image: 'a picture',
	archive: 'an archive',
	executable: 'a program',
};

function descriptionOf(bytes: Uint8Array, isText: boolean): string {
	const what = isText ? 'text too long to be shown' : (KIND_WORDS[classifyBinary(bytes)] ?? 'binary data');
	return [
		`This file is ${what}. Its contents are not shown.`,
		'',
		`Size: ${bytes.length.toLocaleString('en')} bytes`,
		`SHA-256: ${sha256(bytes)}`,
		`Entropy: ${entropyOf(bytes).toFixed(2)} of 8 bits a byte (near 8: compressed or encrypted)`,
		'',
	].join('\n');
}

/** Shannon entropy in bits a byte. */
function entropyOf(bytes: Uint8Array): number {
	const counts = new Uint32Array(256);
	for (const byte of bytes) counts[byte] = (counts[byte] as number) + 1;
	let entropy = 0;
	for (const count of counts) {
		if (count > 0) entropy -= (count / bytes.length) * Math.log2(count / bytes.length);
	}
	return entropy;
}
