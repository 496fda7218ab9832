import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import JSZip from 'jszip';
import { DEFAULT_ARCHIVE_LIMITS } from '../../server/src/base/archive';
import { nodeArchiveCodec } from '../../server/src/host/node/archive-codec';
import { readArchive } from '../../server/src/unpack/read';
import { archiveRecipes, cook, type Recipe } from '../support/archive-recipe';
import { skipBecause } from '../support/skip';

/** Small enough that a lie about sizes cannot make the fuzzer slow. */
const LIMITS = { ...DEFAULT_ARCHIVE_LIMITS, entries: 50, entryBytes: 100_000, totalBytes: 200_000 };
const RUNS = Number(process.env.FUZZ_RUNS ?? 4000);

/** Accepted recipes, as the seeds that are mutated. */
function seeds(): readonly Uint8Array[] {
	return [...archiveRecipes().values()].filter(recipe => recipe.expect.length === 0).map(cook);
}

/** Offsets at which the bytes decide how an archive is read: signatures and what follows them. */
function sensitive(bytes: Uint8Array): number[] {
	const offsets: number[] = [];
	for (let at = 0; at + 4 <= bytes.length; at++) {
		if (bytes[at] !== 0x50 || bytes[at + 1] !== 0x4b) continue;
		for (let field = 0; field < 46 && at + field < bytes.length; field++) offsets.push(at + field);
	}
	return offsets;
}

/** What an independent reader, which goes by the local headers, makes of the same bytes. */
async function filesOfJszip(bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
	const archive = await JSZip.loadAsync(bytes, { checkCRC32: true, createFolders: false });
	const files = new Map<string, Uint8Array>();
	for (const file of Object.values(archive.files)) {
		if (!file.dir) files.set(file.unsafeOriginalName ?? file.name, await file.async('uint8array'));
	}
	return files;
}

/** Prints, for every archive in a folder, the digests of its files. Extracts nothing. */
const PYTHON_DIGESTS = `
import hashlib, json, os, sys, zipfile
found = {}
for name in os.listdir(sys.argv[1]):
    with zipfile.ZipFile(os.path.join(sys.argv[1], name)) as archive:
        found[name] = {i.filename: hashlib.sha256(archive.read(i)).hexdigest() for i in archive.infolist() if not i.is_dir()}
print(json.dumps(found))
`;

const INTERESTING = [0, 1, 2, 8, 9, 12, 20, 99, 0x2e, 0x2f, 0x50, 0x5c, 0x7f, 0x80, 0xff];

interface Mutation {
	readonly kind: 'set' | 'insert' | 'remove' | 'copy' | 'cut';
	readonly at: number;
	readonly from: number;
	readonly length: number;
	readonly value: number;
	/** Aim at a header rather than anywhere. */
	readonly header: boolean;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
	kind: fc.constantFrom('set', 'set', 'set', 'insert', 'remove', 'copy', 'cut'),
	at: fc.nat(100_000),
	from: fc.nat(100_000),
	length: fc.integer({ min: 1, max: 60 }),
	value: fc.oneof(fc.constantFrom(...INTERESTING), fc.nat(255)),
	header: fc.boolean(),
});

function mutate(bytes: Uint8Array, { kind, at, from, length, value, header }: Mutation): Uint8Array {
	if (bytes.length === 0) return bytes;
	const places = header ? sensitive(bytes) : [];
	const place = places.length > 0 ? (places[at % places.length] as number) : at % bytes.length;
	const before = bytes.subarray(0, place);
	switch (kind) {
		case 'set': {
			const changed = bytes.slice();
			changed[place] = value;
			return changed;
		}
		case 'insert':
			return Buffer.concat([before, Buffer.alloc(length, value), bytes.subarray(place)]);
		case 'remove':
			return Buffer.concat([before, bytes.subarray(place + length)]);
		case 'copy': {
			const start = from % bytes.length;
			return Buffer.concat([before, bytes.subarray(start, start + length), bytes.subarray(place)]);
		}
		case 'cut':
			return bytes.subarray(0, place);
	}
}

async function acceptsNoLie(bytes: Uint8Array): Promise<boolean> {
	const result = readArchive(bytes, nodeArchiveCodec, LIMITS);
	if (result.problems.length > 0) {
		assert.equal(result.files.length, 0);
		return false;
	}
	const other = await filesOfJszip(bytes);
	const ours = new Map(result.files.map(({ entry, bytes: content }) => [entry.path, content]));
	assert.deepEqual([...ours.keys()].sort(), [...other.keys()].sort());
	for (const [path, content] of ours) {
		const theirs = other.get(path);
		assert.ok(theirs && Buffer.compare(content, theirs) === 0, `${path} differs`);
	}
	return true;
}

describe('readArchive on mutated packages', function () {
	this.timeout(120_000);

	it('neither throws nor accepts what another reader would extract differently', async () => {
		const from = seeds();
		let accepted = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.nat(from.length - 1),
				fc.array(mutation, { minLength: 0, maxLength: 4 }),
				async (seed, mutations) => {
					const bytes = mutations.reduce(mutate, from[seed] as Uint8Array);
					if (await acceptsNoLie(bytes)) accepted++;
				},
			),
			{ numRuns: RUNS },
		);
		// A reader that refuses everything would pass the property; some mutations change nothing that matters.
		assert.ok(accepted > RUNS / 50, `${accepted} of ${RUNS} accepted`);
	});

	it('combines the lies of any two recipes without accepting them', async () => {
		const recipes = [...archiveRecipes().values()].filter(
			recipe => !recipe.raw && recipe.entries.length < 100,
		);
		// Without those whose lie is about the number of entries, which another recipe's entries can make true.
		const hostile = recipes.filter(
			recipe =>
				recipe.expect.length > 0 && !recipe.limits && !recipe.end && !recipe.expect.includes('no-files'),
		);
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...hostile), fc.constantFrom(...hostile), async (one, other) => {
				const both: Recipe = { ...one, ...other, entries: [...one.entries, ...other.entries] };
				assert.equal(await acceptsNoLie(cook(both)), false, `${one.why} ${other.why}`);
			}),
			{ numRuns: Math.ceil(RUNS / 8) },
		);
	});

	it("gives the files that Python's zipfile gives", async function () {
		const from = seeds();
		const folder = await mkdtemp(path.join(tmpdir(), 'aext-fuzz-'));
		try {
			const ours: Record<string, Record<string, string>> = {};
			const mutations = fc.sample(fc.array(mutation, { maxLength: 2 }), { numRuns: RUNS / 4, seed: RUNS });
			for (const [index, list] of mutations.entries()) {
				const bytes = list.reduce(mutate, from[index % from.length] as Uint8Array);
				const { files } = readArchive(bytes, nodeArchiveCodec, LIMITS);
				if (files.length === 0) continue;
				await writeFile(path.join(folder, `${index}.aext`), bytes);
				ours[`${index}.aext`] = Object.fromEntries(
					files.map(file => [file.entry.path, createHash('sha256').update(file.bytes).digest('hex')]),
				);
			}
			const python = spawnSync('python3', ['-c', PYTHON_DIGESTS, folder], {
				encoding: 'utf8',
				maxBuffer: 256 * 1024 * 1024,
			});
			if (python.error && 'code' in python.error && python.error.code === 'ENOENT')
				skipBecause(this, 'python3 is not installed');
			assert.equal(python.status, 0, python.stderr);
			assert.deepEqual(JSON.parse(python.stdout), ours);
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	});

	it('neither throws nor hangs on arbitrary bytes between honest ends', async () => {
		const honest = seeds()[0] as Uint8Array;
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async noise => {
				await acceptsNoLie(Buffer.concat([honest.subarray(0, 30), noise, honest.subarray(-150)]));
				await acceptsNoLie(noise);
			}),
			{ numRuns: Math.ceil(RUNS / 8) },
		);
	});
});
