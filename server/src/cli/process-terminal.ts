import type { Terminal } from './terminal';

/**
 * The terminal of this process. A reader that closes the pipe early (`aext audit | head`) ends the program without
 * complaint, as it ends other tools.
 */
export function processTerminal(noColour: boolean): Terminal {
	const { env, stdout } = process;
	process.stdout.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
		throw error;
	});
	return {
		cwd: process.cwd(),
		env,
		// https://no-color.org and the convention of FORCE_COLOR.
		colours: !noColour && !env.NO_COLOR && (stdout.isTTY || Boolean(env.FORCE_COLOR)) && env.TERM !== 'dumb',
		columns: stdout.columns ?? 80,
		out: text =>
			new Promise((resolve, reject) => {
				stdout.write(text, error => (error ? reject(error) : resolve()));
			}),
		error: line => {
			process.stderr.write(`${line}\n`);
		},
	};
}
