/** What holds people together: claims, permissions, ways out of band and paper cards, of each with a body's own things. */
import { createHash } from 'node:crypto'
import { systemClock } from '#platform/clock.ts'
import type { Making } from './making.ts'
import { SECRET } from './words.ts'

export async function layCoordination({ t, done, party, ids, add }: Making) {
  for (const holder of ['a', 'b', 'p', 'q'] as const) {
    const [partyId, word] = [party[holder], holder === 'b' ? SECRET : holder]
    const params = { partyId }
    const until = new Date(systemClock.now().getTime() + 30 * 86_400_000).toISOString()
    const claimId = (await done('coordinator', 'coordination.claim', { params, body: { kind: 'domain', value: `rete-${word.toLowerCase()}.example`, note: `Nota di ${word}` } })).id
    const consentId = (await done('coordinator', 'coordination.give_consent', { params, body: { what: 'logs', asset: null, givenBy: `Sindaca di ${word}`, givenRole: 'Sindaca', document: `Atto di ${word}`, from: systemClock.now().toISOString(), until } })).id
    const cardId = (await done('coordinator', 'coordination.issue_card', { params, body: { holder: `Cassaforte di ${word}`, until } })).card.id
    await done('coordinator', 'coordination.save_reach', { params: { partyId, contactId: ids[holder].contactId }, body: { version: 0, hours: `Orari di ${word}`, place: 1 } })
    add(holder, { claimId, consentId, cardId })
  }
  // Responders: P, and R who is of nobody here. Names were given to A, to B, and to A in its red case. B on the list is nonsense, and must be hidden all the same.
  for (const partyId of [party.p, party.r]) await done('coordinator', 'coordination.save_responder', { params: { partyId }, body: { version: 0, trades: ['ransomware'], places: ['Nord', 'Sud'], everywhere: false, languages: ['it'], phone: '', email: '', website: '', groupName: '', hours: '', qualifications: [], bonds: [], publicDocument: '', active: true, note: '', readyHours: 4, notUntil: null } })
  await t.sql(`insert into coordination.responder (party_id, note, changed_at, changed_by) values ($1, $2, now(), 'x')`, [party.b, SECRET])
  for (const [holder, partyId, caseId] of [['a', party.a, null], ['b', party.b, ids.b.caseId], ['red', party.a, ids.red.caseId]] as const) {
    add(holder, { referralId: (await done('coordinator', 'coordination.refer', { params: { partyId }, body: { caseId, trade: 'ransomware', place: '', withinHours: 24, language: 'it' } })).id })
  }
  const rosterFeed = new URL((await done('coordinator', 'coordination.create_feed', { body: { scope: 'whole' } })).url).pathname.split('/').at(-1)!.replace('.ics', '')
  const feedId = createHash('sha256').update(rosterFeed).digest('hex').slice(0, 16)
  const shiftId = (await done('coordinator', 'coordination.save_shift', { body: { startsAt: '2020-01-01T00:00:00Z', endsAt: '2020-01-08T00:00:00Z', person: 'Ada', phone: '333 1234567' } })).id
  add('a', { rosterFeed, feedId, shiftId })
}
