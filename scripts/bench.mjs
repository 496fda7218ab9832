// Measures speed and memory against the stated limits: npm run bench
import './package.mjs';
import { importScript } from './run-script.mjs';

process.env.AEXT_SERVER ??= 'dist/server.cjs';
await importScript('test/bench/main.ts');
