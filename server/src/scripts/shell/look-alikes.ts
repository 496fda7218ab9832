/** Letters of other scripts that look like Latin ones, for names of programs. From the Unicode confusables data. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
	а: 'a',
	ɑ: 'a',
	α: 'a',
	Ь: 'b',
	с: 'c',
	ϲ: 'c',
	ԁ: 'd',
	е: 'e',
	ҽ: 'e',
	ɡ: 'g',
	һ: 'h',
	і: 'i',
	ı: 'i',
	ɩ: 'i',
	ј: 'j',
	κ: 'k',
	ⅼ: 'l',
	ӏ: 'l',
	ո: 'n',
	о: 'o',
	ο: 'o',
	σ: 'o',
	р: 'p',
	ρ: 'p',
	ԛ: 'q',
	г: 'r',
	ѕ: 's',
	т: 't',
	τ: 't',
	υ: 'u',
	ս: 'u',
	ν: 'v',
	ѵ: 'v',
	ԝ: 'w',
	ѡ: 'w',
	х: 'x',
	у: 'y',
	γ: 'y',
	ᴢ: 'z',
};

/** The name with look-alike letters as the Latin ones they pass for. */
export function latinSkeleton(name: string): string {
	if (/^[\x20-\x7e]*$/.test(name)) return name;
	return [...name.normalize('NFKC')].map(letter => LOOK_ALIKES[letter] ?? letter).join('');
}
