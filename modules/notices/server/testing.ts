/** A small stage for this module's tests: two bodies and a provider that stand still, rows and policies that are real. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CaseFacts } from '#modules/cases/contract.ts'
import type { Party } from '#modules/territory/contract.ts'
import { fixedClock } from '#platform/clock.ts'
import { anonymous, LIVE, type Actor } from '#platform/contract/index.ts'
import { createHttp } from '#platform/http/index.ts'
import { createPageCache } from '#platform/http/pages.ts'
import { openKeys } from '#platform/keys/index.ts'
import { createLog } from '#platform/log/index.ts'
import { createMailer } from '#platform/mail/index.ts'
import type { Ground } from '#platform/module.ts'
import { testDatabase } from '#platform/testing/database.ts'
import type { NoticeContent } from '../contract.ts'
import { createNotices, type CentreInfo, type NoticesNeeds } from './index.ts'

export const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
export const opened = new Date('2026-12-08T05:10:00Z')
export const PIEVE = id(2)
export const CORVASSE = id(3)
export const LUMERA = id(4)

const party = (n: number, name: string, kind: Party['kind'] = 'municipality'): Party =>
  ({ id: id(n), realm: LIVE, registry: 'demo', code: String(n), name, kind, country: 'IT', established: 'IT', region: 'Velarda', province: 'VE', population: 5000, districtId: null, facts: {} })
const parties = [party(1, 'Nubilis Cloud (inventato)', 'provider'), party(2, 'Comune di Pieve Lumera'), party(3, 'Comune di Corvasse'), party(4, 'Comune di Lumera Alta')]

const service = (n: number, name: string, availability: 'down' | 'degraded' | 'none' = 'down') => ({ id: id(n), name, category: 'registry-office', availability, at: new Date('2026-12-08T05:00:00Z'), exposed: true, tampered: false })
const base: Omit<CaseFacts, 'id' | 'ref' | 'kind' | 'mainId' | 'partyId' | 'partyName'> = {
  realm: LIVE, title: 'Fermo di Nubilis Cloud', state: 'open', answer: 'unknown', answeredAt: null, inferred: 'hit', confidence: 0.8, expectedAt: opened, occurredAt: new Date('2026-12-08T05:00:00Z'), openedAt: opened,
  providerId: id(1), providerName: 'Nubilis Cloud (inventato)', awareAt: null, observed: 'unknown', reopenedSafeAt: null, closedAt: null, personalData: 'unknown', dataLostDays: null, tlp: 'amber', description: {},
  services: [service(91, 'Anagrafe online'), service(92, 'Tributi online'), service(93, 'Mensa scolastica', 'degraded')],
}
export const MAIN = id(11)
export const tiedCase = (n: number, partyId: string, partyName: string, more: Partial<CaseFacts> = {}): CaseFacts => ({ ...base, id: id(n), ref: `VEL-2026-0001/${n}`, kind: 'tied', mainId: MAIN, partyId, partyName, ...more })

const person = (name: string, roles: Actor['roles'], scope: Actor['scope'], own: string[] = [], realm: string = LIVE): Actor => ({ kind: 'person', id: `p-${name}`, name, roles, scope, parties: own, realm })
export const actors: Readonly<Record<string, Actor>> = {
  anonymous, analyst: person('Ada Analista', ['analyst'], 'all'), coordinator: person('Cora Coordinatrice', ['coordinator'], 'all'), researcher: person('Rita', ['researcher'], 'none'),
  pieve: person('Piero di Pieve', ['member'], 'parties', [PIEVE]), pieve2: person('Paola di Pieve', ['admin'], 'parties', [PIEVE]), corvasse: person('Carlo di Corvasse', ['member'], 'parties', [CORVASSE]),
  liaison: person('Lia', ['liaison'], 'parties', [PIEVE, CORVASSE]), exercise: person('Ada Analista', ['analyst'], 'all', [], 'ex:1'), exercisePieve: person('Piero di Pieve', ['member'], 'parties', [PIEVE], 'ex:1'),
}

export const centre: CentreInfo = {
  name: { it: 'Centro per la cybersicurezza', fr: 'Centre de cybersécurité', en: 'Cybersecurity Centre' }, region: { it: 'Regione Velarda', fr: 'Région Velarda', en: 'Velarda Region' },
  country: 'IT', timeZone: 'Europe/Rome', languages: ['it', 'fr', 'en'], demo: true, contacts: { phone: '800 000 000', hours: { it: 'Tutti i giorni', fr: 'Tous les jours', en: 'Every day' }, email: 'centro@velarda.example' },
}

/** Every kind of public address, of a body that is published. */
export const everyAddress = ['/', '/n', '/s', '/s.csv', '/n.atom', '/n.json', '/s/pieve-lumera', '/embed/pieve-lumera', '/s/pieve-lumera/feed.atom', '/s/pieve-lumera/feed.json', '/emergency', '/accessibility', '/privacy']

export type Stage = Awaited<ReturnType<typeof createStage>>

export async function createStage(more: Partial<NoticesNeeds> = {}, ground: Pick<Ground, 'silent'> = {}) {
  const t = await testDatabase()
  const clock = fixedClock(opened)
  const logged: string[] = []
  const log = createLog('debug', clock.now, (line) => logged.push(line))
  const pages = createPageCache(clock)
  const drawn: string[] = []
  const keyFolder = mkdtempSync(join(tmpdir(), 'bastida-notices-'))
  // Cases change as their bodies answer: the tests set them here.
  const cases = new Map<string, CaseFacts>([[id(12), tiedCase(12, PIEVE, 'Comune di Pieve Lumera')], [id(13), tiedCase(13, CORVASSE, 'Comune di Corvasse')], [id(14), tiedCase(14, LUMERA, 'Comune di Lumera Alta')]])
  const extra: Party[] = []
  const module = createNotices(
    { db: t.db, clock, log, mailer: createMailer({ smtpUrl: undefined, from: 'a@b.example', folder: '/nonexistent' }), publicUrl: 'https://centro.velarda.example', dataFolder: '/nonexistent', ...ground },
    {
      cases: { facts: async (_tx, ids) => ids.flatMap((one) => { const found = cases.get(one); return found ? [found] : [] }), tiedOf: async (_tx, mainId) => [...cases.values()].filter((one) => one.mainId === mainId) },
      territory: { parties: async (_tx, ids) => [...parties, ...extra].filter((one) => ids.includes(one.id)), map: async () => ({ width: 100, height: 80, source: 'cells', outline: '', cells: parties.slice(1).map((one, i) => ({ partyId: one.id, name: one.name, path: `M${i},0L1,1z`, x: i, y: 0, population: 1000 * i })) }) },
      centre: async () => centre, pages, keys: await openKeys(keyFolder, { known: [], now: opened }), assets: () => ({ css: '/assets/public.css', fonts: [] }), localHooks: true,
      // The document as data: what a page can show is what stands here. The drawing has tests of its own.
      render: (route, document) => { drawn.push(route); return JSON.stringify({ route, ...document }) },
      ...more,
    })
  const http = createHttp({ log, origins: [], pages, errorPage: module.errorPage, authenticate: async (request) => actors[String(request.headers['x-actor'] ?? 'anonymous')]! })
  http.mount(module.routes)
  const call = async (actor: string, method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: object) => {
    const answer = await http.inject({ method, url, headers: { 'x-actor': actor }, ...(body ? { payload: body } : {}) })
    return { status: answer.statusCode, body: answer.headers['content-type']?.includes('json') ? answer.json() : undefined, headers: answer.headers }
  }
  const get = async (url: string, headers: Record<string, string> = {}) => {
    const answer = await http.inject({ method: 'GET', url, headers })
    return { status: answer.statusCode, text: answer.body, headers: answer.headers, view: answer.headers['content-type']?.includes('text/html') && answer.body ? (JSON.parse(answer.body) as { route: string; page: Record<string, never>; view: Record<string, never> }) : undefined }
  }
  const form = async (url: string, values: Record<string, string> | string, type = 'application/x-www-form-urlencoded') => {
    const answer = await http.inject({ method: 'POST', url, headers: { 'content-type': type }, payload: typeof values === 'string' ? values : new URLSearchParams(values).toString() })
    return { status: answer.statusCode, headers: answer.headers, view: answer.body ? (JSON.parse(answer.body) as { route: string; page: Record<string, never>; view: Record<string, never> }) : undefined }
  }
  const listener = async (name: string, payload: object, realm: string = LIVE) => module.listeners.find((one) => one.name === name)!.handle({ id: 1, name, payload, realm } as never)
  const job = async (name: string) => module.periodic.find((one) => one.name === name)!.run(undefined as never)
  const answer = async (n: number, given: Partial<CaseFacts>) => {
    cases.set(id(n), { ...cases.get(id(n))!, answeredAt: clock.now(), ...given })
    await listener('notices.answered', { caseId: id(n), partyId: cases.get(id(n))!.partyId, answer: given.answer, awareAt: null, personalData: 'unknown' })
  }
  const noticeOf = async (n: number) => (await t.sql<{ id: string; version: number; state: string; slug: string | null; reason: string; content: NoticeContent }>('select id, version, state, slug, reason, content from notices.notice where case_id = $1', [id(n)]))[0]!
  /** Confirmed by one person of the body, approved by another. */
  const goPublic = async (n: number, by = 'pieve', second = 'pieve2') => {
    const { id: noticeId, version } = await noticeOf(n)
    const confirmed = await call(by, 'POST', `/api/notices/${noticeId}/confirm`, { version })
    const out = await call(second, 'POST', `/api/notices/${noticeId}/publish`, { version })
    return { confirmed: confirmed.status, published: out.status, noticeId }
  }
  const actor = (name: string): Actor => actors[name]!
  return { t, clock, pages, drawn, logged, actor, cases, extra, module, http, call, get, form, listener, job, answer, noticeOf, goPublic, close: async () => { await http.close(); await t.close(); rmSync(keyFolder, { recursive: true, force: true }) } }
}
