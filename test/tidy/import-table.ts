/** What the files of one folder may import, besides their own folder. */
export interface Allowance {
	/** Folders of `server/src`. */
	readonly folders: readonly string[];
	/** Packages, subpaths included; `node:` stands for Node's own modules. */
	readonly packages: readonly string[];
	/** Part of the engine: no I/O, no clock, no randomness, nothing that a browser worker lacks. */
	readonly engine?: boolean;
}

const ENGINE_BELOW_SERVICE = [
	'base',
	'formats',
	'scripts',
	'unpack',
	'pack',
	'facts',
	'rules',
	'sign',
	'trust',
	'verdict',
	'jobs',
	'host',
	'protocol',
	'version',
] as const;

/**
 * Who may import whom: imports run one way. Change it when a better shape is found, with a line in
 * `docs/decisions/`.
 */
export const IMPORT_TABLE: Readonly<Record<string, Allowance>> = {
	base: { folders: [], packages: [], engine: true },
	formats: {
		folders: ['base'],
		packages: ['@lezer/common', '@lezer/markdown', 'jsonc-parser', 'yaml', 'zod/mini'],
		engine: true,
	},
	scripts: {
		folders: ['base'],
		packages: [
			'@lezer/common',
			'@lezer/javascript',
			'@lezer/python',
			'jsonc-parser',
			'tldts',
			'unbash',
			'yaml',
		],
		engine: true,
	},
	unpack: { folders: ['base'], packages: [], engine: true },
	pack: { folders: ['base'], packages: ['ignore', 'jszip'], engine: true },
	facts: { folders: ['base', 'formats', 'scripts'], packages: ['@lezer/common', 'tldts'], engine: true },
	rules: { folders: ['base', 'formats', 'facts'], packages: [], engine: true },
	sign: { folders: ['base', 'formats'], packages: ['bcrypt-pbkdf', 'tweetnacl'], engine: true },
	trust: { folders: ['base', 'formats'], packages: ['tweetnacl'], engine: true },
	verdict: { folders: ['base', 'formats'], packages: [], engine: true },
	jobs: { folders: ['base', 'formats'], packages: ['zod/mini'], engine: true },
	version: { folders: ['package.json'], packages: [] },
	host: { folders: ['base'], packages: ['node:'] },
	protocol: { folders: ['base'], packages: ['zod/mini'] },
	worker: {
		folders: ['base', 'formats', 'unpack', 'pack', 'facts', 'rules', 'trust', 'jobs', 'host'],
		packages: ['node:', 'zod/mini'],
	},
	service: { folders: ENGINE_BELOW_SERVICE, packages: [] },
	lsp: {
		folders: ['base', 'host', 'service', 'protocol', 'version'],
		packages: ['node:', 'vscode-languageserver', 'vscode-languageserver-textdocument'],
	},
	cli: { folders: ['base', 'host', 'service', 'version'], packages: ['node:'] },
	// The review page, in a web view.
	page: { folders: ['base', 'protocol'], packages: [] },
	client: { folders: ['base', 'page', 'protocol'], packages: ['vscode', 'vscode-languageclient', 'node:'] },
};

/** Names that an engine file must not use: they reach outside, or differ from run to run. */
export const FORBIDDEN_IN_ENGINE: ReadonlySet<string> = new Set([
	'Buffer',
	'__dirname',
	'__filename',
	'console',
	'crypto',
	'fetch',
	'global',
	'globalThis',
	'performance',
	'process',
	'queueMicrotask',
	'require',
	'setImmediate',
	'setInterval',
	'setTimeout',
]);

/** Members that bring the clock or chance into an engine file. */
export const FORBIDDEN_MEMBERS: ReadonlySet<string> = new Set(['Date.now', 'Math.random', 'new Date()']);

/** The table as Markdown, for `docs/architecture.md`. */
export function renderImportTable(): string {
	const rows = Object.entries(IMPORT_TABLE).map(([folder, { folders, packages, engine }]) => {
		const allowed = [
			...folders,
			...packages.map(name => (name === 'node:' ? "Node's modules" : `\`${name}\``)),
		];
		return `| ${folder}${engine ? ' (engine)' : ''} | ${allowed.join(', ') || 'nothing'} |`;
	});
	return ['| folder | may import |', '|---|---|', ...rows].join('\n');
}
