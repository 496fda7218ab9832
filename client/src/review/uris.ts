import * as vscode from 'vscode';

/** Files inside packages. */
export const PACKAGE_SCHEME = 'aext';

/** `aext://<64 hexadecimal digits>/path`: the authority is the package's SHA-256, so swapped bytes cannot mix. */
export function packageFileUri(digest: string, path: string): vscode.Uri {
	return vscode.Uri.from({
		scheme: PACKAGE_SCHEME,
		authority: digest.replace(/^sha256:/, ''),
		path: `/${path}`,
	});
}

/** Digest and path that an `aext:` URI names. */
export function partsOf(uri: vscode.Uri): { readonly digest: string; readonly path: string } {
	return { digest: `sha256:${uri.authority.toLowerCase()}`, path: uri.path.replace(/^\//, '') };
}
