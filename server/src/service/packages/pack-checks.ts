import { decodeText } from '../../base/decode';
import { escapeForDisplay } from '../../base/display';
import { LineIndex } from '../../base/lines';
import { findSecrets } from '../../facts/secrets';
import { readKey } from '../../formats/keys/read-key';
import { type ExtensionType, MANIFEST_FILE } from '../../formats/manifest/model';
import { parseManifest } from '../../formats/manifest/parse';
import { SKILL_FILE } from '../../formats/skill/model';
import type { Host } from '../../host/model';
import type { PackedFile, Refusal } from '../../pack/model';

/** What the contents of an extension's files say about packing them. */
export interface ContentChecks {
	readonly refused: readonly Refusal[];
	/** Absent when the manifest is missing or not valid. */
	readonly extension?: { readonly id: string; readonly type: ExtensionType; readonly version: string };
}

/** Bytes that are looked into before pending events are let in. */
const BREATHE_AFTER = 512 * 1024;

/** Looks for what must not be packed and for what must be there. Everything is told, not only the first. */
export async function checkContents(host: Host, files: readonly PackedFile[]): Promise<ContentChecks> {
	const refused: Refusal[] = [];
	let looked = 0;
	for (const file of files) {
		refused.push(...secretsIn(file));
		looked += file.bytes.length;
		if (looked < BREATHE_AFTER) continue;
		looked = 0;
		await host.breathe();
	}
	const manifest = files.find(file => file.path === MANIFEST_FILE);
	if (!manifest) {
		const message = `There is no ${MANIFEST_FILE}. Run \`aext init\` or create one from use.`;
		return { refused: [...refused, { code: 'manifest-missing', message }] };
	}
	const checked = checkManifest(manifest.bytes);
	refused.push(...checked.refused);
	const { extension } = checked;
	if (extension?.type === 'skill' && !files.some(file => file.path === SKILL_FILE)) {
		const message = `The extension is a skill, and there is no ${SKILL_FILE} beside its manifest.`;
		refused.push({ code: 'skill-missing', message });
	}
	return { refused, ...(extension && { extension }) };
}

const MOST_PER_FILE = 20;
/** A key file of our own or the reference tool's is a few hundred bytes. */
const KEY_FILE_BYTES = 8192;

function secretsIn({ path, bytes }: PackedFile): readonly Refusal[] {
	const { text, encoding } = decodeText(bytes);
	if (encoding === 'binary') return [];
	const shown = escapeForDisplay(path);
	const found = findSecrets(text, path).filter(({ fact }) => fact.type !== 'password' && !fact.placeholder);
	if (found.length > 0) {
		const lines = LineIndex.of(text);
		return found.slice(0, MOST_PER_FILE).map(({ fact, range }) => {
			const line = lines.positionAt(range.start).line + 1;
			const message = `'${shown}' holds a ${fact.name} in line ${line} (${fact.redacted}). Remove it, and replace it where it was used.`;
			return { code: fact.type, path, message };
		});
	}
	if (bytes.length > KEY_FILE_BYTES) return [];
	const key = readKey(text);
	if (key.kind !== 'private' && key.kind !== 'encrypted') return [];
	const message = `'${shown}' is a private signing key. Keep it outside the folder.`;
	return [{ code: 'private-key', path, message }];
}

function checkManifest(bytes: Uint8Array): ContentChecks {
	const { text, encoding, bom } = decodeText(bytes);
	if (encoding !== 'utf-8') {
		const message = `${MANIFEST_FILE} is not UTF-8 text.`;
		return { refused: [{ code: 'manifest-invalid', path: MANIFEST_FILE, message }] };
	}
	const { manifest, problems } = parseManifest(text, { bom });
	const lines = LineIndex.of(text);
	const refused = problems.map(({ message, range }) => ({
		code: 'manifest-invalid',
		path: MANIFEST_FILE,
		message: `${MANIFEST_FILE}, line ${lines.positionAt(range.start).line + 1}: ${message}`,
	}));
	const { id, type, version } = manifest;
	if (refused.length > 0 || id === undefined || type === undefined || version === undefined)
		return { refused };
	return { refused, extension: { id, type, version } };
}
