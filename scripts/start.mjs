// npm start: from a fresh clone to VS Code with the extension in it. Installs, builds, packages, audits a sample in the
// terminal, opens VS Code on the sample, and keeps it running until Ctrl+C.
//   npm start -- --no-open   opens no browser, only prints the address
import { bootstrap } from './bootstrap.mjs';

bootstrap();
const { importScript } = await import('./run-script.mjs');
const { vsix } = await import('./package.mjs');
const { start } = await importScript('scripts/vscode/start.ts');
process.exitCode = await start({ vsix, open: !process.argv.includes('--no-open') });
