/** A small stage for this module's tests: a real database with its policies, cases and pages that only say what they were asked. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fixedClock } from '#platform/clock.ts'
import { anonymous, LIVE, Refusal, type Actor } from '#platform/contract/index.ts'
import { createHttp, rawRoute } from '#platform/http/index.ts'
import { localPathOf, type Site } from '#platform/http/site.ts'
import { createDayKeys } from '#platform/keys/day.ts'
import { openKeys } from '#platform/keys/index.ts'
import { createLog } from '#platform/log/index.ts'
import { createMailer } from '#platform/mail/index.ts'
import type { Ground } from '#platform/module.ts'
import { testDatabase } from '#platform/testing/database.ts'
import type { CaseFacts } from '#modules/cases/contract.ts'
import type { OnCall } from '#modules/coordination/contract.ts'
import type { Party } from '#modules/territory/contract.ts'
import { createIntake } from './index.ts'
import { centre, CORVASSE, id, opened, PIEVE } from './testing-data.ts'

export { centre, CORVASSE, id, opened, PIEVE } from './testing-data.ts'
const person = (name: string, roles: Actor['roles'], parties: string[] = []): Actor => ({ kind: 'person', id: `p-${name}`, name, roles, scope: parties.length > 0 ? 'parties' : 'all', parties, realm: LIVE })
export const actors: Readonly<Record<string, Actor>> = { anonymous, ada: person('Ada', ['analyst']), bruno: person('Bruno', ['analyst']), cora: person('Cora', ['coordinator']), program: { ...person('Ada', ['analyst']), tokenId: 'k1' }, pieve: person('Piero', ['member'], [PIEVE]), corvasse: person('Carlo', ['member'], [CORVASSE]) }

/** `ground`: what of the ground is otherwise than usual, as a mailbox to read. */
export async function createStage(ground: Partial<Ground> = {}) {
  const t = await testDatabase()
  const clock = fixedClock(opened)
  const cases = new Map<string, string>()
  const closed = new Set<string>()
  const duty: { now: OnCall | undefined } = { now: undefined }
  // The document as data: what a page can show is what stands here. The drawing has tests of its own.
  const site: Site = {
    draw: (place, document, view, made) => ({ body: JSON.stringify({ document, lang: place.lang, view }), contentType: 'application/json', tags: [], keep: false, ...made }),
    lead: (place, path) => ({ body: '', contentType: 'text/html', tags: [], keep: false, status: 303, headers: { location: localPathOf(place, path) } }),
    routes: (pages, answers) => pages.filter((one) => one.prefix === '' || one.prefix === 'fr').map((page) => rawRoute(page.endpoint, async ({ params, query, request, reply }) => {
      const made = await answers[page.name as keyof typeof answers]({ place: { lang: page.prefix === 'fr' ? 'fr' : 'it', path: '', info: centre }, params, query, request })
      return reply.status(made.status ?? 200).headers({ 'content-type': made.contentType, ...made.headers }).send(made.body)
    })),
  }
  const keys = await openKeys(mkdtempSync(join(tmpdir(), 'bastida-intake-')), { known: [], now: opened })
  const module = createIntake(
    { db: t.db, clock, log: createLog('silent', clock.now), mailer: createMailer({ smtpUrl: undefined, from: 'a@b.example', folder: '/nonexistent' }), publicUrl: 'https://centro.velarda.example', dataFolder: '/nonexistent', ownAddresses: ['a@b.example'], ...ground },
    {
      cases: {
        open: async (_actor, { requestId }) => { const found = cases.get(requestId!) ?? id(900 + cases.size); cases.set(requestId!, found); return { mainId: found, ref: `VEL-2026-${found.slice(-4)}`, tied: 0 } },
        facts: async (_tx, ids) => ids.map((one) => ({ id: one, ref: `VEL-2026-${one.slice(-4)}`, state: closed.has(one) ? 'closed' : 'open' }) as CaseFacts),
      },
      territory: { parties: async (_tx, ids) => ids.filter((one) => [PIEVE, CORVASSE].includes(one)).map((one) => ({ id: one }) as Party) },
      coordination: { onCall: async () => duty.now },
      site, centre: async () => centre, dayKeys: createDayKeys(t.db, keys), secret: 'a secret of the tests, long enough',
      keys, partyIds: (_realm, code) => (code === 'pieve' ? [PIEVE] : []),
    })
  const http = createHttp({ log: createLog('silent', clock.now), origins: [], authenticate: async (request) => { const found = actors[String(request.headers['x-actor'] ?? 'anonymous')]; if (!found) throw new Refusal('unauthenticated'); return found } })
  http.mount(module.routes)
  const call = async (actor: string, method: 'GET' | 'POST' | 'PATCH', url: string, body?: object) => {
    const answer = await http.inject({ method, url, headers: { 'x-actor': actor }, ...(body ? { payload: body } : {}) })
    return { status: answer.statusCode, body: answer.headers['content-type']?.includes('json') ? answer.json() : undefined, headers: answer.headers, bytes: answer.rawPayload }
  }
  const post = async (url: string, fields: Record<string, string>) => {
    const answer = await http.inject({ method: 'POST', url, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams(fields).toString() })
    return { status: answer.statusCode, location: String(answer.headers['location'] ?? ''), page: answer.body === '' ? undefined : JSON.parse(answer.body) as { document: string; lang: string; view: ReturnType<typeof JSON.parse> } }
  }
  const get = async (url: string) => { const answer = await http.inject({ url }); return { status: answer.statusCode, location: String(answer.headers['location'] ?? ''), page: answer.body === '' ? undefined : JSON.parse(answer.body) as { document: string; lang: string; view: ReturnType<typeof JSON.parse> } } }
  /** The case ends, and the event arrives: twice, as events may. */
  const endCase = async (caseId: string): Promise<void> => {
    closed.add(caseId)
    for (let time = 0; time < 2; time++) await module.listeners[0]!.handle({ id: 1, name: 'cases.moved', payload: { caseId, partyId: PIEVE } as never, realm: LIVE })
  }
  return { t, clock, module, http, call, post, get, keys, duty, endCase, close: async () => { await http.close(); await t.close() } }
}
export type Stage = Awaited<ReturnType<typeof createStage>>
