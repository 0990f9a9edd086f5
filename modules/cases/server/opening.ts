/** From the model's answer to the rows of an opening: cases, impacts, conditions, questions and their messages. */
import { randomUUID } from 'node:crypto'
import { mayReach, type Tlp } from '#platform/contract/index.ts'
import type { Outgoing } from '#platform/mail/outgoing.ts'
import type { Ground } from '#platform/module.ts'
import type { Contact, Party } from '#modules/territory/contract.ts'
import { waysToAsk } from '../core/contacts.ts'
import type { PartyHit, ServiceHit } from '../core/hits.ts'
import { fold, tiedRef } from '../core/reference.ts'
import { questioner } from './asking.ts'
import type { Centre } from './store.ts'
import type { NewCase, NewCondition, NewEntry, NewImpact, NewQuestion } from './store/opening-store.ts'

export type MainFacts = {
  readonly id: string
  readonly ref: string
  readonly realm: string
  readonly title: string
  readonly providerId: string
  readonly providerName: string
  readonly occurredAt: Date
  readonly openedAt: Date
  readonly tlp: Tlp
  readonly graphVersion: number
}
export type Tying = {
  readonly cases: NewCase[]
  readonly impacts: NewImpact[]
  readonly conditions: NewCondition[]
  readonly questions: NewQuestion[]
  readonly messages: Outgoing[]
  readonly entries: NewEntry[]
}
type People = {
  readonly parties: ReadonlyMap<string, Party>
  readonly contacts: ReadonlyMap<string, readonly Contact[]>
}

/** Rows of the tied cases. `from`: the number of the first reference. */
export function tie(
  main: MainFacts,
  hits: readonly PartyHit[],
  people: People,
  centre: Centre,
  ground: Ground,
  from: number,
): Tying {
  const tying: Tying = { cases: [], impacts: [], conditions: [], questions: [], messages: [], entries: [] }
  const ask = questioner(main, centre, ground)
  hits.forEach((hit, i) => {
    const party = people.parties.get(hit.partyId)
    const row = tiedRow(main, hit, party, tiedRef(main.ref, from + i))
    tying.cases.push(row)
    for (const service of hit.services) tying.impacts.push(impactRow(main, row.id, hit.partyId, service))
    // Whoever was tampered with has something of its own to rebuild; the others wait for the provider's rebuild.
    if (hit.services.some((service) => service.tampered)) tying.conditions.push(cleanRebuild(row.id, hit.partyId))
    tying.entries.push({
      case_id: row.id,
      main_id: main.id,
      party_id: hit.partyId,
      at: main.openedAt,
      kind: 'event',
      code: 'tied',
      params: { ref: main.ref, inferred: hit.inferred },
    })
    // TLP: a case that may not leave the centre asks nobody.
    if (!mayReach(main.tlp, 'clients')) return
    const services = hit.services.toSorted((a, b) => b.people - a.people).map((service) => service.name)
    const { question, message } = ask(row, services, waysToAsk(people.contacts.get(hit.partyId) ?? []))
    tying.questions.push(question)
    tying.messages.push(message)
  })
  return tying
}

export const cleanRebuild = (caseId: string, partyId: string): NewCondition => ({
  id: randomUUID(),
  case_id: caseId,
  party_id: partyId,
  kind: 'clean_rebuild',
  required: true,
  title: '',
  asked_by: '',
})
const addMinutes = (at: Date, minutes: number | null) =>
  minutes === null ? null : new Date(at.getTime() + minutes * 60_000)

function tiedRow(main: MainFacts, hit: PartyHit, party: Party | undefined, ref: string): NewCase {
  const name = party?.name ?? hit.name
  const province = party?.province ?? ''
  return {
    id: randomUUID(),
    realm: main.realm,
    kind: 'tied',
    main_id: main.id,
    party_id: hit.partyId,
    party_name: name,
    party_kind: hit.kind,
    province,
    provider_id: main.providerId,
    provider_name: main.providerName,
    ref,
    title: main.title,
    inferred: hit.inferred,
    confidence: hit.confidence,
    expected_at: addMinutes(main.occurredAt, hit.expectedMinutes),
    people_served: hit.people,
    occurred_at: main.occurredAt,
    opened_at: main.openedAt,
    description: {},
    tlp: main.tlp,
    lead_id: null,
    lead_name: '',
    effects: {},
    graph_version: main.graphVersion,
    request_id: null,
    search_text: fold(`${ref} ${main.title} ${name} ${main.providerName} ${province}`),
  }
}

export function impactRow(
  main: Pick<MainFacts, 'id' | 'occurredAt'>,
  caseId: string,
  partyId: string,
  hit: ServiceHit,
): NewImpact {
  const last = hit.path.at(-1)
  return {
    case_id: caseId,
    service_id: hit.id,
    main_id: main.id,
    party_id: partyId,
    name: hit.name,
    category: hit.category,
    availability: hit.availability,
    at: addMinutes(main.occurredAt, hit.atMinutes),
    degraded_at: addMinutes(main.occurredAt, hit.degradedAtMinutes),
    exposed: hit.exposed,
    tampered: hit.tampered,
    data_classes: hit.dataClasses,
    people: hit.people,
    confidence: hit.confidence,
    depth: hit.path.length,
    via_service: last?.on ?? null,
    via_effect: last?.effect ?? null,
    path: hit.path,
    exposure_path: hit.exposurePath,
  }
}
