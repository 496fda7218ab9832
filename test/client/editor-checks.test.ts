import assert from 'node:assert/strict';
import { editorChecks } from '../../client/src/editor-checks';

describe('checks that VS Code has of its own', () => {
	it('exist since 1.109', () => {
		assert.deepEqual(editorChecks('1.100.3'), []);
		assert.deepEqual(editorChecks('1.108.2'), []);
		assert.ok(editorChecks('1.109.0').includes('skill-name-folder'));
		assert.ok(editorChecks('1.139.1-insider').includes('skill-unknown-attribute'));
		assert.ok(editorChecks('2.0.0').length > 0);
	});

	it('are taken to be none where the version cannot be read', () => {
		assert.deepEqual(editorChecks('unknown'), []);
	});
});
