/** One text message: 160 characters of GSM 03.38; those of its extension count for two. What it lacks becomes the nearest it has. */

export const TEXT_MAX = 160

const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const extension = new Set('^{}\\[~]|€')
const nearest: Readonly<Record<string, string>> = {
  '’': "'", '‘': "'", '“': '"', '”': '"', '«': '"', '»': '"', '—': '-', '–': '-', '·': '-', '…': '...', 'ç': 'c', 'œ': 'oe', 'Œ': 'OE',
}

export const toGsm = (text: string): string =>
  [...text]
    .flatMap((char) => {
      if (basic.has(char) || extension.has(char)) return char
      if (/\s/.test(char)) return ' '
      const plain = nearest[char] ?? char.normalize('NFD').replaceAll(/\p{M}/gu, '')
      return plain === '' ? [] : [...plain].map((one) => (basic.has(one) ? one : '?'))
    })
    .join('')

/** Characters that a text already in the alphabet takes. */
export const gsmLength = (text: string): number => [...text].reduce((sum, char) => sum + (extension.has(char) ? 2 : 1), 0)

/**
 * The text with its names, shortened one letter at a time, the longest first, until it fits one message.
 * @returns undefined when it does not fit even with names of `leastLetters`.
 */
export function fitText(write: (...names: string[]) => string, names: readonly string[], leastLetters = 6): string | undefined {
  const left = names.map((name) => toGsm(name))
  for (;;) {
    const text = toGsm(write(...left.map((name, i) => (name.length < toGsm(names[i]!).length ? `${name.trimEnd()}.` : name))))
    if (gsmLength(text) <= TEXT_MAX) return text
    const longest = left.reduce((at, name, i) => (name.length > left[at]!.length ? i : at), 0)
    if ((left[longest]?.length ?? 0) <= leastLetters) return undefined
    left[longest] = left[longest]!.slice(0, -1)
  }
}
