import assert from 'node:assert/strict';
import type { CodeAction } from 'vscode-languageserver-protocol/node';
import { decodeText } from '../../server/src/base/decode';
import type { FileSet } from '../../server/src/base/files';
import type { Finding } from '../../server/src/base/finding';
import { applyEdit } from '../support/apply-edit';
import { applyFix } from '../support/apply-fix';
import { type FixtureCase, findingsOf, fixtureCases, fixtureFolders } from '../support/fixtures';
import { LspClient, PULLING, TestFolder } from '../support/lsp-client';

interface Fixable {
	readonly fixture: FixtureCase;
	readonly findings: readonly Finding[];
}

/** Every finding that has fixes, of the rules' own examples. Waivers are of a workspace, not of an extension. */
const FIXABLE: readonly Fixable[] = fixtureFolders()
	.filter(rule => !rule.startsWith('waiver-'))
	.flatMap(rule => fixtureCases(rule))
	.filter(({ bad }) => bad)
	.map(fixture => ({
		fixture,
		findings: findingsOf(fixture).filter(({ rule, fixes }) => rule === fixture.rule && fixes.length > 0),
	}))
	.filter(({ findings }) => findings.length > 0);

for (const encoding of ['utf-16', 'utf-8'] as const) {
	describe(`quick fixes over the wire, in ${encoding}`, () => {
		let client: LspClient;
		let folder: TestFolder;

		before(async () => {
			const files = FIXABLE.flatMap(({ fixture }) =>
				fixture.files.files.map(({ path, bytes = new Uint8Array() }) => [
					`${folderOf(fixture)}/${path}`,
					bytes,
				]),
			);
			folder = await TestFolder.create(Object.fromEntries(files));
			client = await LspClient.start({
				folders: [folder.uri],
				capabilities: { ...PULLING, general: { positionEncodings: [encoding] } },
			});
		});

		after(async () => {
			assert.equal(await client.stop(), 0);
			await folder.remove();
		});

		for (const { fixture, findings } of FIXABLE) {
			it(`${fixture.rule}: ${fixture.name}`, async () => {
				const root = folder.at(folderOf(fixture));
				const before = new Map(textsBelow(root, fixture.files));
				for (const finding of findings) {
					const actions = await actionsFor(`${root}/${finding.location.path}`, finding);
					for (const fix of finding.fixes) {
						const action = actions.find(({ title }) => title === fix.title);
						assert.ok(
							action?.edit,
							`${fix.title} is not among ${actions.map(({ title }) => title).join(' | ')}`,
						);
						const wanted = applyFix(fixture.files, fix);
						const renamed = wanted.folder === fixture.files.folder ? root : siblingOf(root, wanted.folder);
						assert.deepEqual(
							sorted(applyEdit(before, action.edit, encoding)),
							sorted(new Map(textsBelow(renamed, wanted))),
							fix.title,
						);
					}
				}
			});
		}

		/** Actions offered for the diagnostic that shows a finding. */
		async function actionsFor(uri: string, finding: Finding): Promise<readonly CodeAction[]> {
			const shown = (await client.diagnostics(uri)).filter(({ data }) =>
				JSON.stringify(data)?.includes(finding.fingerprint),
			);
			assert.equal(shown.length, 1, `${finding.message} is shown`);
			const [diagnostic] = shown;
			assert.ok(diagnostic);
			const actions = await client.actions(uri, diagnostic.range, shown, ['quickfix']);
			return actions.filter(({ diagnostics }) => diagnostics?.length);
		}
	});
}

function folderOf({ rule, name, files }: FixtureCase): string {
	return `${rule}/${name}/${files.folder || 'extension'}`;
}

function siblingOf(uri: string, name: string): string {
	return `${uri.slice(0, uri.lastIndexOf('/'))}/${name}`;
}

function textsBelow(root: string, { files }: FileSet): readonly [string, string][] {
	return files.map(({ path, text, bytes }) => [
		`${root}/${path}`,
		text ?? decodeText(bytes ?? new Uint8Array()).text,
	]);
}

function sorted(files: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
	return [...files].sort(([a], [b]) => (a < b ? -1 : 1));
}
