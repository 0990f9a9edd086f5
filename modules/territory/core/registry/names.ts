/** Upper-case Italian names to the usual writing, and the typewriter's accents to real ones. */

const particles = new Set([
  'a',
  'ad',
  'al',
  'alla',
  'allo',
  'ai',
  'agli',
  'alle',
  'con',
  'd',
  'da',
  'dal',
  'dalla',
  'dei',
  'degli',
  'del',
  'della',
  'delle',
  'dello',
  'di',
  'e',
  'ed',
  'in',
  'la',
  'li',
  'ne',
  'nei',
  'nel',
  'presso',
  'sopra',
  'su',
  'nella',
  'nello',
  'per',
  'sul',
  'sulla',
  'sullo',
  'sui',
  'col',
  'fra',
  'tra',
  'de',
])
const elided = new Set(['d', 'dell', 'nell', 'sull', 'all', 'dall', 'coll'])

/** "REGGIO NELL'EMILIA" → "Reggio nell'Emilia", "ANTEY-SAINT-ANDRÉ" → "Antey-Saint-André". */
export function titleCase(upper: string): string {
  return upper
    .split(' ')
    .map((word, i, words) => caseOf(word, i === 0 || i === words.length - 1))
    .join(' ')
}

/**
 * "Unita' Sanitaria" → "Unità Sanitaria". Only a letter that Italian accents at a word's end, followed by an apostrophe
 * and then no letter; the true apostrophes ("Ca' Foscari", "po' di", "de' Medici") and the elisions stay.
 */
export function repairAccents(text: string): string {
  return text.replace(/(\p{L}*)([aeiou])['’](?![\p{L}\p{N}])/giu, (whole, stem: string, vowel: string) => {
    const word = (stem + vowel).toLowerCase()
    if (apocopes.has(word)) return whole
    const accented = accents[vowel.toLowerCase()]!
    return stem + (vowel === vowel.toUpperCase() ? accented.toUpperCase() : accented)
  })
}

const accents: Readonly<Record<string, string>> = { a: 'à', e: 'è', i: 'ì', o: 'ò', u: 'ù' }
// Words cut short, which keep their apostrophe.
const apocopes = new Set([
  'ca',
  'po',
  'mo',
  'de',
  'ne',
  'co',
  'da',
  'be',
  'fe',
  'pie',
  'pro',
  'a',
  'e',
  'i',
  'to',
  'va',
  'fa',
  'sta',
  'di',
  'la',
  'su',
])

/** At either end a particle is a word of its own ("Bonate Sopra"). */
function caseOf(word: string, atEnd: boolean): string {
  const lower = word.toLocaleLowerCase('it')
  const apostrophe = /^(\p{L}+)(['’])(\p{L}.*)$/u.exec(lower)
  if (apostrophe !== null) {
    const [, head, mark, tail] = apostrophe as unknown as [string, string, string, string]
    const small = elided.has(head)
    return (small ? head : capital(head)) + mark + hyphens(tail)
  }
  if (!atEnd && particles.has(lower.replace(/['’]$/, ''))) return lower
  return hyphens(lower)
}

function hyphens(word: string): string {
  return word
    .split('-')
    .map((part, i) => (i > 0 && particles.has(part) ? part : capital(part)))
    .join('-')
}

function capital(word: string): string {
  return word.replace(/\p{L}/u, (letter) => letter.toLocaleUpperCase('it'))
}
