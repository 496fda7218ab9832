// Scaffolds a rule: npm run new-rule <id>
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..'));
const id = process.argv[2] ?? '';
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) fail('Usage: npm run new-rule <id>, the id in kebab-case.');
if (readFileSync('server/src/rules/retired.ts', 'utf8').includes(`'${id}'`)) {
	fail(
		`${id} was the id of a retired rule. Choose another: waivers that name it must not come to life again.`,
	);
}
const rule = `server/src/rules/${id}.ts`;
const fixtures = `fixtures/rules/${id}`;
for (const taken of [rule, fixtures]) if (existsSync(taken)) fail(`${taken} exists already.`);

write(
	rule,
	`import { defineRule } from './define';
import { at } from './support/placed';

export const rule = defineRule({
	id: '${id}',
	title: 'Replace: what is wrong, in a few words',
	category: 'behaviour',
	severity: 'medium',
	confidence: 'medium',
	ast: 'AST01',
	strength: 'strong',
	why: 'Replace: what could happen, and to whom.',
	fix: 'Replace: what to do about it.',
	scope: 'file',
	needs: ['uses'],
	*check(file) {
		for (const use of file.uses) {
			if (use.fact.kind !== 'network') continue;
			yield { ...at(use), message: 'Replace: what was found, why it matters, what to do.' };
		}
	},
});
`,
);
const skill = body =>
	`---\nname: sample\ndescription: Replace with what this sample does and when to use it.\n---\n\n${body}\n`;
write(`${fixtures}/bad-replace-why/sample/SKILL.md`, skill('Replace with what the rule must report.'));
write(
	`${fixtures}/good-replace-why/sample/SKILL.md`,
	skill('Replace with what looks like it and is innocent.'),
);
console.log('Replace the texts and the check, then run `npm run update` and `npm run test:unit`.');

function write(file, text) {
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, text);
	console.log(`created ${file}`);
}

function fail(message) {
	console.error(message);
	process.exit(2);
}
