import type { JsonNode } from '../../formats/json/model';
import { packageSpecOf } from '../../scripts/shell/commands/package-spec';
import type { ConfigFacts, ConfigReader } from './model';
import { below, commandCode, textOf } from './nodes';
import { listed } from './python-packages';

/** Scripts that npm, pnpm and yarn run without being asked. Source: npm's documentation, "Life cycle scripts". */
const AT_INSTALLATION = new Set([
	'preinstall',
	'install',
	'postinstall',
	'prepare',
	'preprepare',
	'postprepare',
	'dependencies',
	'pnpm:devPreinstall',
]);

export const readPackageJson: ConfigReader = (root, text, found) => {
	for (const { key, value } of below(root, 'scripts')?.members ?? []) {
		if (value === undefined) continue;
		const when = AT_INSTALLATION.has(key) ? `${key}: npm runs it when the package is installed` : undefined;
		const code = commandCode(value, text, when);
		if (code === undefined) continue;
		found.code.push(code);
		if (when === undefined) continue;
		const fact = { kind: 'automatic-command', when, command: textOf(value) ?? '' } as const;
		found.settings.push({ fact, range: value.range });
	}
	for (const key of ['dependencies', 'devDependencies', 'optionalDependencies'])
		readDependencies(below(root, key), found);
};

/** What follows a package's name: a range of versions, an address, a repository, a path. */
function readDependencies(list: JsonNode | undefined, found: ConfigFacts): void {
	for (const { key, value, range } of list?.members ?? []) {
		const wanted = textOf(value);
		if (wanted === undefined || /^(?:workspace|file|link|portal|patch|catalog):/.test(wanted)) continue;
		const alias = /^npm:(.+)$/.exec(wanted)?.[1];
		const elsewhere = /:\/\/|^(?:git@|github:|gitlab:|bitbucket:|gist:)|^[\w.-]+\/[\w.-]+/.test(wanted);
		const spec = elsewhere
			? { ...packageSpecOf(wanted, 'npm', null), name: key }
			: packageSpecOf(alias ?? `${key}@${wanted}`, 'npm', null);
		found.uses.push(listed(spec, range));
	}
}
