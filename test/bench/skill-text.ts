/** A SKILL.md of about `size` characters with what such files hold: prose, lists, tables, fences, links. */
export function skillText(size: number): string {
	const head =
		'---\nname: bench\ndescription: Measures how long an edit takes, when a figure is wanted.\n---\n\n# Bench\n';
	const parts = [head];
	for (let at = 0, length = head.length; length < size; at++) {
		const part = section(at);
		parts.push(part);
		length += part.length;
	}
	return parts.join('');
}

function section(at: number): string {
	return [
		`\n## Step ${at}\n`,
		`Read the file the person names, find what changed in part ${at}, and tell it in plain words. Ask before you`,
		'write anything, and keep the original. See [the guide](https://docs.acme.example/guide) when unsure.\n',
		`- take \`data-${at}.csv\` and check its columns`,
		'- leave out what is empty',
		'  - and say how many lines that were\n',
		'| column | meaning |\n|---|---|\n| id | a number |\n| name | a word |\n',
		'```bash',
		`python3 scripts/convert.py data-${at}.csv > out-${at}.json`,
		`jq '.rows | length' out-${at}.json`,
		'```\n',
		'```python',
		'import json',
		`with open("out-${at}.json") as f:`,
		'    print(len(json.load(f)))',
		'```\n',
	].join('\n');
}

/** A script of the kind that lies beside a SKILL.md. */
export function scriptText(at: number): string {
	const lines = Array.from(
		{ length: 40 },
		(_each, line) =>
			`def part_${line}(path):\n    with open(path) as f:\n        return f.read().count("${line}")\n`,
	);
	return `import subprocess\n\n${lines.join('\n')}\nsubprocess.run(["git", "log", "-${at + 1}"])\n`;
}
