export function mayActInJavaScript(text: string): boolean {
	return text !== '';
}
