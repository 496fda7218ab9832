import { testUses } from '../table';

/** The same two calls, written so that no search for their names finds them. */
describe('Python: names in disguise', () => {
	const run = ['shell id'];
	testUses('python', [
		['an alias', 'import os as o\no.system("id")', run],
		['an alias of an alias', 'import os\na = os\nb = a.system\nb("id")', run],
		['import in pieces', '__import__("o" + "s").system("id")', run],
		['importlib', 'import importlib\nimportlib.import_module("os").system("id")', run],
		['getattr', 'import os\ngetattr(os, "sys" + "tem")("id")', run],
		['getattr on an import', 'getattr(__import__("o" + "s"), "".join(["sys", "tem"]))("id")', run],
		['reversed', 'import os\ngetattr(os, "metsys"[::-1])("id")', run],
		[
			'character codes',
			'import os\ngetattr(os, "".join(map(chr, [115, 121, 115, 116, 101, 109])))("id")',
			run,
		],
		[
			'codes with a key',
			'import os\ngetattr(os, "".join(chr(c ^ 1) for c in [114, 120, 114, 117, 100, 108]))("id")',
			run,
		],
		['bytes', 'import os\ngetattr(os, bytes([115, 121, 115, 116, 101, 109]).decode())("id")', run],
		['builtins', '__builtins__.__import__("os").system("id")', run],
		[
			'builtins by key',
			'import builtins\nbuiltins.__dict__["ev" + "al"]("__import__(\'os\').system(\'id\')")',
			run,
		],
		['globals', 'import os\nglobals()["os"].system("id")', run],
		['modules', 'import sys, os\nsys.modules["os"].system("id")', run],
		['vars', 'import os\nvars(os)["system"]("id")', run],
		['star import', 'from os import *\nsystem("id")', run],
		['partial', 'import os, functools\nfunctools.partial(os.system, "id")()', run],
		['a mapping of functions', 'import os\nd = {"a": os.system}\nd["a"]("id")', run],
		['a list of functions', 'import os\n[os.system][0]("id")', run],
		['map', 'import os\nlist(map(os.system, ["id"]))', run],
		['a lambda', 'import os\n(lambda f: f("id"))(os.system)', run],
		['a default argument', 'import os\ndef f(c, r=os.system): r(c)\nf("id")', run],
		['a class attribute', 'import os\nclass A:\n  r = os.system\nA.r("id")', run],
		['full-width letters', 'import os\nｏｓ.ｓｙｓｔｅｍ("id")', run],
		['mathematical letters', '𝐞𝐱𝐞𝐜("import os; os.system(\'id\')")', run],
		['exec of text', 'exec("import os\\nos.system(\'id\')")', run],
		['Python 2 exec', 'exec "import os; os.system(\'id\')"', run],
		['an unusual module name', 'import posix\nposix.system("id")', run],
		['a walrus', 'import os\n(s := os.system)("id")', run],
		['operator.attrgetter', 'import os, operator\noperator.attrgetter("system")(os)("id")', run],
	]);

	const fetched = ['download https://a.example/x'];
	testUses('python', [
		['percent', 'import requests\nrequests.get("https://%s/%s" % ("a.example", "x"))', fetched],
		['percent with names', 'import requests\nrequests.get("https://%(h)s/x" % {"h": "a.example"})', fetched],
		['format', 'import requests\nrequests.get("https://{}/{p}".format("a.example", p="x"))', fetched],
		['f-string', 'import requests\nh = "a.example"\nrequests.get(f"https://{h}/x")', fetched],
		['join', 'import requests\nrequests.get("".join(["ht", "tps:", "//a.ex", "ample/x"]))', fetched],
		['replace', 'import requests\nrequests.get("hXXps://a.example/x".replace("XX", "tt"))', fetched],
		['escapes', 'import requests\nrequests.get("\\x68ttps://a.example/x")', fetched],
		['adjacent literals', 'import requests\nrequests.get("https://" "a.example" "/x")', fetched],
		[
			'a constant function',
			'import requests\ndef h(): return "a.exa" + "mple"\nrequests.get("https://" + h() + "/x")',
			fetched,
		],
		['upper and lower', 'import requests\nrequests.get("HTTPS://A.EXAMPLE/X".lower())', fetched],
		[
			'translate',
			'import requests\nrequests.get("https:--a.example-x".translate(str.maketrans("-", "/")))',
			fetched,
		],
		['split and index', 'import requests\nrequests.get("x|https://a.example/x|y".split("|")[1])', fetched],
		[
			'a while loop',
			'import requests\ns = ""\ni = 0\nk = [105, 117, 117, 113, 116]\nwhile i < len(k):\n  s += chr(k[i] - 1)\n  i += 1\nrequests.get(s + "://a.example/x")',
			fetched,
		],
		['int with a base', 'import requests\nrequests.get(chr(int("68", 16)) + "ttps://a.example/x")', fetched],
		[
			'base64',
			'import requests, base64\nrequests.get(base64.b64decode("aHR0cHM6Ly9hLmV4YW1wbGUveA==").decode())',
			['download https://a.example/x via base64'],
		],
		[
			'an environment default',
			'import requests, os\nrequests.get(os.environ.get("U", "https://a.example/x"))',
			fetched,
		],
	]);
});
