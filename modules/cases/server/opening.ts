/** From the model's answer to the rows of an opening: cases, impacts, conditions, questions and their messages. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { LIVE, mayReach, type Lang, type Tlp } from '#platform/contract/index.ts'
import type { Outgoing } from '#platform/mail/outgoing.ts'
import type { Contact, Party } from '#modules/territory/contract.ts'
import { whomToAsk, type Asked } from '../core/contacts.ts'
import type { PartyHit, ServiceHit } from '../core/hits.ts'
import { fold, tiedRef } from '../core/reference.ts'
import type { Centre } from './store.ts'
import type { NewCase, NewCondition, NewEntry, NewImpact, NewQuestion } from './store/opening-store.ts'
import { locales, moments, say } from './words.ts'

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

/** A question may wait over a holiday fortnight. */
export const QUESTION_DAYS = 30

/** Rows of the tied cases. `from`: the number of the first reference. */
export function tie(
  main: MainFacts,
  hits: readonly PartyHit[],
  people: People,
  centre: Centre,
  publicUrl: string,
  from: number,
): Tying {
  const tying: Tying = { cases: [], impacts: [], conditions: [], questions: [], messages: [], entries: [] }
  const tokens = randomBytes(24 * hits.length)
  const writer = writerFor(main, centre, publicUrl)
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
    if (mayReach(main.tlp, 'clients'))
      ask(
        tying,
        writer,
        row,
        hit,
        whomToAsk(people.contacts.get(hit.partyId) ?? []),
        tokens.subarray(24 * i, 24 * i + 24).toString('base64url'),
      )
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
export const hashToken = (token: string) => createHash('sha256').update(token).digest()
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

function ask(tying: Tying, writer: Writer, row: NewCase, hit: PartyHit, asked: Asked | undefined, token: string) {
  const lang = asked?.language ?? writer.language
  const contact = asked === undefined ? '' : asked.to
  tying.questions.push({
    id: randomUUID(),
    case_id: row.id,
    party_id: row.party_id,
    token_hash: hashToken(token).toString('hex'),
    contact_name: asked?.role ?? '',
    channel: asked?.channel ?? 'phone',
    language: lang,
  })
  tying.messages.push({
    key: `cases.question:${row.id}:${contact}`,
    partyId: row.party_id,
    channel: asked?.channel ?? 'phone',
    to: contact,
    about: `case:${row.id}`,
    subject: writer.subject(lang, row),
    text:
      asked === undefined
        ? say(lang, 'question.noContact', { body: row.party_name }) + '\n' + writer.script(lang, row, hit)
        : asked.channel === 'mail'
          ? writer.mail(lang, row, hit, token)
          : writer.script(lang, row, hit),
  })
}

type Writer = ReturnType<typeof writerFor>
/** What is the same for 1,300 messages is worked out once. */
function writerFor(main: MainFacts, centre: Centre, publicUrl: string) {
  const at = Object.fromEntries(
    Object.entries(moments(centre.timeZone)).map(([lang, format]) => [lang, format(main.occurredAt)]),
  ) as Record<Lang, string>
  const watermark = (lang: Lang) => (main.realm === LIVE ? '' : say(lang, 'exercise'))
  const lists = Object.fromEntries(
    (['it', 'fr', 'en'] as const).map((lang) => [lang, new Intl.ListFormat(locales[lang], { type: 'unit' })]),
  ) as Record<Lang, Intl.ListFormat>
  const shared = (lang: Lang, row: NewCase, hit: PartyHit) => ({
    ref: row.ref,
    provider: main.providerName,
    body: row.party_name,
    at: at[lang],
    services: namesOf(lang, hit, lists[lang]),
    centre: centreName(centre, lang),
    tlp: main.tlp.toUpperCase(),
    phone: reachOf(centre, lang),
  })
  return {
    language: centre.language,
    subject: (lang: Lang, row: NewCase) =>
      watermark(lang) + say(lang, 'question.subject', { ref: row.ref, provider: main.providerName }),
    mail: (lang: Lang, row: NewCase, hit: PartyHit, token: string) =>
      watermark(lang) +
      say(lang, 'question.text', { ...shared(lang, row, hit), link: `${publicUrl}/r/${token}` }) +
      `\n\n${say(lang, 'question.foot', shared(lang, row, hit))}\n`,
    script: (lang: Lang, row: NewCase, hit: PartyHit) =>
      watermark(lang) + say(lang, 'question.script', shared(lang, row, hit)),
  }
}

/** Three names tell a clerk what is meant; the form behind the link has them all. */
function namesOf(lang: Lang, hit: PartyHit, list: Intl.ListFormat): string {
  const names = hit.services.toSorted((a, b) => b.people - a.people).map((service) => service.name)
  if (names.length === 0) return say(lang, 'question.services.none')
  return list.format([
    ...names.slice(0, 3),
    ...(names.length > 3 ? [say(lang, 'question.services.more', { n: names.length - 3 })] : []),
  ])
}

/** After the centre's name, in the foot of a mail: how to answer by voice or in writing. */
export const reachOf = ({ phone, email }: Centre, lang: Lang) =>
  (phone === '' ? '' : say(lang, 'question.phone', { phone })) + (email === '' ? '' : ` · ${email}`)

export const centreName = (centre: Centre, lang: Lang) =>
  centre.name[lang] ?? centre.name['it'] ?? Object.values(centre.name)[0] ?? 'Bastida'
