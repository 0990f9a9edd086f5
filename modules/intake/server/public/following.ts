/** Number and code: what became of a report, without notes of the centre, and a word to add. */
import { system } from '#platform/contract/index.ts'
import { readSpokenCode } from '#platform/contract/spokenCode.ts'
import type { Situation, State } from '../../contract.ts'
import type { FollowView } from '../../contract-public.ts'
import { hashOf, readNumber } from '../../core/code.ts'
import type { Context } from '../context.ts'
import { reportOfCode, toldEntries } from '../store/drafts-store.ts'
import { addWords, takesWords } from '../words.ts'

/** Wrong tries in ten minutes: from one network address, and at one number from anywhere. 2^40 codes stand behind each. */
const [MOST_OF_ADDRESS, MOST_AT_NUMBER, WINDOW_MS] = [20, 10, 600_000]
const WORD_MAX = 4000

export function createFollowing({ ground: { db, clock } }: Context) {
  const door = system('intake.door')
  const wrong = new Map<string, number[]>()
  const recent = (key: string, now: number) => (wrong.get(key) ?? []).filter((at) => at > now - WINDOW_MS)
  function count(key: string, now: number): void {
    wrong.set(key, [...recent(key, now), now].slice(-50))
    if (wrong.size > 20_000) wrong.delete(wrong.keys().next().value!)
  }

  /** The same answer for a number that is not, a code that is not and one of another report. */
  async function read(typed: { ref: string; code: string; address: string; word?: string }): Promise<FollowView> {
    const now = clock.now()
    const [number, code] = [readNumber(typed.ref), readSpokenCode(typed.code)]
    const keys = [`a ${typed.address}`, `n ${number ?? typed.ref.slice(0, 20)}`] as const
    if (recent(keys[0], now.getTime()).length >= MOST_OF_ADDRESS || recent(keys[1], now.getTime()).length >= MOST_AT_NUMBER) return { ref: typed.ref.slice(0, 40), problem: 'wait' }
    return db.as(door, async (tx) => {
      const row = code === undefined || number === undefined ? undefined : await reportOfCode(tx, hashOf(code))
      if (!row || row.number !== number) {
        for (const key of keys) count(key, now.getTime())
        return { ref: typed.ref.slice(0, 40), problem: 'wrong' }
      }
      const word = typed.word?.trim() ?? ''
      const canWrite = takesWords(row, now)
      if (word !== '') await addWords(tx, door, row, { text: word.slice(0, WORD_MAX), now })
      const entries = await toldEntries(tx, row.id)
      return {
        report: {
          ref: row.ref, code: code!, state: (word !== '' && row.state === 'waiting' ? 'open' : row.state) as State, receivedAt: row.received_at.toISOString(), ...(row.promise_at && row.state !== 'closed' ? { promiseAt: row.promise_at.toISOString() } : {}),
          late: row.promise_at !== null && row.promise_at < now && row.state !== 'closed', situation: row.situation as Situation, subject: row.subject,
          entries: entries.map((one) => ({ at: one.at.toISOString(), kind: one.kind, text: one.text, by: one.by_kind === 'reporter' ? 'reporter' as const : one.by_kind === 'system' ? 'system' as const : 'centre' as const, params: one.params as Record<string, unknown> })),
          canWrite, kept: word !== '',
        },
      }
    })
  }
  return { read }
}
export type Following = ReturnType<typeof createFollowing>
