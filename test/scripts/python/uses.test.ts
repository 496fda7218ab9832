import { testUses } from '../table';

describe('Python: what it reaches on the network', () => {
	testUses('python', [
		['requests', 'import requests\nrequests.get("https://a.example/x")', ['download https://a.example/x']],
		[
			'an upload',
			'import requests as r\nr.post("https://a.example/x", data=b)',
			['upload https://a.example/x'],
		],
		[
			'a method named',
			'import requests\nrequests.request("PUT", "https://a.example/x", data=b)',
			['upload https://a.example/x'],
		],
		[
			'a session',
			'import requests\ns = requests.Session()\ns.post("https://a.example/x", json=b)',
			['upload https://a.example/x'],
		],
		[
			'httpx with a base',
			'import httpx\nc = httpx.Client(base_url="https://a.example/v1")\nc.get("/me")',
			['download https://a.example/v1/me'],
		],
		[
			'aiohttp',
			'import aiohttp\nasync def f():\n  async with aiohttp.ClientSession() as s:\n    async with s.get("https://a.example/x") as r:\n      return await r.text()',
			['download https://a.example/x'],
		],
		[
			'urllib',
			'from urllib.request import urlopen\nurlopen("https://a.example/x")',
			['download https://a.example/x'],
		],
		[
			'urllib with a request',
			'import urllib.request\nq = urllib.request.Request("https://a.example/x", data=b)\nurllib.request.urlopen(q)',
			['upload https://a.example/x'],
		],
		[
			'urllib of Python 2',
			'import urllib2\nprint urllib2.urlopen("http://a.example/x").read()',
			['download http://a.example/x'],
		],
		[
			'http.client',
			'import http.client\nc = http.client.HTTPSConnection("a.example")\nc.request("POST", "/x", body)',
			['upload https://a.example/x'],
		],
		[
			'a socket',
			'import socket\ns = socket.socket()\ns.connect(("192.0.2.1", 4444))',
			['connect tcp://192.0.2.1:4444'],
		],
		[
			'a socket in one call',
			'import socket\nsocket.create_connection(("a.example", 80))',
			['connect tcp://a.example:80'],
		],
		[
			'a server',
			'import socket\ns = socket.socket()\ns.bind(("0.0.0.0", 8000))',
			['listen tcp://0.0.0.0:8000'],
		],
		[
			'mail',
			'import smtplib\ns = smtplib.SMTP("mail.example", 587)\ns.sendmail(a, b, c)',
			['connect smtp://mail.example:587'],
		],
		['ftp', 'from ftplib import FTP\nf = FTP("ftp.example")', ['connect ftp://ftp.example']],
		[
			'ssh',
			'import paramiko\nc = paramiko.SSHClient()\nc.connect("host.example", 22)',
			['connect ssh://host.example:22'],
		],
		[
			'a web socket',
			'import websocket\nwebsocket.create_connection("wss://a.example/s")',
			['connect wss://a.example/s'],
		],
		['a name look-up', 'import socket\nsocket.gethostbyname("a.example")', ['connect dns://a.example']],
		[
			'cloud storage',
			'import boto3\nboto3.client("s3").upload_file("a.txt", "b", "c")',
			['upload https://s3.amazonaws.com:443', 'read a.txt'],
		],
		[
			'an address put together',
			'import requests\nHOST = "a.example"\nfor p in ["x", "y"]:\n  requests.get(f"https://{HOST}/{p}")',
			['download https://a.example/x', 'download https://a.example/y'],
		],
		[
			'an address known in part',
			'import requests\nrequests.get(f"https://a.example/u/{name}")',
			['download https://a.example/u/*'],
		],
		[
			'an address known at run time only',
			'import requests, sys\nrequests.get(sys.argv[1])',
			['download ?://?'],
		],
		[
			'one of two addresses',
			'import requests\nu = "https://a.example" if x else "https://b.example"\nrequests.get(u)',
			['download https://a.example', 'download https://b.example'],
		],
		[
			'certificates not checked',
			'import requests\nrequests.get("https://a.example", verify=False)',
			['off tls-verification'],
		],
		[
			'certificates not checked anywhere',
			'import ssl\nssl._create_default_https_context = ssl._create_unverified_context',
			['off tls-verification'],
		],
		['no import in a snippet', 'requests.get("https://a.example/x")', ['download https://a.example/x']],
	]);
});

describe('Python: which files it touches', () => {
	testUses('python', [
		['open', 'open("a/b.txt").read()', ['read a/b.txt']],
		['open for writing', 'with open("out.txt", "w") as f: f.write(x)', ['write out.txt']],
		['open for both', 'open("x.bin", mode="r+b")', ['read x.bin', 'write x.bin']],
		[
			'pathlib',
			'from pathlib import Path\n(Path.home() / ".config" / "x.toml").read_text()',
			['read ~/.config/x.toml'],
		],
		[
			'pathlib writing',
			'import pathlib\npathlib.Path("out").joinpath("a.txt").write_text("x")',
			['write out/a.txt'],
		],
		[
			'beside the script',
			'from pathlib import Path\n(Path(__file__).parent.parent / "assets" / "x.json").read_text()',
			['read ../assets/x.json'],
		],
		[
			'beside the script with os.path',
			'import os\nopen(os.path.join(os.path.dirname(os.path.abspath(__file__)), "x.json"))',
			['read x.json'],
		],
		['home from the environment', 'import os\nopen(os.environ["HOME"] + "/.netrc")', ['read ~/.netrc']],
		['home expanded', 'import os\nopen(os.path.expanduser("~/.netrc"))', ['read ~/.netrc']],
		['deleting', 'import os, shutil\nos.remove("a")\nshutil.rmtree("b")', ['delete a', 'delete b']],
		['copying', 'import shutil\nshutil.copy("a", "b")', ['read a', 'write b']],
		['moving', 'import os\nos.rename("a", "b")', ['read a', 'delete a', 'write b']],
		[
			'listing',
			'import os\nfor f in os.listdir("data"): open(os.path.join("data", f))',
			['read data', 'read data/*'],
		],
		[
			'walking',
			'import os\nfor root, dirs, files in os.walk("src"):\n  for f in files: open(os.path.join(root, f))',
			['read src', 'read src/*'],
		],
		['matching', 'import glob\nfor f in glob.glob("in/*.csv"): open(f)', ['read in/*.csv']],
		[
			'an archive',
			'import zipfile\nz = zipfile.ZipFile("a.zip", "w")\nz.write("b.txt")',
			['write a.zip', 'read b.txt'],
		],
		['a database', 'import sqlite3\nsqlite3.connect("a.db")', ['read a.db']],
		['a path known at run time only', 'import sys\nopen(sys.argv[1])', ['read ?']],
		[
			'settings of an agent',
			'open(".claude/settings.json", "w")',
			['agent-config write .claude/settings.json'],
		],
		[
			'a shell profile',
			'import os\nopen(os.path.expanduser("~/.bashrc"), "a").write("x")',
			['persistence rc-file ~/.bashrc'],
		],
		['cron', 'open("/etc/cron.d/job", "w")', ['persistence cron /etc/cron.d/job']],
		[
			'a key that logs in',
			'open("/root/.ssh/authorized_keys", "a")',
			['persistence authorized-keys ~/.ssh/authorized_keys'],
		],
	]);
});

describe('Python: which programs it runs', () => {
	testUses('python', [
		['a list of words', 'import subprocess\nsubprocess.run(["git", "status"])', ['run git status']],
		['a word at run time', 'import subprocess\nsubprocess.run(["git", "clone", url])', ['run git clone ?']],
		['a shell', 'import subprocess\nsubprocess.check_output("ls -la", shell=True)', ['shell ls -la']],
		['os.system', 'from os import system as s\ns("git status")', ['shell git status']],
		['os.popen', 'import os\nos.popen("git status").read()', ['shell git status']],
		['exec', 'import os\nos.execvp("git", ["git", "status"])', ['run git status']],
		['exec with words', 'import os\nos.execlp("git", "git", "status")', ['run git status']],
		[
			'asyncio',
			'import asyncio\nasync def f(): await asyncio.create_subprocess_exec("git", "status")',
			['run git status'],
		],
		[
			'asyncio with a shell',
			'import asyncio\nasync def f(): await asyncio.create_subprocess_shell("git status")',
			['shell git status'],
		],
		['pty', 'import pty\npty.spawn("/bin/bash")', ['run bash']],
		[
			'a split command',
			'import shlex, subprocess\nsubprocess.run(shlex.split("git commit -m \'a b\'"))',
			['run git commit -m a b'],
		],
		[
			'python itself',
			'import sys, subprocess\nsubprocess.run([sys.executable, "x.py"])',
			['run python x.py'],
		],
		[
			'what a command fetches',
			'import subprocess\nsubprocess.run(["curl", "-O", "https://a.example/x"])',
			['run curl -O https://a.example/x', 'download https://a.example/x'],
		],
		['a program at run time', 'import subprocess\nsubprocess.run([program])', ['run ?']],
	]);
});

describe('Python: environment, code, packages', () => {
	testUses('python', [
		[
			'a variable',
			'import os\nos.environ["A_KEY"]; os.getenv("B_KEY"); os.environ.get("C_KEY", "x")',
			['env A_KEY', 'env B_KEY', 'env C_KEY'],
		],
		['all variables', 'import os\nfor k, v in os.environ.items(): pass', ['env all']],
		['setting one', 'import os\nos.environ["A_KEY"] = "x"', ['set env A_KEY']],
		['eval of what is not known', 'eval(x)', ['dynamic eval']],
		['pickle', 'import pickle\npickle.load(f)', ['dynamic pickle.load']],
		['yaml without a safe loader', 'import yaml\nyaml.load(f)', ['dynamic yaml.load']],
		['torch', 'import torch\ntorch.load("m.pt")', ['dynamic torch.load']],
		['joblib', 'import joblib\njoblib.load("m")', ['dynamic joblib.load']],
		['marshal', 'import marshal\nexec(marshal.loads(x))', ['dynamic marshal.loads', 'dynamic exec']],
		[
			'a module at run time',
			'import importlib\nimportlib.import_module(name)',
			['dynamic importlib.import_module'],
		],
		[
			'pip by module',
			'import sys, subprocess\nsubprocess.check_call([sys.executable, "-m", "pip", "install", "pkg==1.0"])',
			['package pypi pkg==1.0'],
		],
		['pip by import', 'import pip\npip.main(["install", "pkg"])', ['package pypi pkg']],
		[
			'an agent without questions',
			'ClaudeAgentOptions(permission_mode="bypassPermissions")',
			['off permission-prompts'],
		],
	]);
});
