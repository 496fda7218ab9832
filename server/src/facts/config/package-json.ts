import type { ConfigReader } from './model';
import { below, commandCode, textOf } from './nodes';

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
};
