/** Reads the data types of RFC 4251, section 5. Past the end everything is `undefined`. */
export class SshReader {
	private at = 0;

	constructor(private readonly data: Uint8Array) {}

	get atEnd(): boolean {
		return this.at === this.data.length;
	}

	uint32(): number | undefined {
		if (this.at + 4 > this.data.length) return undefined;
		const view = new DataView(this.data.buffer, this.data.byteOffset + this.at, 4);
		this.at += 4;
		return view.getUint32(0);
	}

	/** Bytes preceded by their length. */
	bytes(): Uint8Array | undefined {
		const length = this.uint32();
		if (length === undefined || this.at + length > this.data.length) return undefined;
		this.at += length;
		return this.data.subarray(this.at - length, this.at);
	}

	/** Text preceded by its length. */
	string(): string | undefined {
		const bytes = this.bytes();
		return bytes && new TextDecoder().decode(bytes);
	}

	/** Text of a known length. */
	text(length: number): string | undefined {
		if (this.at + length > this.data.length) return undefined;
		this.at += length;
		return new TextDecoder().decode(this.data.subarray(this.at - length, this.at));
	}
}

/** Bytes preceded by their length. */
export function sshString(bytes: Uint8Array): Uint8Array {
	const result = new Uint8Array(4 + bytes.length);
	new DataView(result.buffer).setUint32(0, bytes.length);
	result.set(bytes, 4);
	return result;
}
