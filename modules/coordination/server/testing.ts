/** Coordination on a real territory and a real database, spoken to over HTTP; for tests only. The net is a table. */
import { fixedClock } from '#platform/clock.ts'
import type { CentreInfo, Site } from '#platform/http/site.ts'
import { createCases } from '#modules/cases/server/index.ts'
import { openKeys } from '#platform/keys/index.ts'
import { centreActor, testTerritory } from '../../territory/server/testing.ts'
import { createCoordination } from './index.ts'

const registry = `code,name,kind,province,population
A,Comune di Alfarena,municipality,Nord,4000
B,Comune di Bettola Nuova,municipality,Sud,9000
P,Nuvola Finta,provider,,
R1,Pronto Finto,responder,,
R2,Soccorso Inventato,responder,,
R3,Presto Immaginario,responder,,
`
const services = `code,party,name,category,people_served,data_classes
A.ana,A,Anagrafe,registry-office,4000,common
P.cloud,P,Macchine,cloud-infrastructure,,
R1.mail,R1,Caselle,mail,,
R2.watch,R2,Sorveglianza,monitoring,,
`
const dependencies = `service,on,kind,source,confidence
A.ana,P.cloud,hosting,contract,1
A.ana,R1.mail,hosting,contract,1
A.ana,R2.watch,hosting,guess,0.6
`
export const centreInfo: CentreInfo = { name: { it: 'Centro Velarda', fr: 'Centre Velarda', en: 'Velarda Centre' }, region: { it: 'Velarda', fr: 'Velarda', en: 'Velarda' }, country: 'IT', timeZone: 'Europe/Rome', languages: ['it', 'fr', 'en'], demo: true, contacts: { phone: '800 000 000', email: 'centro@velarda.example' } }
const noSite: Site = { draw: () => { throw new Error('no page is drawn here') }, lead: () => { throw new Error('no page is drawn here') }, routes: () => [] }

export async function testCoordination() {
  const clock = fixedClock(new Date('2026-12-08T05:14:00Z'))
  const t = await testTerritory({ clock })
  const net = new Map<string, readonly string[] | undefined>()
  const keys = await openKeys(t.dataFolder, { known: [], now: clock.now() })
  const cases = createCases(t.ground, { territory: t.service, keys })
  const coordination = createCoordination(t.ground, { cases: cases.service, territory: t.service, site: noSite, centre: async () => centreInfo, lookUpTxt: async (domain) => (net.has(domain) ? net.get(domain) : []) })
  t.app.mount(coordination.routes)
  for (const [fileName, text] of Object.entries({ 'parties.csv': registry, 'services.csv': services, 'dependencies.csv': dependencies })) {
    const { refused, fatal } = await t.service.importRegistry(centreActor, { stream: (async function* () { yield Buffer.from(text) })(), fileName })
    if (refused > 0 || fatal) throw new Error(`${fileName}: rows were refused`)
  }
  const party = Object.fromEntries((await t.sql<{ id: string; code: string }>('select id, code from territory.party')).map(({ id, code }) => [code, id])) as Record<'A' | 'B' | 'P' | 'R1' | 'R2' | 'R3', string>
  async function call(headers: Record<string, string>, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) {
    const answer = await t.app.inject({ method, url: path, headers, ...(body ? { payload: body } : {}) })
    return { status: answer.statusCode, json: answer.body && String(answer.headers['content-type']).includes('json') ? answer.json() : undefined, text: answer.body }
  }
  return { ...t, territory: t.service, clock, net, cases: cases.service, /** Mounted by whoever wants pages of cases too. */ caseRoutes: cases.routes, coordination, party, call }
}
export type TestCoordination = Awaited<ReturnType<typeof testCoordination>>
