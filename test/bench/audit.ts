import { createHash } from 'node:crypto';
import { analyseExtension } from '../../server/src/facts/analyse-extension';
import { Analyser } from '../../server/src/facts/analyser';
import { runRules } from '../../server/src/rules/run';
import type { Figure } from './measure';
import { scriptText, skillText } from './skill-text';

const EXTENSIONS = 60;
const MEGABYTE = 1 << 20;

/** Judges an extension made of these texts, nothing remembered; milliseconds. */
function timeOf(files: Readonly<Record<string, string>>): number {
	const set = {
		folder: 'bench',
		files: Object.entries(files).map(([path, text]) => {
			const bytes = new TextEncoder().encode(text);
			return { path, type: 'file' as const, size: bytes.byteLength, bytes };
		}),
		unlisted: [],
	};
	const started = performance.now();
	runRules(analyseExtension(set, new Analyser({ remembered: 0 })));
	return performance.now() - started;
}

/**
 * Speed over 60 extensions, each a SKILL.md of 8 to 30 kB and three Python scripts, on one thread; and the same bytes
 * read through SHA-256 in this run, as the limit no judgement can pass.
 */
function throughput(): readonly Figure[] {
	const corpus = Array.from({ length: EXTENSIONS }, (_each, at) => ({
		'SKILL.md': `${skillText(8000 + (at % 12) * 2000)}\nNumber ${at}.\n`,
		'a.py': scriptText(3 * at),
		'b.py': scriptText(3 * at + 1),
		'c.py': scriptText(3 * at + 2),
	}));
	const texts = corpus.flatMap(files => Object.values(files));
	const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
	for (const files of corpus.slice(0, 10)) timeOf(files);
	const audit = corpus.reduce((sum, files) => sum + timeOf(files), 0);
	const started = performance.now();
	for (const text of texts) createHash('sha256').update(text).digest();
	const hash = performance.now() - started;
	return [
		{ name: 'audit of generated extensions, one thread', value: megabytes / (audit / 1e3), unit: 'MB/s' },
		{ name: 'audit, times as long as SHA-256 of the same bytes', value: audit / hash, unit: 'x' },
	];
}

/** Single files made to cost most: a piece repeated up to a megabyte, and what stands before and after. */
const BAIT: readonly (readonly [name: string, path: string, piece: string])[] = [
	['quotes in one another', 'a.md', '> '],
	['opening brackets', 'a.md', '['],
	['backticks of growing runs', 'a.md', '` `` ``` '],
	['emphasis marks', 'a.md', '*a _b '],
	['table rows', 'a.md', '| a | b |\n|---|---|\n'],
	['tags that hide nothing', 'a.md', '<p style="x">'],
	['unclosed comments', 'a.md', '<!-- '],
	['blank lines and words', 'a.md', 'word \n\n'],
	['one long word', 'a.md', 'a'],
	['verbs without end', 'a.md', 'ignore send delete run read '],
	['quotation marks', 'a.md', '"a '],
	['small fences', 'a.md', '```sh\ncurl https://a.example\n```\n'],
	['URLs with passwords', 'a.txt', 'a://b:c'],
	['starts of tokens', 'a.txt', 'sk-ant-api '],
	['headers of keys', 'a.txt', '-----BEGIN PRIVATE KEY-----\n'],
	['brackets', 'a.py', '('],
	['calls in calls', 'a.py', 'f(open('],
	['assignments', 'a.py', 'a = a + "x"\n'],
	['functions', 'a.py', 'def f(a):\n  return open(a)\nf("x")\n'],
	['brackets', 'a.js', '['],
	['template strings', 'a.js', '`${'],
	['assignments', 'a.js', 'a += require("fs").readFileSync(a);\n'],
	['substitutions', 'a.sh', '$('],
	['pipes', 'a.sh', 'cat a | '],
	['assignments', 'a.sh', 'a=$a$a\ncurl "$a"\n'],
	['here-documents', 'a.sh', 'cat <<E\n'],
	['keys of frontmatter', 'SKILL.md', '---\na: &a [*a]\n'],
	['brackets', 'a.json', '['],
];

/** Time for each such file of a megabyte, and how it grows from half the size: about 2 where it is linear. */
function worstFiles(): readonly Figure[] {
	return BAIT.flatMap(([name, path, piece]): Figure[] => {
		const text = (size: number) => piece.repeat(Math.ceil(size / piece.length));
		const half = timeOf({ [path]: text(MEGABYTE / 2) });
		const whole = timeOf({ [path]: text(MEGABYTE) });
		const title = `${path}, ${name}`;
		const time: Figure = { name: `${title}, 1 MiB`, value: whole, unit: 'ms', limit: 1000 };
		const growth: Figure = {
			name: `${title}, against half of it`,
			value: whole / half,
			unit: 'x',
			limit: 3,
		};
		return whole > 200 ? [time, growth] : [time];
	});
}

/** Figures of the analysis itself: speed, and the single files that cost most. */
export function auditFigures(): readonly Figure[] {
	return [...throughput(), ...worstFiles()];
}
