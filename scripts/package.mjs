// Packages the extension, building it for production first. Exports the path of the result: out/aext-<version>.vsix.
import { mkdirSync, readFileSync } from 'node:fs';
import { bootstrap } from './bootstrap.mjs';

bootstrap();
const { createVSIX } = await import('@vscode/vsce');
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
mkdirSync('out', { recursive: true });
export const vsix = `out/aext-${version}.vsix`;
// Everything is bundled, so no package comes along.
await createVSIX({ packagePath: vsix, dependencies: false, allowMissingRepository: true });
