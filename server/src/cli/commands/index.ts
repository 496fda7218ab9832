import type { Command } from '../command';

/** Loads a command, and with it only what it needs: signing does not wait for the rules. */
export type CommandLoader = () => Promise<Command>;

/** Every command by its name, in the order of the help. */
export const COMMANDS: ReadonlyMap<string, CommandLoader> = new Map<string, CommandLoader>([
	['audit', async () => (await import('./audit')).audit],
	['inspect', async () => (await import('./inspect')).inspect],
	['diff', async () => (await import('./diff')).diff],
	['rules', async () => (await import('./rules')).rules],
	['explain', async () => (await import('./rules')).explain],
	['init', async () => (await import('./init')).init],
	['manifest', async () => (await import('./manifest')).manifest],
	['keygen', async () => (await import('./keygen')).keygen],
	['package', async () => (await import('./package')).packageCommand],
	['sign', async () => (await import('./sign')).sign],
	['verify', async () => (await import('./verify')).verify],
	['scan', async () => (await import('./scan')).scan],
	['policy', async () => (await import('./policy')).policy],
	['install', async () => (await import('./install')).install],
	['list', async () => (await import('./installed')).list],
	['status', async () => (await import('./installed')).status],
	['uninstall', async () => (await import('./installed')).uninstall],
	['trust', async () => (await import('./trust')).trust],
	['sbom', async () => (await import('./attestations')).sbom],
	['provenance', async () => (await import('./attestations')).provenance],
	['lsp', async () => (await import('./lsp')).lsp],
	['version', async () => (await import('./version')).version],
]);

/** What `aext --help` prints. */
export async function overview(): Promise<string> {
	const commands = await Promise.all([...COMMANDS.values()].map(load => load()));
	const width = Math.max(...commands.map(({ name }) => name.length));
	const rows = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
	return [
		'aext: what an agent extension declares, what it really does, and whether to trust it.',
		'',
		'Usage: aext <command> [options]',
		'',
		...rows,
		'',
		'aext <command> --help tells more about one.',
		'',
	].join('\n');
}
