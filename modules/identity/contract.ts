/** Who is who: people, their roles and how they sign in. */
import * as z from 'zod'
import { anyone, can, endpoint, event, instant, lang, line, page, prose, roles, trilingual, uuid, type Actor, type Endpoint, type Role } from '#platform/contract/index.ts'
import { openingHours } from '#platform/contract/openingHours.ts'
import { authRoutes, doors } from './contract-doors.ts'

/** `delegated`: lent by a colleague, until a day · `emergency`: for some hours, with a report. */
export const membership = z.object({ role: z.enum(roles), partyId: uuid.nullable(), delegated: z.literal(true).optional(), emergency: z.literal(true).optional() }).meta({ id: 'Membership' })
export type Membership = z.output<typeof membership>

const email = z.string().trim().toLowerCase().max(254).pipe(z.email())
/** Chosen by a person; what makes one refused is in core/password.ts. */
const password = z.string().min(1).max(200)
const token = z.string().regex(/^[\w-]{43}$/)

/** Pages a link leads to. The token stands after `#`, so that no server and no proxy writes it down. */
export const pages = { setUp: '/set-up', invitation: '/invitation', signIn: '/sign-in', protect: '/protect', singleSignOn: '/single-sign-on' } as const
export const linkTo = (publicUrl: string, where: keyof typeof pages, secret: string) => `${publicUrl}${pages[where]}#${secret}`

/** Who is signed in, as the console and the space need it. */
export const session = z.object({
  signedIn: z.boolean(),
  person: z.object({ id: z.string(), name: z.string(), email: z.string(), twoFactor: z.boolean(), passkeys: z.number().int() }).nullable(),
  roles: z.array(z.enum(roles)),
  parties: z.array(z.object({ id: uuid, name: z.string() })),
  memberships: z.array(membership),
  /** What is owed before any role wakes. `enrol`: a second step must be set up · `prove`: there is one, and this session came by the password alone. */
  secondStep: z.enum(['enrol', 'prove']).optional(),
  /** Where people may also come in by single sign-on: what its button says. */
  singleSignOn: z.object({ name: z.string() }).optional(),
  /** The console shows an exercise: every page says so until it is left. */
  exercise: z.boolean(),
  centre: z.object({
    name: z.record(z.string(), z.string()), region: z.record(z.string(), z.string()), demo: z.boolean(), languages: z.array(lang), timeZone: z.string(), phone: z.string(), hours: z.string(),
    /** When the telephone is answered; `hours` is then only what somebody once wrote. */
    openingHours: openingHours.optional(),
    /** For the foot of every page; what is absent is not drawn. */
    email: z.string().optional(), certifiedMail: z.string().optional(), address: z.string().optional(),
    /** False until set-up is done: the pages lead to it. */
    ready: z.boolean(), country: z.enum(['IT', 'FR']),
  }),
}).meta({ id: 'Session' })
export const readSession = endpoint({ id: 'identity.session', ...doors.session, summary: 'Who is signed in, and what the centre is called', access: anyone, response: session })

/** Sign-in itself: `authRoutes` of contract-doors.ts are the only ones that exist. */
const json = ['application/json']
/** The addresses under /api/auth that exist; any other is 404 before the library hears of it. */
const served = (method: 'GET' | 'POST') => z.object({ '*': z.enum(authRoutes.filter((route) => route.startsWith(`${method} /`)).map((route) => route.slice(method.length + 2))) })
export const authGet = endpoint({ id: 'identity.authGet', method: 'GET', path: '/api/auth/*', summary: 'Sign-in: reading', access: anyone, params: served('GET'), raw: true, answers: json, refuses: ['unauthenticated', 'second_factor', 'forbidden', 'busy'] })
export const authPost = endpoint({ id: 'identity.authPost', method: 'POST', path: '/api/auth/*', summary: 'Sign-in: doing', access: anyone, params: served('POST'), raw: true, bodyLimit: 65_536, accepts: json, answers: json, refuses: ['unauthenticated', 'second_factor', 'forbidden', 'busy'] })

/** `url`: where the browser goes. The provider sends it back to /api/auth/callback/sso, which is what the provider must know. 404: none is set up. */
export const startSingleSignOn = endpoint({
  id: 'identity.singleSignOn', ...doors.singleSignOn, summary: 'Begins a sign-in at the provider of single sign-on', access: anyone,
  /** A path of this site, to land on. */
  body: z.object({ next: z.string().max(1000).regex(/^\/(?![/\\])/).optional() }), response: z.object({ url: z.url() }), refuses: ['not_found', 'unavailable', 'busy'],
})

const inLanguages = (max: number) => trilingual.partial().extend({ it: line(max).optional(), fr: line(max).optional(), en: line(max).optional() })
/** How the centre is reached, as the public reads it. What is left out is not drawn. */
export const contacts = z.object({
  phone: line(60).or(z.literal('')), openingHours: openingHours.optional(),
  /** For hours that are no spans ("on call"); not shown beside `openingHours`. */
  hours: line(120).or(z.literal('')).or(inLanguages(200)).optional(), afterHours: inLanguages(200).optional(), inTerritory: inLanguages(200).optional(),
  emergencyEmail: email.optional(), email: email.optional(), certifiedMail: email.optional(), accessibility: email.optional(), dpo: line(200).optional(), address: prose(300).optional(),
})
export type Contacts = z.output<typeof contacts>

/** What the centre is and how it is reached: the same in set-up and afterwards. */
export const centreInput = z.object({
  name: inLanguages(120), region: inLanguages(120), country: z.enum(['IT', 'FR']),
  languages: z.array(lang).min(1).max(3).refine((all) => new Set(all).size === all.length, { error: 'each language once' }),
  timeZone: line(60).refine(isTimeZone, { error: 'not a known time zone' }),
  ...contacts.shape,
  /** National holidays of the next two years become exceptions of `openingHours`, where it names none for that day; `false` takes them out again. */
  closedOnHolidays: z.boolean().optional(),
}).refine(({ languages, name, region }) => languages.every((one) => name[one] && region[one]), { error: 'name and region in every language of the centre' })
export type CentreInput = z.output<typeof centreInput>

export const setUpInput = z.object({ token, centre: centreInput, coordinator: z.object({ name: line(120), email, password }) })
export type SetUpInput = z.output<typeof setUpInput>
export const setUp = endpoint({
  id: 'identity.setUp', method: 'POST', path: '/api/identity/setup', summary: 'Makes the centre and its first coordinator, once', access: anyone,
  body: setUpInput, status: 201, refuses: ['expired'], response: z.object({ personId: uuid }),
})
/** Answers 410 (`expired`) for a link that is spent, replaced or too old, so that the page can say it before anything is typed. */
export const checkSetUp = endpoint({
  id: 'identity.checkSetUp', method: 'POST', path: '/api/identity/setup/check', summary: 'Whether a set-up link still works', access: anyone,
  body: z.object({ token }), response: z.object({ expiresAt: instant }), refuses: ['expired'],
})

/** The page "the centre". `seenAt` is when it was last changed: a change on top of another one is refused. */
export const readCentre = endpoint({
  id: 'identity.centre', method: 'GET', path: '/api/identity/centre', summary: 'What the centre is, how it is reached, how people come in', access: can('coordinator'),
  response: z.object({ ...centreInput.shape, closedOnHolidays: z.boolean(), secondFactor: z.boolean(), seenAt: instant }),
})
export const changeCentre = endpoint({
  id: 'identity.changeCentre', method: 'PUT', path: '/api/identity/centre', summary: 'Changes what the centre is and how it is reached; the public pages follow at once', access: can('coordinator'),
  body: centreInput.safeExtend({ secondFactor: z.boolean(), seenAt: instant }), response: z.object({ seenAt: instant }), refuses: ['conflict'],
})
/** What the public reads of the centre itself has changed. */
export const centreChanged = event('identity.centre_changed', z.object({}))

/** Who read or changed something of a body. */
export const sides = ['centre', 'body', 'other'] as const
export const seenEntry = z.object({
  id: z.number(), at: instant, action: z.string(), object: z.string(), reason: z.string(),
  /** Null: nobody who signed in, as for an answer by the link of a mail. `side`: of the centre, of this body, of another one. */
  who: z.object({ name: z.string(), role: z.enum(roles).nullable(), side: z.enum(sides) }).nullable(),
}).meta({ id: 'SeenEntry' })
export type SeenEntry = z.output<typeof seenEntry>
export const readSeen = endpoint({
  id: 'identity.seen', method: 'GET', path: '/api/identity/seen', summary: 'Who read or changed something of a body, the newest first', access: can('member', 'admin'),
  /** `own`: also what the body's own people did. */
  query: z.object({ ...page, partyId: uuid, own: z.enum(['no', 'yes']).default('no') }), response: z.object({ total: z.number().int(), entries: z.array(seenEntry) }), refuses: ['not_found'],
})

export const checkInvitation = endpoint({
  id: 'identity.checkInvitation', method: 'POST', path: '/api/identity/invitations/check', summary: 'Whom an invitation is for', access: anyone,
  body: z.object({ token }), response: z.object({ name: z.string(), email: z.string(), expiresAt: instant }), refuses: ['expired'],
})
export const acceptInvitation = endpoint({
  id: 'identity.acceptInvitation', method: 'POST', path: '/api/identity/invitations/accept', summary: 'Chooses name and password, once', access: anyone,
  body: z.object({ token, name: line(120), password }), response: z.object({ email: z.string() }), refuses: ['expired'],
})

export const personRow = z.object({
  id: uuid, name: z.string(), email: z.string(), twoFactor: z.boolean(), passkeys: z.number().int(),
  /** invited: a link is out · expired: it ran out unused · active: can sign in. */
  state: z.enum(['active', 'invited', 'expired']),
  memberships: z.array(z.object({ id: uuid, role: z.enum(roles), partyId: uuid.nullable(), partyName: z.string().nullable(), validUntil: instant.nullable(), grantedAt: instant, /** By whom it is lent. */ lentBy: z.string().nullable() })),
}).meta({ id: 'PersonRow' })
export type PersonRow = z.output<typeof personRow>

const grant = z.object({ role: z.enum(roles), partyId: uuid.nullable(), validUntil: instant.nullable().default(null) })
const invited = z.object({ id: uuid, existing: z.boolean(), invitation: z.string().nullable(), expiresAt: instant.nullable() })
const personId = z.object({ personId: uuid })
/** The coordinator everywhere; the admin of a body among its own people. */
const keepers = can('coordinator', 'admin')

export const listPeople = endpoint({
  id: 'identity.people', method: 'GET', path: '/api/identity/people', summary: 'People and their roles', access: keepers,
  query: z.object({ ...page, text: z.string().trim().max(100).default('') }), response: z.object({ total: z.number().int(), people: z.array(personRow) }),
})
export const invitePerson = endpoint({
  id: 'identity.invite', method: 'POST', path: '/api/identity/people', summary: 'Invites a person; someone already known is only given the roles', access: keepers,
  body: z.object({ name: line(120), email, memberships: z.array(grant).min(1).max(100) }), status: 201, response: invited, refuses: ['not_found'],
})
export const renewInvitation = endpoint({
  id: 'identity.renewInvitation', method: 'POST', path: '/api/identity/people/:personId/invitation', summary: 'A new link; the earlier ones stop working. Also for a forgotten password', access: can('coordinator'),
  params: personId, status: 201, response: invited,
})
export const grantMembership = endpoint({
  id: 'identity.grant', method: 'POST', path: '/api/identity/people/:personId/memberships', summary: 'Gives a role', access: keepers,
  params: personId, body: grant, status: 201, response: z.object({ id: uuid }),
})
export const revokeMembership = endpoint({
  id: 'identity.revoke', method: 'DELETE', path: '/api/identity/memberships/:membershipId', summary: 'Takes a role away, at once', access: keepers,
  params: z.object({ membershipId: uuid }), status: 204,
})
export const resetSecondFactor = endpoint({
  id: 'identity.resetSecondFactor', method: 'DELETE', path: '/api/identity/people/:personId/second-factor', summary: 'For a lost device: codes and passkeys are forgotten, every session ends', access: can('coordinator'),
  params: personId, status: 204,
})
export type Person = {
  readonly id: string; readonly name: string; readonly memberships: readonly Membership[]
  /** `required`: the centre asks its own people for one · `enrolled`: this person has a code or a passkey · `code`: has a code · `proven`: this session was entered with it · `vouched`: its provider of single sign-on said so, which stands for a device. */
  readonly secondFactor: { readonly required: boolean; readonly enrolled: boolean; readonly code: boolean; readonly proven: boolean; readonly vouched?: boolean }
  /** Called by a program with a key of theirs. */
  readonly tokenId?: string
}

export type IdentityService = {
  /** The person behind a request's cookie, or undefined. Expired memberships are not in it. */
  person(headers: Headers): Promise<Person | undefined>
  /** The same, or whoever's key for programs the request carries. @throws Refusal `unauthenticated`, `scope`, `busy` for a key. */
  caller(headers: Headers, endpoint: Endpoint): Promise<Person | undefined>
  /** People who can sign in and work for these parties, with their address, for mails about them. */
  peopleOf(partyIds: readonly string[]): Promise<readonly { readonly id: string; readonly name: string; readonly email: string; readonly partyId: string; readonly role: Role }[]>
  /** The address of a person; undefined for who is none. */
  addressOf(personId: string): Promise<string | undefined>
  /** Names by person id, for timelines. Unknown ids are left out. */
  names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>
  /**
   * Makes a person with a password or an invitation link; used by set-up, invitations and the demonstration.
   * Without a password and with an address already known, the memberships go to that person and there is no link.
   * @throws Refusal `invalid` for a weak password or a role without its party, `not_found` for a party that is not there, `forbidden`, `conflict` for a known address with a password.
   */
  createPerson(actor: Actor, person: { name: string; email: string; password?: string; memberships: readonly (Membership & { validUntil?: Date | null })[] }): Promise<{ id: string; invitation?: string; existing?: boolean }>
  /** While the centre is not set up: a fresh one-time token, which replaces the last one. Undefined afterwards. */
  prepareSetup(): Promise<string | undefined>
  /**
   * Set-up without a browser, with a token just prepared: for the demonstration, for tests and for commands. A second step is then asked of
   * the centre's people unless it is a demonstration or said otherwise. @throws Refusal `expired`, `invalid`.
   */
  setUp(input: SetUpInput, options?: { demo?: boolean; secondFactor?: boolean }): Promise<{ personId: string }>
  /** All of how the centre is reached, in place of what was there. */
  setContacts(actor: Actor, contacts: Contacts): Promise<void>
  /** For whoever stands at the server when nobody can sign in. `link`: to choose a password, for who never had a way in. @throws Refusal `not_found`, `conflict`, `invalid`. */
  giveEmergencyTo(actor: Actor, email: string, given: { role: 'coordinator' | 'analyst'; hours: number; reason: string }): Promise<{ name: string; until: string; link?: string }>
  /** For whoever stands at the server when nobody else can help: forgets the codes and passkeys of this address. @throws Refusal `not_found`. */
  resetSecondFactorOf(actor: Actor, email: string): Promise<{ name: string }>
}

function isTimeZone(name: string): boolean {
  try { return Boolean(new Intl.DateTimeFormat('en', { timeZone: name })) } catch { return false }
}
