import type * as vscode from 'vscode';

/** A signing key of the person. */
export interface SigningKey {
	readonly name: string;
	readonly fingerprint: string;
	/** Text of the public key file. */
	readonly publicKey: string;
	/** Text of the private key: goes to the server for signing, and nowhere else. */
	readonly secret: string;
}

const STORED = 'aext.signingKeys';

/** The person's signing keys, in the editor's secret storage. */
export class SigningKeys {
	constructor(private readonly storage: vscode.SecretStorage) {}

	async all(): Promise<readonly SigningKey[]> {
		const text = await this.storage.get(STORED);
		return text === undefined ? [] : JSON.parse(text);
	}

	async add(key: SigningKey): Promise<void> {
		await this.storage.store(STORED, JSON.stringify([...(await this.all()), key]));
	}
}
