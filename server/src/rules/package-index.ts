import { escapeForDisplay } from '../base/display';
import type { Severity } from '../base/severity';
import { gradeHost, parseUrl } from '../facts/grades';
import type { FileFacts, Placed } from '../facts/model';
import { defineRule } from './define';
import { hostName, isDoubtfulHost } from './support/hosts';
import { isKnownIndex } from './support/package-indexes';
import { at } from './support/placed';

export const rule = defineRule({
	id: 'package-index',
	title: 'Packages come from an index that is not the usual one',
	category: 'supply-chain',
	severity: 'high',
	confidence: 'medium',
	ast: 'AST02',
	atlas: 'AML.T0010',
	strength: 'weak',
	why: 'Whoever runs the index decides what every package of it is. An index named in addition is worse than it looks: pip takes the highest version it finds anywhere, so the extra index can replace any package, also one that nobody meant to get there.',
	fix: 'Use the ecosystem’s own registry. For an index of your own, name it alone, over https, and say whose it is.',
	limits:
		'The registries themselves, their large mirrors and the indexes of well-known projects are not reported; nor are indexes on this machine and in private networks.',
	scope: 'file',
	needs: ['uses', 'settings'],
	*check(file) {
		const told = new Set<string>();
		for (const { place, url, extra } of indexesOf(file)) {
			const parsed = parseUrl(url);
			if (parsed === null || parsed.host === null || told.has(url)) continue;
			told.add(url);
			const { host, scheme } = parsed;
			const grade = gradeHost(host, scheme);
			if (grade === 'loopback' || grade === 'private') continue;
			const plain = scheme === 'http';
			if (!plain && isKnownIndex(host)) continue;
			const listed = place.context.container === 'config';
			const serious = plain || isDoubtfulHost(grade);
			const severity: Severity = serious
				? listed
					? 'high'
					: 'medium'
				: listed && grade !== 'code-host'
					? 'medium'
					: 'low';
			const reason = isDoubtfulHost(grade)
				? `, ${hostName(grade)}`
				: plain
					? ' without encryption, so that anybody on the way can change them'
					: '';
			yield {
				...at(place),
				severity,
				message: `Packages are ${extra ? 'also ' : ''}taken from ${escapeForDisplay(host, 100)}${reason}. Use the usual registry, or say whose index this is.`,
			};
		}
	},
});

interface Index {
	readonly place: Placed<unknown>;
	readonly url: string;
	readonly extra: boolean;
}

function* indexesOf(file: FileFacts): Generator<Index> {
	for (const place of file.settings) {
		if (place.fact.kind === 'package-index') yield { place, url: place.fact.url, extra: place.fact.extra };
	}
	for (const place of file.uses) {
		const { fact } = place;
		if (fact.kind === 'package' && fact.source === 'index' && fact.url !== null)
			yield { place, url: fact.url, extra: false };
	}
}
