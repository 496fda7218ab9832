let translations: Readonly<Record<string, string>> = {};

/** Takes the translations that the extension has for the display language. */
export function useTranslations(texts: Readonly<Record<string, string>>): void {
	translations = texts;
}

/** As `vscode.l10n`, which a page does not have. */
export const l10n = {
	/** The text in the display language, `{0}`, `{1}`… replaced by what follows. */
	t(text: string, ...values: readonly (string | number)[]): string {
		return (translations[text] ?? text).replace(/\{(\d+)\}/g, (whole, index: string) =>
			String(values[Number(index)] ?? whole),
		);
	},
};
