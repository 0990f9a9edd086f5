/** Calls of this page, and refusals as plain data. */
import { createClient } from '#platform/contract/client.ts'
import { Refusal, refusals, type RefusalCode } from '#platform/contract/index.ts'
import type { Words } from './words.ts'

export const api = createClient()

/** `offline`: there was no answer at all. */
export type Refused = RefusalCode | 'offline'

/** What was refused, or undefined. What is neither a refusal nor the network is thrown on, to the error page. */
export async function attempt(work: () => Promise<unknown>): Promise<Refused | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    // fetch throws a TypeError when there was no answer at all.
    if (error instanceof TypeError) return 'offline'
    if (!(error instanceof Refusal)) throw error
    return error.code
  }
}

export const sayRefusal = (t: Words, refused: Refused): string => (refused === 'offline' ? t('offline') : refusals[refused][t.lang])
