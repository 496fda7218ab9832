import { baseName } from '../../base/files';
import { type FoundSecret, redact } from './model';
import { entropyOf, looksLikePlaceholder } from './placeholder';

/** Values that are secret by the name they are given rather than by their shape. */
interface AssignmentShape {
	readonly type: 'token' | 'password';
	readonly name: string;
	/** Group 1 is the value. */
	readonly pattern: RegExp;
	/** Files by name; absent: all. */
	readonly files?: RegExp;
	/** Part of every match that begins with fixed characters, which engines look for much faster. */
	readonly core?: RegExp;
}

const ENVIRONMENT_FILE =
	/^\.env(?:\.[\w.-]{1,40})?$|\.env$|^\.envrc$|^(?:credentials|secrets?)(?:\.\w{1,8})?$/i;

const SHAPES: readonly AssignmentShape[] = [
	{
		type: 'token',
		name: 'AWS secret access key',
		pattern: /aws_?secret_?access_?key["']?\s{0,8}[:=]\s{0,8}["']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/gi,
	},
	{
		type: 'token',
		name: 'package registry token',
		pattern: /:_authToken\s{0,4}=\s{0,4}["']?([\w.+/=-]{16,300})/g,
	},
	{
		type: 'password',
		name: 'password in a URL',
		pattern:
			/\b[a-z][a-z0-9+.-]{1,20}:\/\/[\w.%+-]{1,60}:([^\s:@/"'`<>{}$()[\]\\|]{8,100})@(?=[\w-]{1,63}\.[\w.-]{2,200})/gi,
		core: /:\/\/[\w.%+-]{1,60}:[^\s:@/"'`<>{}$()[\]\\|]{8,100}@/i,
	},
	{
		type: 'password',
		name: 'password',
		pattern: /\bpassword\s{1,8}([^\s"'<>{}$]{6,100})\s{0,4}$/gim,
		files: /^[._]netrc$/i,
	},
	{
		type: 'password',
		name: 'password',
		pattern: /^[ \t]{0,8}password\s{0,4}[:=]\s{0,4}([^\s"'<>{}$]{6,300})/gim,
		files: /^\.pypirc$/i,
	},
	{
		type: 'password',
		name: 'password',
		pattern:
			/^[ \t]{0,8}(?:export )?["']?\w{0,60}(?:PASSWORD|PASSWD|PASSPHRASE)\w{0,20}["']?\s{0,4}[:=]\s{0,4}["']?([^\s"'<>{}$#]{6,200})/gim,
		files: ENVIRONMENT_FILE,
	},
	{
		type: 'token',
		name: 'token',
		pattern:
			/^[ \t]{0,8}(?:export )?["']?\w{0,60}(?:SECRET|TOKEN|API_?KEY|ACCESS_?KEY|AUTH_?KEY|CREDENTIAL)\w{0,20}["']?\s{0,4}[:=]\s{0,4}["']?([^\s"'<>{}$#]{16,400})/gim,
		files: ENVIRONMENT_FILE,
	},
];

const MAYBE = /secret|token|password|passwd|passphrase|key|credential|:\/\/[^\s/@]{1,60}:[^\s/@]{1,100}@/i;

/** Secrets named by what stands before them: keys in environment files, passwords in URLs. */
export function* findAssignments(text: string, path: string): Generator<FoundSecret> {
	if (!MAYBE.test(text)) return;
	const file = baseName(path);
	for (const { type, name, pattern, files, core } of SHAPES) {
		if ((files && !files.test(file)) || (core && !core.test(text))) continue;
		for (const match of text.matchAll(pattern)) {
			const value = match[1] ?? '';
			if (isNoValue(value)) continue;
			const start = match.index + match[0].lastIndexOf(value);
			yield {
				fact: { type, name, redacted: redact(value, 1), placeholder: isPlaceholder(value, type) },
				range: { start, end: start + value.length },
			};
		}
	}
}

/** A reference to where the value is kept, or a plain word. */
function isNoValue(value: string): boolean {
	return /^(?:process\.env|os\.environ|env[.:(]|secrets?\.|vault:|op:\/\/|file:|https?:|true|false|null|none)/i.test(
		value,
	);
}

function isPlaceholder(value: string, type: 'token' | 'password'): boolean {
	if (looksLikePlaceholder(value)) return true;
	if (type === 'token') return entropyOf(value) < 3;
	return (
		!(/[A-Za-z]/.test(value) && /[^A-Za-z]/.test(value)) ||
		/^pass|^admin|^root|^user|^postgres|^p[a@]ss/i.test(value)
	);
}
