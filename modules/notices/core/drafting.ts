/** A case becomes the first draft of a notice, in three languages, for the body to check. */
import { languages, type Lang } from '#platform/contract/index.ts'
import type { CaseFacts } from '#modules/cases/contract.ts'
import type { NoticeContent, NoticeText, ServiceWord } from '../contract.ts'
import { nextNoon, sayMoments, type Say } from './moments.ts'
import { templates, type TemplateFacts } from './templates.data.ts'
import { topicsOf } from '../contract-topics.ts'

export type DraftCase = Pick<CaseFacts, 'services' | 'personalData' | 'expectedAt' | 'occurredAt' | 'partyName'>
export type Drafting = { readonly now: Date; readonly nextUpdateAt: Date; readonly expiresAt: Date; readonly say: Say }

/** A week and a day: long enough for a holiday, short enough that a forgotten notice leaves the lists. */
const VALID_DAYS = 8
const DAY_MS = 86_400_000
/** Names said in the summary, which must stay under 255 characters. */
const LIST_CHARS = 90

/** What all drafts of one moment share. */
export function draftingAt(now: Date, timeZone: string): Drafting {
  const nextUpdateAt = nextNoon(now, timeZone)
  return { now, nextUpdateAt, expiresAt: new Date(nextUpdateAt.getTime() + VALID_DAYS * DAY_MS), say: sayMoments(timeZone) }
}

export function draftContent(one: DraftCase, drafting: Drafting, sourceLang: Lang): NoticeContent {
  const services = servicesOf(one, drafting.now)
  const kind = services.some((service) => service.state === 'down') ? 'outage' : services.length > 0 ? 'partial' : 'data'
  const texts = textsOf(kind, services, one.personalData, since(one, services), drafting)
  return {
    sourceLang, texts, reviewed: [sourceLang], behind: { it: [], fr: [], en: [] },
    topics: topicsOf(one.services.map((service) => service.category)),
    services, places: [], office: { name: one.partyName, lines: [] }, attachments: [],
    nextUpdateAt: drafting.nextUpdateAt.toISOString(), expiresAt: drafting.expiresAt.toISOString(),
  }
}

/** The notice when everything is back: same body, same services, new words. Checked and agreed to like any other. */
export function restoredContent(content: NoticeContent, drafting: Drafting): NoticeContent {
  const services = content.services.map((service) => ({ ...service, state: 'restored' as const, since: drafting.now.toISOString(), nextUpdateAt: null }))
  const fresh = textsOf('restored', services, 'unknown', drafting.now, drafting)
  const texts = Object.fromEntries(languages.map((lang) => [lang, {
    ...fresh[lang],
    // What was said of deadlines, data and false messages still holds: only the body knows what to take away.
    citizenDeadlines: content.texts[lang].citizenDeadlines, personalData: content.texts[lang].personalData, falseMessages: content.texts[lang].falseMessages,
  }])) as NoticeContent['texts']
  return { ...content, services, texts, nextUpdateAt: null, expiresAt: drafting.expiresAt.toISOString() }
}

function textsOf(kind: TemplateFacts['kind'], services: readonly ServiceWord[], personalData: DraftCase['personalData'], from: Date, drafting: Drafting): NoticeContent['texts'] {
  const worst = services.filter((service) => (kind === 'outage' ? service.state === 'down' : true))
  const names = worst.map((service) => service.name).join(', ')
  const facts = { kind, one: worst.length === 1, list: names.length <= LIST_CHARS ? names : '', count: worst.length, personalData }
  const of = (lang: Lang): NoticeText => templates[lang]({ ...facts, since: drafting.say[lang](from), next: drafting.say[lang](drafting.nextUpdateAt) })
  return { it: of('it'), fr: of('fr'), en: of('en') }
}

/** What is touched in its availability; data at risk are no outage and are told in their own paragraph. */
function servicesOf(one: DraftCase, now: Date): ServiceWord[] {
  const seen = new Set<string>()
  const services: ServiceWord[] = []
  for (const service of one.services) {
    const said = confirmedOf(service)
    const state = said === null ? stateOf[service.availability] : stateOfWord[said]
    // A service that still lives on its autonomy works today: that it may stop later was only inferred.
    if (!state || seen.has(service.name) || (service.at !== null && service.at > now && said === null)) continue
    seen.add(service.name)
    services.push({ serviceId: service.id, name: service.name.slice(0, 160), state, since: (service.at ?? one.occurredAt).toISOString(), nextUpdateAt: null })
  }
  return services
}

const stateOf = { down: 'down', degraded: 'limited', none: undefined } as const
const stateOfWord = { down: 'down', degraded: 'limited', working: undefined } as const

/** What the body said of a single service, where the case tells it. */
function confirmedOf(service: CaseFacts['services'][number]): 'down' | 'degraded' | 'working' | null {
  const said = (service as { confirmed?: unknown }).confirmed
  return said === 'down' || said === 'degraded' || said === 'working' ? said : null
}

function since(one: DraftCase, services: readonly ServiceWord[]): Date {
  const first = services.filter((service) => service.since).map((service) => service.since!).sort()[0]
  return first ? new Date(first) : one.expectedAt ?? one.occurredAt
}
