/** Coordination on a real territory and a real database, spoken to over HTTP; for tests only. The net is a table. */
import { fixedClock } from '#platform/clock.ts'
import type { CentreInfo, Site } from '#platform/http/site.ts'
import { centreActor, testTerritory } from '../../territory/server/testing.ts'
import { createCoordination } from './index.ts'

const registry = `code,name,kind,province,population
A,Comune di Alfarena,municipality,Nord,4000
B,Comune di Bettola Nuova,municipality,Sud,9000
`
export const centreInfo: CentreInfo = { name: { it: 'Centro Velarda', fr: 'Centre Velarda', en: 'Velarda Centre' }, region: { it: 'Velarda', fr: 'Velarda', en: 'Velarda' }, country: 'IT', timeZone: 'Europe/Rome', languages: ['it', 'fr', 'en'], demo: true, contacts: { phone: '800 000 000', email: 'centro@velarda.example' } }
const noSite: Site = { draw: () => { throw new Error('no page is drawn here') }, lead: () => { throw new Error('no page is drawn here') }, routes: () => [] }

export async function testCoordination() {
  const clock = fixedClock(new Date('2026-12-08T05:14:00Z'))
  const t = await testTerritory({ clock })
  const net = new Map<string, readonly string[] | undefined>()
  const coordination = createCoordination(t.ground, { territory: t.service, site: noSite, centre: async () => centreInfo, lookUpTxt: async (domain) => (net.has(domain) ? net.get(domain) : []) })
  t.app.mount(coordination.routes)
  await t.service.importRegistry(centreActor, { stream: (async function* () { yield Buffer.from(registry) })(), fileName: 'parties.csv' })
  const party = Object.fromEntries((await t.sql<{ id: string; code: string }>('select id, code from territory.party')).map(({ id, code }) => [code, id])) as Record<'A' | 'B', string>
  async function call(headers: Record<string, string>, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) {
    const answer = await t.app.inject({ method, url: path, headers, ...(body ? { payload: body } : {}) })
    return { status: answer.statusCode, json: answer.body && String(answer.headers['content-type']).includes('json') ? answer.json() : undefined, text: answer.body }
  }
  return { ...t, territory: t.service, clock, net, coordination, party, call }
}
export type TestCoordination = Awaited<ReturnType<typeof testCoordination>>
