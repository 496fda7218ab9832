// Measures the detector on labelled sets: npm run eval -- set.jsonl.gz… [--json out.json] [--baseline old.json] [--show]
import { importScript } from './run-script.mjs';

await importScript('test/eval/main.ts');
