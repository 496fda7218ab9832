import { testUses } from '../table';

describe('Shell: files', () => {
	testUses('shell', [
		['reads and writes', 'cat in.txt > out.txt', ['read in.txt', 'write out.txt']],
		['copies', 'cp a.txt b.txt', ['read a.txt', 'write b.txt']],
		['deletes', 'rm -rf ./build', ['delete build']],
		[
			'home, however it is written',
			'cat "$HOME/.config/x" /home/someone/.profile',
			['read ~/.config/x', 'read ~/.profile'],
		],
		['an unknown name', 'cat "$1"', ['read ?']],
	]);
});

describe('Shell: network', () => {
	testUses('shell', [
		['an address in decimal', 'curl http://3221225985/', ['download http://3221225985/']],
		['an unknown host', 'curl "https://$1/x"', ['download https://*/x']],
		['a listener', 'nc -l -p 8080', ['listen tcp://?:8080']],
		['a TCP redirection', 'exec 3<>/dev/tcp/192.0.2.1/80', ['connect tcp://192.0.2.1:80']],
		['git', 'git clone git@git.example:team/repo.git', ['download ssh://git@git.example/team/repo.git']],
	]);
});

describe('Shell: what stays, what guards, what is installed', () => {
	testUses('shell', [
		['cron', 'echo "* * * * * true" | crontab -', ['persistence cron ?']],
		['a start-up file', 'echo "alias x=y" >> ~/.bashrc', ['persistence rc-file ~/.bashrc']],
		['a service', 'systemctl --user enable x.service', ['persistence systemd x.service']],
		['a git hook', 'git config --global core.hooksPath ~/hooks', ['persistence git-hook ~/hooks']],
		['Gatekeeper', 'xattr -d com.apple.quarantine app', ['off gatekeeper']],
		['certificates', 'curl -k https://a.example/', ['off tls-verification']],
		['the firewall', 'ufw disable', ['off firewall']],
		['an agent that no longer asks', 'claude --dangerously-skip-permissions', ['off permission-prompts']],
		[
			'an agent’s settings',
			"echo '{}' > ~/.claude/settings.json",
			['agent-config write ~/.claude/settings.json'],
		],
		['npm', 'npm install -g tool@1.2.3', ['package npm tool@1.2.3']],
		['npx', 'npx -y tool@latest', ['package npm tool@latest']],
		['pip', 'pip install "tool==1.0"', ['package pypi tool==1.0']],
		['uvx', 'uvx tool', ['package pypi tool']],
		[
			'another index',
			'pip install -i https://pypi.example/simple tool',
			['download https://pypi.example/simple'],
		],
		['a repository', 'pip install git+https://git.example/t.git', ['download https://git.example/t.git']],
		['elevated', 'sudo -u root cat x', ['shell cat x', 'read x']],
	]);
});

describe('Shell: programs inside a program', () => {
	testUses('shell', [
		['xargs', 'echo a.txt | xargs rm', ['delete a.txt']],
		['find', 'find . -name x -exec rm {} \\;', ['shell find . -name x -exec rm {} ;']],
		['Python', `python3 -c "import os; os.remove('x')"`, ['delete x']],
		['another shell', `bash -c 'rm y'`, ['delete y']],
		['ssh', `ssh u@a.example 'rm z'`, ['connect ssh://a.example']],
	]);
});
