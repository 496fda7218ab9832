/**
 * Where start-up hooks and agent settings lie. Spelling: see `pathPattern`. Compiled from the products' own
 * documentation and their default locations on Linux, macOS and Windows.
 */
import type { PersistenceUse } from './model';
import { listOf } from './word-list';

/** Rows of a value and the patterns that mean it; the first row that fits wins. */
export type PathTableRows<Value> = readonly (readonly [Value, readonly string[]])[];

export const PERSISTENCE: PathTableRows<PersistenceUse['mechanism']> = [
	[
		'authorized-keys',
		listOf(`
			.ssh/authorized_keys, .ssh/authorized_keys2, /etc/ssh/authorized_keys/, .ssh/rc,
			/etc/ssh/sshrc
		`),
	],
	[
		'cron',
		listOf(`
			/etc/crontab, /etc/cron.d/, /etc/cron.*/, /etc/anacrontab, /var/spool/cron/, /var/at/tabs/,
			/usr/lib/cron/tabs/
		`),
	],
	['launchd', listOf(`LaunchAgents/, LaunchDaemons/, /Library/StartupItems/`)],
	[
		'systemd',
		listOf(`
			/etc/systemd/, /lib/systemd/, /usr/lib/systemd/, /run/systemd/system/, .config/systemd/user/,
			.local/share/systemd/user/, /etc/init.d/, /etc/rc*.d/
		`),
	],
	[
		'startup-folder',
		listOf(`
			.config/autostart/, /etc/xdg/autostart/, Start Menu/Programs/Startup/,
			Start Menu/Programs/StartUp/
		`),
	],
	['login-item', listOf(`com.apple.loginitems.plist, com.apple.loginwindow.plist, backgrounditems.btm`)],
	['git-hook', listOf(`.git/hooks/, .config/git/hooks/, .git-templates/hooks/, git-core/templates/hooks/`)],
	[
		'rc-file',
		listOf(`
			.bashrc, .bash_profile, .bash_login, .bash_logout, .bash_aliases, .profile, .zshrc, .zshenv,
			.zprofile, .zlogin, .zlogout, .kshrc, .cshrc, .tcshrc, .login, .config/fish/config.fish,
			.config/fish/conf.d/, .xinitrc, .xprofile, .xsession, .xsessionrc, .config/environment.d/,
			.pam_environment, .inputrc, .vimrc, .config/nvim/init.*, /etc/profile, /etc/profile.d/,
			/etc/bash.bashrc, /etc/bashrc, /etc/zshrc, /etc/zprofile, /etc/zsh/, /etc/rc.local,
			/etc/environment, /etc/ld.so.preload, *profile.ps1, sitecustomize.py, usercustomize.py,
			site-packages/*.pth
		`),
	],
];

export const AGENT_CONFIG: PathTableRows<string> = [
	[
		'Claude Code settings',
		listOf(`
			.claude/settings.json, .claude/settings.local.json, .claude/settings*.json, ~/.claude.json,
			.claude.json, managed-settings.json, .claude/hooks/, .claude/commands/, .claude/agents/
		`),
	],
	['Claude desktop settings', listOf(`claude_desktop_config.json`)],
	[
		'MCP server list',
		listOf(`
			.mcp.json, mcp.json, .cursor/mcp.json, .vscode/mcp.json, mcp_config.json, mcp_settings.json,
			cline_mcp_settings.json
		`),
	],
	[
		'agent instructions',
		listOf(`
			CLAUDE.md, CLAUDE.local.md, AGENTS.md, AGENTS.override.md, GEMINI.md, copilot-instructions.md,
			.github/instructions/, .windsurfrules, .windsurf/rules/, .clinerules, .clinerules/,
			.cursorrules, .cursor/rules/, .claude/rules/, .roo/rules/
		`),
	],
	[
		'agent memory',
		listOf(`
			SOUL.md, MEMORY.md, IDENTITY.md, HEARTBEAT.md, .claude/memory/, .claude/projects/*/memory/,
			.openclaw/workspace/, .clawdbot/workspace/, .moltbot/workspace/, clawd/USER.md, clawd/TOOLS.md
		`),
	],
	[
		'installed skills',
		listOf(`
			~/.claude/skills/, ~/.codex/skills/, ~/.agents/skills/, ~/.openclaw/skills/,
			~/.clawdbot/skills/, ~/.gemini/skills/, ~/.cursor/skills/, ~/.copilot/skills/,
			~/.claude/plugins/
		`),
	],
	[
		'OpenClaw settings',
		listOf(`
			.openclaw/openclaw.json, .clawdbot/clawdbot.json, .moltbot/moltbot.json,
			.openclaw/exec-approvals.json, .clawdbot/exec-approvals.json
		`),
	],
	['Codex settings', listOf(`.codex/config.toml, .codex/hooks.json, .codex/AGENTS.md, .codex/rules/`)],
	[
		'Gemini CLI settings',
		listOf(`.gemini/settings.json, .gemini/extensions/, .gemini/commands/, .gemini/policies/`),
	],
	[
		'Cursor settings',
		listOf(`
			.cursor/hooks.json, .cursor/cli-config.json, .cursor/permissions.json, .cursor/settings.json,
			Cursor/User/settings.json
		`),
	],
	[
		'editor tasks and settings',
		listOf(`
			.vscode/tasks.json, .vscode/settings.json, Code/User/settings.json, Code/User/tasks.json,
			.continue/config.json, .continue/config.yaml, opencode/opencode.json, opencode.json,
			goose/config.yaml
		`),
	],
];
