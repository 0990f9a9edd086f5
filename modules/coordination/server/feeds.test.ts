/** The calendar of turns: what the page shows and nothing else, by the right clock, behind an address that can be closed. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { as } from '../../territory/server/testing.ts'
import { testCoordination, type TestCoordination } from './testing.ts'

let s: TestCoordination
const [coordinator, analyst] = [as('coordinator'), as('analyst')]
beforeAll(async () => {
  s = await testCoordination()
  // Over the night in which clocks go forward, 28 March 2027: 18:00 in winter to 8:00 in summer is thirteen hours.
  for (const [startsAt, endsAt, person, second] of [['2026-12-07T17:00:00Z', '2026-12-14T17:00:00Z', 'Ada Fittizia', 'test  ANALYST'], ['2026-12-14T17:00:00Z', '2026-12-21T17:00:00Z', 'Bice Fittizia', ''], ['2027-03-27T17:00:00Z', '2027-03-28T06:00:00Z', 'Test analyst', '']] as const) {
    expect((await s.call(coordinator, 'POST', '/api/coordination/on-call', { person, phone: '333 1234567', startsAt, endsAt, ...(second ? { second, secondPhone: '333 7654321' } : {}) })).status).toBe(200)
  }
})
afterAll(() => s.close())

const make = (who: Record<string, string>, scope: string) => s.call(as(who['x-test-actor']!.split(' ')[0] as 'analyst'), 'POST', '/api/coordination/on-call/feeds', { scope })
const fetch = async (url: string) => { const { pathname, search } = new URL(url); const answer = await s.app.inject({ method: 'GET', url: pathname + search }); return { status: answer.statusCode, text: answer.body.replace(/\r\n /g, ''), type: String(answer.headers['content-type']) } }
const events = (text: string) => [...text.matchAll(/BEGIN:VEVENT[\s\S]*?END:VEVENT/g)].map(([event]) => { const of = (name: string) => new RegExp(`^${name}[^:]*:(.*?)\\r?$`, 'm').exec(event)?.[1] ?? ''; return { id: of('UID'), from: of('DTSTART'), until: of('DTEND'), summary: of('SUMMARY') } })
const stamp = (iso: string) => iso.replace(/[-:]|\.\d{3}/g, '')

test('the whole roster is the page, event by event, in moments that no clock can shift; without telephones', async () => {
  expect((await make(analyst, 'whole')).status).toBe(403)
  const { json, status } = await make(coordinator, 'whole')
  expect([status, json.url]).toEqual([201, expect.stringMatching(/^http:\/\/localhost:8080\/calendar\/on-call\/[\w-]{32}\.ics$/)])
  const { text, type } = await fetch(json.url)
  const { items } = (await s.call(analyst, 'GET', '/api/coordination/on-call')).json
  expect(items).toHaveLength(3)
  expect(events(text)).toEqual(items.map((one: { id: string; startsAt: string; endsAt: string; person: string }) => ({ id: one.id, from: stamp(one.startsAt), until: stamp(one.endsAt), summary: `Reperibilità: ${one.person}` })))
  expect(events(text)[2]).toMatchObject({ from: '20270327T170000Z', until: '20270328T060000Z' })
  expect(type).toContain('text/calendar')
  // Whole numbers, in any spelling: three digits alone stand in one identifier out of a few hundred.
  expect(text.replace(/[^\d\n]/g, '')).not.toMatch(/3331234567|3337654321/)
  expect(text).not.toMatch(/333 |tel:/)
  expect(JSON.stringify(await s.sql('select * from coordination.roster_feed'))).not.toContain(new URL(json.url).pathname.split('/').at(-1)!.slice(0, 32))
})
test('one’s own: the turns in which one’s name stands, first or second', async () => {
  const { json } = await make(analyst, 'own')
  expect(events((await fetch(json.url)).text).map((one) => one.summary)).toEqual(['Reperibilità: Ada Fittizia', 'Reperibilità: Test analyst'])
  expect(events((await fetch(`${json.url}?lang=fr`)).text)[0]!.summary).toBe('Astreinte: Ada Fittizia')
})
test('a new one closes the old one; its owner and a coordinator close it, and then it opens nothing', async () => {
  const [first, second] = [(await make(analyst, 'own')).json.url, (await make(analyst, 'own')).json.url]
  expect([(await fetch(first)).status, (await fetch(second)).status]).toEqual([404, 200])
  const listed = async (who: Record<string, string>) => (await s.call(who as typeof analyst, 'GET', '/api/coordination/on-call/feeds')).json.items as { id: string; mine: boolean; scope: string; person: string }[]
  expect((await listed(analyst)).map((one) => [one.scope, one.mine])).toEqual([['own', true]])
  const all = await listed(coordinator)
  expect(all.map((one) => [one.person, one.scope])).toEqual([['Test analyst', 'own'], ['Test coordinator', 'whole']])
  expect((await s.call(analyst, 'DELETE', `/api/coordination/on-call/feeds/${all[1]!.id}`)).status).toBe(404)
  expect((await s.call(coordinator, 'DELETE', `/api/coordination/on-call/feeds/${all[0]!.id}`)).status).toBe(204)
  expect((await fetch(second)).status).toBe(404)
  expect((await s.call(analyst, 'DELETE', `/api/coordination/on-call/feeds/${all[0]!.id}`)).status).toBe(404)
  expect(await listed(analyst)).toEqual([])
})
