/** A body's word about itself, and the centre's for it: data, assets, whom to call, what the laws ask. */
import { randomUUID } from 'node:crypto'
import { LIVE, Refusal, type Actor, type BodyOf, type ResponseOf } from '#platform/contract/index.ts'
import { record } from '#platform/audit/index.ts'
import { dayOf } from '#platform/contract/zone.ts'
import { readCentre } from '#platform/db/centre.ts'
import type { Tx } from '#platform/db/index.ts'
import { emit } from '#platform/events/index.ts'
import type { Ground } from '#platform/module.ts'
import type * as z from 'zod'
import { judge, readDomain, readRange } from '../core/own/index.ts'
import { isProviderDomain } from '../core/proposals/index.ts'
import { MAX_HOLDINGS, territoryChanged, type assetItem, type contactItem, type datasetItem, type decideHolding, type decideStatement, type Fact, type readStatements, type saveAsset, type saveContact, type saveDataset, type stateFact, type statementItem } from '../contract.ts'
import { isProvider } from './directory.ts'
import { loadParties, partyLabels, serviceLabels, updateParty, type PartyRecordRead } from './store.ts'
import { offeredServices, ownService } from './store/dependencyStore.ts'
import * as holdings from './store/holdingStore.ts'
import { bumpVersion } from './store/rowsStore.ts'
import * as words from './store/statementStore.ts'

const MAX_CONTACTS = 30
export type Own = ReturnType<typeof createOwn>

export function createOwn({ db, clock }: Pick<Ground, 'db' | 'clock'>) {
  const wrong = (path: string, problem: string) => new Refusal('invalid', { fields: [{ path: `body.${path}`, problem }] })
  const ofCentre = (actor: Actor) => actor.scope === 'all'

  /** The party, when it is the asker's to speak for. An exercise reads the territory and writes only its own rows. */
  async function speaking(tx: Tx, actor: Actor, partyId: string): Promise<PartyRecordRead> {
    const [row] = await loadParties(tx, [partyId])
    if (!row || (!ofCentre(actor) && !actor.parties.includes(partyId))) throw new Refusal('not_found')
    if (actor.realm !== LIVE && row.realm === LIVE) throw new Refusal('exercise')
    return row
  }
  /** The day of the centre: at night it is another than that of UTC. */
  const today = async (tx: Tx): Promise<string> => dayOf(clock.now(), (await readCentre(tx)).timeZone)

  /** A body's own word is sure. The centre says how sure it is, and from where. */
  async function said(tx: Tx, actor: Actor, { source, sourceDate, confidence }: { source?: string | undefined; sourceDate?: string | undefined; confidence?: number | undefined }): Promise<holdings.Said> {
    const day = await today(tx)
    if (sourceDate !== undefined && sourceDate > day) throw wrong('sourceDate', 'in the future')
    return { source: source ?? (ofCentre(actor) ? 'centre' : 'declared'), sourceDate: sourceDate ?? day, confidence: ofCentre(actor) ? (confidence ?? 1) : 1 }
  }

  async function changed(tx: Tx, actor: Actor) {
    await emit(tx, actor, territoryChanged, { version: await bumpVersion(tx, { realm: actor.realm, now: clock.now() }) })
  }

  /** A service of the party itself; refused as not found, since another's does not exist for the asker. */
  async function checkService(tx: Tx, serviceId: string | null, partyId: string) {
    if (serviceId !== null && !(await ownService(tx, serviceId, partyId))) throw new Refusal('not_found')
  }

  return {
    saveDataset: (actor: Actor, partyId: string, body: BodyOf<typeof saveDataset>): Promise<ResponseOf<typeof saveDataset>> => db.as(actor, async (tx) => {
      await speaking(tx, actor, partyId)
      await checkService(tx, body.serviceId, partyId)
      if (body.id === undefined && (await holdings.countHoldings(tx, partyId)).datasets >= MAX_HOLDINGS) throw new Refusal('too_large', { max: MAX_HOLDINGS })
      const holder = body.heldOnId === null ? undefined : (await offeredServices(tx, '', [body.heldOnId], 1, 0))[0]
      if (body.heldOnId !== null && !holder) throw new Refusal('not_found')
      const [before] = body.id === undefined ? [] : await holdings.loadDatasets(tx, partyId, body.id)
      if (body.id !== undefined && !before) throw new Refusal('not_found')
      const id = body.id ?? randomUUID()
      const { serviceId, name, classes, place, country, heldOnId, people } = body
      const word = { serviceId, name, classes, place, country, heldOnId, people, heldById: holder?.party_id ?? null, ...(await said(tx, actor, body)) }
      if (!(await holdings.writeDataset(tx, { id, realm: actor.realm, partyId, version: before ? (body.version ?? 0) : undefined, now: clock.now() }, word))) throw new Refusal('conflict')
      await record(tx, actor, clock.now(), { action: 'territory.save_dataset', partyId, object: `dataset:${id}`, detail: { ...(before ? { before } : {}), after: word } })
      await changed(tx, actor)
      return (await toDatasets(tx, await holdings.loadDatasets(tx, partyId, id)))[0]!
    }),

    saveAsset: (actor: Actor, partyId: string, body: BodyOf<typeof saveAsset>): Promise<ResponseOf<typeof saveAsset>> => db.as(actor, async (tx) => {
      const party = await speaking(tx, actor, partyId)
      await checkService(tx, body.serviceId, partyId)
      if (body.id === undefined && (await holdings.countHoldings(tx, partyId)).assets >= MAX_HOLDINGS) throw new Refusal('too_large', { max: MAX_HOLDINGS })
      const read = body.kind === 'domain' ? readDomain(body.value) : body.kind === 'address_range' ? readRange(body.value) : { value: body.value }
      if ('problem' in read) throw wrong('value', read.problem)
      if (body.kind === 'domain' && ((!isProvider(party.kind) && isProviderDomain(read.value)) || (await holdings.domainTaken(tx, read.value, partyId)))) throw wrong('value', 'domain-taken')
      const [before] = body.id === undefined ? [] : await holdings.loadAssets(tx, partyId, body.id)
      if (body.id !== undefined && !before) throw new Refusal('not_found')
      const word = { serviceId: body.serviceId, kind: body.kind, value: read.value, productVersion: body.kind === 'product' ? body.productVersion : '', ...(await said(tx, actor, body)) }
      const twin = (await holdings.loadAssets(tx, partyId)).find((one) => one.kind === word.kind && one.value === word.value && one.product_version === word.productVersion)
      if (twin && twin.id !== body.id) throw wrong('value', 'already-there')
      const id = await holdings.writeAsset(tx, { id: body.id ?? randomUUID(), realm: actor.realm, partyId, version: before ? (body.version ?? 0) : undefined, now: clock.now() }, word)
      if (id === undefined) throw new Refusal('conflict')
      await record(tx, actor, clock.now(), { action: 'territory.save_asset', partyId, object: `asset:${id}`, detail: { ...(before ? { before } : {}), after: word } })
      await changed(tx, actor)
      return toAsset((await holdings.loadAssets(tx, partyId, id))[0]!)
    }),

    decideHolding: (actor: Actor, partyId: string, id: string, { kind, decision, version, reason }: BodyOf<typeof decideHolding>): Promise<void> => db.as(actor, async (tx) => {
      await speaking(tx, actor, partyId)
      const [before] = kind === 'dataset' ? await holdings.loadDatasets(tx, partyId, id) : await holdings.loadAssets(tx, partyId, id)
      if (!before) throw new Refusal('not_found')
      const state = decision === 'confirm' ? 'confirmed' : 'denied'
      if (!(await holdings.decideHolding(tx, kind, { id, realm: actor.realm, partyId, version, now: clock.now() }, state))) throw new Refusal('conflict')
      await record(tx, actor, clock.now(), { action: 'territory.decide_holding', partyId, object: `${kind}:${id}`, reason, detail: { before, state } })
      await changed(tx, actor)
    }),

    saveContact: (actor: Actor, partyId: string, { id, version, ...word }: BodyOf<typeof saveContact>): Promise<z.output<typeof contactItem>> => db.as(actor, async (tx) => {
      await speaking(tx, actor, partyId)
      const known = await words.readContacts(tx, partyId)
      if (id !== undefined && !known.some((one) => one.id === id)) throw new Refusal('not_found')
      if (id === undefined && known.length >= MAX_CONTACTS) throw new Refusal('too_large', { max: MAX_CONTACTS })
      // Without an e-mail the number tells two apart: a post by day and one by night have one role.
      const twin = known.find((one) => one.id !== id && one.role === word.role && one.email === word.email && (word.email !== '' || digits(one.phone) === digits(word.phone)))
      if (twin) throw wrong(word.email === '' ? 'phone' : 'email', 'already-there')
      const written = await words.writeContact(tx, { id, version, realm: actor.realm, partyId, now: clock.now(), source: ofCentre(actor) ? 'centre' : 'declared' }, word)
      if (written === undefined) throw new Refusal('conflict')
      await record(tx, actor, clock.now(), { action: 'territory.save_contact', partyId, object: `contact:${written}`, detail: { role: word.role } })
      return (await words.readContacts(tx, partyId)).find((one) => one.id === written)!
    }),

    removeContact: (actor: Actor, partyId: string, id: string): Promise<void> => db.as(actor, async (tx) => {
      await speaking(tx, actor, partyId)
      if (!(await words.deleteContact(tx, { id, realm: actor.realm, partyId }))) throw new Refusal('not_found')
      await record(tx, actor, clock.now(), { action: 'territory.remove_contact', partyId, object: `contact:${id}` })
    }),

    stateFact: (actor: Actor, partyId: string, fact: Fact, { value, source, sourceDate }: BodyOf<typeof stateFact>): Promise<z.output<typeof statementItem>> => db.as(actor, async (tx) => {
      const party = await speaking(tx, actor, partyId)
      const known = knownOf(party, fact)
      const day = await today(tx)
      const judged = judge(fact, value, { known, source, today: day })
      if ('problem' in judged) throw wrong(judged.problem === 'document' ? 'source' : 'value', judged.problem)
      if (sourceDate !== undefined && sourceDate > day) throw wrong('sourceDate', 'in the future')
      // To confirm one's own earlier word is to leave it as it stands: it still counts as one's own.
      const standing = (await words.loadStatements(tx, partyId)).find((one) => one.fact === fact)
      const state = judged.state === 'confirmed' && standing?.state === 'stated' ? 'stated' : judged.state
      await words.writeStatement(tx, { realm: actor.realm, partyId, fact, value: judged.value, source: source || (state === 'stated' ? (standing?.source ?? '') : ''), sourceDate: sourceDate ?? null, state, byId: actor.id, byName: actor.name, now: clock.now() })
      await record(tx, actor, clock.now(), { action: 'territory.state_fact', partyId, object: `fact:${fact}`, detail: { before: known ?? null, value: judged.value, state, source } })
      if (state === 'stated' && judged.state !== 'confirmed') await changed(tx, actor)
      return toStatement((await words.loadStatements(tx, partyId)).find((one) => one.fact === fact)!)
    }),

    decideStatement: (actor: Actor, partyId: string, fact: Fact, { decision, version, reason }: BodyOf<typeof decideStatement>): Promise<void> => db.as(actor, async (tx) => {
      const party = await speaking(tx, actor, partyId)
      const word = (await words.loadStatements(tx, partyId)).find((one) => one.fact === fact)
      if (!word || word.state !== 'proposed') throw new Refusal(word ? 'conflict' : 'not_found')
      const state = decision === 'accept' ? 'accepted' : 'refused'
      if (!(await words.decideStatement(tx, { realm: actor.realm, partyId, fact, version, now: clock.now(), by: actor.id }, state, reason))) throw new Refusal('conflict')
      await record(tx, actor, clock.now(), { action: 'territory.decide_statement', partyId, object: `fact:${fact}`, reason, detail: { before: knownOf(party, fact) ?? null, value: word.value, state } })
      if (state !== 'accepted') return
      const facts = { ...party.own_facts, [fact]: word.value }
      if (!(await updateParty(tx, partyId, { version: party.version, facts, ...(fact === 'population' ? { population: word.value as number } : {}), now: clock.now() }))) throw new Refusal('conflict')
      await changed(tx, actor)
    }),

    statements: (actor: Actor, limit: number, offset: number): Promise<ResponseOf<typeof readStatements>> => db.as(actor, async (tx) => {
      const { total, items } = await words.loadProposed(tx, limit, offset)
      const parties = new Map((await loadParties(tx, items.map((one) => one.party_id))).map((party) => [party.id, party]))
      return {
        total, items: items.flatMap((one) => {
          const party = parties.get(one.party_id)
          return party ? [{ ...toStatement(one), party: { id: party.id, name: party.name, kind: party.kind }, known: (knownOf(party, one.fact) ?? null) as never }] : []
        }),
      }
    }),
  }
}

const digits = (phone: string): string => phone.replaceAll(/[^+\d]/g, '')

/** What is known of a fact so far. */
const knownOf = (party: PartyRecordRead, fact: Fact): unknown => (fact === 'population' ? (party.population ?? undefined) : party.facts[fact])

/** All that a party's page shows of its own word, in one place. */
export async function loadOwn(tx: Tx, partyId: string) {
  return {
    datasets: await toDatasets(tx, await holdings.loadDatasets(tx, partyId)), assets: (await holdings.loadAssets(tx, partyId)).map(toAsset),
    contacts: await words.readContacts(tx, partyId), statements: (await words.loadStatements(tx, partyId)).map(toStatement),
  }
}

async function toDatasets(tx: Tx, rows: readonly holdings.DatasetRead[]): Promise<z.output<typeof datasetItem>[]> {
  const parties = await partyLabels(tx, rows.flatMap((row) => row.held_by_id ?? []))
  const services = await serviceLabels(tx, rows.flatMap((row) => row.held_on_id ?? []))
  return rows.map((row) => {
    const on = row.held_on_id === null ? undefined : services.get(row.held_on_id)
    return {
      id: row.id, serviceId: row.service_id, name: row.name, classes: row.classes, place: row.place, country: row.country, people: row.people,
      heldBy: (row.held_by_id && parties.get(row.held_by_id)) || null, heldOn: on ? { id: on.id, name: on.name } : null, ...toSaid(row),
    }
  })
}

const toAsset = (row: holdings.AssetRead): z.output<typeof assetItem> => ({ id: row.id, kind: row.kind, value: row.value, productVersion: row.product_version, serviceId: row.service_id, ...toSaid(row) })
const toSaid = (row: holdings.DatasetRead | holdings.AssetRead) => ({ version: row.version, source: row.source, sourceDate: row.source_date, confidence: Math.round(row.confidence * 1000) / 1000, state: row.state })
const toStatement = (row: words.StatementRead): z.output<typeof statementItem> => ({
  fact: row.fact, value: row.value as never, source: row.source, sourceDate: row.source_date, state: row.state, by: row.by_name, at: row.stated_at.toISOString(), reason: row.reason, version: row.version,
})
