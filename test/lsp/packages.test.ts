import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { CancellationTokenSource, ErrorCodes, LSPErrorCodes } from 'vscode-languageserver-protocol/node';
import type { Request } from '../../server/src/protocol';
import {
	CreateKey,
	InstallPackage,
	ListInstalled,
	PackageFolder,
	PinKey,
	ReadKey,
	Revoke,
	SignPackage,
	Uninstall,
	VerifyPackage,
} from '../../server/src/protocol';
import { archiveRecipes, cook } from '../support/archive-recipe';
import { LspClient, PULLING, TestFolder } from '../support/lsp-client';
import { GREETER } from '../support/package-host';

/** Code of the error that a request is answered with; fails when it succeeds. */
async function codeOf(answer: Promise<unknown>): Promise<number> {
	try {
		await answer;
	} catch (error) {
		if (error instanceof Error && 'code' in error && typeof error.code === 'number') return error.code;
		throw error;
	}
	throw new Error('The request was answered.');
}

describe('packages over the wire', () => {
	let folder: TestFolder;
	let client: LspClient;
	/** Everything that the server wrote to standard error. */
	let printed = '';
	before(async () => {
		const files = Object.entries(GREETER).map(([name, text]) => [`greeter/${name}`, text]);
		folder = await TestFolder.create(Object.fromEntries(files));
		client = await LspClient.start({ capabilities: PULLING, home: folder.path });
		client.process.stderr?.on('data', chunk => {
			printed += String(chunk);
		});
		await client.notify('$/setTrace', { value: 'verbose' });
	});
	after(async () => {
		await client.stop();
		await folder.remove();
	});

	async function ask<Params, Result>(request: Request<Params, Result>, params: Params): Promise<Result> {
		return request.result.parse(await client.request(request.method, params));
	}

	it('go from a folder to an installed extension and back, and the key is nowhere but in the answer', async () => {
		const packed = await ask(PackageFolder, { folder: folder.at('greeter'), output: folder.at('g.aext') });
		assert.ok(packed.status === 'written');
		assert.equal(packed.files, 3);
		const { secret, fingerprint } = await ask(CreateKey, {});
		const { private: bytes } = JSON.parse(secret);
		const uri = folder.at('g.aext');
		const signed = await ask(SignPackage, { package: uri, secret });
		assert.ok(signed.status === 'signed' && signed.fingerprint === fingerprint);
		const before = await ask(VerifyPackage, { package: uri });
		assert.deepEqual([before.ok, before.outcome], [false, 'unknown-key']);

		const target = { folder: folder.at('out/greeter') };
		const asked = await ask(InstallPackage, { package: uri, target });
		assert.ok(asked.status === 'ask' && asked.reasons.length > 0);
		assert.ok(!existsSync(path.join(folder.path, 'out/greeter')));
		const { digest, reasons } = asked;
		for (const agreed of [
			{ digest: `sha256:${'0'.repeat(64)}`, reasons },
			{ digest, reasons: [] },
		]) {
			assert.equal((await ask(InstallPackage, { package: uri, target, agreed })).status, 'ask');
		}

		const source = { signatureOf: uri };
		assert.equal((await ask(ReadKey, { source })).fingerprint, fingerprint);
		const pin = { source, name: 'Acme', scope: ['com.acme.*'] };
		const other = `ed25519:${'0'.repeat(64)}`;
		assert.equal(
			await codeOf(ask(PinKey, { ...pin, fingerprint: other })),
			LSPErrorCodes.RequestFailed,
			'not the key that was shown',
		);
		await ask(PinKey, { ...pin, fingerprint });
		assert.ok((await ask(VerifyPackage, { package: uri })).ok);
		assert.equal((await ask(InstallPackage, { package: uri, target })).status, 'installed');
		assert.deepEqual(
			(await ask(ListInstalled, {})).extensions.map(each => [each.id, each.state]),
			[['com.acme.greeter', 'intact']],
		);
		await ask(Revoke, { subject: fingerprint, reason: 'stolen' });
		assert.equal((await ask(ListInstalled, {})).extensions[0]?.withdrawn[0]?.reason, 'stolen');
		assert.equal((await ask(InstallPackage, { package: uri, target })).status, 'refused');
		assert.deepEqual(await ask(Uninstall, { target: target.folder }), { removed: 3, kept: [] });

		const said = JSON.stringify([client.said, client.asked, client.statuses]) + printed;
		assert.ok(!said.includes(bytes), 'the key is in no message');
		for (const entry of await readdir(folder.path, { recursive: true, withFileTypes: true })) {
			if (!entry.isFile()) continue;
			const text = await readFile(path.join(entry.parentPath, entry.name), 'latin1');
			assert.ok(!text.includes(bytes), `the key is in ${entry.name}`);
		}
	});

	it('of every hostile kind are refused by their codes, whatever is agreed to, and nothing is written', async function () {
		// Each is read in a process of its own.
		this.timeout(60_000);
		// One for each answer; those that need limits of their own, and the others, are in the tests of the reader.
		const kinds = new Map(
			[...archiveRecipes().values()]
				.filter(({ expect, limits }) => expect.length > 0 && !limits)
				.map(recipe => [recipe.expect.join(), recipe]),
		);
		assert.ok(kinds.size > 30);
		for (const [codes, recipe] of kinds) {
			const bytes = cook(recipe);
			if (bytes.length > 1_000_000) continue;
			await folder.write('hostile.aext', bytes);
			const { ok, problems } = await ask(VerifyPackage, { package: folder.at('hostile.aext') });
			assert.ok(!ok, codes);
			assert.deepEqual(problems.map(problem => problem.code).join(), codes);
			for (const { message } of problems) assert.doesNotMatch(message, /\p{Cc}|\p{Cf}/u, codes);
		}
		const uri = folder.at('hostile.aext');
		const { digest } = await ask(VerifyPackage, { package: uri });
		const refused = await ask(InstallPackage, {
			package: uri,
			target: { folder: folder.at('hostile') },
			agreed: { digest, reasons: [] },
		});
		assert.equal(refused.status, 'refused');
		assert.ok(!existsSync(path.join(folder.path, 'hostile')));
		const { secret } = await ask(CreateKey, {});
		assert.equal((await ask(SignPackage, { package: uri, secret })).status, 'refused');
		assert.ok(!existsSync(path.join(folder.path, 'hostile.sig.json')));
	});

	it('with parameters that are none are answered as such, without what was in them', async () => {
		const secret = 'do-not-repeat-this';
		const wrong: Readonly<Record<string, unknown[]>> = {
			[PackageFolder.method]: [{}, { folder: 1 }, { folder: 'file:///x', output: 1 }],
			[SignPackage.method]: [{ secret }, { package: 1, secret }, { package: 'file:///x', secret: [secret] }],
			[VerifyPackage.method]: [{}, { package: null }],
			[ReadKey.method]: [{}, { source: secret }, { source: {} }],
			[PinKey.method]: [{ source: { key: 'file:///x' }, fingerprint: 'x', name: '', scope: [] }],
			[Revoke.method]: [
				{ subject: secret, reason: 'x' },
				{ subject: `sha256:${'0'.repeat(64)}`, reason: '' },
			],
			[InstallPackage.method]: [
				{ package: 'file:///x' },
				{ package: 'file:///x', target: { agent: 'nobody', scope: 'user' } },
				{ package: 'file:///x', target: { agent: 'claude', scope: 'project' } },
			],
			[Uninstall.method]: [{}, { target: 7 }],
		};
		for (const [method, list] of Object.entries(wrong)) {
			for (const params of list) {
				await assert.rejects(client.request(method, params), (error: Error & { code?: number }) => {
					assert.equal(error.code, ErrorCodes.InvalidParams, `${method} ${JSON.stringify(params)}`);
					assert.ok(!error.message.includes(secret), error.message);
					return true;
				});
			}
		}
		const bad = await ask(SignPackage, { package: folder.at('hostile.aext'), secret });
		assert.ok(bad.status === 'refused' && !JSON.stringify(bad).includes(secret));
		assert.ok(!(JSON.stringify(client.said) + printed).includes(secret));
	});

	it('elsewhere than in files are refused in a sentence', async () => {
		for (const uri of [
			'',
			'nowhere',
			'untitled:x.aext',
			'vscode-vfs://github/x/y.aext',
			folder.at('gone.aext'),
		]) {
			await assert.rejects(ask(VerifyPackage, { package: uri }), (error: Error) => {
				assert.doesNotMatch(error.message, /\n\s+at |failed:/, uri);
				return true;
			});
		}
		await assert.rejects(ask(Uninstall, { target: folder.at('greeter') }));
		assert.ok(existsSync(path.join(folder.path, 'greeter/SKILL.md')), 'what AEXT did not install stays');
	});

	it('that are cancelled leave nothing', async () => {
		const many = Array.from({ length: 2000 }, (_, index) => [
			`big/docs/${index}.md`,
			`# ${index}\n`.repeat(200),
		]);
		for (const [name = '', text = ''] of many) await folder.write(name, text);
		for (const [name, text] of Object.entries(GREETER)) await folder.write(`big/${name}`, text);
		const source = new CancellationTokenSource();
		const params = { folder: folder.at('big'), output: folder.at('big.aext') };
		const answer = client.connection.sendRequest(PackageFolder.method, params, source.token);
		source.cancel();
		assert.equal(await codeOf(answer), LSPErrorCodes.RequestCancelled);
		assert.deepEqual(
			(await readdir(folder.path)).filter(name => /big.*\.(?:aext|tmp)/.test(name)),
			[],
		);
		assert.equal((await ask(PackageFolder, params)).status, 'written', 'the server goes on');
	});
});
