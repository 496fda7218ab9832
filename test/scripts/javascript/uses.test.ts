import { testUses } from '../table';

describe('JavaScript: what it reaches on the network', () => {
	testUses('javascript', [
		['fetch', 'await fetch("https://a.example/x")', ['download https://a.example/x']],
		[
			'fetch with a body',
			'fetch("https://a.example/x", { method: "POST", body: b })',
			['upload https://a.example/x'],
		],
		[
			'fetch of a request',
			'fetch(new Request("https://a.example/x", { method: "POST", body: b }))',
			['upload https://a.example/x'],
		],
		[
			'axios',
			'import axios from "axios";\naxios.post("https://a.example/x", b)',
			['upload https://a.example/x'],
		],
		[
			'axios with settings',
			'const axios = require("axios");\naxios({ method: "post", url: "https://a.example/x", data: b })',
			['upload https://a.example/x'],
		],
		[
			'axios with a base',
			'const c = require("axios").create({ baseURL: "https://a.example/v1" });\nc.get("/me")',
			['download https://a.example/v1/me'],
		],
		['got', 'import got from "got";\ngot("https://a.example/x")', ['download https://a.example/x']],
		[
			'node-fetch',
			'const f = require("node-fetch");\nf("https://a.example/x")',
			['download https://a.example/x'],
		],
		['https.get', 'require("https").get("https://a.example/x", r => r)', ['download https://a.example/x']],
		[
			'https.request',
			'const r = require("node:https").request({ hostname: "a.example", port: 8443, path: "/x", method: "POST" })',
			['upload https://a.example:8443/x'],
		],
		[
			'a URL object',
			'const u = new URL("/x", "https://a.example");\nfetch(u)',
			['download https://a.example/x'],
		],
		[
			'XMLHttpRequest',
			'const x = new XMLHttpRequest(); x.open("GET", "https://a.example/x"); x.send()',
			['download https://a.example/x'],
		],
		['a beacon', 'navigator.sendBeacon("https://a.example/x", d)', ['upload https://a.example/x']],
		[
			'jQuery',
			'$.get("https://a.example/x"); $.ajax({ url: "https://b.example/y", type: "POST", data: d })',
			['download https://a.example/x', 'upload https://b.example/y'],
		],
		['a web socket', 'new WebSocket("wss://a.example/s")', ['connect wss://a.example/s']],
		['ws', 'import WebSocket from "ws";\nnew WebSocket("wss://a.example/s")', ['connect wss://a.example/s']],
		['net', 'const net = require("net");\nnet.connect(4444, "192.0.2.1")', ['connect tcp://192.0.2.1:4444']],
		[
			'net with settings',
			'import { createConnection } from "net";\ncreateConnection({ port: 80, host: "a.example" })',
			['connect tcp://a.example:80'],
		],
		['dns', 'const dns = require("dns").promises;\ndns.resolveTxt("a.example")', ['connect dns://a.example']],
		[
			'mail',
			'require("nodemailer").createTransport({ host: "mail.example", port: 587 })',
			['connect smtp://mail.example:587'],
		],
		['a server', 'const app = require("express")();\napp.listen(3000)', ['listen ?://?:3000']],
		['an image', 'new Image().src = "https://a.example/p.gif"', ['download https://a.example/p.gif']],
		['a remote module', 'import x from "https://a.example/x.js"', ['download https://a.example/x.js']],
		[
			'an address known in part',
			`fetch(\`https://a.example/u/\${name}\`)`,
			['download https://a.example/u/*'],
		],
		[
			'one of several',
			'for (const h of ["a.example", "b.example"]) fetch("https://" + h)',
			['download https://a.example', 'download https://b.example'],
		],
		[
			'certificates not checked',
			'https.request({ host: "a.example", rejectUnauthorized: false })',
			['off tls-verification'],
		],
		[
			'certificates not checked anywhere',
			'process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0"',
			['off tls-verification'],
		],
		[
			'Deno',
			'const c = await Deno.connect({ hostname: "a.example", port: 80 })',
			['connect tcp://a.example:80'],
		],
	]);
});

describe('JavaScript: which files it touches', () => {
	testUses('javascript', [
		['fs', 'const fs = require("fs");\nfs.readFileSync("a/b.txt", "utf8")', ['read a/b.txt']],
		[
			'fs with names',
			'import { readFile, writeFile as w } from "node:fs/promises";\nawait readFile("a");\nawait w("b", x)',
			['read a', 'write b'],
		],
		['fs.promises', 'const { promises: fsp } = require("fs");\nawait fsp.unlink("a")', ['delete a']],
		[
			'a callback',
			'require("fs").readFile("a", (e, d) => { require("fs").writeFile("b", d, () => {}) })',
			['read a', 'write b'],
		],
		[
			'home',
			'import fs from "fs"; import os from "os"; import path from "path";\nfs.readFileSync(path.join(os.homedir(), ".netrc"))',
			['read ~/.netrc'],
		],
		[
			'home from the environment',
			`require("fs").readFileSync(\`\${process.env.HOME}/.netrc\`)`,
			['read ~/.netrc'],
		],
		[
			'beside the script',
			'require("fs").readFileSync(require("path").join(__dirname, "..", "x.json"))',
			['read ../x.json'],
		],
		[
			'beside a module',
			'import { readFileSync } from "fs"; import { fileURLToPath } from "url"; import path from "path";\nconst d = path.dirname(fileURLToPath(import.meta.url));\nreadFileSync(path.join(d, "x.json"))',
			['read x.json'],
		],
		[
			'a URL of the module',
			'import { readFileSync } from "fs";\nreadFileSync(new URL("../x.json", import.meta.url))',
			['read ../x.json'],
		],
		[
			'copying and moving',
			'const fs = require("fs-extra");\nfs.copySync("a", "b"); fs.move("c", "d")',
			['read a', 'write b', 'delete c', 'write d'],
		],
		['a stream', 'const fs = require("fs");\nfs.createWriteStream("out.bin")', ['write out.bin']],
		['removing', 'require("fs").rmSync("a", { recursive: true })', ['delete a']],
		[
			'listing',
			'const fs = require("fs");\nfor (const f of fs.readdirSync("data")) fs.readFileSync("data/" + f)',
			['read data', 'read data/*'],
		],
		[
			'Bun',
			'const t = await Bun.file("a.txt").text();\nawait Bun.write("b.txt", t)',
			['read a.txt', 'write b.txt'],
		],
		['Deno', 'await Deno.readTextFile("a.txt")', ['read a.txt']],
		[
			'settings of an agent',
			'require("fs").writeFileSync(".claude/settings.json", "{}")',
			['agent-config write .claude/settings.json'],
		],
		[
			'a shell profile',
			'require("fs").appendFileSync(require("os").homedir() + "/.zshrc", x)',
			['persistence rc-file ~/.zshrc'],
		],
		[
			'a git hook',
			'require("fs").writeFileSync(".git/hooks/post-commit", x)',
			['persistence git-hook .git/hooks/post-commit'],
		],
	]);
});

describe('JavaScript: which programs it runs', () => {
	testUses('javascript', [
		['exec', 'require("child_process").exec("git status")', ['shell git status']],
		[
			'execSync with a template',
			`import { execSync } from "child_process";\nexecSync(\`git checkout \${branch}\`)`,
			['shell git checkout ?'],
		],
		['spawn', 'const { spawn } = require("child_process");\nspawn("git", ["status"])', ['run git status']],
		[
			'spawn with a shell',
			'const { spawn } = require("child_process");\nspawn("git", ["status"], { shell: true })',
			['shell git status'],
		],
		['execFile', 'require("child_process").execFileSync("git", ["status"])', ['run git status']],
		[
			'promisified',
			'import { exec } from "child_process"; import { promisify } from "util";\nconst run = promisify(exec);\nawait run("git status")',
			['shell git status'],
		],
		['execa', 'import { execa } from "execa";\nawait execa("git", ["status"])', ['run git status']],
		['a tag of zx', 'import { $ } from "zx";\nawait $`git status`', ['shell git status']],
		['a tag of Bun', 'await Bun.$`git status`', ['shell git status']],
		['Bun.spawn', 'Bun.spawn(["git", "status"])', ['run git status']],
		['Deno.Command', 'new Deno.Command("git", { args: ["status"] })', ['run git status']],
		['fork', 'require("child_process").fork("./worker.js")', ['run node ./worker.js']],
		[
			'what a command fetches',
			'require("child_process").execSync("curl -O https://a.example/x")',
			['download https://a.example/x'],
		],
		[
			'a package at run time',
			'require("child_process").execSync("npm install pkg@1.0.0")',
			['package npm pkg@1.0.0'],
		],
	]);
});

describe('JavaScript: environment and code', () => {
	testUses('javascript', [
		[
			'a variable',
			'process.env.A_KEY; process.env["B_KEY"]; const { C_KEY } = process.env',
			['env A_KEY', 'env B_KEY', 'env C_KEY'],
		],
		['a variable of Deno', 'Deno.env.get("A_KEY")', ['env A_KEY']],
		['setting one', 'process.env.A_KEY = "x"', ['set env A_KEY']],
		['eval of what is not known', 'eval(x)', ['dynamic eval']],
		['Function', 'new Function("a", body)', ['dynamic Function']],
		['vm', 'require("vm").runInNewContext(x)', ['dynamic vm.runInNewContext']],
		['a timer with text', 'setTimeout("x" + y, 10)', ['dynamic setTimeout']],
		['a module at run time', 'require(name); import(name)', ['dynamic require', 'dynamic import']],
		['unsafe objects', 'require("node-serialize").unserialize(x)', ['dynamic node-serialize.unserialize']],
		[
			'at login',
			'const { app } = require("electron");\napp.setLoginItemSettings({ openAtLogin: true })',
			['persistence login-item ?'],
		],
		[
			'an agent without questions',
			'query({ prompt, options: { permissionMode: "bypassPermissions" } })',
			['off permission-prompts'],
		],
	]);
});

describe('TypeScript', () => {
	testUses('typescript', [
		[
			'types',
			'import { readFileSync } from "fs";\nconst f = <T,>(p: string): T => JSON.parse(readFileSync(p as string, "utf8")!) as T;\nf<number>("a.json")',
			['read a.json'],
		],
		[
			'classes',
			'class A<T> implements B { private readonly url: string = "https://a.example"; constructor(public x?: T) {} async go(): Promise<void> { await fetch(this.url!); } }',
			['download https://a.example'],
		],
		[
			'enums and namespaces',
			'enum E { U = "https://a.example" }\nnamespace N { export const go = () => fetch(E.U) }',
			['download https://a.example'],
		],
		['an old import', 'import fs = require("fs");\nfs.readFileSync("a.txt")', ['read a.txt']],
		[
			'satisfies',
			'const c = { u: "https://a.example" } satisfies C;\nfetch(c.u)',
			['download https://a.example'],
		],
		[
			'markup',
			'export const A = () => <a onClick={() => fetch("https://a.example/x")}>x</a>',
			['download https://a.example/x'],
		],
		['an old cast', 'fetch(<string>"https://a.example/x")', ['download https://a.example/x']],
		[
			'decorators',
			'@Injectable() export class A { @Input() x = 1; go() { return fetch("https://a.example") } }',
			['download https://a.example'],
		],
	]);
});
