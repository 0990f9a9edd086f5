/**
 * What the public documents need to be drawn, one type a page. Plain data: moments are ISO 8601 strings in UTC,
 * texts are already in the language of the page, and nothing here was only inferred: a body is listed
 * after its own word and a second person's.
 */

export type PublicLang = 'it' | 'fr' | 'en'

/** What a citizen is told of a service. `unknown` is also what "working" becomes when nobody has said so for too long. */
export type PublicState = 'down' | 'limited' | 'restored' | 'working' | 'unknown'

/** Doors of the centre that are open; a door that is not in the list is not drawn, so no link leads nowhere. */
export type SectionKey = 'notices' | 'status' | 'report' | 'alerts' | 'observatory' | 'tools' | 'centre'

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
  readonly assets: { readonly css: string; readonly fonts: readonly string[] }
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
  readonly feeds?: { readonly atom: string; readonly json: string }
}

/** Hours are said in full, so that a cached page is right at any hour. */
export type EmergencyLine = {
  readonly phone: string
  readonly hours: string
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

/** Cells in drawing units of `width` × `height`. Only confirmed bodies have a state. */
export type MapView = {
  readonly width: number
  readonly height: number
  readonly outline?: string
  readonly cells: readonly {
    readonly id: string
    readonly name: string
    readonly path: string
    readonly x: number
    readonly y: number
    readonly state?: PublicState
    /** Slug of the body when the cell leads to its page. */
    readonly party?: string
    /** 1: name written on every screen, 2: on wide ones only. */
    readonly label?: 1 | 2
  }[]
}

export type NoticeCard = {
  readonly slug: string
  readonly title: string
  readonly summary: string
  readonly party: string
  readonly partyName: string
  readonly state: PublicState
  readonly from: string
  readonly expiresAt: string
}

export type HomeView = {
  readonly updatedAt: string
  readonly nextUpdateAt?: string
  /** One sentence in neutral words about what is going on; absent on a quiet day. */
  readonly events: readonly { readonly text: string; readonly since: string }[]
  readonly counts: { readonly down: number; readonly limited: number; readonly restored: number }
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
  /** Steps of the centre; when empty the common ones are written. */
  readonly steps: readonly { readonly title: string; readonly text: string }[]
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

export type PrivacyView = {
  readonly controller: string
  readonly dpoContact: string
  readonly replyRetentionMonths: number
  readonly logRetentionDays: number
}

export type ErrorView = { readonly status: 404 | 500 | 503; readonly requestId?: string; readonly retryAt?: string }

export type EmbedView = {
  readonly party: string
  readonly name: string
  readonly services: readonly ServiceLine[]
  readonly updatedAt: string
  readonly notice?: { readonly slug: string; readonly title: string }
}

/** One simple page with a sentence: the subscription was confirmed, ended, or its link is too old. */
export type SubscriptionView = { readonly outcome: 'confirmed' | 'ended' | 'expired'; readonly party?: string; readonly name?: string }

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
  reply: (token: string) => `/r/${encodeURIComponent(token)}`,
  emergency: '/emergency',
  accessibility: '/accessibility',
  privacy: '/privacy',
  embed: (party: string) => `/embed/${encodeURIComponent(party)}`,
} as const

/** `/s/corvasse` → `/fr/s/corvasse` when French is not the default language. */
export function localPath(page: Pick<PublicPage, 'lang' | 'defaultLang'>, path: string, lang: PublicLang = page.lang): string {
  if (lang === page.defaultLang) return path
  return path === '/' ? `/${lang}` : `/${lang}${path}`
}
