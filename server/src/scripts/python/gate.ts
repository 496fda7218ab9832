export function mayActInPython(text: string): boolean {
	return text !== '';
}
