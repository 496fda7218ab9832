import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface MenuItem {
	readonly command: string;
	readonly when?: string;
}

interface Manifest {
	readonly activationEvents: readonly string[];
	readonly engines: { readonly vscode: string };
	readonly capabilities: {
		readonly untrustedWorkspaces: {
			readonly supported: string;
			readonly restrictedConfigurations: readonly string[];
		};
	};
	readonly devDependencies: Readonly<Record<string, string>>;
	readonly contributes: {
		readonly commands: readonly {
			readonly command: string;
			readonly title: string;
			readonly category?: string;
			readonly enablement?: string;
		}[];
		readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
		readonly configuration: {
			readonly properties: Readonly<
				Record<string, { readonly scope: string; readonly markdownDescription: string }>
			>;
		};
		readonly jsonValidation: readonly { readonly fileMatch: string; readonly url: string }[];
		readonly walkthroughs: readonly { readonly steps: readonly { readonly description: string }[] }[];
		readonly languages?: unknown;
	};
}

function read<Value>(path: string): Value {
	return JSON.parse(readFileSync(path, 'utf8'));
}

describe('the extension manifest', () => {
	const manifest = read<Manifest>('package.json');
	const { commands, menus, configuration } = manifest.contributes;

	it('activates only where there is something to do', () => {
		for (const event of manifest.activationEvents) {
			assert.match(event, /^(onLanguage:skill|workspaceContains:\*\*\/(SKILL\.md|aem\.json))$/);
		}
	});

	it('asks for no newer VS Code than its types and its oldest tests', () => {
		assert.equal(manifest.engines.vscode, '^1.100.0');
		assert.match(manifest.devDependencies['@types/vscode'] ?? '', /^1\.100/);
	});

	it('gives every command the category AEXT and a condition', () => {
		for (const { command, category, enablement } of commands) {
			assert.equal(category, 'AEXT', command);
			assert.ok(enablement, `${command} has no enablement`);
		}
	});

	it('shows a command in a menu only under a condition, and at most two in the editor title', () => {
		for (const [menu, items] of Object.entries(menus)) {
			for (const item of items) assert.ok(item.when, `${item.command} in ${menu}`);
		}
		assert.ok((menus['editor/title'] ?? []).length <= 2);
	});

	it('names only commands that exist', () => {
		const known = new Set(commands.map(each => each.command));
		for (const item of Object.values(menus).flat()) assert.ok(known.has(item.command), item.command);
		const links = [...readFileSync('package.nls.json', 'utf8').matchAll(/\(command:([\w.]+)\)/g)];
		for (const [, command = ''] of links) assert.ok(known.has(command), command);
	});

	it('lets no workspace set limits, and no untrusted one hide anything', () => {
		const restricted = new Set(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations);
		for (const [name, { scope, markdownDescription }] of Object.entries(configuration.properties)) {
			assert.ok(markdownDescription, `${name} has no description`);
			assert.ok(scope === 'machine' || restricted.has(name), `${name} can be set by an untrusted workspace`);
		}
	});

	it('has a walkthrough of at most five steps, each with one command', () => {
		const texts = read<Record<string, string>>('package.nls.json');
		const steps = manifest.contributes.walkthroughs.flatMap(each => each.steps);
		assert.ok(steps.length > 0 && steps.length <= 5);
		for (const { description } of steps) {
			const text = texts[description.replaceAll('%', '')] ?? '';
			assert.equal(text.match(/\(command:/g)?.length, 1, description);
		}
	});

	it('contributes no language: VS Code has one for SKILL.md', () => {
		assert.equal(manifest.contributes.languages, undefined);
	});
});
