import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { findSecrets } from '../../server/src/facts/secrets';

/** Characters from a fixed generator, so that no key-like text stands in this file. */
function noise(length: number, alphabet: string, seed = 7): string {
	let state = seed * 2654435761;
	let text = '';
	while (text.length < length) {
		state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0;
		text += alphabet.charAt(state % alphabet.length);
	}
	return text;
}

const ALNUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const HEX = '0123456789abcdef';
const DIGITS = '0123456789';
const n = (length: number, alphabet = ALNUM): string => noise(length, alphabet);

const names = (text: string, path = 'notes.md'): string[] =>
	findSecrets(text, path)
		.filter(found => !found.fact.placeholder)
		.map(found => found.fact.name);

describe('secrets', () => {
	describe('finds tokens by their shape', () => {
		const tokens: Record<string, string> = {
			[`ghp_${n(36)}`]: 'GitHub token',
			[`github_pat_${n(22)}_${n(59)}`]: 'GitHub token',
			[`glpat-${n(20)}`]: 'GitLab token',
			[`AKIA${n(16, UPPER)}`]: 'AWS access key id',
			[`aws_secret_access_key = ${n(40)}`]: 'AWS secret access key',
			[`AIza${n(35)}`]: 'Google API key',
			[`GOCSPX-${n(28)}`]: 'Google OAuth secret',
			[`xoxb-${n(12, DIGITS)}-${n(24)}`]: 'Slack token',
			[`https://hooks.slack.com/services/T${n(9, UPPER)}/B${n(9, UPPER)}/${n(24)}`]: 'Slack webhook',
			[`https://discord.com/api/webhooks/${n(18, DIGITS)}/${n(68)}`]: 'Discord webhook',
			[`sk_live_${n(24)}`]: 'Stripe key',
			[`sk-proj-${n(80)}`]: 'OpenAI key',
			[`sk-${n(20)}T3BlbkFJ${n(20)}`]: 'OpenAI key',
			[`sk-ant-api03-${n(93)}`]: 'Anthropic key',
			[`npm_${n(36)}`]: 'npm token',
			[`pypi-AgEIcHlwaS5vcmc${n(80)}`]: 'PyPI token',
			[`SK${n(32, HEX)}`]: 'Twilio key',
			[`SG.${n(22)}.${n(43)}`]: 'SendGrid key',
			[`${n(9, '123456789')}:AA${n(33)}`]: 'Telegram bot token',
			[`AccountKey=${n(86)}==`]: 'Azure storage key',
			[`${n(3)}8Q~${n(34)}`]: 'Azure client secret',
			[`hf_${n(34)}`]: 'Hugging Face token',
			[`hvs.${n(90)}`]: 'Vault token',
			[`dapi${n(32, HEX)}`]: 'Databricks token',
			[`dop_v1_${n(64, HEX)}`]: 'DigitalOcean token',
			[`//registry.example/:_authToken=${n(36)}`]: 'package registry token',
			[`postgres://svc:${n(6)}7-${n(8)}@db.prod.invalid/x`]: 'password in a URL',
		};
		for (const [text, name] of Object.entries(tokens)) {
			it(`${name}: ${text.slice(0, 12)}…`, () => {
				assert.deepEqual(names(text), [name]);
				assert.deepEqual(names(`x = "${text}";`), [name]);
			});
		}

		it('not within longer words', () => {
			assert.deepEqual(names(`x_ghp_${n(36)}`), []);
			assert.deepEqual(names(`AKIA${n(16, UPPER)}${n(3, UPPER)}`), []);
			assert.deepEqual(names(`sha512-${n(86)}==`), []);
		});
	});

	describe('tells documentation from keys', () => {
		const placeholders = [
			`AKIAIOSFODNN7${'EXAMPLE'}`,
			`ghp_${'x'.repeat(36)}`,
			`ghp_${'1234567890abcdefghijklmnopqrstuvwxyz'}`,
			`sk-ant-api03-your-key-here-${n(60)}`,
			`AIza${'X'.repeat(35)}`,
			`npm_${'abc123'.repeat(6)}`,
			`xoxb-your-token-goes-here-please`,
			`hf_${'A'.repeat(17)}${'B'.repeat(17)}`,
			`https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX`,
			`-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg...\n-----END PRIVATE KEY-----`,
		];
		for (const text of placeholders) {
			it(`${text.slice(0, 30)}…`, () => {
				const found = findSecrets(text, 'README.md');
				assert.ok(found.length > 0);
				assert.ok(found.every(secret => secret.fact.placeholder));
			});
		}

		it('headings of keys without a key below are nothing', () => {
			assert.deepEqual(findSecrets('grep -r "-----BEGIN RSA PRIVATE KEY-----" .', 'scan.sh'), []);
			assert.deepEqual(findSecrets('if text.startswith("-----BEGIN OPENSSH PRIVATE KEY-----"):', 'a.py'), []);
		});
	});

	describe('finds private keys', () => {
		const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
		const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
		const ed = generateKeyPairSync('ed25519').privateKey;
		const lines = (length: number): string => n(length).replace(/(.{64})/g, '$1\n');
		const keys: Record<string, string> = {
			'RSA private key': rsa.export({ type: 'pkcs1', format: 'pem' }).toString(),
			'PKCS #8 private key': ed.export({ type: 'pkcs8', format: 'pem' }).toString(),
			'EC private key': ec.export({ type: 'sec1', format: 'pem' }).toString(),
			'encrypted PKCS #8 private key': rsa
				.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
				.toString(),
			'DSA private key': `-----BEGIN DSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n${lines(600)}\n-----END DSA PRIVATE KEY-----`,
			'OpenSSH private key': `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines(400)}\n-----END OPENSSH PRIVATE KEY-----`,
			'PGP private key': `-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: 1\n\n${lines(600)}\n=aB3d\n-----END PGP PRIVATE KEY BLOCK-----`,
			'PuTTY private key': `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nPublic-Lines: 1\n${n(60)}\nPrivate-Lines: 1\n${n(48)}\nPrivate-MAC: ${n(64, HEX)}`,
			'age private key': `AGE-SECRET-KEY-1${n(58, 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L')}`,
			'minisign or signify private key': `untrusted comment: minisign encrypted secret key\nRWRTY0Iy${n(204)}`,
			'JSON Web Key (private)': JSON.stringify(ec.export({ format: 'jwk' })),
			'Ed25519 signing key': JSON.stringify({ type: 'ed25519', public: n(44), private: n(88) }, null, 2),
			'WireGuard private key': `[Interface]\nPrivateKey = ${n(43)}=`,
			'base64 of a PEM private key': `KEY=${Buffer.from(rsa.export({ type: 'pkcs1', format: 'pem' })).toString('base64')}`,
			'hexadecimal private key': `PRIVATE_KEY=0x${n(64, HEX)}`,
			'Solana private key': JSON.stringify(Array.from({ length: 64 }, (_, index) => (index * 37) % 256)),
		};
		for (const [name, text] of Object.entries(keys)) it(name, () => assert.deepEqual(names(text), [name]));

		it('in strings with escaped line ends', () => {
			const pem = ed.export({ type: 'pkcs8', format: 'pem' }).toString();
			assert.deepEqual(names(JSON.stringify({ private_key: pem })), ['PKCS #8 private key']);
		});

		it('cut off before their end', () => {
			assert.deepEqual(names(`-----BEGIN RSA PRIVATE KEY-----\n${lines(600)}`), ['RSA private key']);
		});

		it('not public ones', () => {
			const pem = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
			assert.deepEqual(findSecrets(pem, 'pub.pem'), []);
			assert.deepEqual(findSecrets(JSON.stringify({ type: 'ed25519', public: n(44) }), 'pub.json'), []);
		});
	});

	it('reads names in environment files, and only there', () => {
		const text = `SERVICE_TOKEN=${n(30)}\nDB_PASSWORD=${n(9)}-4\nEMPTY_TOKEN=\nOTHER_TOKEN=\${FROM_ELSEWHERE}\n`;
		assert.deepEqual(names(text, '.env'), ['token', 'password']);
		assert.deepEqual(names(text, 'config/.env.production'), ['token', 'password']);
		assert.deepEqual(names(text, 'main.py'), []);
	});

	it('judges a JSON Web Token by its claims', () => {
		const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
		const header = part({ alg: 'HS256', typ: 'JWT' });
		assert.deepEqual(names(`${header}.${part({ sub: 'svc-billing', role: 'admin' })}.${n(43)}`), [
			'JSON Web Token',
		]);
		assert.deepEqual(names(`${header}.${part({ sub: '1234567890', name: 'John Doe' })}.${n(43)}`), []);
		assert.deepEqual(names(`${header}.${part({ role: 'anon' })}.${n(43)}`), []);
		assert.deepEqual(
			findSecrets(`${part({ version: 'one' })}.${part({ sub: 'service' })}.${n(43)}`, 'a.md'),
			[],
		);
	});

	it('gives the exact range and never the secret', () => {
		const token = `ghp_${n(36)}`;
		fc.assert(
			fc.property(fc.lorem(), fc.lorem(), (before, after) => {
				const text = `${before} ${token} ${after}`;
				const [found] = findSecrets(text, 'a.md');
				assert.ok(found);
				assert.equal(text.slice(found.range.start, found.range.end), token);
				assert.equal(found.fact.redacted, 'ghp_…(40)');
			}),
		);
	});

	it('never throws, and its ranges are inside the text and apart', () => {
		const pieces = fc.constantFrom(
			'-----BEGIN RSA PRIVATE KEY-----',
			'-----END',
			'ghp_',
			':AA',
			n(40),
			'"d":"',
			'{"kty":',
			'eyJ',
			'.',
			'\n',
			'xoxb-',
			'\ud800',
			'password=',
			'://a:b',
		);
		const texts = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.array(pieces).map(parts => parts.join('')),
		);
		fc.assert(
			fc.property(texts, fc.constantFrom('a.md', '.env', '.netrc', '.pypirc'), (text, path) => {
				let last = 0;
				for (const { range } of findSecrets(text, path)) {
					assert.ok(range.start >= last && range.start < range.end && range.end <= text.length);
					last = range.end;
				}
			}),
		);
	});

	it('takes time in proportion to hostile texts', () => {
		const size = 2_000_000;
		const units = [
			'a',
			' ',
			'-----BEGIN PRIVATE KEY-----',
			'sk-',
			'eyJ',
			'eyJaaaaaaaaaa.',
			`"private":"${'a'.repeat(20)}"`,
			'a://a:',
			'PuTTY-User-Key-File-2: a',
			':AA',
			'password=',
			'LS0tLS1CRUdJTi',
			'-us',
			'Q~',
		];
		for (const unit of units) {
			for (const path of ['a.md', '.env']) {
				findSecrets(unit.repeat(size / unit.length), path);
			}
		}
	});
});
