/** Reports as a table, for whoever counts or hands over: the covered copies alone, and nothing of TLP:RED. */
import { record } from '#platform/audit/index.ts'
import { toCsv } from '#platform/contract/csv.ts'
import { Refusal, type Actor, type QueryOf } from '#platform/contract/index.ts'
import { EXPORT_MOST, type exportReports } from '../../contract-roads.ts'
import type { Context } from '../context.ts'
import { searchWords } from '../desk.ts'
import { listReports, loadReports } from '../store/desk-store.ts'

const header = ['ref', 'kind', 'road', 'received_at', 'occurred_at', 'party_id', 'who', 'who_name', 'situation', 'subject', 'words', 'lang', 'urgency', 'doubt', 'state', 'outcome', 'assigned_name', 'promise_at', 'answered_at', 'closed_at', 'times', 'case_ref', 'tlp']
const PART = 500
const iso = (at: Date | null) => at?.toISOString() ?? ''

export const createExport = ({ ground: { db, clock } }: Context) => ({
  /** @throws Refusal too_large beyond EXPORT_MOST: half a table would be taken for the whole. */
  table: (actor: Actor, { q, ...query }: QueryOf<typeof exportReports>): Promise<string> => db.as(actor, async (tx) => {
    const now = clock.now()
    const rows: string[][] = []
    for (let offset = 0; ; offset += PART) {
      const { rows: found, total } = await listReports(tx, { ...query, me: actor.id, now, words: searchWords(q), limit: PART, offset })
      if (total > EXPORT_MOST) throw new Refusal('too_large', { most: EXPORT_MOST })
      const whole = new Map((await loadReports(tx, found.map((one) => one.id))).map((one) => [one.id, one]))
      for (const { id } of found) {
        const one = whole.get(id)
        if (!one || one.tlp === 'red') continue
        rows.push([one.ref!, one.kind, one.road, iso(one.received_at), iso(one.occurred_at), one.party_id ?? '', one.who, one.who_name, one.situation, one.subject, one.words, one.lang, String(one.urgency), one.doubt.join(' '), one.state, one.outcome ?? '', one.assigned_name, iso(one.promise_at), iso(one.answered_at), iso(one.closed_at), String(one.times), one.case_ref, one.tlp])
      }
      if (found.length < PART) break
    }
    await record(tx, actor, now, { action: 'intake.export', object: 'reports', detail: { rows: rows.length, of: query.of } })
    return `\uFEFF${toCsv([header, ...rows])}`
  }),
})
