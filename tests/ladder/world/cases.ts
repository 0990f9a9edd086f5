/** Two providers fall: A and B are tied to P’s case, B also to Q’s, and A to one that is red. Papers of each, by its own people. */
import { randomUUID } from 'node:crypto'
import { systemClock } from '#platform/clock.ts'
import type { Making } from './making.ts'
import { holders, RED, SECRET, wordOf, writerOf, type Holder } from './words.ts'

/** The main cases, and when it happened. */
export async function openCases({ done, one, party, settle, add }: Making) {
  const occurredAt = new Date(systemClock.now().getTime() - 6 * 3_600_000).toISOString()
  const main = async (providerId: string, more: object = {}) => (await done('analyst', 'cases.open', { body: {
    requestId: randomUUID(), providerId, title: 'Fermo di un fornitore', occurredAt, effects: { unavailable: true, exposed: true, tampered: false }, conditions: [{ kind: 'csirt', askedBy: 'CSIRT di prova' }], ...more,
  } })).id as string
  const mains = { p: await main(party.p), q: await main(party.q), red: await main(party.p, { title: `Fermo ${RED}`, tlp: 'red', description: { notes: RED } }) }
  await settle()
  const caseOf = (partyId: string, mainId: string) => one('select id from cases."case" where party_id = $1 and main_id = $2', [partyId, mainId])
  const cases: Readonly<Record<Holder, string>> = { p: mains.p, q: mains.q, a: await caseOf(party.a, mains.p), b: await caseOf(party.b, mains.p), red: await caseOf(party.a, mains.red), redMain: mains.red }
  for (const holder of holders) add(holder, { caseId: cases[holder] })
  return { mains, occurredAt }
}

export async function layCases({ t, done, one, party, ids, settle, add }: Making, occurredAt: string) {
  for (const holder of holders) {
    const [who, params, word] = [writerOf[holder], { caseId: ids[holder].caseId }, wordOf(holder)]
    await done(who, 'cases.log', { params, body: { text: `Nota di ${word}` } })
    await done(who, 'cases.layTasks', { params, body: { situation: 'provider_down' } })
    await done('analyst', 'cases.decide', { params, body: { text: `Decisione per ${word}`, reasons: 'Così.' } })
    await done('analyst', 'cases.addCondition', { params, body: { kind: 'other', askedBy: `Autorità di ${word}` } })
    const evidenceId = (await done(who, 'cases.uploadEvidence', { params, query: { fileName: `registro-${word}.bin` }, bytes: { type: 'application/octet-stream', content: word } })).id
    add(holder, { evidenceId, conditionId: await one(`select id from cases.condition where case_id = $1 and kind = 'other'`, [params.caseId]), taskId: await one('select id from cases.task where case_id = $1 order by position limit 1', [params.caseId]) })
    if (holder === 'p' || holder === 'q' || holder === 'redMain') { await done('analyst', 'cases.writeReport', { params, body: {} }); continue }
    await done(who, 'cases.describe', { params, body: { version: Number(await one('select version from cases."case" where id = $1', [ids[holder].caseId])), description: { notes: word } } })
    await done(who, 'cases.keep', { params: { ...params, field: 'notes' }, body: { version: Number(await one('select version from cases."case" where id = $1', [ids[holder].caseId])), mark: 'regulator', reason: `Per ${word}` } })
    await done(who, 'cases.answer', { params, body: { answer: 'hit', ...(who === 'analyst' ? { callerName: RED } : {}), note: `Nota di ${word}`, personalData: 'yes', awareAt: occurredAt } })
  }
  await settle()
  for (const holder of ['a', 'b'] as const) {
    const about = `case:${ids[holder].caseId}`
    add(holder, { deliveryId: await one('select id from platform.delivery where about = $1', [about]), reply: /\/r\/([\w-]+)/.exec(await one('select body from platform.delivery where about = $1', [about]))![1]! })
  }
  await t.sql(`insert into cases.report (id, case_id, party_id, number, at, author_id, author_name, tlp, lines, it, fr, en) values (gen_random_uuid(), $2, $1, 1, now(), 'x', 'x', 'amber', '[]', '${SECRET}', '', '')`, [party.b, ids.b.caseId])
}
