import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { FileSet, SourceFile } from '../../server/src/base/files';

export type Label = 'malicious' | 'benign' | 'risky';

/** One labelled extension of a set, its files in memory. */
export interface Sample {
	readonly id: string;
	readonly source: string;
	readonly label: Label;
	readonly technique?: string;
	readonly files: readonly SampleFile[];
}

interface SampleFile {
	readonly path: string;
	readonly size: number;
	readonly text?: string;
	readonly base64?: string;
	readonly symlink?: string;
	readonly omitted?: boolean;
	readonly mode?: number;
}

/** Reads labelled sets: one JSON object a line, plain or gzipped. Nothing is written to disk. */
export async function readSamples(file: string): Promise<readonly Sample[]> {
	const bytes = await readFile(file);
	const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
	return text
		.split('\n')
		.filter(line => line.trim() !== '')
		.map((line, index) => {
			const value: unknown = JSON.parse(line);
			if (!isSample(value)) throw new Error(`${file}:${index + 1} is not a labelled extension.`);
			return value;
		});
}

function isSample(value: unknown): value is Sample {
	return (
		typeof value === 'object' &&
		value !== null &&
		'id' in value &&
		'label' in value &&
		'files' in value &&
		Array.isArray(value.files)
	);
}

/** The files of a sample as the engine sees them. A sample that is one skill folder is rooted at its SKILL.md. */
export function fileSetOf(sample: Sample): FileSet {
	const root = commonRoot(sample.files.map(file => file.path));
	const files = sample.files.map(file => sourceFile({ ...file, path: file.path.slice(root.length) }));
	const folder = root.split('/').at(-2) ?? '';
	return { folder, files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), unlisted: [] };
}

function sourceFile(file: SampleFile): SourceFile {
	const { path, mode } = file;
	const common = { path, ...(mode !== undefined && { mode }) };
	if (file.symlink !== undefined) return { ...common, type: 'symlink', size: 0, target: file.symlink };
	if (file.text !== undefined) {
		const bytes = new TextEncoder().encode(file.text);
		return { ...common, type: 'file', size: bytes.byteLength, bytes };
	}
	if (file.base64 !== undefined) {
		const bytes = Buffer.from(file.base64, 'base64');
		return { ...common, type: 'file', size: bytes.byteLength, bytes };
	}
	return { ...common, type: 'file', size: file.size, unread: 'its content is not in the set' };
}

/** The folder, with its slash, that all paths share. */
function commonRoot(paths: readonly string[]): string {
	const [first = '', ...others] = paths;
	let root = first.slice(0, first.lastIndexOf('/') + 1);
	for (const path of others) {
		while (!path.startsWith(root)) root = root.slice(0, root.lastIndexOf('/', root.length - 2) + 1);
	}
	return root;
}
