// Measures the detector on labelled sets, on as many threads as there are cores:
//   npm run eval -- set.jsonl.gz… [--json out.json] [--baseline old.json] [--summary page.md [--date YYYY-MM-DD]]
//     [--show] [--only words] [--threads n]
import { importScript } from './run-script.mjs';

await importScript('test/eval/main.ts');
