/** Deeper than this, wider than this, or with more text than this no object is looked at. */
export const MOST_DEEP = 64
export const MOST_VALUES = 1_000_000
export const MOST_CHARACTERS = 64 * 1024 * 1024

/** Without recursion: the depth of what comes is not ours to choose. @param mostValues of what is larger than any object, an event of MISP for one. */
export function measure(value: object, mostValues = MOST_VALUES): 'too-deep' | 'too-large' | undefined {
  let level: object[] = [value], values = 0, characters = 0
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_DEEP) return 'too-deep'
    const next: object[] = []
    for (const one of level) {
      for (const name in one) {
        const inner = (one as { readonly [name: string]: unknown })[name]
        if (++values > mostValues) return 'too-large'
        if (typeof inner === 'object' && inner !== null) next.push(inner)
        else if (typeof inner === 'string' && (characters += inner.length) > MOST_CHARACTERS) return 'too-large'
      }
    }
    level = next
  }
  return undefined
}
