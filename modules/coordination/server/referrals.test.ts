/** The directory, and names given to a body: on real cases, a real territory and a real database. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { as, person } from '../../territory/server/testing.ts'
import { refer, type Need, type Tie, type Weighed } from '../core/referral.ts'
import { testCoordination, type TestCoordination } from './testing.ts'

let s: TestCoordination
const [coordinator, analyst] = [as('coordinator'), as('analyst')]
let [member, other, own]: Record<string, string>[] = []
let caseId = ''
beforeAll(async () => {
  s = await testCoordination()
  ;[member, other, own] = [as('member', [s.party.A]), as('member', [s.party.B]), as('provider', [s.party.R1])]
  const { mainId } = await s.cases.open(person('analyst'), { providerId: s.party.P, title: 'Fermo di Nuvola Finta', occurredAt: s.clock.now(), effects: { unavailable: true, exposed: false, tampered: false }, description: {} })
  caseId = (await s.db.as(system('test'), (tx) => s.cases.tiedOf(tx, mainId))).find((one) => one.partyId === s.party.A)!.id
})
afterAll(() => s.close())

const plain = { trades: ['ransomware', 'forensic'], places: ['Nord'], everywhere: false, languages: ['it'], hours: 'lun–ven 8–18', phone: '0555 200', email: '', website: '', groupName: '', qualifications: [], bonds: [], publicDocument: '', active: true, note: 'Nota del centro', readyHours: 4, notUntil: null }
const put = (key: 'P' | 'A' | 'R1' | 'R2' | 'R3', body: object = {}, who: Record<string, string> = analyst) => s.call(who, 'PUT', `/api/coordination/responders/${s.party[key]}`, { version: 0, ...plain, ...body })
const ask = (body: object = {}, who: Record<string, string> = analyst) => s.call(who, 'POST', `/api/coordination/parties/${s.party.A}/referrals`, { trade: 'ransomware', place: '', withinHours: 24, language: 'it', ...body })
type Given = { named: { responder: { id: string; name: string }; ties: string[]; qualified: boolean }[]; excluded: { responder: { name: string }; reasons: string[] }[] }
const names = (given: Given) => given.named.map((one) => one.responder.name)

describe('the directory', () => {
  test('is kept by analysts; a body is none, and an expired qualification is shown as expired', async () => {
    expect((await put('R1', {}, as('member', [s.party.R1]))).status).toBe(403)
    expect((await put('A')).json.fields).toEqual([{ path: 'body.partyId', problem: 'kind' }])
    expect((await put('R1', { bonds: [{ partyId: s.party.R1, as: 'owner', note: '' }] })).json.fields[0].problem).toBe('party')
    expect((await put('R1', { qualifications: [{ kind: 'other', label: '', evidence: 'Carta', until: '2027-01-01' }] })).json.fields[0].problem).toBe('label')
    const qualifications = [{ kind: 'expertcyber', label: '', evidence: 'Registro 12', until: '2026-12-07' }, { kind: 'iso27001', label: '', evidence: 'Certificato 7', until: '2026-12-08' }]
    expect((await put('R1', { qualifications })).json).toMatchObject({ party: { name: 'Pronto Finto' }, version: 1, qualifications: [{ inForce: false }, { inForce: true }], availableSaidBy: 'Test analyst' })
    expect((await put('R1')).status).toBe(409)
    for (const key of ['R2', 'R3', 'P'] as const) expect((await put(key)).status).toBe(200)
    const found = async (query: string) => (await s.call(coordinator, 'GET', `/api/coordination/responders?${query}`)).json.items.map((one: { party: { name: string } }) => one.party.name)
    expect([await found('trade=ransomware&place=NORD'), await found('place=Sud'), await found('q=pronto')]).toEqual([['Nuvola Finta', 'Presto Immaginario', 'Pronto Finto', 'Soccorso Inventato'], [], ['Pronto Finto']])
  })
  test('its own contact says when it is available, and nothing else; of others it learns nothing', async () => {
    const say = (key: 'R1' | 'R2', who = own!) => s.call(who, 'PUT', `/api/coordination/responders/${s.party[key]}/availability`, { version: 1, readyHours: 2, notUntil: null })
    expect((await s.call(own!, 'GET', `/api/coordination/responders/${s.party.R1}`)).json).toMatchObject({ readyHours: 4, note: '' })
    expect([(await say('R1')).json.readyHours, (await say('R1')).status, (await say('R2')).status, (await say('R1', member!)).status]).toEqual([2, 409, 404, 403])
    expect((await s.call(own!, 'GET', `/api/coordination/responders/${s.party.R2}`)).status).toBe(404)
    expect((await put('R1', { version: 2 }, own!)).status).toBe(403)
    // The wall is in the database as well.
    const app = await s.appPool.connect()
    await app.query('begin')
    for (const [name, value] of Object.entries({ scope: 'parties', parties: `{${s.party.R1}}`, realm: 'live', actor: 'x', tlps: '{}' })) await app.query('select set_config($1, $2, true)', [`app.${name}`, value])
    await expect(app.query(`update coordination.responder set trades = '{web}'`)).rejects.toThrow('changes when it is available')
    await app.query('rollback')
    app.release()
  })
})

describe('names for a body', () => {
  test('with a case: who fell is left out, who supplies the body is told and comes last, a guess is told as a guess', async () => {
    const { json, status } = await ask({ caseId })
    expect(status).toBe(201)
    expect(names(json)).toEqual(['Presto Immaginario', 'Pronto Finto', 'Soccorso Inventato'].toSorted((a, b) => names(json).indexOf(a) - names(json).indexOf(b)))
    expect(json.named[0]).toMatchObject({ responder: { name: 'Presto Immaginario' }, ties: [], phone: '0555 200', shownBefore: 0 })
    expect(Object.fromEntries(json.named.map((one: Given['named'][number]) => [one.responder.name, one.ties]))).toEqual({ 'Presto Immaginario': [], 'Pronto Finto': ['supplies_you'], 'Soccorso Inventato': ['maybe'] })
    expect([json.excluded, json.place, json.leftOut]).toEqual([[{ responder: { id: s.party.P, name: 'Nuvola Finta' }, reasons: ['fallen'] }], 'Nord', 1])
    expect((await ask({ caseId: s.party.A })).status).toBe(404)
    expect((await ask({}, member!)).status).toBe(403)
  })
  test('without a case nobody knows whose work it was: who supplies the body is left out', async () => {
    const { json } = await ask({ trade: 'forensic' })
    expect(json.excluded).toContainEqual({ responder: { id: s.party.R1, name: 'Pronto Finto' }, reasons: ['supplies_body'] })
    expect(names(json)).not.toContain('Pronto Finto')
    expect((await ask({ trade: 'web' })).json).toMatchObject({ named: [], leftOut: 4 })
  })
  test('the record is enough to find the same order again', async () => {
    const rows = await s.sql<{ id: string; input: { need: Need; responders: Weighed[]; ties: Tie[]; now: string; seed: string }; names: string[] }>(
      `select r.id, w.input, array(select n.responder_id::text from coordination.referral_name n where n.referral_id = r.id order by n.place) as names from coordination.referral r join coordination.referral_weighing w on w.referral_id = r.id`)
    expect(rows).toHaveLength(3)
    for (const { id, input, names: stored } of rows) {
      expect(input.seed).toBe(id)
      expect(refer(input.need, input.responders.toReversed(), input.ties, new Date(input.now), input.seed).named.map((one) => one.id)).toEqual(stored)
    }
  })
  test('ten at once are counted one after the other: equal ones come first as often, give or take one', async () => {
    await put('P', { version: 1, active: false })
    // One with a qualification would come before the others each time: now none has.
    await put('R1', { version: 2 })
    await Promise.all(Array.from({ length: 10 }, () => s.call(analyst, 'POST', `/api/coordination/parties/${s.party.B}/referrals`, { trade: 'ransomware', place: 'Nord', withinHours: 24, language: 'it' })))
    // Whoever was first in the cases above has that one already: all together they differ by one.
    const firsts = await s.sql<{ n: number }>(`select count(*)::int as n from coordination.referral_name n join coordination.referral r on r.id = n.referral_id where n.place = 1 and r.trade = 'ransomware' group by n.responder_id`)
    const counts = firsts.map((one) => one.n)
    expect([counts.length, counts.reduce((sum, n) => sum + n, 0), Math.max(...counts) - Math.min(...counts)]).toEqual([3, 11, 1])
    const { items } = (await s.call(coordinator, 'GET', '/api/coordination/responder-turns')).json
    expect(items.map((one: { shown: number }) => one.shown)).toEqual([12, 12, 11, 0])
    expect((await s.call(analyst, 'GET', '/api/coordination/responder-turns')).status).toBe(403)
  })
  test('the body reads its own, without who was left out, and chooses; the answer is kept; others learn nothing', async () => {
    const { json } = await s.call(member!, 'GET', '/api/coordination/referrals')
    expect(json.total).toBe(3)
    expect(json.items.every((one: { excluded: unknown; party: { id: string } }) => one.excluded === null && one.party.id === s.party.A)).toBe(true)
    expect(JSON.stringify(json)).not.toContain('Nuvola Finta')
    const given = json.items.find((one: { caseId: string | null }) => one.caseId === caseId)
    const choose = (body: object, who = member!) => s.call(who, 'POST', `/api/coordination/referrals/${given.id}/choice`, { version: 1, ...body })
    const answer = (body: object, who = member!) => s.call(who, 'POST', `/api/coordination/referrals/${given.id}/answer`, { version: 2, answer: 'took', at: s.clock.now().toISOString(), ...body })
    expect((await answer({ version: 1 })).json.fields[0].problem).toBe('nobody-chosen')
    expect((await choose({ responderId: s.party.P })).json.fields[0].problem).toBe('not-named')
    expect((await choose({ responderId: s.party.R3 }, other!)).status).toBe(404)
    expect((await choose({ responderId: s.party.R3 })).json).toMatchObject({ chosen: { responderId: s.party.R3, by: 'Test member' }, answer: null, version: 2 })
    expect((await choose({ responderId: null })).status).toBe(409)
    expect((await answer({ at: '2026-12-08T06:00:00Z' })).json.fields[0].problem).toBe('future')
    expect((await answer({})).json).toMatchObject({ answer: { answer: 'took' }, version: 3 })
    expect((await s.call(other!, 'GET', '/api/coordination/referrals')).json.items.map((one: { party: { id: string } }) => one.party.id)).toEqual(Array.from({ length: 10 }, () => s.party.B))
    expect(await s.sql(`select action, party_id from audit.entry where object = $1 and action like 'coordination.%' order by id`, [`case:${caseId}`])).toEqual(['refer', 'choose', 'referral_answer'].map((one) => ({ action: `coordination.${one}`, party_id: s.party.A })))
    expect((await s.call(coordinator, 'GET', '/api/coordination/responder-turns')).json.items.find((one: { responder: { id: string } }) => one.responder.id === s.party.R3)).toMatchObject({ chosen: 1, took: 1 })
  })
  test('in a red case the body reads none of it', async () => {
    await s.sql(`update cases."case" set tlp = 'red' where id = $1`, [caseId])
    expect((await s.call(member!, 'GET', '/api/coordination/referrals')).json.total).toBe(2)
    await s.sql(`update cases."case" set tlp = 'amber' where id = $1`, [caseId])
  })
})
