/**
 * `VEL-2026-0147` for a main case, `VEL-2026-0147-061` for a tied one: said on the phone, so short and without
 * look-alikes.
 */
export function mainRef(region: string, realm: string, year: number, number: number): string {
  const prefix = realm === 'live' ? regionCode(region) : `EX-${regionCode(region)}`
  return `${prefix}-${year}-${String(number).padStart(4, '0')}`
}

export const tiedRef = (main: string, number: number) => `${main}-${String(number).padStart(3, '0')}`

/** Three letters of the region's own name: "Regione Velarda", "Région d'Occitanie" → VEL, OCC. */
function regionCode(region: string): string {
  const words = fold(region)
    .split(' ')
    .filter((word) => word.length > 2 && !['regione', 'region', 'the', 'della', 'del'].includes(word))
  const letters = (words[0] ?? '')
    .replace(/[^a-z]/g, '')
    .slice(0, 3)
    .toUpperCase()
  return letters.length === 3 ? letters : 'CAS'
}

/** Lower case, no accents, only letters and digits: what is searched and what is searched for are folded alike. */
export const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Every word must begin some word of the case. Undefined when nothing is left to search for. */
export function searchWords(query: string): string | undefined {
  const words = fold(query)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 8)
  return words.length > 0 ? words.map((word) => `${word}:*`).join(' & ') : undefined
}
