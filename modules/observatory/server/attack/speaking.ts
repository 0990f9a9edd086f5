/** What codes are called in the releases in use. Without a release a code is only a code. */
import type { Tx } from '#platform/db/index.ts'
import type { Spoken } from '../../contract-attack.ts'
import { anyInUse, calledIn, type Called } from '../store/attack-store.ts'

/** In the order of the codes. */
export async function speak(tx: Tx, codes: readonly string[]): Promise<Spoken[]> {
  if (codes.length === 0) return []
  const called = new Map<string, Called>()
  // A code of two domains: the one that is active speaks.
  for (const one of await calledIn(tx, codes)) if (called.get(one.code)?.state !== 'active') called.set(one.code, one)
  const missing = called.size < codes.length && !(await anyInUse(tx)) ? 'none' : 'unknown'
  return codes.map((code): Spoken => {
    const one = called.get(code)
    return one ? { code, name: fullName(one), state: one.state, now: one.now === null ? null : { code: one.now, name: one.nowName ?? '' } } : { code, name: '', state: missing, now: null }
  })
}
const fullName = ({ name, parentName }: Called): string => (parentName === null ? name : `${parentName}: ${name}`)

/** For everybody's page: the code, and what it is called where it is. */
export const sayCode = ({ code, name, now }: Spoken): string => [code, ...(name ? [name] : []), ...(now ? [`→ ${now.code} ${now.name}`.trim()] : [])].join(' ')
