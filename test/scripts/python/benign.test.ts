import { testFlows } from '../table';

/** Ordinary code that resembles the above: nothing flows where it should not. */
describe('Python: look-alikes without flows', () => {
	testFlows('python', [
		[
			'a pattern compiled',
			'import re\nre.compile(open("/root/.ssh/id_rsa").read())\nre.compile("x").search(y)',
			[],
		],
		[
			'ast.literal_eval',
			'import ast, requests\nast.literal_eval(requests.get("https://a.example").text)',
			[],
		],
		[
			'JSON of a response',
			'import requests, json\nd = json.loads(requests.get("https://a.example").text)\nopen("out.json", "w").write(d["x"])',
			[],
		],
		[
			'a safe loader',
			'import yaml, requests\nyaml.safe_load(requests.get("https://a.example").text)\nyaml.load(requests.get("https://a.example").text, Loader=yaml.SafeLoader)',
			[],
		],
		['a known command', 'import subprocess\nsubprocess.run(["git", "log", "--oneline"], check=True)', []],
		[
			'an argument of a command without a shell',
			'import subprocess, sys\nsubprocess.run(["grep", sys.argv[1], "x.txt"])',
			[],
		],
		['an address from the environment', 'import os, requests\nrequests.get(os.environ["API_URL"])', []],
		[
			'an address from the environment with a path',
			'import os, requests\nrequests.get(os.environ["API_URL"] + "/v1/me")',
			[],
		],
		[
			'a default address',
			'import os, requests\nrequests.get(os.environ.get("API_URL", "https://a.example") + "/v1/me")',
			[],
		],
		[
			'a signature made with a secret',
			'import os, hmac, requests\ns = hmac.new(os.environ["A_SECRET"].encode(), b"x", "sha256").hexdigest()\nrequests.post("https://a.example", data={"s": s})',
			[],
		],
		['a secret that stays', 'import os\nopen("/root/.ssh/config").read()\nprint("x")', []],
		[
			'whether a secret is there',
			'import os, requests\nok = os.path.exists(os.path.expanduser("~/.ssh/id_rsa"))\nrequests.post("https://a.example", json={"ok": ok})',
			[],
		],
		[
			'how long it is',
			'import requests\nn = len(open("/root/.netrc").read())\nrequests.post("https://a.example", json={"n": n})',
			[],
		],
		[
			'the environment handed to a program',
			'import os, subprocess\nsubprocess.run(["make"], env={**os.environ, "X": "1"})',
			[],
		],
		['decoding that is only shown', 'import base64\nprint(base64.b64decode("aWQ=").decode())', []],
		['decoding of an image', 'import base64\nopen("x.png", "wb").write(base64.b64decode(data))', []],
		[
			'a page written to a report',
			'import requests\nopen("report.md", "w").write(requests.get("https://a.example").text)',
			[],
		],
		[
			'a report under a name given',
			'import requests\ndef save(name): open(f"{name}.md", "w").write(requests.get("https://a.example").text)',
			[],
		],
		[
			'fetched names in git',
			'import requests, subprocess\nfor r in requests.get("https://a.example").json():\n  subprocess.run(["git", "clone", r["url"]])',
			[],
		],
		[
			'a fetched name within a command',
			'import requests, subprocess\nb = requests.get("https://a.example").json()["b"]\nsubprocess.run(f"git checkout {b}", shell=True)',
			[],
		],
		['methods called exec and eval', 'cursor.exec("x")\nmodel.eval()\ndf.eval("a + b")\nre.exec(x)', []],
		['a function of the program called exec', 'def run(x): return x\nrun(input())', []],
		['a name shadowed', 'def eval(x): return x\neval(input())', []],
		[
			'argparse and a file',
			'import argparse\na = argparse.ArgumentParser().parse_args()\nopen(a.path).read()',
			[],
		],
	]);
});
