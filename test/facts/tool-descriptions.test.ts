import assert from 'node:assert/strict';
import { toolDescriptions } from '../../server/src/facts/tool-descriptions';

function described(text: string, language = 'python'): string[] {
	return toolDescriptions(text, language).map(({ start, end }) => text.slice(start, end));
}

describe('descriptions of tools in scripts', () => {
	it('are the docstrings of functions decorated as tools', () => {
		const text = [
			'@app.tool(name="x")',
			'@cached',
			'async def one(a: int = 1) -> int:  # adds',
			'    """Adds one."""',
			'@prompt',
			'def two():',
			"    r'''Says",
			"    it.'''",
		].join('\n');
		assert.deepEqual(described(text), ['Adds one.', 'Says\n    it.']);
	});

	it('are not the docstrings of other functions, nor of other languages', () => {
		const text = '@cached\ndef one():\n    """Adds one."""\n';
		assert.deepEqual(described(text), []);
		assert.deepEqual(described('@tool\ndef one():\n    """Adds."""', 'javascript'), []);
	});

	it('come to an end with what is never closed', () => {
		for (const unit of ['@tool\n', '@tool\ndef a():\n', '@tool\ndef a():\n"""', '@a.'.repeat(10), '  @']) {
			assert.ok(described(unit.repeat(60_000)).length <= 300);
		}
	});
});
