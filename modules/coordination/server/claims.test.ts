/** Claims and consents on a real database: who may ask, what proves, what is allowed and from when not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { as, person } from '../../territory/server/testing.ts'
import type { ClaimItem, ConsentItem } from '../contract.ts'
import { testCoordination, type TestCoordination } from './testing.ts'

let s: TestCoordination
let admin: Record<string, string>, other: Record<string, string>
const coordinator = as('coordinator')
beforeAll(async () => { s = await testCoordination(); admin = as('admin', [s.party.A]); other = as('admin', [s.party.B]) })
afterAll(() => s.close())

const claim = async (who: Record<string, string>, partyId: string, value: string, kind = 'domain') => s.call(who, 'POST', `/api/coordination/parties/${partyId}/claims`, { kind, value })
const decide = (item: ClaimItem, decision: 'approve' | 'refuse', reason = 'Delibera 12') => s.call(coordinator, 'POST', `/api/coordination/claims/${item.id}/decision`, { version: item.version, decision, reason })
const assets = async (partyId: string) => (await s.sql<{ value: string }>(`select value from territory.asset where party_id = $1 and state = 'confirmed' order by 1`, [partyId])).map((row) => row.value)

describe('claims', () => {
  test('a record in the name proves it; what is not there, or not answered, proves nothing', async () => {
    const { status, json } = await claim(admin, s.party.A, 'https://www.alfarena.example/uffici')
    expect([status, json]).toMatchObject([201, { value: 'alfarena.example', state: 'asked', contested: false, record: expect.stringMatching(/^bastida-claim=[a-z2-7]{26}$/) }])
    const prove = () => s.call(admin, 'POST', `/api/coordination/claims/${json.id}/proof`, {})
    expect((await prove()).json).toMatchObject({ found: 'no', claim: { state: 'asked', triedAt: s.clock.now().toISOString(), provenAt: null } })
    s.net.set('alfarena.example', undefined)
    expect((await prove()).json.found).toBe('silent')
    s.net.set('alfarena.example', ['v=spf1 -all', json.record])
    expect((await prove()).json).toMatchObject({ found: 'yes', claim: { state: 'approved', reason: 'DNS' } })
    expect(await assets(s.party.A)).toEqual(['alfarena.example'])
    expect((await prove()).status).toBe(409)
    expect(await s.sql(`select action from audit.entry where object = $1 order by id`, [`claim:${json.id}`])).toEqual([{ action: 'coordination.claim' }, { action: 'coordination.approved_claim' }])
  })

  test('what another body holds is said to be contested, and is approved by nobody while it is', async () => {
    const { json } = await claim(other, s.party.B, 'alfarena.example')
    expect(json.contested).toBe(true)
    s.net.set('alfarena.example', [json.record])
    expect((await s.call(other, 'POST', `/api/coordination/claims/${json.id}/proof`, {})).json).toMatchObject({ found: 'yes', claim: { state: 'asked', provenAt: expect.any(String) } })
    expect((await decide(json, 'approve')).json).toMatchObject({ status: 409, params: { reason: 'taken' } })
    expect((await decide(json, 'refuse', 'È di un altro ente')).json).toMatchObject({ state: 'refused', reason: 'È di un altro ente', decidedBy: 'Test coordinator' })
    expect(await assets(s.party.B)).toEqual([])
  })

  test.each([['10.0.0.0/8', 'range-too-wide'], ['10.1.0.0/16', 'range-reserved'], ['198.51.0.0/15', 'range-too-wide'], ['2001:db8::/31', 'range-too-wide'], ['fd00::/48', 'range-reserved'], ['sala server', 'not-a-range']])('the range %s is refused: %s', async (value, problem) => {
    expect((await claim(admin, s.party.A, value, 'address_range')).json.fields).toEqual([{ path: 'body.value', problem }])
  })

  test('a range is for a person to decide, never for a record; one over another’s is not approved', async () => {
    const mine = (await claim(admin, s.party.A, '198.51.100.7/24', 'address_range')).json as ClaimItem
    expect(mine).toMatchObject({ value: '198.51.100.0/24', record: null })
    expect((await s.call(admin, 'POST', `/api/coordination/claims/${mine.id}/proof`, {})).status).toBe(400)
    expect((await decide(mine, 'approve')).json.state).toBe('approved')
    const over = (await claim(other, s.party.B, '198.51.100.128/25', 'address_range')).json as ClaimItem
    expect((await decide(over, 'approve')).json).toMatchObject({ status: 409, params: { reason: 'overlaps', value: '198.51.100.0/24', party: 'Comune di Alfarena' } })
  })

  test('the same is asked once; two decisions at once are one', async () => {
    const { json } = await claim(admin, s.party.A, '2001:db8:77::/48', 'address_range')
    expect((await claim(admin, s.party.A, '2001:db8:77::/48', 'address_range')).json.fields).toEqual([{ path: 'body.value', problem: 'already-there' }])
    expect((await Promise.all([decide(json, 'approve'), decide(json, 'refuse')])).map((one) => one.status).toSorted()).toEqual([200, 409])
  })

  test('nobody asks, proves or gives back for another, and a member does not speak', async () => {
    expect((await claim(other, s.party.A, 'x.example')).status).toBe(404)
    expect((await claim(as('member', [s.party.A]), s.party.A, 'x.example')).status).toBe(403)
    const [id] = (await s.sql<{ id: string }>(`select id from coordination.claim where party_id = $1`, [s.party.A])).map((row) => row.id)
    for (const [method, path, body] of [['POST', `/api/coordination/claims/${id}/proof`, {}], ['POST', `/api/coordination/claims/${id}/release`, { version: 1, reason: 'x' }]] as const) expect((await s.call(other, method, path, body)).status, path).toBe(404)
    const seen = (await s.call(other, 'GET', '/api/coordination/claims')).json.items as ClaimItem[]
    expect(new Set(seen.map((one) => one.party.id))).toEqual(new Set([s.party.B]))
  })
})

describe('consents', () => {
  const now = () => s.clock.now()
  const after = (days: number) => new Date(now().getTime() + days * 86_400_000).toISOString()
  const give = (what: string, more: object = {}, who = admin, partyId = s.party.A) => s.call(who, 'POST', `/api/coordination/parties/${partyId}/consents`, { what, asset: null, givenBy: 'Gina Fittizia', givenRole: 'Sindaca', document: 'Delibera 12/2026', from: now().toISOString(), until: after(365), ...more })
  const cleared = (what: 'scan' | 'logs', value?: string, at = now()) => s.db.as(system('test'), (tx) => s.coordination.service.cleared(tx, s.party.A, what, at, value === undefined ? undefined : { kind: 'domain', value }))

  test('nothing is allowed by default; what is given holds, and its withdrawal ends it in that very moment', async () => {
    expect(await cleared('scan', 'alfarena.example')).toEqual({ yes: false, why: 'never_given', consentId: null })
    const { status, json } = await give('scan', { asset: { kind: 'domain', value: 'WWW.Alfarena.example' } })
    expect([status, json]).toMatchObject([201, { state: 'holds', asset: { kind: 'domain', value: 'alfarena.example' }, recordedBy: 'Test admin' }])
    expect(await cleared('scan', 'posta.alfarena.example')).toEqual({ yes: true, why: 'given', consentId: json.id })
    // B held nothing: whatever A signs, it is no licence for what is not A's.
    expect(await cleared('scan', 'bettola.example')).toMatchObject({ yes: false, why: 'not_held' })
    expect(await cleared('scan')).toMatchObject({ yes: false, why: 'other_asset' })
    expect(await cleared('logs')).toMatchObject({ yes: false, why: 'never_given' })
    s.clock.advance(60_000)
    expect((await s.call(admin, 'POST', `/api/coordination/consents/${json.id}/withdrawal`, { reason: 'Cambio di rotta' })).json).toMatchObject({ state: 'withdrawn', withdrawn: { by: 'Test admin', reason: 'Cambio di rotta' } })
    expect([await cleared('scan', 'alfarena.example'), await cleared('scan', 'alfarena.example', new Date(now().getTime() - 1))].map((one) => one.why)).toEqual(['withdrawn', 'given'])
    expect((await s.call(admin, 'POST', `/api/coordination/consents/${json.id}/withdrawal`, {})).status).toBe(409)
  })

  test('what is over stays to be read; a new one is another row', async () => {
    await give('scan')
    const items = (await s.call(admin, 'GET', '/api/coordination/consents?what=scan')).json.items as ConsentItem[]
    expect(items.map((one) => one.state).toSorted()).toEqual(['holds', 'withdrawn'])
    expect((await cleared('scan', 'alfarena.example')).yes).toBe(true)
  })

  test('an asset given back is no longer looked at, though the consent still stands', async () => {
    const item = ((await s.call(admin, 'GET', '/api/coordination/claims')).json.items as ClaimItem[]).find((one) => one.value === 'alfarena.example')!
    expect((await s.call(admin, 'POST', `/api/coordination/claims/${item.id}/release`, { version: item.version, reason: 'Dominio venduto' })).json.state).toBe('released')
    expect(await cleared('scan', 'alfarena.example')).toMatchObject({ yes: false, why: 'not_held' })
    expect(await assets(s.party.A)).not.toContain('alfarena.example')
  })

  test.each([[{ until: '2029-01-01T00:00:00Z' }, 'too-long'], [{ until: '2020-01-01T00:00:00Z' }, 'until'], [{ from: '2020-01-01T00:00:00Z', until: '2021-01-01T00:00:00Z' }, 'past']])('%o is refused: %s', async (dates, problem) => {
    expect((await give('logs', dates)).json.fields).toEqual([{ path: 'body.until', problem }])
  })

  test('a body gives for itself alone; nobody changes what was given, not even by SQL as the application', async () => {
    expect((await give('logs', {}, other)).status).toBe(404)
    expect((await give('logs', {}, as('member', [s.party.A]))).status).toBe(403)
    const { json } = await give('logs')
    expect((await s.call(other, 'POST', `/api/coordination/consents/${json.id}/withdrawal`, {})).status).toBe(404)
    await expect(s.sql(`update coordination.consent set until_at = until_at + interval '1 day' where id = $1`, [json.id])).rejects.toThrow('not changed')
    await s.call(coordinator, 'POST', `/api/coordination/consents/${json.id}/withdrawal`, {})
    await expect(s.sql(`update coordination.consent set withdrawn_at = null where id = $1`, [json.id])).rejects.toThrow('does not come back')
  })

  test('in an exercise nothing of the live centre is allowed, and nothing given there counts outside', async () => {
    const ex = 'ex:3f0e7c1a-0000-4000-8000-000000000001'
    await give('sharing')
    const inside = await s.db.as(person('coordinator', [], ex), (tx) => s.coordination.service.cleared(tx, s.party.A, 'sharing', now()))
    expect(inside.why).toBe('never_given')
  })
})
