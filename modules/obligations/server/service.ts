import { createHash, randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { diffObligations, draftProgress, evaluate, evaluateMany, factsFromJson, fillDraft, holidayCalendar, regimeTitle, renderMessage, stageLabels, type Evaluation, type Facts, type HolidayCalendar, type RegimeId } from '#engines/deadlines/index.ts'
import type { CaseFacts, CasesService } from '#modules/cases/contract.ts'
import type { TerritoryService } from '#modules/territory/contract.ts'
import { record, recordRead } from '#platform/audit/index.ts'
import { LIVE, Refusal, system, type Actor, type BodyOf, type Lang, type QueryOf } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { emit } from '#platform/events/index.ts'
import type { Ground } from '#platform/module.ts'
import { closedStates, knownIncident, obligationsComputed, type decide, type ObligationsService, type readOwed, type recordClock, type recordFiling, type recordIncident } from '../contract.ts'
import { engineDocument, firstDocument, incidentOf, partyDocument, type FactsDocument } from '../core/facts.ts'
import { boardRow, firstQuestion, itemOf, shelf, wordsFor } from '../core/board.ts'
import { nextChange, rowsOf } from '../core/rows.ts'
import { authoritiesOf, authorityLabel, authorityPortal, awareOf, clockViews, dayOf, descriptionOf, labelOf, obligationView, questions } from '../core/views.ts'
import * as store from './store.ts'

export type Needs = { readonly cases: Pick<CasesService, 'facts' | 'tiedOf'>; readonly territory: Pick<TerritoryService, 'parties'> }
export type Service = ReturnType<typeof createService>

export function createService({ db, clock, publicUrl }: Ground, needs: Needs) {
  const country = (document: FactsDocument) => (document.party['country'] === 'FR' ? 'FR' as const : 'IT' as const)

  /** First dossiers of a main case and of those tied to it: one holiday table, one pass of the engine, three statements. */
  async function open(actor: Actor, mainId: string): Promise<{ dossiers: number; obligations: number }> {
    return db.as(actor, async (tx) => first(tx, actor, mainId, [...await needs.cases.facts(tx, [mainId]), ...await needs.cases.tiedOf(tx, mainId)]))
  }

  async function first(tx: Tx, actor: Actor, mainId: string, cases: readonly CaseFacts[]): Promise<{ dossiers: number; obligations: number }> {
    const parties = new Map((await needs.territory.parties(tx, [...new Set(cases.map((one) => one.partyId))])).map((party) => [party.id, party]))
    const now = clock.now()
    const documents = cases.map((one) => firstDocument(one, parties.get(one.partyId), now))
    const evaluations = evaluateMany(documents.map(readFacts), now)
    const parts = cases.map((one, at) => rowsOf(ownerOf(one), evaluations[at]!))
    const fresh = await store.insertDossiers(tx, cases.map((one, at) => ({
      case_id: one.id, realm: one.realm, party_id: one.partyId, main_id: one.mainId ?? one.id, party_name: parties.get(one.partyId)?.name ?? one.title, case_ref: one.ref, is_main: one.kind === 'main',
      facts: documents[at]!, missing: evaluations[at]!.missing, closed: parts[at]!.closed, evaluated_at: now.toISOString(), next_at: nextChange(evaluations[at]!.obligations, now)?.toISOString() ?? null,
    })))
    const rows = cases.flatMap((one, at) => (fresh.has(one.id) ? parts[at]!.open : []))
    await store.insertObligations(tx, rows)
    if (fresh.size > 0) await emit(tx, actor, obligationsComputed, { caseIds: [...fresh] })
    if (fresh.size > 0) await record(tx, actor, now, { action: 'obligations.open', object: `case:${mainId}`, detail: { dossiers: fresh.size, obligations: rows.length } })
    return { dossiers: fresh.size, obligations: rows.length }
  }

  /** The one way a dossier changes: lock, change the document, compute, store what differs with its trace. `look`: what else must be read is read under the lock, else an older reading could be written last. */
  async function change(actor: Actor, caseIds: readonly string[], cause: string, apply: (document: FactsDocument, caseId: string) => FactsDocument, detail: Record<string, unknown> = {}, look?: (tx: Tx) => Promise<void>): Promise<{ cases: number; changed: number }> {
    return db.as(actor, async (tx) => {
      const dossiers = await store.lockDossiers(tx, caseIds)
      if (dossiers.length < new Set(caseIds).size) throw new Refusal('not_found')
      await look?.(tx)
      const now = clock.now()
      const calendars = new Map<string, HolidayCalendar>()
      let changed = 0
      for (const dossier of dossiers) {
        const before = dossier.facts as unknown as FactsDocument
        const after = apply(structuredClone(before), dossier.case_id)
        const facts = readFacts(after)
        const calendar = calendars.get(facts.party.country) ?? holidayCalendar(facts.party.country)
        calendars.set(facts.party.country, calendar)
        const evaluation = evaluate(facts, now, calendar)
        const stored = (await store.readObligations(tx, [dossier.case_id])).map(asEngineRow)
        const changes = diffObligations(stored, evaluation.obligations)
        if (changes.length === 0 && JSON.stringify(before) === JSON.stringify(after) && sameMoment(dossier.next_at, nextChange(evaluation.obligations, now))) continue
        changed += changes.length
        const owner = { realm: dossier.realm, partyId: dossier.party_id, caseId: dossier.case_id, mainId: dossier.main_id }
        const { open: rows, closed } = rowsOf(owner, evaluation)
        if (changes.length > 0) {
          await store.replaceObligations(tx, [dossier.case_id], rows)
          await store.insertChange(tx, { ...owner, at: now, actorId: actor.id, cause, changes: changes.map((one) => ({ ...one, by: actor.kind === 'person' ? actor.name : '' })) })
        }
        await store.updateDossier(tx, dossier.case_id, { facts: after, missing: evaluation.missing, closed, evaluatedAt: now, nextAt: nextChange(evaluation.obligations, now) })
        await record(tx, actor, now, { action: `obligations.${cause}`, partyId: dossier.party_id, object: `case:${dossier.case_id}`, detail: { ...detail, changed: changes.length } })
      }
      await emit(tx, actor, obligationsComputed, { caseIds: dossiers.map((dossier) => dossier.case_id) })
      return { cases: dossiers.length, changed }
    })
  }

  const recordClockOf = (actor: Actor, caseId: string, input: BodyOf<typeof recordClock>) => {
    refuseFuture(input.at, clock.now())
    return change(actor, [caseId], 'clock', (document) => ({
      ...document, clocks: { ...document.clocks, [input.clock]: { at: new Date(input.at).toISOString(), by: actor.name || actor.id, ...(input.how ? { how: input.how } : {}) } },
    }), { clock: input.clock, at: input.at })
  }

  async function decideOn(actor: Actor, input: BodyOf<typeof decide>) {
    const entry = { value: input.choice.value, reasoning: input.reasoning, by: actor.name || actor.id, at: clock.now().toISOString() }
    return change(actor, input.caseIds, 'decision', (document) => ({ ...document, decisions: { ...document.decisions, [input.choice.decision]: entry } }), { decision: input.choice.decision, value: input.choice.value, reasoning: input.reasoning })
  }

  async function file(actor: Actor, obligationId: string, input: BodyOf<typeof recordFiling>) {
    refuseFuture(input.at, clock.now())
    const row = await db.as(actor, (tx) => store.readObligation(tx, obligationId))
    if (!row) throw new Refusal('not_found')
    const number = /\/progress\/(\d+)$/.exec(row.key)?.[1]
    const filing = { regime: row.regime, stage: row.stage, sentAt: new Date(input.at).toISOString(), protocol: input.protocol, ...(number ? { number: Number(number) } : {}), ...(input.partial ? { partial: true } : {}) }
    return change(actor, [row.case_id], 'filing', (document) => {
      // The same protocol number recorded twice is one filing: a double click, or two people.
      const known = document.filings.some((one) => one.regime === filing.regime && one.stage === filing.stage && one.protocol === filing.protocol && one.number === filing.number)
      return known ? document : { ...document, filings: [...document.filings, filing] }
    }, { obligation: row.key, protocol: input.protocol })
  }

  /** Follows the case: the body's word on personal data, the services that stopped, the end of handling. */
  async function follow(actor: Actor, caseIds: readonly string[], answered?: { awareAt: string | null }) {
    let facts = new Map<string, CaseFacts>()
    const look = async (tx: Tx) => { facts = new Map((await needs.cases.facts(tx, caseIds)).map((one) => [one.id, one])) }
    // Events come in any order: a body may answer while the thirteen hundred dossiers of its opening are being written. Its
    // own is then made here, which waits for that writing, and the word it gave is kept.
    const known = await db.as(actor, async (tx) => {
      await look(tx)
      const there = new Set((await store.readDossiers(tx, caseIds)).map((row) => row.case_id))
      for (const [mainId, missing] of Map.groupBy([...facts.values()].filter((one) => !there.has(one.id)), (one) => one.mainId ?? one.id)) await first(tx, actor, mainId, missing)
      return [...facts.keys()]
    })
    if (known.length === 0) return { cases: 0, changed: 0 }
    return change(actor, known, 'case', (document, caseId) => {
      const one = facts.get(caseId)
      if (!one) return document
      const incident = { ...document.incident, ...incidentOf(one) }
      const aware = answered?.awareAt
      return {
        ...document, incident,
        // The body's own word about when it knew is a record; it never moves a moment that was recorded before.
        clocks: aware && !document.clocks['aware'] ? { ...document.clocks, aware: { at: new Date(aware).toISOString(), how: 'answer' } } : document.clocks,
        suggested: one.answeredAt && !document.clocks['aware'] && !aware ? { aware: { at: one.answeredAt.toISOString(), how: 'answer' } } : document.suggested,
      }
    }, {}, look)
  }

  /** A fact of a party was put right in the territory: every open dossier that reads it is computed again. */
  async function refreshParties(actor: Actor): Promise<{ cases: number; changed: number }> {
    const fresh = await db.as(actor, async (tx) => {
      const open = await store.openParties(tx)
      const parties = new Map((await needs.territory.parties(tx, [...new Set(open.map((one) => one.partyId))])).map((party) => [party.id, partyDocument(party)]))
      return new Map(open.flatMap((one) => {
        const now = parties.get(one.partyId)
        return now && !isDeepStrictEqual(now, one.party) ? [[one.caseId, now] as const] : []
      }))
    })
    return fresh.size === 0 ? { cases: 0, changed: 0 } : change(actor, [...fresh.keys()], 'party', (document, caseId) => ({ ...document, party: fresh.get(caseId)! }))
  }

  async function tick(): Promise<number> {
    const now = clock.now()
    const realms = await db.as(system('obligations.clock'), (tx) => store.realmsDue(tx, now))
    let moved = 0
    for (const realm of realms) {
      const actor = system('obligations.clock', realm)
      const ids = await db.as(actor, (tx) => store.dueDossiers(tx, now, 500))
      moved += (await change(actor, ids, 'clock_ran_out', (document) => document)).changed
    }
    return moved
  }

  async function board(actor: Actor, query: store.BoardFilter & { lang: Lang }) {
    return db.as(actor, async (tx) => {
      const now = clock.now()
      const { lang } = query
      const { ids, total } = await store.readBoard(tx, query, now)
      const rows = await store.readObligations(tx, ids)
      const obligations = Map.groupBy(rows, (row) => row.case_id)
      const main = query.mainId ? await store.readDossier(tx, query.mainId) : undefined
      const nearest = await store.readNearest(tx, query)
      const texts = shelf()
      const boardRows = (await store.readDossiers(tx, ids)).map((dossier) => ({
        ...headOf(dossier), ...boardRow(obligations.get(dossier.case_id) ?? [], { lang, country: country(dossier.facts as unknown as FactsDocument), now }, texts, query.show === 'owed'),
      }))
      return {
        now: now.toISOString(), total, counts: await store.countStates(tx, query.mainId, now),
        main: main ? { caseId: main.case_id, caseRef: main.case_ref, partyName: main.party_name } : null,
        regimes: (await store.readRegimes(tx, query.mainId)).map((regime) => ({ regime, title: regimeTitle(regime as RegimeId, lang) })),
        nearest: nearest ? { caseId: nearest.case_id, partyName: nearest.party_name, at: nearest.at.toISOString(), regime: nearest.regime, regimeTitle: regimeTitle(nearest.regime as RegimeId, lang), stageLabel: labelOf(stageLabels, nearest.stage, lang) } : null,
        verifiedOn: rows.flatMap((row) => dayOf(row.verified_on) ?? []).sort()[0] ?? null,
        reasons: texts.texts, rows: boardRows,
      }
    })
  }

  async function owed(actor: Actor, { lang, cases, partyId, limit }: QueryOf<typeof readOwed>) {
    return db.as(actor, async (tx) => {
      const now = clock.now()
      const ids = await store.readSome(tx, { limit, ...(cases === undefined ? {} : { cases: cases.split(',') }), ...(partyId === undefined ? {} : { partyId }) })
      const obligations = Map.groupBy(await store.readObligations(tx, ids), (row) => row.case_id)
      const texts = shelf()
      const rows = (await store.readDossiers(tx, ids)).map((dossier) => ({
        ...headOf(dossier),
        items: (obligations.get(dossier.case_id) ?? []).filter((row) => !(closedStates as readonly string[]).includes(row.state))
          .map((row) => ({ id: row.id, article: row.article, ...itemOf(row, { lang, country: country(dossier.facts as unknown as FactsDocument), now }, texts), ...firstQuestion(row, lang) })),
      }))
      return { now: now.toISOString(), rows, words: wordsFor(rows.flatMap((row) => row.items), lang, texts.texts) }
    })
  }

  /** @throws Refusal not_found when the case is another's or the engine says nothing under this key. */
  async function one(actor: Actor, caseId: string, key: string, lang: Lang) {
    return db.as(actor, async (tx) => {
      const dossier = await store.readDossier(tx, caseId)
      const row = dossier && (await store.readObligations(tx, [caseId])).find((obligation) => obligation.key === key)
      if (!row) throw new Refusal('not_found')
      return obligationView(row, lang, country(dossier.facts as unknown as FactsDocument), clock.now())
    })
  }

  async function load(tx: Tx, caseId: string) {
    const dossier = await store.readDossier(tx, caseId)
    const [one] = await needs.cases.facts(tx, [caseId])
    if (!dossier || !one) throw new Refusal('not_found')
    return { dossier, document: dossier.facts as unknown as FactsDocument, one, provider: one.providerName }
  }

  async function dossier(actor: Actor, caseId: string, lang: Lang) {
    return db.as(actor, async (tx) => {
      const { dossier: row, document, one, provider } = await load(tx, caseId)
      const now = clock.now()
      await recordRead(tx, actor, now, { action: 'obligations.dossier', partyId: row.party_id, object: `case:${caseId}` })
      const land = country(document)
      const description = descriptionOf(one, document, provider, lang)
      return {
        ...headOf(row), now: now.toISOString(), version: row.version, country: land,
        obligations: (await store.readObligations(tx, [caseId])).map((obligation) => obligationView(obligation, lang, land, now)),
        missing: questions(row.missing, lang),
        incident: knownIncident.parse(engineDocument(document).incident),
        significance: testsOf(document, now),
        clocks: clockViews(document, lang),
        decisions: Object.entries(document.decisions as Record<string, { value: string; reasoning?: string; by?: string; at?: string }>).map(([decision, made]) => ({ decision, value: made.value, reasoning: made.reasoning ?? '', by: made.by ?? '', at: made.at ?? null })),
        drafts: authoritiesOf(land).map((authority) => ({ authority, label: authorityLabel(authority, lang), ...draftProgress(fillDraft(authority, description, lang)) })),
        changes: (await store.readChanges(tx, caseId, 50)).map((entry) => ({
          at: entry.at.toISOString(), by: changesOf(entry)[0]?.by ?? '', cause: entry.cause,
          lines: changesOf(entry).map((one) => renderMessage(one.summary, lang, land)),
        })),
      }
    })
  }

  async function draft(actor: Actor, caseId: string, authority: Parameters<typeof fillDraft>[0], lang: Lang) {
    return db.as(actor, async (tx) => {
      const { dossier: row, document, one, provider } = await load(tx, caseId)
      const fields = marked(fillDraft(authority, descriptionOf(one, document, provider, lang), lang), row.realm, lang)
      await recordRead(tx, actor, clock.now(), { action: 'obligations.draft', partyId: row.party_id, object: `case:${caseId}`, detail: { authority } })
      return { ...headOf(row), authority, label: authorityLabel(authority, lang), portal: authorityPortal(authority), progress: draftProgress(fields), fields: fields.map((field) => ({ ...field, lacking: [...field.lacking] })) }
    })
  }

  async function createCalendar(actor: Actor) {
    const token = randomBytes(24).toString('base64url')
    await db.as(actor, async (tx) => {
      await store.insertCalendar(tx, { tokenHash: hashOf(token), realm: actor.realm, personId: actor.id, scope: actor.scope === 'all' ? 'all' : 'parties', parties: actor.parties, at: clock.now() })
      await record(tx, actor, clock.now(), { action: 'obligations.createCalendar' })
    })
    return { url: `${publicUrl}/calendar/${token}.ics` }
  }

  /** The moments behind a calendar token. @throws Refusal not_found */
  async function calendar(token: string) {
    const hash = hashOf(token.replace(/\.ics$/, ''))
    const door = await db.as(system('obligations.calendar'), (tx) => store.calendarByToken(tx, hash))
    if (!door) throw new Refusal('not_found')
    const reader: Actor = { kind: 'person', id: door.person_id, name: '', roles: [], scope: door.scope, parties: door.parties, realm: door.realm }
    return { now: clock.now(), realm: door.realm, moments: await db.as(reader, (tx) => store.readMoments(tx, 2000)) }
  }

  const published: ObligationsService = {
    recordAwareness: async (actor, caseId, aware) => { await recordClockOf(actor, caseId, { clock: 'aware', at: aware.at.toISOString(), how: aware.how }) },
    recompute: async (actor, caseIds) => change(actor, caseIds, 'recompute', (document) => document),
    recordSent: async (actor, obligationId, sent) => { await file(actor, obligationId, { at: sent.at.toISOString(), protocol: sent.protocol, partial: false }) },
    decideRisk: async (actor, caseId, decision) => { await decideOn(actor, { caseIds: [caseId], choice: { decision: 'gdprRisk', value: decision.risk }, reasoning: decision.reasons }) },
    openOf: (tx, caseId, regime) => store.openIds(tx, caseId, regime),
    statesOf: async (tx, mainId) => { const { soon: _, ...states } = await store.countStates(tx, mainId, clock.now()); return states },
    nearest: async (tx, caseIds) => (await store.nearestOf(tx, caseIds)).map((row) => ({ caseId: row.case_id, partyId: row.party_id, regime: row.regime, stage: row.stage, strictAt: row.strict_at, state: row.state })),
  }

  return {
    ...published, open, follow, refreshParties, tick, board, owed, one, dossier, draft, createCalendar, calendar,
    recordClock: recordClockOf, decide: decideOn, file,
    recordIncident: (actor: Actor, caseId: string, input: BodyOf<typeof recordIncident>) =>
      change(actor, [caseId], 'incident', (document) => ({ ...document, own: { ...document.own, ...input, ...(input.isTypes ? { isTypes: { ...document.own?.['isTypes'] as object, ...input.isTypes } } : {}), ...(input.art25 ? { art25: { ...document.own?.['art25'] as object, ...input.art25 } } : {}) } }), { ...input }),
  }
}

const exerciseMark: Readonly<Record<Lang, string>> = { it: '[ESERCITAZIONE] ', fr: '[EXERCICE] ', en: '[EXERCISE] ' }

/** Fields are copied one by one into an authority's portal: in an exercise each says so, because each may be pasted alone. */
const marked = (fields: ReturnType<typeof fillDraft>, realm: string, lang: Lang) =>
  realm === LIVE ? fields : fields.map((field) => (field.value === null ? field : { ...field, value: `${exerciseMark[lang]}${field.value}` }))

/** @throws Refusal invalid with the engine's own problems: their paths are those of the document. */
function readFacts(document: FactsDocument): Facts {
  const { facts, problems } = factsFromJson(engineDocument(document))
  if (!facts) throw new Refusal('invalid', { fields: problems.map((one) => ({ path: String((one as { path?: string }).path ?? ''), problem: JSON.stringify(one) })) })
  return facts
}

/** Both tests of a significant incident; null outside Italy. */
function testsOf(document: FactsDocument, now: Date) {
  const tests = evaluate(readFacts(document), now).significance
  return tests && { types: [...tests.types], art25: tests.art25, pointsAt: tests.pointsAt }
}

type StoredChange = { summary: Parameters<typeof renderMessage>[0]; by?: string }
const changesOf = (entry: { changes: unknown }) => entry.changes as StoredChange[]

const ownerOf = (one: CaseFacts) => ({ realm: one.realm, partyId: one.partyId, caseId: one.id, mainId: one.mainId ?? one.id })
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
const sameMoment = (a: Date | null, b: Date | null) => (a?.getTime() ?? 0) === (b?.getTime() ?? 0)

function headOf(row: { case_id: string; case_ref: string; main_id: string; party_id: string; party_name: string; is_main: boolean; facts: unknown }) {
  return { caseId: row.case_id, caseRef: row.case_ref, mainId: row.main_id, partyId: row.party_id, partyName: row.party_name, isMain: row.is_main, aware: awareOf(row.facts as FactsDocument) }
}

/** Five minutes of grace: two clocks are never equal. */
function refuseFuture(at: string, now: Date) {
  if (new Date(at).getTime() > now.getTime() + 300_000) throw new Refusal('invalid', { fields: [{ path: 'body.at', problem: 'in the future' }] })
}

type Stored = Awaited<ReturnType<typeof store.readObligations>>[number]
function asEngineRow(row: Stored): Evaluation['obligations'][number] {
  return {
    id: row.key, regime: row.regime, stage: row.stage, state: row.state, article: row.article, source: row.source, certainty: row.certainty, verifiedOn: null,
    recipient: row.recipient, channel: row.channel, strictAt: row.strict_at, legalAt: row.legal_at, outerAt: row.outer_at, fromClock: row.from_clock, fromMoment: row.from_moment,
    anchorAt: null, sentAt: row.sent_at, protocol: row.protocol, late: row.late, displacedBy: row.displaced_by, missing: row.missing, reasons: row.reasons,
  } as unknown as Evaluation['obligations'][number]
}
