import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import JSZip from 'jszip';
import { packagedExtension } from '../editor/harness/packaged-extension';

const MAX_BYTES = 3 * 1024 * 1024;

/** Everything that may be in the package; anything else has slipped in. */
const ALLOWED = [
	/^\[Content_Types\]\.xml$/,
	/^extension\.vsixmanifest$/,
	/^extension\/package(\.nls(\.[a-z-]+)?)?\.json$/,
	/^extension\/(readme|changelog|support)\.md$/i,
	/^extension\/LICENSE(\.txt)?$/i,
	/^extension\/dist\/(client|server|worker|worker-audit|cli)\.cjs$/,
	/^extension\/dist\/review(\.js|-style\.css)$/,
	/^extension\/dist\/THIRD-PARTY-NOTICES\.txt$/,
	/^extension\/l10n\/bundle\.l10n\.[a-z-]+\.json$/,
	/^extension\/server\/schemas\/editor\/[\w.-]+\.schema\.json$/,
	/^extension\/docs\/rules\/[\w-]+\.md$/,
	/^extension\/syntaxes\/[\w-]+\.tmLanguage\.json$/,
	/^extension\/client\/(media\/icon\.png|media\/walkthrough\/\w+\.md|snippets\/\w+\.json)$/,
];

/** Paths that package.json points to. */
function referenced(): string[] {
	const { main, icon, bin, contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
	const paths: string[] = [
		main,
		icon,
		...Object.values<string>(bin),
		...contributes.jsonValidation.map(({ url }: { url: string }) => url),
		...contributes.grammars.map(({ path }: { path: string }) => path),
		...contributes.snippets.map(({ path }: { path: string }) => path),
		...contributes.walkthroughs.flatMap(({ steps }: { steps: { media: { markdown: string } }[] }) =>
			steps.map(step => step.media.markdown),
		),
	];
	return paths.map(path => path.replace(/^\.\//, ''));
}

describe('the packaged extension', () => {
	let names: string[];
	let vsix: string;

	before(async () => {
		vsix = packagedExtension();
		const zip = await JSZip.loadAsync(readFileSync(vsix));
		names = Object.keys(zip.files);
	});

	it('holds nothing but what it needs: no source, no source map, no package', () => {
		assert.deepEqual(
			names.filter(name => !ALLOWED.some(allowed => allowed.test(name))),
			[],
		);
	});

	it('holds everything its manifest points to', () => {
		assert.deepEqual(
			referenced().filter(path => !names.includes(`extension/${path}`)),
			[],
		);
	});

	it('holds the page of every rule', () => {
		const pages = readdirSync('docs/rules').map(name => `extension/docs/rules/${name}`);
		assert.ok(pages.length > 20);
		assert.deepEqual(
			pages.filter(page => !names.includes(page)),
			[],
		);
	});

	it('is at most 3 MiB', () => {
		assert.ok(statSync(vsix).size <= MAX_BYTES, `${statSync(vsix).size} bytes`);
	});
});
