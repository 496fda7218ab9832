// Packages the extension, building it for production first. Exports the path of the result: out/aext-<version>.vsix.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { bootstrap } from './bootstrap.mjs';

bootstrap();
const { createVSIX } = await import('@vscode/vsce');
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
mkdirSync('out', { recursive: true });
mkdirSync('dist', { recursive: true });
const readmePath = 'dist/README.md';
writeFileSync(readmePath, withoutRelativeLinks(readFileSync('README.md', 'utf8')));

export const vsix = `out/aext-${version}.vsix`;
await createVSIX({
	packagePath: vsix,
	readmePath,
	rewriteRelativeLinks: false,
	allowMissingRepository: true,
	// The pages of the rules about secrets show what they find: look-alikes that open nothing.
	allowPackageSecrets: ['github', 'privatekey'],
	// Everything is bundled.
	dependencies: false,
});

/** The text as VS Code shows it, where there is no repository to link to: pictures go, links become their words. */
function withoutRelativeLinks(markdown) {
	return markdown
		.replace(/^!\[[^\]]*\]\((?!\w+:)[^)]*\)\n\n?/gm, '')
		.replace(/\[([^\]]*)\]\((?!\w+:|#)[^)]*\)/g, '$1');
}
