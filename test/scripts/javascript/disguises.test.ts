import { testUses } from '../table';

/** The same two calls, written so that no search for their names finds them. */
describe('JavaScript: names in disguise', () => {
	const run = ['shell id'];
	testUses('javascript', [
		['an alias', 'const c = require("child_process"); const e = c.exec; e("id")', run],
		['renamed in an import', 'import { exec as e } from "node:child_process"; e("id")', run],
		['all of it imported', 'import * as c from "child_process"; c.exec("id")', run],
		['the default import', 'import c from "child_process"; c.exec("id")', run],
		['a dynamic import', 'const { exec } = await import("child_process"); exec("id")', run],
		['a dynamic import with then', 'import("child_process").then(({ exec }) => exec("id"))', run],
		['a name in pieces', 'require("child" + "_process").exec("id")', run],
		['a template', `require(\`child_\${"process"}\`)[\`ex\${"ec"}\`]("id")`, run],
		['a computed method', 'require("child_process")["ex" + "ec"]("id")', run],
		['joined', 'require(["child", "process"].join("_")).exec("id")', run],
		['reversed', 'require("ssecorp_dlihc".split("").reverse().join("")).exec("id")', run],
		['character codes', 'require("child_process")[String.fromCharCode(101, 120, 101, 99)]("id")', run],
		[
			'codes with a key',
			'require("child_process")[[100, 121, 100, 98].map(c => String.fromCharCode(c ^ 1)).join("")]("id")',
			run,
		],
		['escapes', 'require("\\x63hild\\u005fprocess").exec("id")', run],
		['an escaped name', '\\u0072equire("child_process").exec("id")', run],
		['replace', 'require("cXhiXld_pXrocess".replace(/X/g, "")).exec("id")', run],
		['the main module', 'process.mainModule.require("child_process").exec("id")', run],
		['module.require', 'module.require("child_process").exec("id")', run],
		[
			'createRequire',
			'import { createRequire } from "module"; const r = createRequire(import.meta.url); r("child_process").exec("id")',
			run,
		],
		['globalThis', 'globalThis["re" + "quire"]("child_process").exec("id")', run],
		['global.process', 'global.process.mainModule.require("child_process").exec("id")', run],
		['eval of text', "eval(\"require('child_process').exec('id')\")", run],
		['eval at one remove', "(0, eval)(\"require('child_process').exec('id')\")", run],
		['eval by key', 'globalThis["ev" + "al"]("require(\'child_process\').exec(\'id\')")', run],
		['Function', "new Function(\"require('child_process').exec('id')\")()", run],
		[
			'a constructor',
			'[]["fil" + "ter"]["constr" + "uctor"]("require(\'child_process\').exec(\'id\')")()',
			run,
		],
		['a constructor of a function', "(() => {}).constructor(\"require('child_process').exec('id')\")()", run],
		['a timer', "setTimeout(\"require('child_process').exec('id')\", 0)", run],
		[
			'the global object by a function',
			'Function("return this")().eval("require(\'child_process\').exec(\'id\')")',
			run,
		],
		['call', 'const { exec } = require("child_process"); exec.call(null, "id")', run],
		['apply', 'const { exec } = require("child_process"); exec.apply(null, ["id"])', run],
		['bind', 'const { exec } = require("child_process"); exec.bind(null, "id")()', run],
		['Reflect', 'Reflect.apply(require("child_process").exec, null, ["id"])', run],
		[
			'a table of strings',
			'const t = ["child_process", "exec"]; const g = n => t[n - 16]; require(g(0x10))[g(0x11)]("id")',
			run,
		],
		['a sequence', '(0, require("child_process").exec)("id")', run],
		[
			'destructured deep',
			'const { a: { b: [e] } } = { a: { b: [require("child_process").exec] } }; e("id")',
			run,
		],
		[
			'a class field',
			'class A { #e = require("child_process").exec; go() { this.#e("id") } } new A().go()',
			run,
		],
		['a getter', 'const o = { get e() { return require("child_process").exec } }; o.e("id")', run],
		['a default parameter', 'function f(e = require("child_process").exec) { e("id") } f()', run],
		['Object.assign', 'const o = Object.assign({}, { e: require("child_process").exec }); o.e("id")', run],
		['optional calls', 'require?.("child_process")?.exec?.("id")', run],
	]);

	const fetched = ['download https://a.example/x'];
	testUses('javascript', [
		['concatenation', 'const h = "a." + "example"; fetch("https://" + h + "/x")', fetched],
		['+=', 'let u = "https://"; u += "a.example"; u += "/x"; fetch(u)', fetched],
		['a template', `const o = { h: "a.example" }; fetch(\`https://\${o.h}/x\`)`, fetched],
		['atob', 'fetch(atob("aHR0cHM6Ly9hLmV4YW1wbGUveA=="))', ['download https://a.example/x via base64']],
		[
			'a loop of codes',
			'const k = [105, 117, 117, 113, 116]; let s = ""; for (let i = 0; i < k.length; i++) s += String.fromCharCode(k[i] - 1); fetch(s + "://a.example/x")',
			fetched,
		],
		[
			'reduce',
			'fetch([104, 116, 116, 112, 115].reduce((s, c) => s + String.fromCharCode(c), "") + "://a.example/x")',
			fetched,
		],
		[
			'a function',
			`function h() { return ["a", "example"].join(".") } fetch(\`https://\${h()}/x\`)`,
			fetched,
		],
		['an arrow', `const h = p => \`https://a.example/\${p}\`; fetch(h("x"))`, fetched],
		['slices', 'fetch("zzhttps://a.example/xzz".slice(2, -2))', fetched],
		['split and join', 'fetch("https:||a.example|x".split("|").join("/"))', fetched],
		['an object by key', 'const m = new Map([["u", "https://a.example/x"]]); fetch(m.get("u"))', fetched],
		['an environment default', 'fetch(process.env.U ?? "https://a.example/x")', fetched],
	]);
});
