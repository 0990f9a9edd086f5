/** Messages to a person, other than those about a case: those are the case's. */
import { sql } from 'kysely'
import { own } from '../db/index.ts'
import { keysOf, matchOf, type Found, type SubjectPlace } from '../db/subject.ts'

const columns = { emails: ['d.recipient'], phones: [`case when d.channel in ('phone', 'sms') then d.recipient else '' end`] }

export const mailSubject: SubjectPlace = {
  id: 'mail.messages', fate: 'deleted', tables: ['platform.delivery'],
  what: { it: 'Messaggi inviati alla persona', fr: 'Messages envoyés à la personne', en: 'Messages sent to the person' },
  find: async (tx, subject) => (await sql<Found>`select 'delivery:' || d.id as id, d.created_at as at, ${matchOf(subject, columns)} as by, d.recipient as label, case when d.state = 'sending' then 'being_sent' end as stays,
      jsonb_build_object('by', d.channel, 'to', d.recipient, 'subject', d.subject, 'text', d.body, 'state', d.state, 'written', d.created_at, 'sent', d.sent_at) as data
    from platform.delivery d where d.realm = 'live' and d.about not like 'case:%' and ${matchOf(subject, columns)} is not null order by d.id`.execute(own<'platform'>(tx))).rows,
  // One that still waits goes too: nothing is sent any more to whoever is not here. One that is leaving has its line to finish.
  async erase(tx, found) { await sql`delete from platform.delivery where id = any (${keysOf(found)}::bigint[]) and state <> 'sending'`.execute(own<'platform'>(tx)) },
}
