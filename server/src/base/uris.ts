/**
 * URIs as this program compares them: percent-encoding made uniform, drive letters lower case, no trailing slash.
 * Editors encode the same path differently (`file:///c%3A/x`, `file:///C:/x`); everything kept by URI is kept by
 * this form. Source: RFC 3986, sections 2 and 6.
 */
export function canonicalUri(uri: string): string {
	const match = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)(.*)$/s.exec(uri);
	if (!match) return uri;
	const [, scheme = '', authority, path = '', rest = ''] = match;
	const segments = path.split('/').map(segment => encodeURIComponent(decoded(segment)));
	const first = segments[1];
	if (first !== undefined && /^[A-Za-z]%3A$/.test(first))
		segments[1] = first.toLowerCase().replace('%3a', '%3A');
	const joined = segments.join('/').replace(/(.)\/+$/, '$1');
	return `${scheme.toLowerCase()}:${authority === undefined ? '' : `//${authority}`}${joined}${rest}`;
}

/** The URI of a `/`-separated path below a folder; `''` is the folder, a leading `../` leaves it. */
export function uriBelow(folder: string, path: string): string {
	if (path === '') return folder;
	let base = folder;
	let rest = path;
	while (rest.startsWith('../')) {
		base = parentUri(base);
		rest = rest.slice(3);
	}
	return `${base}/${rest.split('/').map(encodeURIComponent).join('/')}`;
}

/** The path of a URI relative to a folder that holds it, `''` for the folder; `undefined` when it is elsewhere. */
export function pathBelow(folder: string, uri: string): string | undefined {
	if (uri === folder) return '';
	if (!uri.startsWith(`${folder}/`)) return undefined;
	return uri
		.slice(folder.length + 1)
		.split('/')
		.map(decoded)
		.join('/');
}

/** The folder of a URI. */
export function parentUri(uri: string): string {
	return uri.slice(0, uri.lastIndexOf('/'));
}

/** Last segment of a URI's path, decoded. */
export function nameOfUri(uri: string): string {
	return decoded(uri.slice(uri.lastIndexOf('/') + 1));
}

/** A percent-encoded segment as text; a malformed one stays as it is. */
function decoded(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}
