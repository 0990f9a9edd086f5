/** What each case obliges to, and the calendars of A and B. */
import type { Making } from './making.ts'
import { holders, writerOf } from './words.ts'

export async function layObligations({ done, one, ids, add }: Making) {
  for (const holder of holders) add(holder, { obligationId: await one(`select id from obligations.obligation where case_id = $1 order by regime <> 'EU-GDPR33', place limit 1`, [ids[holder].caseId]) })
  for (const holder of ['a', 'b'] as const) add(holder, { calendar: new URL((await done(writerOf[holder], 'obligations.createCalendar')).url).pathname.split('/')[2]! })
}
