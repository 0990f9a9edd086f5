/**
 * What the public documents need to be drawn, one type a page. Plain data: moments are ISO 8601 strings in UTC,
 * texts are already in the language of the page, and nothing here was only inferred: a body is listed
 * after its own word and a second person's.
 */

import type { OpeningHours } from '#platform/contract/hours.ts'

export type PublicLang = 'it' | 'fr' | 'en'

/** What a citizen is told of a service. `unknown` is also what "working" becomes when nobody has said so for too long. */
export type PublicState = 'down' | 'limited' | 'restored' | 'working' | 'unknown'

/** Doors of the centre that are open; a door that is not in the list is not drawn, so no link leads nowhere. */
export type SectionKey = 'notices' | 'status' | 'report' | 'alerts' | 'observatory' | 'tools' | 'centre'

/** Addresses of the stylesheets for screens and for paper, and of the fonts that a page asks for at once. */
export type Assets = { readonly css: string; readonly print?: string; readonly fonts: readonly string[] }

export type PublicPage = {
  readonly lang: PublicLang
  /** The language without a prefix in addresses; the others live under `/fr`, `/en`, `/it`. */
  readonly defaultLang: PublicLang
  /** Languages in which this page exists, for the switch and for `hreflang`. */
  readonly langs: readonly PublicLang[]
  /** Address of this page without language prefix, with its query: `/s/corvasse`. */
  readonly path: string
  readonly now: string
  readonly timeZone: string
  /** Scheme and host, no slash at the end; for canonical and feed addresses. */
  readonly origin: string
  readonly assets: Assets
  /** `exercise` puts the watermark on the page and on its printed copy. */
  readonly mode: 'live' | 'demo' | 'exercise'
  readonly centre: CentreView
}

export type CentreView = {
  readonly name: string
  readonly region: string
  /** "in Velarda", "nel Lazio", "en Occitanie": the preposition belongs to the name. */
  readonly inTerritory: string
  readonly emergency: EmergencyLine
  readonly sections: readonly { readonly key: SectionKey; readonly href: string }[]
  readonly address: readonly string[]
  readonly email: string
  readonly certifiedMail?: string
  readonly licence: { readonly name: string; readonly href: string }
  /** Its page for other response teams, once it has written one. */
  readonly presentation?: string
  readonly feeds?: { readonly atom: string; readonly json: string }
}

/** Answered everywhere in the Union: a centre that has given no number of its own still leads to help. */
export const EUROPEAN_NUMBER = '112'

/** With `openingHours` a page says whether somebody answers now, and is drawn again when that changes. */
export type EmergencyLine = {
  readonly phone: string
  readonly openingHours?: OpeningHours
  /** As somebody once wrote them; empty when unknown, not shown beside `openingHours`. */
  readonly hours: string
  /** Who answers in the other hours. */
  readonly afterHours?: string
  readonly email?: string
}

export type ServiceLine = {
  readonly name: string
  readonly state: PublicState
  readonly since?: string
  readonly nextUpdateAt?: string
  /** What still works instead, in one sentence. */
  readonly instead?: string
  /** When somebody last confirmed the state; said when the state is `unknown`. */
  readonly confirmedAt?: string
}

export type PlaceRow = {
  /** Slug of the body, as in `/s/:party`. */
  readonly party: string
  readonly name: string
  readonly state: PublicState
  readonly since?: string
  readonly nextUpdateAt?: string
}

/** Whole units on a sheet of `width` × `height`. Only confirmed bodies are cells; the others are ground. */
export type MapView = {
  readonly width: number
  readonly height: number
  /** How many places the sheet shows. */
  readonly places: number
  /** Width of the mark of a state. */
  readonly mark: number
  /** Path of the region's outline, and of the borders within it. */
  readonly ground: string
  readonly borders: string
  readonly cells: readonly {
    readonly name: string
    readonly path: string
    readonly x: number
    readonly y: number
    readonly state: PublicState
    /** Slug of the body. */
    readonly party: string
  }[]
  /** `always`: also on a telephone, in larger letters. Without an anchor the name stands around its place. */
  readonly labels: readonly { readonly name: string; readonly x: number; readonly y: number; readonly size: 'always' | 'wide'; readonly anchor?: 'start' | 'end' }[]
}

export type NoticeCard = {
  readonly slug: string
  readonly title: string
  readonly summary: string
  readonly party: string
  readonly partyName: string
  /** Absent where the notice names no service: nothing is then said of any. */
  readonly state?: PublicState
  readonly from: string
  readonly expiresAt: string
}

export type HomeView = {
  readonly updatedAt: string
  readonly nextUpdateAt?: string
  /** What is going on: since when services stand still because of it. Neither provider nor body has a name here. */
  readonly events: readonly { readonly since: string }[]
  /** Bodies by state. `unknown`: confirmed a problem and has been silent since. */
  readonly counts: Readonly<Record<PublicState, number>>
  readonly map?: MapView
  /** The first rows; `total` may be larger, the rest is on the status page. */
  readonly rows: readonly PlaceRow[]
  readonly total: number
  readonly notices: readonly NoticeCard[]
}

export type Paging = { readonly page: number; readonly pages: number; readonly total: number }

export type NoticesView = {
  readonly items: readonly NoticeCard[]
  readonly query?: string
  readonly paging: Paging
}

/** The "Avviso" of the Modello Comuni. Paragraphs are plain text: markup in them is shown as it was typed. */
export type NoticeView = {
  readonly slug: string
  readonly title: string
  /** Descrizione breve, under 255 characters. */
  readonly summary: string
  readonly party: string
  readonly partyName: string
  readonly kind: 'avviso' | 'notizia' | 'comunicato'
  readonly topics: readonly string[]
  readonly publishedAt: string
  /** Mandatory for an outage. */
  readonly expiresAt: string
  readonly expired?: boolean
  readonly readingMinutes: number
  readonly updatedAt: string
  /** Language the office wrote in, when this page is a translation not yet re-read by a person. */
  readonly translatedFrom?: PublicLang
  /** The answer in one line, and what is beside it. */
  readonly answer: { readonly state: PublicState; readonly title: string; readonly text?: string }
  readonly outage: {
    readonly services: readonly ServiceLine[]
    readonly cause: readonly string[]
  }
  readonly stillWorks: { readonly text: readonly string[]; readonly places: readonly { readonly name: string; readonly lines: readonly string[] }[] }
  readonly citizenDeadlines: readonly string[]
  readonly personalData: readonly string[]
  readonly falseMessages: readonly string[]
  readonly nextUpdateAt?: string
  /** A cura di. */
  readonly office: { readonly name: string; readonly lines: readonly string[]; readonly href?: string }
  /** How the body is reached: lines as it wrote them, and its site. */
  readonly contact: readonly string[]
  readonly site?: string
  readonly attachments: readonly { readonly name: string; readonly href: string; readonly kind: string; readonly size: string }[]
  readonly history: readonly { readonly at: string; readonly what: string }[]
}

export type BodyDay = {
  /** Day in the centre's time zone, `2026-12-08`. */
  readonly day: string
  readonly state: PublicState
  /** Minutes in which at least one service was down or limited. */
  readonly minutes: number
}

export type BodyStatusView = {
  readonly party: string
  readonly name: string
  readonly services: readonly ServiceLine[]
  readonly updatedAt: string
  readonly site?: string
  readonly contact: readonly string[]
  readonly notices: readonly NoticeCard[]
  /** Oldest first; 30 to 90 days. */
  readonly days: readonly BodyDay[]
  /** State of the subscription form after a post. */
  readonly subscribe: { readonly state: 'open' } | { readonly state: 'sent'; readonly email: string } | { readonly state: 'error'; readonly email: string } | { readonly state: 'closed' }
}

export type StatusView = {
  readonly updatedAt: string
  readonly counts: HomeView['counts']
  readonly rows: readonly PlaceRow[]
  readonly query?: string
  readonly filter?: PublicState
  readonly paging: Paging
}

/** Fields posted to `/r/:token` as an HTML form. */
export type ReplyInput = {
  readonly hit?: string
  readonly knownAt?: string
  readonly services?: readonly string[]
  readonly personalData?: string
  readonly contactName?: string
  readonly contactPhone?: string
  readonly contactEmail?: string
  readonly note?: string
}

export type ReplyField = keyof ReplyInput
export type ReplyErrorCode = 'missing' | 'future' | 'not-a-moment' | 'before-event' | 'too-long' | 'not-an-address'

export type ReplyView = {
  readonly token: string
  readonly partyName: string
  /** What the centre knows, in one or two sentences without names of other bodies. */
  readonly why: readonly string[]
  readonly providerName?: string
  readonly since?: string
  readonly answerBy?: string
  readonly services: readonly { readonly id: string; readonly name: string }[]
  readonly values: ReplyInput
  readonly errors: readonly { readonly field: ReplyField; readonly code: ReplyErrorCode }[]
}

export type ReplyDoneView = {
  readonly token: string
  readonly partyName: string
  readonly hit: 'yes' | 'no' | 'unknown'
  readonly receivedAt: string
  /** Number to quote on the phone. */
  readonly reference: string
  readonly knownAt?: string
  readonly personalData?: 'yes' | 'no' | 'unknown'
  /** Whether the answer can still be changed at the same address. */
  readonly canChange: boolean
}

export type ReplyClosedView = { readonly reason: 'unknown' | 'expired' | 'closed' }

export type EmergencyView = {
  /** Who else to turn to, in the country of the centre. */
  readonly contacts: readonly { readonly name: string; readonly what: string; readonly phone?: string; readonly href?: string }[]
}

export type AccessibilityView = {
  readonly conformity: 'full' | 'partial'
  readonly reviewedOn: string
  readonly gaps: readonly string[]
  readonly feedbackEmail: string
  /** Who to turn to when the answer does not come: name and address. */
  readonly ombudsman?: { readonly name: string; readonly href: string }
}

/** Texts in the language of the page; the day as `2026-11-27`. */
export type PrivacyNotice = { readonly parts: readonly { readonly head: string; readonly lines: readonly string[] }[]; readonly day: string }
export type PrivacyView = {
  readonly full?: PrivacyNotice
  readonly controller: string
  readonly dpoContact: string
  readonly replyRetentionMonths: number
  readonly logRetentionDays: number
}

/** 410: a notice that its body has taken away. */
export type ErrorView = { readonly status: 404 | 410 | 500 | 503; readonly requestId?: string }

export type EmbedView = {
  readonly party: string
  readonly name: string
  readonly services: readonly ServiceLine[]
  readonly updatedAt: string
  readonly notice?: { readonly slug: string; readonly title: string }
}

/**
 * One simple page with a sentence. `askConfirm` and `askEnd` carry the button that does it: following a link changes nothing,
 * because mail scanners follow every link before its reader does.
 */
export type SubscriptionView = { readonly outcome: 'askConfirm' | 'askEnd' | 'confirmed' | 'ended' | 'expired'; readonly party?: string; readonly name?: string }

/** Name of a document → what it is drawn from. */
export type PublicViews = {
  readonly home: HomeView
  readonly notices: NoticesView
  readonly notice: NoticeView
  readonly status: StatusView
  readonly body: BodyStatusView
  readonly subscription: SubscriptionView
  readonly reply: ReplyView
  readonly replyDone: ReplyDoneView
  readonly replyClosed: ReplyClosedView
  readonly emergency: EmergencyView
  readonly accessibility: AccessibilityView
  readonly privacy: PrivacyView
  readonly error: ErrorView
  readonly embed: EmbedView
}

export type PublicRoute = keyof PublicViews
export type PublicDocument<R extends PublicRoute> = { readonly page: PublicPage; readonly view: PublicViews[R] }

/** Where the moment stands in the hidden line of a document that may be shown after it could be drawn anew. */
export const STOPPED_AT = '@stopped-at@'

/** Addresses of the public documents, without language prefix. Short, because they are printed and read out. */
export const publicPaths = {
  home: '/',
  notices: '/n',
  notice: (slug: string) => `/n/${encodeURIComponent(slug)}`,
  status: '/s',
  statusCsv: '/s.csv',
  body: (party: string) => `/s/${encodeURIComponent(party)}`,
  subscribe: (party: string) => `/s/${encodeURIComponent(party)}/subscribe`,
  confirm: (token: string) => `/subscription/${encodeURIComponent(token)}`,
  unsubscribe: (token: string) => `/subscription/${encodeURIComponent(token)}/end`,
  reply: (token: string) => `/r/${encodeURIComponent(token)}`,
  emergency: '/emergency',
  accessibility: '/accessibility',
  privacy: '/privacy',
  /** Not of this module: where people report, and where those of bodies and of the centre come in. */
  report: '/report',
  responders: '/responders',
  complaint: '/complaint',
  rfc2350: '/rfc2350',
  observatory: '/osservatorio',
  situation: (slug: string) => `/emergency/${slug}`,
  enter: '/sign-in',
  embed: (party: string) => `/embed/${encodeURIComponent(party)}`,
} as const

/** `/s/corvasse` → `/fr/s/corvasse` when French is not the default language. */
export function localPath(page: Pick<PublicPage, 'lang' | 'defaultLang'>, path: string, lang: PublicLang = page.lang): string {
  if (lang === page.defaultLang) return path
  return path === '/' ? `/${lang}` : `/${lang}${path}`
}
