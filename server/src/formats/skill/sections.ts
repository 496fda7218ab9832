import type { Section } from './model';

/** A section whose end is not known yet. */
export interface OpenSection {
	readonly title: string;
	readonly level: number;
	readonly parent: number;
	readonly start: number;
	end: number | undefined;
}

/** Adds the section that a heading opens, and ends those of the same or a lower level. */
export function openSection(
	sections: OpenSection[],
	heading: { readonly level: number; readonly title: string },
	start: number,
): void {
	let parent = sections.length - 1;
	for (
		let section = sections[parent];
		section && section.level >= heading.level;
		section = sections[parent]
	) {
		section.end ??= start;
		parent = section.parent;
	}
	sections.push({ title: heading.title, level: heading.level, parent, start, end: undefined });
}

/** The sections once the text is at its end. */
export function closeSections(sections: readonly OpenSection[], end: number): Section[] {
	return sections.map(section => ({
		title: section.title,
		level: section.level,
		parent: section.parent,
		range: { start: section.start, end: section.end ?? end },
	}));
}
