import assert from 'node:assert/strict';
import fc from 'fast-check';
import { gradeHost } from '../../server/src/scripts/hosts';
import { canonicalIp } from '../../server/src/scripts/ip';
import { languageOf } from '../../server/src/scripts/language';
import { hostsIn, parseUrl, urlsIn } from '../../server/src/scripts/urls';

describe('scripts/urls', () => {
	it('finds scheme, host and port', () => {
		const cases: [string, string, string | null, number | null][] = [
			['https://Example.COM/a', 'https', 'example.com', 443],
			['http://u:p@example.com:8080/', 'http', 'example.com', 8080],
			['https://example.com.', 'https', 'example.com', 443],
			['https://example.com).', 'https', 'example.com', 443],
			['http://[2001:DB8::1]:81/x', 'http', '2001:db8::1', 81],
			['http://[::ffff:192.0.2.1]/', 'http', '192.0.2.1', 80],
			['http://3221225985/', 'http', '192.0.2.1', 80],
			['http://0xC0.0.2.1/', 'http', '192.0.2.1', 80],
			['http://0300.0.2.1/', 'http', '192.0.2.1', 80],
			['hxxp://evil[.]example/x', 'http', 'evil.example', 80],
			['hxxps://evil(dot)example', 'https', 'evil.example', 443],
			['https://<your-host>/x', 'https', null, 443],
			['https://{host}/x', 'https', null, 443],
			['https://*/x', 'https', null, 443],
			['https://*.example.com/x', 'https', '*.example.com', 443],
			['https://a*b.example.com/x', 'https', '*.example.com', 443],
			['https://x.*/y', 'https', null, 443],
			['https://example.com@198.51.100.7/x', 'https', '198.51.100.7', 443],
			['https://exam%70le.com/', 'https', 'example.com', 443],
			['https://ｅxample。com/', 'https', 'example.com', 443],
			['ssh://git@example.com/x.git', 'ssh', 'example.com', 22],
		];
		for (const [text, scheme, host, port] of cases) {
			const parsed = parseUrl(text);
			assert.deepEqual(
				{ scheme: parsed?.scheme, host: parsed?.host, port: parsed?.port },
				{ scheme, host, port },
				text,
			);
		}
		for (const text of ['', 'example.com', '/a/b', 'mailto:a@example.com', '://x', 'https:/x'])
			assert.equal(parseUrl(text), null, text);
	});

	it('finds URLs in text with their ranges', () => {
		const text = 'see https://a.example/x, and <http://b.example/>; hxxp://c[.]example.';
		assert.deepEqual(hostsIn(text), ['a.example', 'b.example', 'c.example']);
		for (const { range } of urlsIn(text)) assert.match(text.slice(range.start, range.end), /^h..p/);
	});

	it('reads IP literals in every form', () => {
		assert.equal(canonicalIp('127.1'), '127.0.0.1');
		assert.equal(canonicalIp('0x7f000001'), '127.0.0.1');
		assert.equal(canonicalIp('1.2.3.4.5'), null);
		assert.equal(canonicalIp('256.1.1.1'), null);
		assert.equal(canonicalIp('42'), null);
		assert.equal(canonicalIp('v1.2'), null);
		assert.equal(canonicalIp('2001:0db8:0:0:0:0:0:1'), '2001:db8::1');
		assert.equal(canonicalIp('::1'), '::1');
		assert.equal(canonicalIp('1:2'), null);
		fc.assert(fc.property(fc.ipV6(), ip => assert.notEqual(canonicalIp(ip), null, ip)));
		fc.assert(fc.property(fc.ipV4(), ip => assert.equal(canonicalIp(ip), ip)));
	});

	it('grades hosts', () => {
		const cases: [string, string | null, string, string?][] = [
			['sh.rustup.rs', 'https', 'installer'],
			['sh.rustup.rs', 'http', 'ordinary'],
			['raw.githubusercontent.com', 'https', 'installer', '/nvm-sh/nvm/v0.40.0/install.sh'],
			['raw.githubusercontent.com', 'https', 'code-host', '/somebody/x/main/install.sh'],
			['198.51.100.7', 'http', 'raw-ip'],
			['127.0.0.1', 'http', 'loopback'],
			['localhost', 'http', 'loopback'],
			['10.1.2.3', null, 'private'],
			['172.32.0.1', null, 'raw-ip'],
			['169.254.169.254', null, 'metadata'],
			['pastebin.com', 'https', 'paste'],
			['bit.ly', 'https', 'shortener'],
			['x.ngrok-free.app', 'https', 'tunnel'],
			['webhook.site', 'https', 'webhook'],
			['discord.com', 'https', 'webhook', '/api/webhooks/1/x'],
			['discord.com', 'https', 'ordinary', '/developers'],
			['transfer.sh', 'https', 'file-drop'],
			['me.duckdns.org', 'https', 'dynamic-dns'],
			['abc.onion', 'http', 'onion'],
			['github.com', 'https', 'code-host'],
			['notgithub.com', 'https', 'ordinary'],
			['example.com', 'https', 'ordinary'],
			['*.ngrok.io', 'https', 'tunnel'],
		];
		for (const [host, scheme, grade, path] of cases) assert.equal(gradeHost(host, scheme, path), grade, host);
	});

	it('never throws and stays linear', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), text => {
				parseUrl(text);
				parseUrl(`http://${text}`);
				urlsIn(text);
				canonicalIp(text);
				gradeHost(text, null);
			}),
		);
		for (const text of [
			'http://'.repeat(100_000),
			`http://${'a.'.repeat(500_000)}`,
			`http://${'['.repeat(500_000)}`,
			'h'.repeat(1e6),
		]) {
			parseUrl(text);
			urlsIn(text);
		}
	});
});

describe('scripts/language', () => {
	it('goes by extension, shebang and fence', () => {
		assert.equal(languageOf('a/b.sh', ''), 'shell');
		assert.equal(languageOf('a/b.PY', ''), 'python');
		assert.equal(languageOf('x', '#!/usr/bin/env -S python3.11 -u'), 'python');
		assert.equal(languageOf('x', '#!/bin/sh -e'), 'shell');
		assert.equal(languageOf('x.mts', ''), 'typescript');
		assert.equal(languageOf('x.txt', 'echo'), null);
		assert.equal(languageOf('', 'echo', 'bash title="x"'), 'shell');
		assert.equal(languageOf('', 'echo', '{.python}'), 'python');
		assert.equal(languageOf('', 'echo', 'shell-session'), 'shell');
		assert.equal(languageOf('', 'echo', 'pwsh'), 'powershell');
		assert.equal(languageOf('', '#!/bin/bash', ''), 'shell');
		assert.equal(languageOf('', 'echo', 'json'), null);
	});
});
