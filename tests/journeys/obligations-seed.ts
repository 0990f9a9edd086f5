/** A main case with twelve bodies around it, Italian and French, for the pages of obligations. All names are invented. */
import type { CaseFacts } from '#modules/cases/contract.ts'
import type { readCase } from '#modules/cases/contract-endpoints.ts'
import type { Party } from '#modules/territory/contract.ts'
import { fixedClock } from '#platform/clock.ts'
import { anonymous, system, type Actor, type ResponseOf } from '#platform/contract/index.ts'
import type { Database } from '#platform/db/index.ts'
import { createHttp } from '#platform/http/index.ts'
import { createLog } from '#platform/log/index.ts'
import { createMailer } from '#platform/mail/index.ts'
import { createObligations } from '#modules/obligations/server/index.ts'

export const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
export const nowAt = '2026-12-09T10:40:00.000Z'
const openedAt = new Date('2026-12-08T05:10:00Z')

type Body = Pick<Party, 'name' | 'kind' | 'population'> & { country?: 'IT' | 'FR'; facts: Party['facts']; aware?: string; personalData?: 'yes' | 'no' | 'unknown'; affected?: boolean }
const none = { acn: { status: 'not_listed' }, psnc: 'no' }
const town = { regionalCapital: 'no', ...none }

/** `aware` is in local time of Rome; without it the body has not said yet. */
const bodies: readonly Body[] = [
  { name: 'Velarda Mobilità', kind: 'transport', population: null, facts: { ...none, transport: { scope: 'urban', catchment: 310_000 }, inHouse: { ofLaw90Body: 'no', activity: 'other' } }, aware: '2026-12-08T09:05', personalData: 'yes' },
  { name: 'Comune di Corvasse', kind: 'municipality', population: 360_000, facts: { ...town, regionalCapital: 'yes' }, aware: '2026-12-08T13:00', personalData: 'yes' },
  { name: 'Comune di Portovelo', kind: 'municipality', population: 112_430, facts: town, aware: '2026-12-08T14:30', personalData: 'yes' },
  { name: 'Velarda Digitale', kind: 'in_house', population: null, facts: { ...none, inHouse: { ofLaw90Body: 'yes', activity: 'it_services' }, financial: 'no', trustService: 'no' }, aware: '2026-12-08T08:20', personalData: 'no' },
  { name: 'Azienda USL Nord', kind: 'health_agency', population: null, facts: { asl: 'yes', psnc: 'no', acn: { status: 'essential', firstListedYear: 2025 } }, aware: '2026-12-08T10:15', personalData: 'yes' },
  { name: 'Comune di Pontescuro', kind: 'municipality', population: 31_200, facts: town, aware: '2026-12-08T11:00', personalData: 'yes' },
  { name: 'Unione Alta Lumera', kind: 'union', population: 61_800, facts: none, aware: '2026-12-09T08:10', personalData: 'yes' },
  { name: 'Comune di Pieve Lumera', kind: 'municipality', population: 6_940, facts: town },
  { name: 'Comune di Fontemurra', kind: 'municipality', population: 12_870, facts: town, aware: '2026-12-08T12:20', personalData: 'yes' },
  { name: 'Comune di Torrelenta', kind: 'municipality', population: 4_310, facts: town, aware: '2026-12-08T16:45', personalData: 'yes' },
  { name: 'Officine Torvane', kind: 'firm', population: null, facts: { psnc: 'no', financial: 'no', trustService: 'no', manufacturer: 'no', accreditedLab: 'no', acn: { status: 'important', firstListedYear: 2025 } }, aware: '2026-12-08T15:30', personalData: 'unknown' },
  { name: 'Commune de Sainte-Orane', kind: 'municipality', country: 'FR', population: 18_400, facts: { healthActor: 'no', oiv: 'no', ose: 'no' }, aware: '2026-12-08T12:05', personalData: 'yes' },
]
export const bodyNames = bodies.map((one) => one.name)
/** Case of a body, by its name. */
export const caseOf = (name: string) => idOf(100 + bodies.findIndex((one) => one.name === name))
export const mainCase = idOf(11)

export type Seed = Awaited<ReturnType<typeof seedObligations>>

/** `extra` small municipalities more, for the size of a whole region. */
export async function seedObligations(db: Database, extra = 0) {
  const clock = fixedClock(openedAt)
  const log = createLog('silent', clock.now)
  const parties = new Map<string, Party>()
  const cases = new Map<string, CaseFacts>()
  const add = (at: number, body: Body, kind: 'main' | 'tied') => {
    const partyId = idOf(10_000 + at)
    parties.set(partyId, { id: partyId, realm: 'live', registry: 'demo', code: String(at), country: 'IT', province: '', region: '', established: 'IT', districtId: null, ...body })
    const one = {
      id: kind === 'main' ? mainCase : idOf(100 + at), ref: kind === 'main' ? 'VEL-2026-0147' : `VEL-2026-0147/${at + 1}`, realm: 'live', kind, mainId: kind === 'main' ? null : mainCase, partyId,
      title: 'Fermo di Nubilara Cloud', state: 'open', answer: body.aware ? 'hit' : 'unknown', answeredAt: null, inferred: 'hit', confidence: 0.8, expectedAt: openedAt, occurredAt: new Date('2026-12-08T05:00:00Z'), openedAt,
      providerId: idOf(9_999), providerName: 'Nubilara Cloud', partyName: body.name, awareAt: null, observed: 'unknown', reopenedSafeAt: null, closedAt: null, personalData: body.personalData ?? 'unknown',
      description: { malicious: 'yes' }, services: [{ id: idOf(90), name: 'Anagrafe online', category: 'registry', availability: 'down', at: openedAt, exposed: true, tampered: false }],
    }
    cases.set(one.id, one as unknown as CaseFacts)
  }
  add(9_000, { name: 'Nubilara Cloud', kind: 'provider', population: null, facts: { ...none, financial: 'no', trustService: 'no', manufacturer: 'no', accreditedLab: 'no' } }, 'main')
  bodies.forEach((body, at) => add(at, body, 'tied'))
  for (let at = bodies.length; at < bodies.length + extra; at++) add(at, { name: `Comune di Prova ${String(at).padStart(4, '0')}`, kind: 'municipality', population: 1000 + at * 13, facts: town, personalData: 'yes' }, 'tied')

  // Cases and territory stand still here: rows of other modules are not this test's matter. The rows of obligations are real.
  const module = createObligations({ db, clock, log, mailer: createMailer({ smtpUrl: undefined, from: 'a@b.example', folder: '/nonexistent' }), publicUrl: 'http://localhost:8080', dataFolder: '/nonexistent' }, {
    cases: { facts: async (_tx, ids) => ids.flatMap((id) => cases.get(id) ?? []), tiedOf: async () => [...cases.values()].filter((one) => one.kind === 'tied') },
    territory: { parties: async (_tx, ids) => ids.flatMap((id) => parties.get(id) ?? []) },
  })
  const person = (id: string, name: string, roles: Actor['roles'], own: readonly string[] = []): Actor => ({ kind: 'person', id, name, roles, scope: own.length ? 'parties' : 'all', parties: own, realm: 'live' })
  const partyOf = (name: string) => cases.get(caseOf(name))!.partyId
  const actors: Record<string, Actor> = {
    anonymous, analyst: person('p-analyst', 'Ada Fittizia', ['analyst']),
    dpo: person('p-dpo', 'Livia Esempio', ['admin'], ['Comune di Pontescuro', 'Unione Alta Lumera', 'Comune di Pieve Lumera', 'Comune di Fontemurra', 'Comune di Torrelenta'].map(partyOf)),
  }
  const http = createHttp({ log, origins: [], authenticate: async (request) => actors[String(request.headers['x-actor'] ?? 'anonymous')]! })
  http.mount(module.routes)
  const { service } = module
  await service.open(system('demo'), mainCase)
  clock.set(new Date(nowAt))
  await sayWhatIsKnown()
  return { service, http, clock, actors, partyOf, caseFacts: (id: string) => cases.get(id) }

  async function sayWhatIsKnown() {
    const analyst = actors['analyst']!
    for (const body of bodies) if (body.aware) await service.recordClock(analyst, caseOf(body.name), { clock: 'aware', at: `${body.aware}:00+01:00`, how: 'telefonata del fornitore' })
    for (const name of ['Velarda Mobilità', 'Comune di Corvasse', 'Comune di Portovelo', 'Velarda Digitale', 'Azienda USL Nord', 'Officine Torvane']) await service.recordIncident(analyst, caseOf(name), { isTypes: { 'IS-3': 'yes' }, art25: { a: 'yes' } })
    await decide(['Azienda USL Nord'], { decision: 'significant', value: 'yes' }, 'Servizi sanitari fermi da più di sei ore in tutta la provincia')
    await decide(['Azienda USL Nord'], { decision: 'gdprRisk', value: 'high' }, 'Referti nelle copie raggiungibili dalla rete del fornitore')
    await decide(['Comune di Torrelenta'], { decision: 'gdprRisk', value: 'unlikely' }, 'Solo dati già pubblici: orari e recapiti degli uffici')
    await decide(['Comune di Fontemurra'], { decision: 'gdprRisk', value: 'risk' }, 'Dati anagrafici esposti per alcune ore')
    await file('Velarda Digitale', 'IT-L90', 'first_report', '2026-12-09T07:52:00+01:00', '184402')
    await file('Azienda USL Nord', 'IT-NIS2', 'pre_notification', '2026-12-08T21:40:00+01:00', '184377')
    await file('Comune di Fontemurra', 'EU-GDPR33', '', '2026-12-09T10:58:00+01:00', '2026/9914')
  }
  async function decide(names: readonly string[], choice: Parameters<typeof service.decide>[1]['choice'], reasoning: string) {
    await service.decide(actors['analyst']!, { caseIds: names.map(caseOf), choice, reasoning })
  }
  async function file(name: string, regime: string, stage: string, at: string, protocol: string) {
    const { obligations } = await service.dossier(actors['analyst']!, caseOf(name), 'it')
    const row = obligations.find((one) => one.regime === regime && (!stage || one.stage === stage))
    if (!row) throw new Error(`${name}: ${regime}/${stage} is not there, only ${obligations.filter((one) => one.regime === regime).map((one) => `${one.stage} ${one.state}`).join()}`)
    await service.file(actors['analyst']!, row.id, { at, protocol, partial: false })
  }
}

/** What the identity module would say of an actor of the seed. */
export function sessionOf(actor: string, seed: Seed) {
  const person = seed.actors[actor]!
  const parties = bodies.flatMap((one) => (person.parties.includes(seed.partyOf(one.name)) ? [{ id: seed.partyOf(one.name), name: one.name }] : []))
  return {
    signedIn: true, person: { id: person.id, name: person.name, email: 'persona@velarda.example', twoFactor: true, passkeys: 1 }, roles: person.roles, parties,
    memberships: parties.length ? parties.map(({ id }) => ({ role: 'admin', partyId: id })) : [{ role: 'analyst', partyId: null }],
    centre: { name: { it: 'Centro Velarda', fr: 'Centre Velarda', en: 'Velarda Centre' }, region: { it: 'Velarda', fr: 'Velarda', en: 'Velarda' }, demo: true, languages: ['it', 'fr', 'en'], timeZone: 'Europe/Rome', phone: '800 000 000', hours: '8–20', ready: true, country: 'IT' },
  }
}

/** What the module of cases would say of a case of the seed to one actor: the frame that the pages of obligations stand in. */
export function frameOf(actor: string, caseId: string, seed: Seed): ResponseOf<typeof readCase> | undefined {
  const one = seed.caseFacts(caseId)
  const { scope, parties } = seed.actors[actor]!
  if (!one || (scope === 'parties' && !parties.includes(one.partyId))) return undefined
  return {
    id: one.id, ref: one.ref, kind: one.kind, mainId: one.mainId, title: one.title, tlp: 'amber', partyId: one.partyId, partyName: one.partyName, partyKind: 'municipality', province: '', providerName: one.providerName,
    state: one.state, answer: one.answer, answeredAt: null, answerChannel: null, inferred: one.inferred, confidence: one.confidence, expectedAt: null, peopleServed: 0, occurredAt: one.occurredAt.toISOString(), openedAt: one.openedAt.toISOString(),
    observed: one.observed, reopenedSafeAt: null, closedAt: null, personalData: one.personalData, leadName: '', version: 1, providerId: one.providerId, answeredBy: '', answerNote: '', awareAt: null, kept: [], description: {}, rsitClass: null, rsitType: null,
    veris: {}, attack: [], leadId: null, people: [], dataLost: '', dataLostDays: null, lessons: '', closeReason: '', effects: null, main: null, counts: null, situation: null, services: [], hold: null,
    gate: { open: false, required: 1, met: 0, observed: one.observed, observedAt: null, reopenedSafeAt: null, safeBy: '', override: '' },
    tabs: { bodies: 12, timeline: 1, evidence: 0, conditionsMet: 0, conditions: 1, tasksOpen: 0, reports: 0 }, may: { manage: scope === 'all', answer: false, override: false, hold: false },
  }
}
