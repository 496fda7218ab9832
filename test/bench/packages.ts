import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import zlib from 'node:zlib';
import { DEFAULT_ARCHIVE_LIMITS, sourceOf } from '../../server/src/base/archive';
import { nodeArchiveCodec } from '../../server/src/host/node/archive-codec';
import { openFileSource } from '../../server/src/host/node/file-source';
import { writePackage } from '../../server/src/pack/write';
import { createKey } from '../../server/src/service/packages/keys';
import { packFolder } from '../../server/src/service/packages/pack';
import { signPackage } from '../../server/src/service/packages/sign';
import { verifyPackage } from '../../server/src/service/packages/verify';
import { OpenArchive } from '../../server/src/unpack/read';
import { HashingSource } from '../../server/src/worker/hashing-source';
import { makeSandbox, manifestText } from '../support/package-host';
import { type Figure, quantile } from './measure';
import { skillText } from './skill-text';

const RUNS = 5;

/** Packing, signing, verifying and reading 200 files of 20 MB, and the list of 10,000 entries. */
export async function packageFigures(): Promise<readonly Figure[]> {
	const sandbox = await makeSandbox();
	try {
		const folder = await sandbox.extension('big', bigExtension());
		const output = sandbox.uri('big.aext');
		const { host } = sandbox;
		const key = createKey(host);
		const pack = await median(async () => {
			const result = await packFolder(host, { folder, output });
			if (result.status !== 'written') throw new Error('refused');
		});
		const sign = await median(() => signPackage(host, { package: output, key }));
		const verify = await median(() => verifyPackage(host, { package: output, key: key.publicKey }));
		const path = sandbox.path('big.aext');
		const ratio = ratioOf(
			() => readAndCheck(path),
			() => inflateAndHash(path),
		);
		const many = await writePackage(
			Array.from({ length: 10_000 }, (_, index) => ({
				path: `d${index % 50}/f${index}`,
				bytes: new Uint8Array(1),
			})),
			DEFAULT_ARCHIVE_LIMITS,
		);
		const list = await median(async () => new OpenArchive(sourceOf(many), DEFAULT_ARCHIVE_LIMITS).listing);
		return [
			{ name: 'package 200 files, 20 MB', value: pack, unit: 'ms', limit: 800 },
			{ name: 'sign it, worker included', value: sign, unit: 'ms', limit: 150 },
			{ name: 'verify it, worker included', value: verify, unit: 'ms', limit: 150 },
			{
				name: 'read and check it, against inflating and hashing',
				value: ratio,
				unit: 'x',
				limit: 1.5,
			},
			{ name: 'list 10,000 entries', value: list, unit: 'ms', limit: 1000 },
		];
	} finally {
		await sandbox.remove();
	}
}

/** Fastest against fastest, taken in turns, so that a busy machine slows both. */
function ratioOf(one: () => void, other: () => void): number {
	const best = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
	for (let run = 0; run < RUNS * 4; run++) {
		for (const [index, action] of [one, other].entries()) {
			const started = performance.now();
			action();
			best[index] = Math.min(best[index] as number, performance.now() - started);
		}
	}
	return (best[0] as number) / (best[1] as number);
}

async function median(action: () => Promise<unknown>): Promise<number> {
	const times: number[] = [];
	for (let run = 0; run < RUNS; run++) {
		const started = performance.now();
		await action();
		times.push(performance.now() - started);
	}
	return quantile(times, 0.5);
}

const WORDS = skillText(4000).split(/\s+/);

/** Three quarters prose, one quarter noise, as pictures and archives are. */
function bigExtension(): Readonly<Record<string, string | Uint8Array>> {
	const files: Record<string, string | Uint8Array> = {
		'aem.json': manifestText(),
		'SKILL.md': skillText(4000),
	};
	for (let index = 0; index < 198; index++) {
		const noise = createHash('shake256', { outputLength: 100_000 }).update(String(index)).digest();
		files[`part-${index}`] = index % 4 === 3 ? noise : proseFrom(noise);
	}
	return files;
}

/** Words in an order that does not repeat: about as compressible as what people write. */
function proseFrom(noise: Uint8Array): string {
	const words: string[] = [];
	for (let at = 0, length = 0; length < 100_000; at += 2) {
		const word = WORDS[((noise[at] as number) * 256 + (noise[at + 1] as number)) % WORDS.length] as string;
		words.push(word);
		length += word.length + 1;
	}
	return words.join(' ');
}

/** The least that anybody has to do with these bytes. */
function inflateAndHash(path: string): void {
	const bytes = readFileSync(path);
	createHash('sha256').update(bytes).digest();
	for (const { offset, length, size } of deflatedRanges(bytes)) {
		zlib.inflateRawSync(bytes.subarray(offset, offset + length), { chunkSize: size + 64 });
	}
}

function deflatedRanges(
	bytes: Buffer,
): readonly { readonly offset: number; readonly length: number; readonly size: number }[] {
	const ranges: { offset: number; length: number; size: number }[] = [];
	let at = bytes.readUInt32LE(bytes.length - 6);
	while (bytes.readUInt32LE(at) === 0x02014b50) {
		const local = bytes.readUInt32LE(at + 42);
		const offset = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
		const length = bytes.readUInt32LE(at + 20);
		if (bytes.readUInt16LE(at + 10) === 8) ranges.push({ offset, length, size: bytes.readUInt32LE(at + 24) });
		at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
	}
	return ranges;
}

function readAndCheck(path: string): void {
	const source = openFileSource(path);
	const hashed = new HashingSource(source);
	const reading = new OpenArchive(source, DEFAULT_ARCHIVE_LIMITS).files(nodeArchiveCodec, hashed);
	let step = reading.next();
	while (!step.done) step = reading.next();
	source.close();
	if (step.value.length > 0 || hashed.digest() === undefined) throw new Error('refused');
}
