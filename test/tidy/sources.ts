import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parser } from '@lezer/javascript';

/** One TypeScript source of the product. */
export interface Source {
	/** Relative to the repository, with `/`. */
	readonly path: string;
	readonly text: string;
	/** Key of the import table: the folder below `server/src`, or `client`. */
	readonly folder: string;
}

const IMPORTING = new Set(['ImportDeclaration', 'ExportDeclaration', 'DynamicImport', 'ImportType']);
const typescript = parser.configure({ dialect: 'ts' });

/** Every source file of server and client. */
export function productSources(root = process.cwd()): readonly Source[] {
	return ['server/src', 'client/src'].flatMap(base =>
		readdirSync(path.join(root, base), { recursive: true, encoding: 'utf8' })
			.map(name => name.split(path.sep).join('/'))
			.filter(name => name.endsWith('.ts'))
			.sort()
			.map(name => ({
				path: `${base}/${name}`,
				text: readFileSync(path.join(root, base, name), 'utf8'),
				folder: base === 'client/src' ? clientFolder(name) : (name.split('/')[0] ?? '').replace(/\.ts$/, ''),
			})),
	);
}

/** Module names that a source imports, types and dynamic imports included, as written. */
export function importsOf(source: Source): readonly string[] {
	const found: string[] = [];
	typescript.parse(source.text).iterate({
		enter({ name, node, from, to }) {
			if (name !== 'String') return;
			if (IMPORTING.has(node.parent?.name ?? '')) found.push(source.text.slice(from + 1, to - 1));
		},
	});
	return found;
}

/** Names that a source uses without defining them anywhere: globals (not properties, strings or comments). */
export function globalsOf(source: Source): ReadonlySet<string> {
	const used = new Set<string>();
	const defined = new Set<string>();
	typescript.parse(source.text).iterate({
		enter({ name, from, to }) {
			if (name === 'VariableName') used.add(source.text.slice(from, to));
			if (name === 'VariableDefinition') defined.add(source.text.slice(from, to));
		},
	});
	for (const name of defined) used.delete(name);
	return used;
}

/** What a source reads of names by a dot, as `Date.now`, and what it makes with nothing given, as `new Date()`. */
export function membersOf(source: Source): ReadonlySet<string> {
	const found = new Set<string>();
	typescript.parse(source.text).iterate({
		enter({ name, node, from, to }) {
			if (name === 'MemberExpression' && node.firstChild?.name === 'VariableName') {
				found.add(source.text.slice(from, to));
			}
			if (name === 'NewExpression' && node.getChild('ArgList')?.firstChild?.nextSibling?.name === ')') {
				found.add(source.text.slice(from, to));
			}
		},
	});
	return found;
}

/** `page` or `client`: the page in the web view is a world of its own. */
function clientFolder(path: string): string {
	return path.startsWith('page/') ? 'page' : 'client';
}

/** The import table's key of a relative import, e.g. `base` for `../base/range`; `undefined` for a package. */
export function importedFolder(source: Source, specifier: string): string | undefined {
	if (!specifier.startsWith('.')) return undefined;
	const target = path.posix.join(path.posix.dirname(source.path), specifier);
	if (target === 'package.json') return target;
	if (target.startsWith('client/src')) return clientFolder(target.replace('client/src/', ''));
	return (target.replace(/^server\/src\//, '').split('/')[0] ?? '').replace(/\.ts$/, '');
}
