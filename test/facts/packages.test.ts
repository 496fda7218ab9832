import assert from 'node:assert/strict';
import { analyseFile } from '../../server/src/facts/analyse-file';
import { Analyser } from '../../server/src/facts/analyser';
import { POPULAR } from '../../server/src/facts/packages/popular';
import { resembledPackage } from '../../server/src/facts/packages/similar';

function packagesOf(path: string, text: string) {
	const bytes = new TextEncoder().encode(text);
	const facts = analyseFile({ path, type: 'file', size: bytes.length, bytes }, new Analyser());
	return facts.uses.flatMap(({ fact, range }) =>
		fact.kind === 'package'
			? [[fact.name, fact.version, fact.source, text.slice(range.start, range.end)]]
			: [],
	);
}

describe('packages that a project lists', () => {
	it('reads requirements with their places, without comments, markers and hashes', () => {
		const text = [
			'# what it needs',
			'requests [socks] == 2.32.3 ; python_version > "3.8"  # pinned',
			'numpy==1.26.4 \\',
			'    --hash=sha256:00ff',
			'-r other.txt',
			'-e git+https://github.com/example/notes.git@v1.2#egg=notes',
			'tool @ https://files.example/tool-1.0.zip',
		].join('\r\n');
		assert.deepEqual(packagesOf('sub/requirements-dev.txt', text), [
			['requests', '==2.32.3', 'registry', 'requests [socks] == 2.32.3'],
			['numpy', '==1.26.4', 'registry', 'numpy==1.26.4'],
			[null, 'v1.2', 'vcs', '-e git+https://github.com/example/notes.git@v1.2#egg=notes'],
			['tool', null, 'url', 'tool @ https://files.example/tool-1.0.zip'],
		]);
	});

	it('reads the dependencies of a package.json, from wherever they come', () => {
		const text =
			'{"dependencies":{"a":"^1.0.0","b":"github:example/b#v2","c":"https://files.example/c.tgz","d":"npm:real@2","e":"file:../e"}}';
		assert.deepEqual(
			packagesOf('package.json', text).map(found => found.slice(0, 3)),
			[
				['a', '@^1.0.0', 'registry'],
				['b', 'v2', 'vcs'],
				['c', null, 'url'],
				['real', '@2', 'registry'],
			],
		);
	});

	it('tells the slips of a name and lets the names of the list alone', () => {
		for (const [ecosystem, name, meant] of [
			['pypi', 'reqeusts', 'requests'],
			['pypi', 'request-s', 'requests'],
			['pypi', 'nurnpy', 'numpy'],
			['pypi', 'tensorfiow', 'tensorflow'],
			['pypi', 'beautifulsoup', null],
			['npm', 'crossenv', 'cross-env'],
			['npm', 'l0dash', 'lodash'],
			['npm', 'expresss', 'express'],
			['npm', 'toml', null],
			['npm', '@own/lodahs', null],
			['npm', 'a-name-of-its-own', null],
			['cargo', 'reqeusts', null],
			['pypi', 'x'.repeat(10_000), null],
		] as const)
			assert.equal(resembledPackage(ecosystem, name), meant, name);
		for (const ecosystem of ['pypi', 'npm'] as const)
			for (const name of POPULAR[ecosystem]) assert.equal(resembledPackage(ecosystem, name), null, name);
	});
});
