import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

function keysOf(file: string): string[] {
	return Object.keys(JSON.parse(readFileSync(file, 'utf8'))).sort();
}

/** First arguments of all calls of `l10n.t` in the client's sources. */
function messagesInSources(): { readonly texts: readonly string[]; readonly computed: readonly string[] } {
	const texts = new Set<string>();
	const computed: string[] = [];
	for (const name of readdirSync('client/src', { recursive: true, encoding: 'utf8' })) {
		if (!name.endsWith('.ts')) continue;
		const source = readFileSync(path.join('client/src', name), 'utf8');
		for (const call of source.matchAll(/\bl10n\.t\(\s*(?:'((?:[^'\\\n]|\\.)*)'|(\S+))/g)) {
			if (call[1] === undefined) computed.push(`${name}: ${call[2]}`);
			else texts.add(call[1].replace(/\\(.)/g, '$1'));
		}
	}
	return { texts: [...texts].sort(), computed };
}

function placeholders(text: string): string[] {
	return (text.match(/\{\d+\}/g) ?? []).sort();
}

describe('translations', () => {
	const { texts, computed } = messagesInSources();
	const german = 'l10n/bundle.l10n.de.json';

	it('can be found: every message is written out where it is used', () => {
		assert.deepEqual(computed, []);
		assert.ok(texts.length > 40);
	});

	it('into German are complete, with nothing left over', () => {
		assert.deepEqual(keysOf(german), texts);
		assert.deepEqual(keysOf('package.nls.de.json'), keysOf('package.nls.json'));
	});

	it('keep every placeholder', () => {
		const pairs = Object.entries<string>(JSON.parse(readFileSync(german, 'utf8')));
		for (const [text, translated] of pairs)
			assert.deepEqual(placeholders(translated), placeholders(text), text);
	});

	it('of package.json exist for every key it uses, and no others', () => {
		const used = new Set(
			readFileSync('package.json', 'utf8')
				.match(/"%[\w.]+%"/g)
				?.map(key => key.slice(2, -2)),
		);
		assert.deepEqual(keysOf('package.nls.json'), [...used].sort());
	});
});
