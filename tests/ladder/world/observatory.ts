/** The catalogue of attacks, and what the observatory makes of it. */
import { randomUUID } from 'node:crypto'
import type { Making } from './making.ts'
import { SECRET } from './words.ts'

export async function layObservatory(making: Making) {
  await layAttacks(making)
  await layStudies(making)
  await layRoom(making)
  await layReference(making)
}

/** The catalogue: an attack on B that only the centre studies, one of A that is public. Of B its publication is still under embargo. */
async function layAttacks({ t, done, party, add }: Making) {
  add('a', { attackImportId: (await done('analyst', 'observatory.import', { bytes: { type: 'application/octet-stream', content: '{"incident_id":"x"}\n{\n' } })).id })
  for (const [holder, word] of [['a', 'Alfarena'], ['b', SECRET]] as const) {
    const entryId = randomUUID()
    await t.sql(`insert into observatory.entry (id, ref, state, origin, created_at, created_by, updated_at) values ($1, $2, 'published', 'person', now(), $3, now())`, [entryId, `OSS-2023-${holder}`, `di ${party[holder]}`])
    await t.sql(`insert into observatory.statement (id, entry_id, source_kind, source, facts, confidence, digest, recorded_at, recorded_by) values (gen_random_uuid(), $1, 'press', '{"kind":"press","title":"Prova"}', $2, 50, sha256('x'), now(), 'x')`, [entryId, JSON.stringify({ title: `Attacco a ${word}`, started: '2023-12-08', victims: [{ kind: 'municipality', count: 1, naming: 'no', size: 'unknown', partyId: party[holder] }] })])
    await t.sql(`insert into observatory.record (entry_id, state, tlp, facts, provenance, title, victims, parties, words, confidence, folded_at) values ($1, 'published', 'amber', '{}', '{}', $2, 1, array[$3]::uuid[], lower($2), 50, now())`, [entryId, `Attacco a ${word}`, party[holder]])
    await t.sql(`insert into observatory.victim (entry_id, position, kind, count, name, naming, party_id, size) values ($1, 0, 'municipality', 1, $2, 'inside', $3, 'unknown')`, [entryId, word, party[holder]])
    await t.sql(`insert into observatory.publication (entry_id, ref, public_from, title, summary, facts, year, victim_kind, victims, reviewed_by, reviewed_by_name, published_by, published_by_name, published_at, updated_at)
      values ($1, $2, now() + $3::interval, $4, '{}', '{}', 2023, 'municipality', 1, 'x', 'x', $5, 'x', now(), now())`, [entryId, `OSS-2023-${holder}`, holder === 'a' ? '-1 day' : '30 days', JSON.stringify({ it: `Attacco a ${word}` }), `di ${party[holder]}`])
    add(holder, { entryId })
  }
}

async function layStudies({ t, add }: Making) {
  const [denominatorId, studyId] = [randomUUID(), randomUUID()]
  await t.sql(`insert into observatory.denominator (id, kind, year, count, source, entered_at, entered_by, entered_by_name) values ($1, 'firm', 2020, 7, 'Prova', now(), 'x', 'x')`, [denominatorId])
  await t.sql(`insert into observatory.study (id, title, last, updated_at) values ($1, 'Prova', 1, now())`, [studyId])
  await t.sql(`insert into observatory.study_version (study_id, number, title, blocks, figures, data_at, saved_by, saved_by_name) values ($1, 1, 'Prova', '[]', '[]', now(), 'x', 'x')`, [studyId])
  await t.sql(`insert into observatory.report_edition (year, number, state, reason, data, refs, published_at, published_by, published_by_name) values (2000, 1, 'published', '', '{}', '{}', now(), 'x', 'x')`)
  await t.sql(`insert into observatory.report_document (year, number, lang, pdf) values (2000, 1, 'it', 'x')`)
  add('a', { denominatorId, studyId })
}

/** Requests of researchers: of the one who is asked for here, and of somebody else, about B. */
async function layRoom({ t, party, add }: Making) {
  const researcherId = (await t.sql<{ id: string }>(`select id from identity."user" where email = 'researcher@prova.example'`))[0]?.id ?? ''
  for (const [holder, word] of [['a', 'Alfarena'], ['b', SECRET]] as const) {
    const roomRequestId = randomUUID()
    await t.sql(`insert into observatory.room_request (id, asked_at, asked_by, asked_by_name, university, purpose, people, fields, filters, until, state, decided_at, decided_by) values ($1, now(), $2, 'x', $3, $4, array['x'], array['action'], '{}', current_date + 30, 'granted', now(), 'x')`, [roomRequestId, holder === 'a' ? researcherId : 'another', `Università di ${word}`, `di ${party[holder]}`])
    await t.sql(`insert into observatory.room_extract (request_id, made_at, until, key_sealed, columns, rows, grain, dropped, smallest) values ($1, now(), current_date + 30, $3, array['id'], $2, '[]', 0, 5)`, [roomRequestId, JSON.stringify([[word]]), `di ${party[holder]}`])
    await t.sql(`insert into observatory.room_download (id, request_id, at, by_id, by_name, format, rows) values (gen_random_uuid(), $1, now(), $2, 'x', 'csv', 1)`, [roomRequestId, `di ${party[holder]}`])
    add(holder, { roomRequestId })
  }
}

/** A release of ATT&CK. */
async function layReference({ t, add }: Making) {
  const attackReleaseId = randomUUID()
  await t.sql(`insert into observatory.attack_release (id, domain, version, file_name, sha256, notice, tactics, imported_at, imported_by, imported_by_name) values ($1, 'enterprise', '1.0', 'x', sha256('x'), 'x', '[]', now(), 'x', 'x')`, [attackReleaseId])
  await t.sql(`insert into observatory.attack_technique (release_id, code, name, about, tactics, state, version, modified) values ($1, 'T9005', 'x', 'x', '{}', 'active', '1.0', '')`, [attackReleaseId])
  await t.sql(`insert into observatory.attack_named (release_id, code, kind, name, aliases, state, version) values ($1, 'S9001', 'software', 'x', '{}', 'active', '1.0')`, [attackReleaseId])
  add('a', { attackReleaseId, attackFeedId: randomUUID() })
}
