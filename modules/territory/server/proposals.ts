/** Edges that nobody has to type: read from what is known elsewhere, stored as questions, each with its reasons. */
import { LIVE, Refusal, type Actor, type BodyOf, type Lang, type ResponseOf } from '#platform/contract/index.ts'
import { record } from '#platform/audit/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { emit } from '#platform/events/index.ts'
import type { Ground } from '#platform/module.ts'
import { fromCustomerList, fromDecp, fromDns, fromMemberships, fromOcds, fromSimilarBodies, mergeProposals, type KnownBody, type OrganisationRef, type Proposal, type Proposals, type ResolvedDomain, type Signature } from '../core/proposals/index.ts'
import { readDomain, registrableDomain } from '../core/own/index.ts'
import { fold, type Key } from '../core/registry/index.ts'
import { territoryChanged, type lookUpNames, type proposalReport, type ProposalInput } from '../contract.ts'
import type * as z from 'zod'
import { createDirectory, isProvider, type Directory } from './directory.ts'
import { contentHash, deriveId } from './ids.ts'
import { createSink } from './imports/sink.ts'
import { label } from './imports/words.ts'
import { createNames } from './names.ts'
import { readDirectory, readEdgesOf, readKnownEdges, readServicesOf, readUnionMembers, type DirectoryLine, type EdgeOf } from './store/proposalStore.ts'
import { bumpVersion, saveDependencies, type DependencyRecord, type Stamp } from './store/rowsStore.ts'

type Report = z.output<typeof proposalReport>
type Evidence = { source: string; reference: string; date: string | null; confidence: number; reasons: readonly unknown[] }

/** Bodies whose names are looked up in one go: a second or two, so that whoever waits sees how far it is. */
const NAMES_AT_ONCE = 20

export function createProposals({ db, clock, silent }: Pick<Ground, 'db' | 'clock' | 'silent'>, nameServers: readonly string[] = []) {
  const lookUp = silent ? async () => undefined : createNames(nameServers)

  /** The next bodies with a known domain, asked of the net. @throws Refusal exercise: in an exercise nothing leaves the centre. */
  async function proposeFromNames(actor: Actor, { partyId, after }: BodyOf<typeof lookUpNames>, lang: Lang = 'it'): Promise<ResponseOf<typeof lookUpNames>> {
    if (actor.realm !== LIVE) throw new Refusal('exercise')
    const all = (await db.as(actor, readDirectory)).filter((line) => !notBodies.has(line.kind) && (partyId === undefined || line.id === partyId))
    if (partyId !== undefined && all.length === 0) throw new Refusal('not_found')
    const named = all.map((line) => ({ line, domain: domainOf(line) })).filter((one): one is { line: DirectoryLine; domain: string } => one.domain !== undefined)
    const from = after === undefined ? 0 : named.findIndex(({ line }) => line.id > after)
    const batch = from < 0 ? [] : named.slice(from, from + NAMES_AT_ONCE)
    const date = clock.now().toISOString().slice(0, 10)
    const found = await Promise.all(batch.map(async ({ line, domain }) => ({ partyId: line.id, resolved: await lookUp(domain, date) })))
    const answered = found.flatMap((one) => (one.resolved ? [{ partyId: one.partyId, ...mutable(one.resolved) }] : []))
    const report = answered.length === 0 ? null : await proposeEdges(actor, { from: 'dns', bodies: answered }, lang)
    const last = from + batch.length
    return { report, looked: last < 0 ? named.length : last, named: named.length, unnamed: all.length - named.length, silent: batch.length - answered.length, next: batch.length > 0 && last < named.length ? batch.at(-1)!.line.id : null }
  }

  async function proposeEdges(actor: Actor, input: ProposalInput, lang: Lang = 'it'): Promise<Report> {
    const started = clock.elapsedMs()
    return db.as(actor, async (tx) => {
      const stamp: Stamp = { realm: actor.realm, now: clock.now(), source: `proposals-${input.from}` }
      const directory = createDirectory(await readDirectory(tx))
      const { proposals, skipped } = await findings(tx, input, directory, stamp.now)
      const report = await store(tx, stamp, proposals, directory, lang)
      const bySkip = new Map<string, number>()
      for (const { code } of skipped) bySkip.set(code, (bySkip.get(code) ?? 0) + 1)
      await record(tx, actor, stamp.now, { action: 'territory.propose', object: `source:${input.from}`, detail: { found: report.found, stored: report.stored, known: report.known, unmatched: report.unmatchedTotal } })
      if (report.stored > 0) await emit(tx, actor, territoryChanged, { version: await bumpVersion(tx, stamp) })
      return { ...report, skipped: [...bySkip].map(([code, rows]) => ({ code, rows })), ms: Math.round(clock.elapsedMs() - started) }
    })
  }

  return { proposeEdges, proposeFromNames }
}

const notBodies: ReadonlySet<string> = new Set(['provider', 'firm', 'responder', 'authority', 'centre', 'district'])
/** Under which the body is known on the net: its own word first, else the one of its site. */
const domainOf = (line: DirectoryLine): string | undefined => {
  const host = line.domains[0] ?? line.website
  const read = host ? readDomain(host) : undefined
  return read && 'value' in read ? registrableDomain(read.value) : undefined
}
const mutable = ({ domain, date, ...records }: ResolvedDomain) => ({ domain, date, ...(Object.fromEntries(Object.entries(records).map(([name, list]) => [name, [...list]])) as Partial<Record<'mx' | 'ns' | 'cname' | 'ptr' | 'txt', string[]>>) })

async function findings(tx: Tx, input: ProposalInput, directory: Directory, now: Date): Promise<Proposals> {
  if (input.from === 'ocds') return fromOcds(input.document, now)
  if (input.from === 'decp') return fromDecp(input.document, now)
  if (input.from === 'customers') return fromCustomerList(input.csv, known(directory, input.providerId), now)
  if (input.from === 'dns') {
    const own = directory.lines.filter(({ kind }) => isProvider(kind)).flatMap(signaturesOf)
    const all = input.bodies.map(({ partyId, domain, date, ...records }) => fromDns(known(directory, partyId), { domain, date, ...defined(records) }, own))
    return { proposals: all.flatMap((one) => one.proposals), skipped: all.flatMap((one) => one.skipped) }
  }
  const date = now.toISOString().slice(0, 10)
  if (input.from === 'memberships') {
    const members = await readUnionMembers(tx)
    return { proposals: fromMemberships(members.map(({ member_id, of_id }) => ({ member: known(directory, member_id), of: known(directory, of_id), memberId: member_id, ofId: of_id })), date), skipped: [] }
  }
  return { proposals: await alike(tx, directory, input.partyId, date), skipped: [] }
}

/** Providers of the territory are known by their own names too, beside those that the catalogue has. */
function signaturesOf(line: DirectoryLine): Signature[] {
  const hosts = [...line.domains, ...(line.website ? [line.website] : [])]
  return [...new Set(hosts.flatMap((host) => { const read = readDomain(host); return 'value' in read ? [read.value] : [] }))].map((domain) => ({ suffix: domain, provider: line.name, domain }))
}

/** Comparing each with each that is known: beyond this many pairs it is asked body by body. */
const MAX_COMPARED = 9_000_000

async function alike(tx: Tx, directory: Directory, partyId: string | undefined, date: string): Promise<readonly Proposal[]> {
  const bodies = new Map<string, KnownBody & { edges: KnownBody['edges'][number][] }>()
  const bodyOf = (line: DirectoryLine) => bodies.get(line.id) ?? bodies.set(line.id, {
    id: line.id, name: line.name, kind: line.kind.replaceAll('_', '-') as KnownBody['kind'], edges: [],
    ...(line.population === null ? {} : { population: line.population }), ...(line.district_id === null ? {} : { district: line.district_id }),
  }).get(line.id)!
  for (const edge of await readKnownEdges(tx)) {
    const body = directory.byId(edge.party_id)
    if (!body || body.kind === 'provider') continue
    bodyOf(body).edges.push({ category: edge.category, depKind: edge.kind as 'hosting', provider: known(directory, edge.provider_id), providerId: edge.provider_id })
  }
  const informed = [...bodies.values()]
  // Whoever has said nothing yet is who has most to be asked.
  const asked = partyId === undefined ? directory.lines.filter(({ kind }) => !notBodies.has(kind)).map(bodyOf) : [bodyOf(directory.byId(partyId) ?? missing())]
  if (asked.length * informed.length > MAX_COMPARED) throw new Refusal('too_large', { bodies: asked.length, max: Math.floor(MAX_COMPARED / informed.length) })
  return asked.flatMap((body) => fromSimilarBodies(body, informed, date))
}

async function store(tx: Tx, stamp: Stamp, proposals: readonly Proposal[], directory: Directory, lang: Lang): Promise<Omit<Report, 'ms' | 'skipped'>> {
  const identify = (organisation: OrganisationRef, as?: 'provider') => directory.find(organisation, as)?.id ?? (organisation.ids[0] ? `${organisation.ids[0].scheme} ${organisation.ids[0].id}` : fold(organisation.name))
  const merged = mergeProposals(proposals, identify)
  const unmatched: { name: string; reference: string }[] = []
  const matched = merged.flatMap((proposal) => {
    const body = directory.find(proposal.dependent)
    if (!body) unmatched.push({ name: proposal.dependent.name, reference: proposal.reference })
    return body ? [{ proposal, body, provider: directory.find(proposal.provider, 'provider') }] : []
  }).filter(({ body, provider }) => body.id !== provider?.id)
  const ids = [...new Set(matched.flatMap(({ body, provider }) => [body.id, ...(provider ? [provider.id] : [])]))]
  const services = new Map((await readServicesOf(tx, ids)).toReversed().map((service) => [`${service.party_id} ${service.category}`, service.id]))
  const edges = await readEdgesOf(tx, [...new Set(matched.map(({ body }) => body.id))])

  const sink = await createSink(tx, stamp)
  const places = matched.map(({ proposal, body, provider }) => ({
    proposal, body,
    providerKey: provider ? { registry: provider.registry, code: provider.code } : newKey(proposal.provider),
    providerLine: provider,
  }))
  const added = new Map(places.flatMap(({ providerLine, providerKey, proposal }) => (providerLine ? [] : [[`${providerKey.registry}:${providerKey.code}`, { key: providerKey, proposal }]])))
  for (const { key, proposal } of added.values()) {
    await sink.add(0, { kind: 'party', key, name: proposal.provider.name.slice(0, 200) || key.code, partyKind: 'provider', country: key.registry.startsWith('fr-') ? 'FR' : 'IT', codes: codesOf(key) })
  }
  const serviceKeyOf = async (party: Key, partyId: string | undefined, category: string): Promise<Key | string> => {
    const existing = partyId === undefined ? undefined : services.get(`${partyId} ${category}`)
    if (existing) return existing
    const key = { registry: 'proposed', code: `${party.registry}.${party.code}.${category}`.slice(0, 200) }
    if (!made.has(key.code)) {
      made.add(key.code)
      await sink.add(0, { kind: 'service', key, party, name: label('category', category, lang), category, public: false })
    }
    return key
  }
  const made = new Set<string>()
  const ends = []
  for (const { proposal, body, providerKey, providerLine } of places) {
    ends.push({
      proposal, body,
      dependent: await serviceKeyOf({ registry: body.registry, code: body.code }, body.id, proposal.category),
      on: await serviceKeyOf(providerKey, providerLine?.id, proposal.category), providerKey,
    })
  }
  await sink.finish()

  const partyOfService = new Map([...services].map(([key, id]) => [id, key.slice(0, 36)]))
  const resolve = (end: Key | string) => (typeof end === 'string' ? { id: end, partyId: partyOfService.get(end)! } : sink.service(end)!)
  const records = new Map<string, DependencyRecord>()
  let knownCount = 0
  for (const { proposal, dependent, on } of ends) {
    const [from, to] = [resolve(dependent), resolve(on)]
    const same = edges.find((edge) => edge.dependent_id === from.id && edge.provider_id === to.partyId && edge.kind === proposal.depKind)
    if (same && same.state !== 'proposed') { knownCount += 1; continue }
    const edge = edgeRecord(stamp, proposal, from, to, same)
    records.set(edge.id, edge)
  }
  const written = await saveDependencies(tx, stamp, [...records.values()], 'proposed')
  return { found: proposals.length, stored: written, unchanged: records.size - written, known: knownCount, providersAdded: added.size, unmatched: unmatched.slice(0, 100), unmatchedTotal: unmatched.length }
}

/** What earlier sources said of this edge stays and adds up: sources of one kind repeat each other, so only the best of each kind counts. */
function edgeRecord(stamp: Stamp, proposal: ReturnType<typeof mergeProposals>[number], from: { id: string; partyId: string }, to: { id: string; partyId: string }, before: EdgeOf | undefined): DependencyRecord {
  const evidence = new Map<string, Evidence>((before?.evidence as Evidence[] | undefined ?? []).map((one) => [`${one.source} ${one.reference}`, one]))
  for (const one of proposal.sources) {
    evidence.set(`${one.source} ${one.reference}`, { source: one.source, reference: one.reference, date: one.date ?? null, confidence: one.confidence, reasons: proposal.reasons })
  }
  const all = [...evidence.values()].sort((a, b) => b.confidence - a.confidence || a.reference.localeCompare(b.reference)).slice(0, 20)
  const best = new Map(all.toReversed().map((one) => [one.source, one.confidence]))
  const confidence = Math.round(Math.min(0.97, 1 - [...best.values()].reduce((doubt, one) => doubt * (1 - one), 1)) * 100) / 100
  const content = {
    party_id: from.partyId, provider_id: to.partyId, dependent_id: from.id, on_id: to.id, kind: proposal.depKind, availability: proposal.availability === 'group' ? 'hard' : proposal.availability,
    group_key: '', group_k: null, confidentiality: proposal.confidentiality, integrity: proposal.integrity, autonomy_minutes: 0, confidence,
    source: all[0]!.source, source_date: all[0]!.date, state: 'proposed', evidence: all,
  }
  return { id: before?.id ?? deriveId('dependency', stamp.realm, from.id, to.id, proposal.depKind, ''), ...content, hash: contentHash(content) }
}

const known = (directory: Directory, id: string): OrganisationRef => {
  const line = directory.byId(id) ?? missing()
  return { name: line.name, ids: [{ scheme: 'key', id: line.id }] }
}
const missing = (): never => { throw new Refusal('not_found') }

/** A provider that the territory meets for the first time, under the code its source knows it by. */
function newKey({ name, ids }: OrganisationRef): Key {
  const id = ids.find(({ scheme }) => scheme !== 'key' && scheme !== 'fr-siret') ?? ids.find(({ scheme }) => scheme !== 'key')
  return id ? { registry: id.scheme, code: id.id } : { registry: 'named', code: fold(name).replaceAll(' ', '-').slice(0, 100) }
}

const codesOf = ({ registry, code }: Key) => (registry === 'it-fiscal' ? { fiscal: code } : registry === 'fr-siren' ? { siren: code } : {})

const defined = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } => Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never
