/** Texts for the public are plain. Markup is an error to be told, never something to be silently cut out. */

/** An opening or closing tag, a comment or a declaration; "a < b" and "<3" are not. */
const tag = /<\s*[/!?]?\s*[a-z]|<!--/i
/** Characters that turn the reading direction: they can make an address read as another. */
const direction = /[\u202A-\u202E\u2066-\u2069]/

/** What is wrong with a text as plain text, or undefined. */
export function plainProblem(text: string): string | undefined {
  if (tag.test(text)) return 'markup is not allowed here: write plain text, without < and > around words'
  if (direction.test(text)) return 'characters that change the reading direction are not allowed'
  return undefined
}

export const isPlain = (text: string): boolean => plainProblem(text) === undefined
