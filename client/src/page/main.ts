import { FRESH_STATE, type PageContext, type PageState } from './context';
import { useTranslations } from './l10n';
import { FINDINGS_SHOWN, files, findings } from './lists';
import { type FromPage, isToPage, type ToPage } from './messages';
import { announcement, pageFor } from './page';

declare function acquireVsCodeApi(): {
	postMessage(message: FromPage): void;
	getState(): PageState | undefined;
	setState(state: PageState): void;
};

const vscode = acquireVsCodeApi();
const root = document.body;
useTranslations(JSON.parse(root.dataset.texts ?? '{}'));

let state: PageState = { ...FRESH_STATE, ...vscode.getState() };
let shown: Exclude<ToPage, { kind: 'nextFinding' }> | undefined;
let announced = '';
let restored = false;

const context: PageContext = {
	name: root.dataset.name ?? '',
	get state() {
		return state;
	},
	send: message => vscode.postMessage(message),
	change(choice, section) {
		keep(choice);
		redraw(section);
	},
	nextFinding,
};

function keep(choice: Partial<PageState>): void {
	state = { ...state, ...choice };
	vscode.setState(state);
}

function show(message: Exclude<ToPage, { kind: 'nextFinding' }>): void {
	shown = message;
	// Lengths known to be a page's own are kept; what the file's change may have shortened begins anew.
	const main = pageFor(message, context);
	root.querySelector('main')?.remove();
	root.append(main);
	announce(announcement(message));
	if (message.kind === 'review' && !restored) {
		restored = true;
		window.scrollTo(0, state.scroll);
	}
}

/** Each state is said once, not with every step of its progress. */
function announce(words: string): void {
	if (words === announced) return;
	announced = words;
	const status = document.getElementById('status');
	if (status) status.textContent = words;
}

/** Draws one section anew and gives the focus back to what had it. */
function redraw(section: 'findings' | 'files'): void {
	if (shown?.kind !== 'review') return;
	const focused = document.activeElement;
	const id = focused?.id;
	const caret = focused instanceof HTMLInputElement ? focused.selectionStart : null;
	const fresh = (section === 'findings' ? findings : files)(shown.review, context);
	const old = document.getElementById(section);
	if (!fresh || !old) return;
	old.replaceWith(fresh);
	const again = id === undefined || id === '' ? undefined : document.getElementById(id);
	if (again) {
		again.focus();
		if (again instanceof HTMLInputElement && again.type === 'search') again.setSelectionRange(caret, caret);
	} else {
		const heading = document.getElementById(`${section}-heading`);
		heading?.setAttribute('tabindex', '-1');
		heading?.focus();
	}
}

function nextFinding(): void {
	if (shown?.kind !== 'review' || shown.review.findings.length === 0) return;
	const next = (state.finding + 1) % shown.review.findings.length;
	const findingsFrom = Math.floor(next / FINDINGS_SHOWN) * FINDINGS_SHOWN;
	const turned = findingsFrom !== state.findingsFrom;
	keep({ finding: next, findingsFrom });
	if (turned) redraw('findings');
	document.getElementById(`finding-${next}`)?.focus();
}

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
	if (!isToPage(data)) return;
	if (data.kind === 'nextFinding') nextFinding();
	else show(data);
});
document.addEventListener('securitypolicyviolation', event =>
	vscode.postMessage({ kind: 'violation', directive: event.effectiveDirective }),
);
document.addEventListener('scroll', () => keep({ scroll: window.scrollY }), { passive: true });
vscode.postMessage({ kind: 'ready' });
