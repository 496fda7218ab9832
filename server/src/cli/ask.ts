import { createInterface } from 'node:readline/promises';
import { StringDecoder } from 'node:string_decoder';

const END_OF_TEXT = '\u0003';
const END_OF_TRANSMISSION = '\u0004';
const DELETE = '\u007f';

/**
 * Asks for a secret on standard error and reads it from the keyboard without showing it. `undefined` when nobody is
 * at a keyboard, or when it is given up with Ctrl+C.
 */
export function askSecret(prompt: string): Promise<string | undefined> {
	const { stdin, stderr } = process;
	if (!stdin.isTTY) return Promise.resolve(undefined);
	stderr.write(prompt);
	stdin.setRawMode(true);
	stdin.resume();
	const decoder = new StringDecoder('utf8');
	return new Promise(resolve => {
		let typed: string[] = [];
		const end = (answer: string | undefined) => {
			stdin.off('data', read);
			stdin.setRawMode(false);
			stdin.pause();
			stderr.write('\n');
			resolve(answer);
		};
		const read = (chunk: Buffer) => {
			for (const character of decoder.write(chunk)) {
				if (character === END_OF_TEXT) return end(undefined);
				if (character === '\r' || character === '\n' || character === END_OF_TRANSMISSION) {
					return end(typed.join(''));
				}
				if (character === DELETE || character === '\b') typed = typed.slice(0, -1);
				else typed.push(character);
			}
		};
		stdin.on('data', read);
	});
}

/** Asks a question that is answered with yes or no. `undefined` when nobody is at a keyboard. */
export async function askYesNo(question: string, signal: AbortSignal): Promise<boolean | undefined> {
	if (!process.stdin.isTTY) return undefined;
	const lines = createInterface({ input: process.stdin, output: process.stderr });
	lines.on('SIGINT', () => process.emit('SIGINT'));
	try {
		const answer = await lines.question(`${question} [y/N] `, { signal });
		return /^y(?:es)?$/i.test(answer.trim());
	} catch (error) {
		if (signal.aborted) return false;
		throw error;
	} finally {
		lines.close();
	}
}
