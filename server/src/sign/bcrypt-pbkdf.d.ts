declare module 'bcrypt-pbkdf' {
	/** Fills `key`; returns -1 when an argument is out of bounds. Source: OpenBSD `bcrypt_pbkdf(3)`. */
	export function pbkdf(
		password: Uint8Array,
		passwordLength: number,
		salt: Uint8Array,
		saltLength: number,
		key: Uint8Array,
		keyLength: number,
		rounds: number,
	): number;
}
