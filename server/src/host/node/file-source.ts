import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { ByteSource } from '../../base/archive';

const WINDOW = 256 * 1024;

/** A file opened for reading by ranges. */
export interface FileSource extends ByteSource {
	close(): void;
}

/**
 * Opens an ordinary file; throws for anything else. Reads ahead, so that small reads one after the other cost few
 * calls; needs the memory of the largest single read.
 */
export function openFileSource(path: string): FileSource {
	// Not blocking: opening a pipe would wait for a writer.
	const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
	try {
		const stats = fstatSync(file);
		if (!stats.isFile()) throw new Error('not an ordinary file');
		return new OpenFile(file, stats.size);
	} catch (error) {
		closeSync(file);
		throw error;
	}
}

class OpenFile implements FileSource {
	private buffer = new Uint8Array(WINDOW);
	private from = 0;
	private held = 0;

	constructor(
		private readonly file: number,
		readonly size: number,
	) {}

	read(offset: number, length: number): Uint8Array {
		const end = Math.min(offset + length, this.size);
		if (offset < this.from || end > this.from + this.held) this.fill(offset, Math.max(0, end - offset));
		const start = offset - this.from;
		return this.buffer.subarray(start, Math.max(start, Math.min(end - this.from, this.held)));
	}

	close(): void {
		closeSync(this.file);
	}

	private fill(offset: number, length: number): void {
		if (length > this.buffer.length) this.buffer = new Uint8Array(length);
		this.from = offset;
		this.held = 0;
		while (this.held < this.buffer.length) {
			const read = readSync(
				this.file,
				this.buffer,
				this.held,
				this.buffer.length - this.held,
				offset + this.held,
			);
			if (read === 0) break;
			this.held += read;
		}
	}
}
