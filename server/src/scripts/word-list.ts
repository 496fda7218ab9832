/** The entries of a table written as text: separated by commas or line breaks, white space around them dropped. */
export function listOf(text: string): string[] {
	return text
		.split(/[,\n]/)
		.map(entry => entry.trim())
		.filter(entry => entry !== '');
}
