import { auditFigures } from './audit';
import { languageServerFigures } from './language-server';
import { table } from './measure';
import { packageFigures } from './packages';
import { programFigures } from './program';
import { reviewFigures } from './reviews';

/** `npm run bench`: every figure with its stated limit. Nothing here fails a test: machines differ. */
const figures = [
	...(await programFigures()),
	...auditFigures(),
	...(await packageFigures()),
	...(await languageServerFigures()),
	...(await reviewFigures()),
];
process.stdout.write(`Node ${process.version}\n${table(figures)}`);
