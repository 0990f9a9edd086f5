import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock.ts'
import { system, type Actor } from '#platform/contract/index.ts'
import { openKeys } from '#platform/keys/index.ts'
import { createLog } from '#platform/log/index.ts'
import { createMailer } from '#platform/mail/index.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import type { CaseFacts, CasesService, OpenCase } from '../contract.ts'
import { createCases } from './index.ts'
import { NUBILIS, QUADRANTE, smallTerritory } from './testing.ts'

const land = smallTerritory()
const sixInTheMorning = new Date('2026-12-08T05:00:00Z')
const analyst: Actor = {
  kind: 'person',
  id: 'a2',
  name: 'Analista 2',
  roles: ['analyst'],
  scope: 'all',
  parties: [],
  realm: 'live',
}
const input: OpenCase = {
  providerId: land.partyId(NUBILIS),
  title: 'Fermo di Nubilis Cloud',
  occurredAt: sixInTheMorning,
  effects: { unavailable: true, exposed: true, tampered: false },
  description: { cause: 'cifratura' },
}

describe('opening a case on the small territory', () => {
  let t: TestDatabase
  let cases: CasesService
  let opened: { mainId: string; ref: string; tied: number }
  let tied: CaseFacts[]
  const folder = mkdtempSync(join(tmpdir(), 'bastida-cases-'))
  const clock = fixedClock(new Date('2026-12-08T05:14:00Z'))
  const of = (name: string) => tied.find((one) => one.partyName.includes(name))!

  beforeAll(async () => {
    t = await testDatabase()
    await t.sql(
      `update platform.centre set name = '{"it":"Centro Velarda","fr":"Centre Velarda","en":"Velarda Centre"}', region = '{"it":"Regione Velarda"}', contacts = '{"phone":"800 000 000"}'`,
    )
    const log = createLog('silent', () => clock.now())
    cases = createCases(
      {
        db: t.db,
        clock,
        log,
        mailer: createMailer({ smtpUrl: undefined, from: 'centro@velarda.example', folder }),
        publicUrl: 'https://centro.velarda.example',
        dataFolder: folder,
      },
      { territory: land.territory, keys: await openKeys(folder, { known: [], now: clock.now() }) },
    ).service
    opened = await cases.open(analyst, input)
    tied = await t.db.as(analyst, (tx) => cases.tiedOf(tx, opened.mainId))
  })
  afterAll(async () => {
    await t.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('ties exactly who is reached: nine hit, one degraded, one by its data, the software house; not who is spared', () => {
    expect(opened.ref).toBe('VEL-2026-0001')
    expect(tied.map((one) => one.ref)).toEqual(
      Array.from({ length: 13 }, (_, i) => `VEL-2026-0001-${String(i + 1).padStart(3, '0')}`),
    )
    const by = (inferred: string) =>
      tied
        .filter((one) => one.inferred === inferred)
        .map((one) => one.partyName)
        .sort()
    expect(by('hit')).toHaveLength(11) // nine municipalities on the registry, the two-site protocol, Quadrante
    expect(by('hit')).toContain('Quadrante PA')
    expect(by('degraded')).toEqual(['Comune di Valspina'])
    expect(by('data_at_risk')).toEqual(['Azienda USL Nord'])
    expect(tied.some((one) => one.partyName === 'Comune di Lontano')).toBe(false)
  })

  test('each has its own moment: at once, after its autonomy, after the group’s', () => {
    const hoursOf = (name: string) => (of(name).expectedAt!.getTime() - sixInTheMorning.getTime()) / 3_600_000
    expect([
      hoursOf('Corvasse'),
      hoursOf('Montelare'),
      hoursOf('Valspina'),
      hoursOf('Ripasenna'),
      hoursOf('USL Nord'),
    ]).toEqual([0, 12, 6, 24, 0])
  })

  test('confidence is that of the chain, and the path says why', async () => {
    expect(of('Corvasse').confidence).toBeCloseTo(0.9, 5)
    expect(of('Valspina').confidence).toBeCloseTo(0.8, 5)
    expect(of('USL Nord').confidence).toBeCloseTo(0.7, 5)
    const [row] = await t.sql<{
      path: { dependencyId: string; on: string; dependent: string; effect: string; autonomyMinutes: number }[]
    }>(`select path from cases.impact where case_id = $1`, [of('Montelare').id])
    expect(
      row!.path.map(({ on, dependent, effect, autonomyMinutes }) => ({ on, dependent, effect, autonomyMinutes })),
    ).toEqual([
      { on: land.serviceId('vm'), dependent: land.serviceId('registry'), effect: 'hard', autonomyMinutes: 0 },
      { on: land.serviceId('registry'), dependent: land.serviceId('reg3'), effect: 'hard', autonomyMinutes: 720 },
    ])
    const [group] = await t.sql<{ via_effect: string; exposed: boolean }>(
      `select via_effect, exposed from cases.impact where case_id = $1`,
      [of('Ripasenna').id],
    )
    expect(group).toEqual({ via_effect: 'group', exposed: false })
  })

  test('one question a body, in its language, by mail or as a call to make; only hashes of tokens are stored in the case', async () => {
    const rows = await t.sql<{ recipient: string; channel: string; subject: string; body: string; state: string }>(
      `select * from platform.delivery where key like 'cases.question:%' order by recipient`,
    )
    expect(rows).toHaveLength(13)
    const french = rows.find((row) => row.recipient === 'ced@comune1.example')!
    expect(french.body).toContain('Dites-nous si vous êtes touchés')
    expect(rows.find((row) => row.recipient === 'ced@valspina.example')!.body).toContain('Tell us whether you are hit')
    const link = /https:\/\/centro\.velarda\.example\/r\/([A-Za-z0-9_-]{32})/.exec(french.body)
    expect(link).not.toBeNull()
    expect(french.body).toContain('ne remplace pas les notifications')
    const call = rows.find((row) => row.recipient === '0555 000 118')!
    expect(call.channel).toBe('phone')
    expect(call.body).not.toContain('/r/')
    const noContact = rows.find((row) => row.recipient === '')!
    expect(noContact.body).toContain('Cerca un recapito di Comune di Ripasenna')
    const stored = await t.sql<{ n: number }>(
      `select count(*)::int as n from cases.question where encode(token_hash, 'escape') like '%' || $1 || '%'`,
      [link![1]],
    )
    expect(stored[0]!.n).toBe(0)
    expect((await t.sql<{ n: number }>(`select count(distinct token_hash)::int as n from cases.question`))[0]!.n).toBe(
      13,
    )
  })

  test('an event, an audit entry for the case and one for each body, a clean rebuild on the main case', async () => {
    expect(await t.sql(`select name, payload from platform.outbox`)).toEqual([
      { name: 'cases.opened', payload: { mainId: opened.mainId } },
    ])
    const audit = await t.sql<{ action: string; n: number }>(
      `select action, count(*)::int as n from audit.entry group by 1 order by 1`,
    )
    expect(audit).toEqual([
      { action: 'cases.open', n: 1 },
      { action: 'cases.tie', n: 13 },
    ])
    expect(await t.sql(`select case_id, kind, required from cases.condition`)).toEqual([
      { case_id: opened.mainId, kind: 'clean_rebuild', required: true },
    ])
  })

  test('the one description reaches every tied case, and what a body adds stands over it', async () => {
    await t.sql(`update cases."case" set description = '{"cause":"nostra","extra":1}' where id = $1`, [
      of('Corvasse').id,
    ])
    const facts = await t.db.as(analyst, (tx) => cases.facts(tx, [of('Corvasse').id, of('Pontescuro').id]))
    expect(new Map(facts.map((one) => [one.partyName, one.description]))).toEqual(
      new Map([
        ['Comune di Corvasse', { cause: 'nostra', extra: 1 }],
        ['Comune di Pontescuro', { cause: 'cifratura' }],
      ]),
    )
  })

  test('the same request again opens nothing, five at once neither; numbers have no gaps', async () => {
    const requestId = randomUUID()
    const all = await Promise.all(Array.from({ length: 5 }, () => cases.open(analyst, { ...input, requestId })))
    expect(new Set(all.map((one) => one.mainId)).size).toBe(1)
    expect(all.map((one) => one.tied)).toEqual([13, 13, 13, 13, 13])
    await expect(cases.open(analyst, { ...input, providerId: randomUUID() })).rejects.toThrow('invalid')
    const next = await cases.open(analyst, {
      ...input,
      effects: { unavailable: false, exposed: true, tampered: false },
    })
    expect([all[0]!.ref, next.ref]).toEqual(['VEL-2026-0002', 'VEL-2026-0003'])
    const facts = await t.db.as(analyst, (tx) => cases.tiedOf(tx, next.mainId))
    expect(new Set(facts.map((one) => one.inferred))).toEqual(new Set(['data_at_risk']))
  })

  test('an exercise has its own realm: held messages, its own numbers, a watermark, invisible from outside', async () => {
    const exercise = system('exercise', 'ex:1')
    const played = await cases.open(exercise, input)
    expect(played.ref).toBe('EX-VEL-2026-0001')
    expect(await t.db.as(analyst, (tx) => cases.facts(tx, [played.mainId]))).toEqual([])
    const held = await t.sql<{ state: string; subject: string }>(
      `select distinct state, left(subject, 15) as subject from platform.delivery where realm = 'ex:1' and recipient like 'ced@comune0%'`,
    )
    expect(held).toEqual([{ state: 'held', subject: '[ESERCITAZIONE]' }])
  })

  test('asked again after the territory has grown, it ties only who is new', async () => {
    const few = await cases.open(analyst, { ...input, serviceIds: [land.serviceId('archive')] })
    expect(few.tied).toBe(1)
    await t.sql(
      `update cases."case" set effects = '{"unavailable":true,"exposed":true,"tampered":false}' where id = $1`,
      [few.mainId],
    )
    expect(await cases.extend(analyst, few.mainId)).toEqual({ tied: 12 })
    expect(await cases.extend(analyst, few.mainId)).toEqual({ tied: 0 })
    const facts = await t.db.as(analyst, (tx) => cases.tiedOf(tx, few.mainId))
    expect(new Set(facts.map((one) => one.ref)).size).toBe(13)
    const kept = facts.find((one) => one.partyName === 'Azienda USL Nord')!
    expect(kept.ref.endsWith('-001')).toBe(true)
  })

  test('a case that may not leave the centre ties but asks nobody', async () => {
    const strict = await cases.open(analyst, { ...input, tlp: 'amber+strict' })
    expect(strict.tied).toBe(13)
    const about =
      'select count(*)::int as n from platform.delivery d join cases."case" c on d.about = \'case:\' || c.id where c.main_id = $1'
    expect(await t.sql(about, [strict.mainId])).toEqual([{ n: 0 }])
    expect(await t.sql(about, [opened.mainId])).toEqual([{ n: 13 }])
    const member: Actor = { ...analyst, roles: ['member'], scope: 'parties', parties: [of('Corvasse').partyId] }
    const theirs = await t.sql<{ id: string }>('select id from cases."case" where main_id = $1 and party_id = $2', [
      strict.mainId,
      of('Corvasse').partyId,
    ])
    await expect(cases.observe(member, theirs[0]!.id, 'down')).rejects.toThrow('not_found')
  })

  test('the software house is a party of the case too', () => {
    expect(
      tied
        .find((one) => one.partyId === land.partyId(QUADRANTE))!
        .services.map((one) => one.name)
        .sort(),
    ).toEqual(['Anagrafe Quadrante', 'Tributi Quadrante'])
  })
})
