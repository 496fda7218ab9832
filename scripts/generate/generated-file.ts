/** A file that is made from others, relative to the repository. */
export interface GeneratedFile {
	readonly path: string;
	readonly text: string;
}
