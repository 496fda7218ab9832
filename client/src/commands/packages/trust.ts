import * as vscode from 'vscode';
import { type KeySource, PinKey, ReadKey, Revoke, VerifyPackage } from '../../../../server/src/protocol';
import type { Command, CommandContext } from '../command';
import { choosePackage, openPackage, uriFrom } from './choose';

/** Pins the key of a key file, or the one that signed a package, which is given or whose review is in front. */
export const pinKey: Command = {
	id: 'aext.pinKey',
	attempted: () => vscode.l10n.t('The key could not be pinned.'),
	async run({ server }, target) {
		const { l10n } = vscode;
		const uri = uriFrom(target) ?? openPackage() ?? (await openKeyFile());
		if (uri === undefined) return;
		const ofPackage = uri.path.endsWith('.aext');
		const source: KeySource = ofPackage ? { signatureOf: uri.toString() } : { key: uri.toString() };
		const { fingerprint } = await server.request(ReadKey, { source });
		const title = l10n.t('Pin Publisher Key');
		const name = await vscode.window.showInputBox({
			title,
			prompt: l10n.t('Your name for the publisher'),
			ignoreFocusOut: true,
			validateInput: value => (value.trim() === '' ? l10n.t('A publisher needs a name.') : undefined),
		});
		if (name === undefined) return;
		const id = ofPackage
			? (await server.request(VerifyPackage, { package: uri.toString() })).extensionId
			: undefined;
		const ids = await vscode.window.showInputBox({
			title,
			prompt: l10n.t(
				'Ids of the extensions that it may sign, separated by spaces; com.acme.* or * are possible',
			),
			value: id ?? '*',
			ignoreFocusOut: true,
			validateInput: value => (value.trim() === '' ? l10n.t('Name at least one.') : undefined),
		});
		if (ids === undefined) return;
		const pin = l10n.t('Pin');
		const advice = l10n.t('Compare the fingerprint with the one that the publisher told you by another way:');
		const detail = `${advice}

${fingerprint}`;
		const question = l10n.t('Trust this key as {0}?', name.trim());
		const picked = await vscode.window.showWarningMessage(question, { modal: true, detail }, pin);
		if (picked !== pin) return;
		await server.request(PinKey, { source, fingerprint, name: name.trim(), scope: ids.trim().split(/\s+/) });
		// Not waited for: whoever asked for the pin goes on with it, not when the message is closed.
		void vscode.window.showInformationMessage(l10n.t('The key of {0} is pinned.', name.trim()));
	},
};

async function openKeyFile(): Promise<vscode.Uri | undefined> {
	const chosen = await vscode.window.showOpenDialog({ title: vscode.l10n.t('Which public key?') });
	return chosen?.[0];
}

/** Withdraws the signing key of a package, or the package itself; takes a fingerprint or digest as well. */
export const revoke: Command = {
	id: 'aext.revoke',
	attempted: () => vscode.l10n.t('Nothing was revoked.'),
	async run(context, target) {
		const { l10n } = vscode;
		const subject = await subjectOf(context, target);
		if (subject === undefined) return;
		const reason = await vscode.window.showInputBox({
			title: l10n.t('Revoke'),
			prompt: l10n.t('Why it must no longer be trusted'),
			ignoreFocusOut: true,
			validateInput: value => (value.trim() === '' ? l10n.t('Give a reason.') : undefined),
		});
		if (reason === undefined) return;
		const confirm = l10n.t('Revoke');
		const picked = await vscode.window.showWarningMessage(
			l10n.t('Revoke it for good?'),
			{ modal: true, detail: `${subject}\n\n${l10n.t('This cannot be undone.')}` },
			confirm,
		);
		if (picked !== confirm) return;
		await context.server.request(Revoke, { subject, reason: reason.trim() });
		await vscode.window.showInformationMessage(
			l10n.t('Revoked. What was installed of it is listed as withdrawn.'),
		);
	},
};

const SUBJECT = /^(?:ed25519|sha256):[0-9a-f]{64}$/;

async function subjectOf({ server }: CommandContext, target: unknown): Promise<string | undefined> {
	const { l10n } = vscode;
	if (typeof target === 'string' && SUBJECT.test(target)) return target;
	const uri = await choosePackage(target);
	if (uri === undefined) return undefined;
	const { digest, fingerprint } = await server.request(VerifyPackage, { package: uri.toString() });
	const items = [
		{ label: l10n.t('This package'), description: digest, subject: digest },
		...(fingerprint === undefined
			? []
			: [{ label: l10n.t('The key that signed it'), description: fingerprint, subject: fingerprint }]),
	];
	return (await vscode.window.showQuickPick(items, { title: l10n.t('What is to be revoked?') }))?.subject;
}
