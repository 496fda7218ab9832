export type Child = Node | string | undefined | false;
type Attribute = string | number | boolean | undefined | ((event: Event) => void);

/** Attributes that the page sets. What could hold a script, a style or an address is not among them. */
type Attributes = Readonly<
	Partial<
		Record<
			| 'class'
			| 'id'
			| 'type'
			| 'role'
			| 'lang'
			| 'dir'
			| 'scope'
			| 'for'
			| 'value'
			| 'max'
			| 'placeholder'
			| 'tabindex'
			| 'checked'
			| 'disabled'
			| 'title'
			| `aria-${string}`
			| `data-${string}`
			| `on${'click' | 'change' | 'input'}`,
			Attribute
		>
	>
>;

/** An element with attributes, listeners (`onclick`…) and children. Strings become text, never markup. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
	tag: Tag,
	attributes: Attributes,
	...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (typeof value === 'function') element.addEventListener(name.slice(2), value);
		else if (value === true) element.setAttribute(name, '');
		else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
	}
	for (const child of children) if (child !== undefined && child !== false) element.append(child);
	return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A picture of one path in a box of 16 by 16, which says nothing that words beside it do not. */
export function icon(path: string): SVGSVGElement {
	const svg = document.createElementNS(SVG, 'svg');
	svg.setAttribute('viewBox', '0 0 16 16');
	svg.setAttribute('aria-hidden', 'true');
	svg.setAttribute('class', 'icon');
	const drawn = document.createElementNS(SVG, 'path');
	drawn.setAttribute('d', path);
	svg.append(drawn);
	return svg;
}

/** A section of the page with its heading. */
export function section(id: string, title: string, ...children: readonly Child[]): HTMLElement {
	return h(
		'section',
		{ id, 'aria-labelledby': `${id}-heading` },
		h('h2', { id: `${id}-heading` }, title),
		...children,
	);
}

/** A button that looks like a link: it leads somewhere in the editor. */
export function leads(words: string, go: () => void, label?: string): HTMLButtonElement {
	return h('button', { type: 'button', class: 'link', 'aria-label': label, onclick: go }, words);
}
