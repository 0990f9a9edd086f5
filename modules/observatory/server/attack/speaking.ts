/** What codes are called in the releases in use. Without a release a code is only a code. */
import { system } from '#platform/contract/index.ts'
import type { Database, Tx } from '#platform/db/index.ts'
import { attackCopyright, type Spoken } from '../../contract-attack.ts'
import { anyInUse, calledIn, releaseInUse, type Called } from '../store/attack-store.ts'

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

/** For those who receive our cases: of techniques in force. */
export async function calledFor(tx: Tx, codes: readonly string[]): Promise<Map<string, { name: string; on: string | null }>> {
  return new Map((await calledIn(tx, codes)).flatMap((one) => (one.state === 'active' ? [[one.code, { name: fullName(one), on: one.releasedOn }] as const] : [])))
}

/** For everybody's page: codes with what they are called, and what the licence of those names asks to be shown. */
export async function techniquesToSay(db: Database, codes: readonly string[]): Promise<string[]> {
  if (codes.length === 0) return []
  const { spoken, release } = await db.as(system('observatory.attack'), async (tx) => ({ spoken: await speak(tx, codes), release: await releaseInUse(tx, 'enterprise') }))
  const said = spoken.map(({ code, name, now }) => [code, ...(name ? [name] : []), ...(now ? [`→ ${now.code} ${now.name}`.trim()] : [])].join(' '))
  return spoken.some((one) => one.name !== '') && release ? [...said, attackCopyright(release)] : said
}
