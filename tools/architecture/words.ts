/**
 * What a machine can tell of the words: the marks of each language, sentences that end, texts that somebody translated, and
 * Italian that who left school at 14 can read. `node tools/mend-words.ts` sets the marks right in files of messages.
 */
import { gulpease, wordsPerSentence } from '#modules/notices/core/readability.ts'
import type { Finding, Source, Tree } from './source.ts'
import { isProduct, langs, literalsIn, textsOf, type Lang, type Text } from './texts.ts'

/** Words a sentence, on average over one text. */
const MOST_WORDS = 20
/** Gulpease of a text for the public; shorter ones than this many words are labels, which the index was not made for. */
const EASY = 60
const FEWEST_WORDS = 8

/** Where the public reads: its pages, the answer form, notices and mails. */
const publicWords = /^modules\/(notices\/(messages\.it\.json|core\/|server\/public\/)|cases\/messages-texts\.it\.json)/

/** The same in three languages because it is: names, addresses, and lines made only of holes. */
const sameEverywhere: ReadonlySet<string> = new Set(['CSIRT Italia (ACN)', 'https://segnalazioni.acn.gov.it (SPID, CIE, CNS)'])

export function checkWords(tree: Tree): Finding[] {
  const texts = textsOf(tree)
  const named = new Set(texts.flatMap((text) => pieces(text).map(([, piece]) => piece)))
  return [
    ...texts.flatMap((text) => [...marks(text), ...sentences(text), ...easy(text), ...untranslated(text), ...holes(text)]),
    ...tree.sources.filter(isProduct).flatMap((source) => spaces(source, named)),
  ]
}

const at = (text: Text, lang: Lang, message: string): Finding => ({ rule: 'words', path: text.path[lang], line: text.line[lang], message })
const pieces = (text: Text): [Lang, string][] => langs.flatMap((lang) => text.pieces[lang].map((piece): [Lang, string] => [lang, piece]))
const shown = (piece: string): string => JSON.stringify(piece.length > 60 ? `${piece.slice(0, 60)}…` : piece)

function marks(text: Text): Finding[] {
  return pieces(text).flatMap(([lang, piece]) => [
    ...(mended(piece, lang) === piece ? [] : [at(text, lang, `${shown(piece)} in ${lang}: ’ for the apostrophe, and in French a thin no-break space (U+202F) before ; : ! ? and inside «»`)]),
    ...(lang !== 'en' && /["“”]/.test(piece) ? [at(text, lang, `${shown(piece)} in ${lang}: quote with «»`)] : []),
  ])
}

/** A space that may break before a mark is wrong in any language: it finds the French that stands in code without `fr:`. */
function spaces(source: Source, named: ReadonlySet<string>): Finding[] {
  return literalsIn(source.program).filter((text) => !named.has(text) && /\p{L}[ \u00a0][;:!?](?=\s|$)|«[ \u00a0]|[ \u00a0]»/u.test(text))
    .map((text) => ({ rule: 'words', path: source.path, message: `${shown(text)}: a thin no-break space (U+202F) before ; : ! ? and inside «»` }))
}

const THIN = '\u202f'

/** The text with the marks of its language: apostrophes, and the spaces of French. */
export function mended(piece: string, lang: Lang): string {
  if (lang === 'en') return piece
  const curly = piece.replace(/(?<=\p{L})'/gu, '’')
  if (lang === 'it') return curly
  return curly
    .replace(/[ \u00a0\u202f]*([;!?]|:(?!\/\/))(?=[\s»]|$)/g, (mark, sign: string, offset: number) => (offset === 0 && mark === sign ? sign : THIN + sign))
    .replace(/«[ \u00a0\u202f]*(?=\S)/g, `«${THIN}`)
    .replace(/(?<=\S)[ \u00a0\u202f]*»/g, `${THIN}»`)
}

/** A colon or a semicolon does not end a sentence here, though a reader may rest on it; a hole is one word. */
const strict = (piece: string): string => piece.replace(/\{\w+\}/g, 'parola').replace(/[:;]/g, ',')
const wordsIn = (piece: string): number => strict(piece).match(/[\p{L}\p{N}]+/gu)?.length ?? 0

function sentences(text: Text): Finding[] {
  return pieces(text).flatMap(([lang, piece]) => {
    const average = wordsPerSentence(strict(piece))
    return average <= MOST_WORDS ? [] : [at(text, lang, `${shown(piece)}: ${Math.round(average)} words a sentence, at most ${MOST_WORDS}`)]
  })
}

function easy(text: Text): Finding[] {
  if (!publicWords.test(text.path.it)) return []
  return text.pieces.it.filter((piece) => wordsIn(piece) >= FEWEST_WORDS && /[.!?]/.test(piece)).flatMap((piece) => {
    const index = gulpease(strict(piece))
    return index >= EASY ? [] : [at(text, 'it', `${shown(piece)}: Gulpease ${Math.floor(index)}, at least ${EASY} for the public`)]
  })
}

/** Two languages with the same three words or more: somebody copied and forgot. */
function untranslated({ path, line, pieces: { it, fr, en } }: Text): Finding[] {
  const [a, b, c] = [it, fr, en].map((one) => (one.length === 1 ? one[0]! : undefined))
  if (a === undefined || b === undefined || c === undefined || sameEverywhere.has(a)) return []
  const words = (piece: string) => piece.replace(/https?:\S+|\{\w+\}|TLP/g, ' ').match(/\p{L}{2,}/gu)?.length ?? 0
  const pair = a === b ? 'it' : b === c ? 'fr' : a === c ? 'en' : undefined
  if (pair === undefined || words(pair === 'fr' ? b : a) <= 2) return []
  return [{ rule: 'words', path: path.fr, line: line.fr, message: `${shown(pair === 'fr' ? b : a)} is the same in two languages` }]
}

/** In code, a text with other holes than the Italian; files of messages have their own rule. */
function holes(text: Text): Finding[] {
  if (text.path.it.endsWith('.json') || langs.some((lang) => text.pieces[lang].length !== 1)) return []
  const of = (lang: Lang) => [...new Set(text.pieces[lang][0]!.match(/\{\w+\}/g) ?? [])].sort().join(' ')
  return langs.filter((lang) => of(lang) !== of('it')).map((lang) => at(text, lang, `${shown(text.pieces[lang][0]!)} has other placeholders than the Italian`))
}
