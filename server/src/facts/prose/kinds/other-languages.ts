import type { Judged, Passage } from '../model';
import { judged } from './sentence';

/**
 * The two plainest orders in languages other than English: verb, earlier-ness and instructions near to each other,
 * in the order in which each language says them. Texts are normalised: lower case, without accents.
 */
const OVERRIDES: readonly RegExp[] = [
	// Spanish, Portuguese, Italian, French
	/\b(?:ignor(?:a|e|en|ez|er|ar|ate)|olvid(?:a|e|en|ar)|descart(?:a|e|ar)|desconsider(?:a|e|ar)|oubli(?:e|ez|er)|dimentica|esqueca|omet(?:s|tez))\b.{0,40}\b(?:instruc[ct]ion(?:es|s)?|instrucoes|istruzioni|consignes|directives|ordenes|reglas|regles|indicaciones|mensajes?)\b.{0,30}\b(?:anterior(?:es|i)?|previ(?:as|os|e)|precedent(?:e|es|i)|du systeme|del sistema|do sistema)\b/u,
	/\b(?:ignor(?:a|e|en|ez|er|ar|ate)|olvid(?:a|e|en|ar)|oubli(?:e|ez|er))\b.{0,30}\b(?:todo lo anterior|tout ce qui precede|todas? (?:las|os|as) (?:reglas|regras)|tes (?:regles|consignes)|tus (?:reglas|instrucciones))\b/u,
	// German, Dutch
	/\b(?:ignorier(?:e|en|t)?|vergiss|vergessen sie|missachte|verwirf|negeer|vergeet)\b.{0,40}\b(?:vorherige[nrs]?|bisherige[nrs]?|fruhere[nrs]?|obige[nrs]?|vorangegangene[nrs]?|eerdere|vorige|deine|ihre)\b.{0,30}\b(?:anweisung(?:en)?|instruktion(?:en)?|regeln|vorgaben|befehle|instructies)\b/u,
	// Russian
	/(?:игнорируи(?:те)?|проигнорируи(?:те)?|забудь(?:те)?|отбрось(?:те)?|не следуи(?:те)?).{0,40}(?:предыдущи|прежни|вышеуказанн|системн|своими?|ранее).{0,30}(?:инструкци|указани|правил|команд|промпт)/u,
	// Chinese, Japanese
	/(?:忽略|无视|無視|忘记|忘記|不要遵守|丢弃)[^。！？]{0,12}(?:之前|以前|先前|上述|以上|前面|系统|系統|所有)[^。！？]{0,10}(?:指令|指示|提示|规则|規則|命令|设定)/u,
	/(?:以前|これまで|上記|前)の[^。]{0,10}(?:指示|命令|ルール)[^。]{0,6}(?:無視|忘れ)/u,
];

const CONCEALMENTS: readonly RegExp[] = [
	/\bno (?:le )?(?:digas|diga|informes|informe|menciones|mencione|reveles|muestres)\b.{0,40}\b(?:usuario|persona)\b.{0,60}\b(?:subid[ao]|envi[ao]|enviad[ao]s?|comando|archivos?|instrucciones|script)\b/u,
	/\bne (?:dis|dites|mentionne|mentionnez|revele|revelez|montre|montrez|signale|signalez) (?:pas|rien|jamais)\b.{0,40}\b(?:utilisateur|personne)\b.{0,60}\b(?:envoi|envoye|commande|fichiers?|instructions|script|telechargement)\b/u,
	/\b(?:sag|sage|sagen sie|verrate|erwahne|zeige|melde)\b.{0,30}\b(?:benutzer|nutzer|anwender)\b.{0,30}\b(?:nicht|nichts|niemals)\b.{0,60}\b(?:hochgeladen|gesendet|befehl|dateien|anweisungen|skript|upload)\b/u,
	/не (?:говори|сообщаи|упоминаи|показываи|раскрываи)(?:те)?.{0,30}пользовател.{0,60}(?:отправ|загруз|команд|фаил|инструкци|скрипт)/u,
	/(?:不要|请勿|別|别|切勿)[^。！？]{0,8}(?:告诉|告訴|告知|透露|提及|通知|显示)[^。！？]{0,10}(?:用户|用戶|使用者)[^。！？]{0,20}(?:上传|上傳|发送|命令|文件|指令|脚本|步骤)/u,
];

const KINDS = [
	[OVERRIDES, 'override', 'tells the agent to ignore earlier instructions'],
	[CONCEALMENTS, 'conceal', 'tells the agent to keep what it does from the person'],
] as const;

/** Instruction override and concealment in other languages than English. */
export function* findInOtherLanguages({ sentences }: Passage): Generator<Judged> {
	for (const sentence of sentences) {
		const { tokens } = sentence;
		// Joined by single spaces, without markup; `starts` leads back to the tokens.
		const starts: number[] = [];
		let text = '';
		for (const token of tokens) {
			if (text !== '') text += ' ';
			starts.push(text.length);
			text += token.text;
		}
		for (const [patterns, kind, what] of KINDS) {
			const match = patterns.map(pattern => pattern.exec(text)).find(found => found !== null);
			if (!match) continue;
			const end = match.index + match[0].length;
			const from = starts.findLastIndex(start => start <= match.index);
			const to = starts.findLastIndex(start => start < end);
			yield judged(kind, what, 'high', sentence, from, to);
		}
	}
}
