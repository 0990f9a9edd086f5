import { VALUES_MOST } from './types.ts'

const DEEP_MOST = 64
const CHARACTERS_MOST = 64 * 1024 * 1024

/** As for an object of STIX, but an event holds as many values as its attributes may have. Without recursion: its depth is not ours to choose. */
export function sizeOf(value: object): 'too-deep' | 'too-large' | undefined {
  let level: object[] = [value], values = 0, characters = 0
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEP_MOST) return 'too-deep'
    const next: object[] = []
    for (const one of level) {
      for (const name in one) {
        const inner = (one as { readonly [name: string]: unknown })[name]
        if (++values > VALUES_MOST) return 'too-large'
        if (typeof inner === 'object' && inner !== null) next.push(inner)
        else if (typeof inner === 'string' && (characters += inner.length) > CHARACTERS_MOST) return 'too-large'
      }
    }
    level = next
  }
  return undefined
}
