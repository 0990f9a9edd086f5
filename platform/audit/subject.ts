/** What a person did, as the log has it. */
import { sql } from 'kysely'
import { own } from '../db/index.ts'
import { matchOf, type Found, type SubjectPlace } from '../db/subject.ts'

/** Who did what stays with the code of who did it: the name behind the code goes with the account. */
export const auditSubject: SubjectPlace = {
  id: 'audit.log', fate: 'kept', ground: 'audit', tables: ['audit.entry'],
  what: { it: 'Registro di ciò che è stato fatto', fr: 'Journal de ce qui a été fait', en: 'Audit log' },
  async find(tx, subject) {
    const { accounts } = subject
    if (accounts.length === 0) return []
    return (await sql<Found>`select 'entry:' || e.id as id, e.at, ${matchOf(subject, { ids: 'e.actor_id' })} as by, e.action as label, jsonb_build_object('at', e.at, 'action', e.action, 'object', e.object) as data
      from audit.entry e where e.actor_kind = 'person' and e.actor_id = any (${accounts}::text[]) order by e.id limit 20000`.execute(own<'audit'>(tx))).rows
  },
}
