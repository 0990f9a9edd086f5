/** Logs: a source of A and of B, with what came, what was found and what is silenced; an alert of A that became its red case. */
import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Making } from './making.ts'
import { RED, SECRET } from './words.ts'

export async function layWatch(making: Making) {
  await layLogs(making)
  await layLists(making)
  await layCatalogue(making)
}

async function layLogs({ t, done, party, ids, add }: Making) {
  await t.sql(`insert into watch.rule (id, title, yaml, level, state, imported_at, imported_by, changed_at) values ('prova', 'Regola di prova', 'title: Prova', 'high', 'alert', now(), 'x', now())`)
  for (const [holder, word] of [['a', 'Alfarena'], ['b', SECRET], ['red', RED]] as const) {
    const partyId = holder === 'b' ? party.b : party.a
    const logSourceId = holder === 'red' ? ids.a.logSourceId! : (await done('coordinator', 'watch.add_source', { body: { partyId, kind: 'syslog', label: `Log di ${word}`, shows: ['servers'] } })).id
    const [alertId, suppressionId] = [randomUUID(), randomUUID()]
    await t.sql(`insert into watch.day (source_id, day, party_id, received) values ($1, current_date, $2, 7) on conflict do nothing`, [logSourceId, partyId])
    await t.sql(`insert into watch.file (source_id, party_id, name, state, why, at) values ($1, $2, $3, 'refused', 'list', now())`, [logSourceId, partyId, `${word}.log`])
    await t.sql(`insert into watch.seen (rule_id, party_id, day, count) values ('prova', $1, current_date, 7) on conflict do nothing`, [partyId])
    await t.sql(`insert into watch.missed (rule_id, party_id, day, late) values ('prova', $1, current_date, 7) on conflict do nothing`, [partyId])
    if (holder !== 'red') await t.sql(`insert into watch.step (party_id, source_id, rule_id, came_at, fields, host, hits, turn, until) values ($1, $2, 'prova', now(), $3, $4, '[]', 1, now() + interval '9 days')`, [partyId, logSourceId, JSON.stringify({ user: `Utente di ${word}` }), `Macchina di ${word}`])
    await t.sql(`insert into watch.alert (id, party_id, source_id, rule_id, title, level, severity, why, host, first_at, last_at, count, case_id, case_ref) values ($1, $2, $3, 'prova', $4, 'high', 'high', '[]', $4, now(), now(), 7, $5, $6)`, [alertId, partyId, logSourceId, `Macchina di ${word}`, holder === 'red' ? ids.red.caseId : null, holder === 'red' ? RED : ''])
    await t.sql(`insert into watch.sample (alert_id, party_id, at, line, until) values ($1, $2, now(), $3, now() + interval '9 days')`, [alertId, partyId, `Riga di ${word}`])
    await t.sql(`insert into watch.suppression (id, party_id, rule_id, reason, made_at, made_by, until) values ($1, $2, 'prova', $3, now(), 'x', now() + interval '9 days')`, [suppressionId, partyId, `Silenzio di ${word}`])
    await t.sql(`insert into watch.tuning (party_id, rule_id, state, reason, pack, by_id, at) values ($1, 'prova', 'observe', $2, true, 'x', now()) on conflict do nothing`, [partyId, `Motivo di ${word}`])
    await t.sql(`insert into watch.beginning (party_id, at, rules) values ($1, now(), 1) on conflict do nothing`, [partyId])
    await t.sql(`insert into watch.week (party_id, week, facts, made_at) values ($1, $3, $2, now()) on conflict do nothing`, [partyId, JSON.stringify({ from: '2026-11-23', to: '2026-11-29', sources: [{ label: `Log di ${word}`, lines: 1, before: 0, silent: [], broken: 0, incomplete: false }], found: 0, foundBefore: 0, open: 0, taken: 0, closed: 0, cases: [], worst: '' }), holder === 'b' ? '2026-W47' : '2026-W48'])
    // What is kept of it, what went, and a look back that met something there; of the red case only that it led to it.
    const huntId = randomUUID()
    const file = `live/${partyId}/${logSourceId}/${word}`
    for (const [table, when] of [['segment', 'bytes, raw, first_at, last_at, made_at, until'], ['deletion', 'why, at, gone_at, until']] as const) {
      await t.sql(`insert into watch.${table} (party_id, source_id, day, name, rows, sha256, ${when}) values ($1, $2, current_date, $3, 7, sha256('x'), ${table === 'segment' ? `7, 7, now(), now(), now(), now() + interval '9 days'` : `'term', now(), now(), now()`})`, [partyId, logSourceId, holder === 'red' ? `${file}-${table}`.replace(RED, 'rosso') : `${file}-${table}`])
    }
    await t.sql(`insert into watch.hunt (id, kind, title, text, from_day, to_day, party_id, state, made_at, made_by) values ($1, 'rule', $2, 'title: Prova', '2026-01-01', '2026-12-31', $3, 'running', now(), 'x')`, [huntId, holder === 'red' ? 'Ricerca' : `Ricerca di ${word}`, partyId])
    await t.sql(`insert into watch.hunt_hit (hunt_id, segment_id, party_id, source_id, day, count) values ($1, 1, $2, $3, current_date, 7)`, [huntId, partyId, logSourceId])
    await t.sql(`insert into watch.hunt_part (hunt_id, party_id, part, first_day, last_day, count) values ($1, $2, 'parte', current_date, current_date, 7)`, [huntId, partyId])
    if (holder !== 'red') await t.sql(`insert into watch.hunt_sample (hunt_id, party_id, source_id, day, at, line, until) values ($1, $2, $3, current_date, now(), $4, now() + interval '9 days')`, [huntId, partyId, logSourceId, `Riga di ${word}`])
    await t.sql(`insert into watch.hunt_case (hunt_id, party_id, case_id, case_ref, made_at, made_by) values ($1, $2, $3, $4, now(), 'x')`, [huntId, partyId, ids[holder].caseId, holder === 'red' ? RED : 'x'])
    await t.sql(`insert into watch.hunt_verdict (hunt_id, party_id, verdict, at, by_id) values ($1, $2, 'real', now(), 'x')`, [huntId, partyId])
    add(holder, { alertId, suppressionId, ...(holder === 'red' ? {} : { logSourceId, huntId }), ...(holder === 'a' ? { ruleId: 'prova' } : {}) })
  }
}

/** A list of indicators, and at each body an alert of one, with its value; a campaign that is shared. */
async function layLists({ t, party, ids, add }: Making) {
  const [listId, withdrawnId] = [randomUUID(), randomUUID()]
  await t.sql(`insert into watch.list (id, name, kind, format, confidence, tlp, state, current, made_at, made_by) values ($1, 'Lista di prova', 'indicators', 'list', 50, 'amber', 'off', 1, now(), 'x')`, [listId])
  await t.sql(`insert into watch.list_version (list_id, number, at, by_id, bytes, sha256, "values", came, went, refused, problems, kinds, ends, fresh) values ($1, 1, now(), 'x', 13, sha256('x'), 1, 1, 0, 0, '[]', '{"domain":1}', '{}', E'domain\\tevil.example')`, [listId])
  await t.sql(`insert into watch.list_part (list_id, number, part, bytes) values ($1, 1, 0, $2)`, [listId, gzipSync('evil.example\n')])
  await t.sql(`insert into watch.withdrawn (id, list_id, value, reason, at, by_id) values ($1, $2, 'good.example', 'prova', now(), 'x')`, [withdrawnId, listId])
  for (const [holder, word] of [['a', 'Alfarena'], ['b', SECRET], ['red', RED]] as const) {
    const partyId = holder === 'b' ? party.b : party.a
    const alertId = randomUUID()
    await t.sql(`insert into watch.list_seen (list_id, party_id, day, count) values ($1, $2, current_date, 7) on conflict do nothing`, [listId, partyId])
    await t.sql(`insert into watch.alert (id, party_id, source_id, indicator_hash, title, level, severity, why, host, first_at, last_at, count) values ($1, $2, $3, sha256('x'), 'indicator', 'high', 'high', '[]', $4, now(), now(), 7)`, [alertId, partyId, ids[holder === 'red' ? 'a' : holder].logSourceId, `macchina-${holder}`])
    await t.sql(`insert into watch.alert_indicator (alert_id, party_id, tlp, kind, value, reason, field, matched, list_id, list_name, confidence, since) values ($1, $2, $3, 'domain', $4, 'same', 'q', $4, $5, 'Lista di prova', 50, now())`, [alertId, partyId, holder === 'red' ? 'red' : 'amber', `${word}.example`, listId])
  }
  const [campaignId, giftId] = [randomUUID(), randomUUID()]
  await t.sql(`insert into watch.campaign (id, name, made_at, made_by) values ($1, 'Campagna di prova', now(), 'x')`, [campaignId])
  await t.sql(`insert into watch.shared (kind, object_id, places) values ('sightings', $1, '{Gruppo}')`, [campaignId])
  add('a', { listId, withdrawnId, campaignId, giftId, goneHuntId: randomUUID() })
}

/** What was brought to the catalogue of rules, an event of one's own, and the weeks that were told. */
async function layCatalogue({ t, add }: Making) {
  const [importId, trialId] = [randomUUID(), randomUUID()]
  await t.sql(`insert into watch.import (id, kind, origin, files, same, refused, refused_count, made_at, made_by) values ($1, 'files', 'prova.yml', 1, 0, '[]', 0, now(), 'x')`, [importId])
  await t.sql(`insert into watch.import_rule (import_id, rule_id, kind, title, yaml, level) values ($1, 'prova-2', 'new', 'Prova', 'title: Prova', 'low')`, [importId])
  await t.sql(`insert into watch.rule_event (id, rule_id, least, lines, own, at, by) values ($1, 'prova', 0, '{}', true, now(), 'x')`, [trialId])
  add('a', { ruleImportId: importId, trialId, week: '2026-W48' })
  add('b', { week: '2026-W47' })
}
