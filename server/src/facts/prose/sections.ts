import type { Confidence } from '../../base/severity';
import type { Instruction } from '../model';
import type { ClueKind, FoundClue, FoundInstruction } from './model';

/** A clue with the block it stands in; ranges are absolute. */
export interface PlacedClue extends FoundClue {
	readonly block: number;
}

/** Blocks further apart than this are not read together. */
const NEAR = 4;

/**
 * Instructions that only several sentences together make: secrets read in one step and sent in the next, a link with
 * a password and the order to run it. `clues` are those of one section, in order.
 */
export function combineClues(clues: readonly PlacedClue[]): FoundInstruction[] {
	if (clues.length < 2) return [];
	const found: (FoundInstruction | undefined)[] = [
		sentAfterGathering(clues),
		hiddenDeed(clues),
		fetchedAndObeyed(clues),
		fakePrerequisite(clues),
		pasteAndRun(clues),
	];
	return found.filter(instruction => instruction !== undefined);
}

function* pairs(
	clues: readonly PlacedClue[],
	first: readonly ClueKind[],
	second: readonly ClueKind[],
): Generator<readonly [PlacedClue, PlacedClue]> {
	for (let i = 0; i < clues.length; i++) {
		const one = clues[i];
		if (!one || !first.includes(one.clue)) continue;
		for (let j = i + 1; j < clues.length; j++) {
			const other = clues[j];
			if (!other || other.block - one.block > NEAR) break;
			if (second.includes(other.clue)) yield [one, other];
		}
	}
}

function sentAfterGathering(clues: readonly PlacedClue[]): FoundInstruction | undefined {
	for (const [gather, send] of pairs(clues, ['gathers-secret', 'gathers-private'], ['sends-out'])) {
		if (gather.range.start === send.range.start) continue;
		const secret = gather.clue === 'gathers-secret';
		const certain = send.details.certain === 'true';
		const what = secret
			? 'tells the agent to collect secrets and send them elsewhere'
			: 'tells the agent to collect what belongs to the person and send it elsewhere';
		const confidence = secret && certain ? 'high' : 'medium';
		if (!secret && !certain) continue;
		return joined('send-secret', what, confidence, send, [
			[gather, secret ? 'collects the secret' : 'collects the data'],
		]);
	}
	return undefined;
}

const DEEDS: readonly ClueKind[] = [
	'sends-out',
	'gathers-secret',
	'gathers-private',
	'runs-download',
	'does-deed',
	'no-inspection',
];

/** "Do not mention this step": sensitive where a deed stands nearby, before or after. */
function hiddenDeed(clues: readonly PlacedClue[]): FoundInstruction | undefined {
	for (const hides of clues) {
		if (hides.clue !== 'hides-vague') continue;
		const deed = clues.find(clue => DEEDS.includes(clue.clue) && Math.abs(clue.block - hides.block) <= NEAR);
		if (!deed) continue;
		const sends = deed.clue === 'sends-out' || deed.clue === 'gathers-secret';
		const what = 'tells the agent to keep what it does from the person';
		return joined('conceal', what, sends ? 'high' : 'medium', hides, [[deed, 'what is kept from them']]);
	}
	return undefined;
}

function fetchedAndObeyed(clues: readonly PlacedClue[]): FoundInstruction | undefined {
	for (const [fetch, obey] of pairs(clues, ['fetches-remote'], ['obeys-it'])) {
		if (obey.block - fetch.block > 2) continue;
		const confidence: Confidence = fetch.details.certainty === 'high' ? 'high' : 'medium';
		const what = 'tells the agent to fetch instructions from the network and follow them';
		return joined('obey-remote', what, confidence, fetch, [[obey, 'follows what was fetched']]);
	}
	return undefined;
}

/** Hosts where anybody can leave a file without being known. */
const ANONYMOUS = /^(?:paste|raw-ip|shortener|tunnel|webhook|file-drop|dynamic-dns|onion)$/;

function fakePrerequisite(clues: readonly PlacedClue[]): FoundInstruction | undefined {
	const has = (...kinds: readonly ClueKind[]): PlacedClue | undefined =>
		clues.find(clue => kinds.includes(clue.clue));
	const archive = has('archive-link');
	const page = clues.find(
		clue =>
			clue.clue === 'page-link' &&
			/^(?:file-drop|shortener|raw-ip|code-host|paste|tunnel)$/.test(clue.details.grade ?? ''),
	);
	const described = requiredInDescription(clues);
	if (described) return described;
	const link = archive ?? page;
	const secret = clues.find(clue => clue.clue === 'password' && clue.details.near === 'archive');
	const run = has('runs-download');
	const act = run ?? has('extracts');
	const setup = has('setup') !== undefined;
	if (!link || !act) return undefined;
	const anonymous = ANONYMOUS.test(link.details.grade ?? '');
	const password = secret ?? (archive && setup ? has('password') : undefined);
	const parts: [PlacedClue, string][] = [[act, 'the order to run it']];
	if (password) {
		parts.push([password, 'the password of the archive']);
		const details = { ...link.details, ...password.details };
		const what = 'has a program from a password-protected archive downloaded and run';
		return { ...joined('prerequisite-download', what, 'high', link, parts, details) };
	}
	if (!archive || !run || !setup) return undefined;
	if (!anonymous && !has('downloads')) return undefined;
	const what = 'has a program downloaded and run before the skill works';
	if (anonymous) return joined('prerequisite-download', what, 'high', link, parts);
	return archive.details.grade === 'installer'
		? undefined
		: joined('prerequisite-download', what, 'low', link, parts);
}

/** In the frontmatter, which is read before the skill is chosen: "requires the driver; get it at https://… and run it". */
function requiredInDescription(clues: readonly PlacedClue[]): FoundInstruction | undefined {
	if (clues[0]?.block !== -1) return undefined;
	const link = clues.find(({ clue }) => clue === 'archive-link' || clue === 'page-link');
	const run = clues.find(({ clue }) => clue === 'runs-download');
	const has = (kind: ClueKind): boolean => clues.some(({ clue }) => clue === kind);
	if (!link || !run || !has('setup') || !has('downloads')) return undefined;
	const what = 'has a program downloaded and run before the skill works';
	const elevated = has('elevated') || ANONYMOUS.test(link.details.grade ?? '');
	return joined('prerequisite-download', what, elevated ? 'high' : 'medium', link, [
		[run, 'the order to run it'],
	]);
}

function pasteAndRun(clues: readonly PlacedClue[]): FoundInstruction | undefined {
	for (const paste of clues) {
		if (paste.clue !== 'pastes') continue;
		const near = (clue: PlacedClue): boolean => Math.abs(clue.block - paste.block) <= 2;
		const inside = clues.find(
			clue =>
				clue.clue === 'page-link' &&
				ANONYMOUS.test(clue.details.grade ?? '') &&
				paste.range.start <= clue.range.start &&
				clue.range.end <= paste.range.end,
		);
		const link =
			inside ??
			clues.find(clue => clue.clue === 'page-link' && near(clue) && clue.range.start < paste.range.start);
		const copies = clues.find(clue => clue.clue === 'copies' && near(clue));
		if (!link || !(copies ?? inside)) continue;
		const anonymous = ANONYMOUS.test(link.details.grade ?? '');
		const what = 'has a command copied from a web page and run in a terminal';
		return joined('paste-and-run', what, anonymous ? 'high' : 'medium', link, [
			[paste, 'where it is to be run'],
		]);
	}
	return undefined;
}

function joined(
	kind: Instruction['kind'],
	what: string,
	confidence: Confidence,
	main: PlacedClue,
	parts: readonly (readonly [PlacedClue, string])[],
	details: Readonly<Record<string, string>> = main.details,
): FoundInstruction {
	const { url, host, password } = details;
	return {
		fact: {
			kind,
			what,
			confidence,
			details: { ...(url && { url }), ...(host && { host }), ...(password && { password }) },
			parts: parts.map(([clue, part]) => ({ range: clue.range, what: part })),
		},
		range: main.range,
		mitigations: [main, ...parts.map(([clue]) => clue)].flatMap(clue => clue.mitigations),
	};
}
