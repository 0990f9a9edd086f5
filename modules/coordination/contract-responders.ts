/** Who may be called to help, and how names are given to a body without favour. */
import * as z from 'zod'
import { can, centre, endpoint, instant, line, noControls, prose, uuid, version } from '#platform/contract/index.ts'

const ofCentre = can(...centre)
/** Whoever keeps the list. A researcher reads it. */
const keeping = can('coordinator', 'analyst')
const byParty = z.object({ partyId: uuid })
const byReferral = z.object({ referralId: uuid })
const party = z.object({ id: uuid, name: z.string() })
const words = (max: number) => z.string().trim().max(max).regex(noControls).default('')

/** What a responder treats. */
export const trades = ['ransomware', 'forensic', 'industrial', 'telephony', 'web', 'accounts', 'data_recovery', 'legal', 'communication'] as const
export type Trade = (typeof trades)[number]
export const responderLanguages = ['it', 'fr', 'en', 'de', 'es', 'ca'] as const
export type SpokenLanguage = (typeof responderLanguages)[number]
/** PRIS, PASSI and PDIS are ANSSI's, ExpertCyber is Cybermalveillance's: said only with a proof and an end. */
export const qualificationKinds = ['pris', 'passi', 'pdis', 'expertcyber', 'iso27001', 'other'] as const
export const bondKinds = ['customer', 'owner', 'group', 'conflict'] as const
export const qualification = z.object({ kind: z.enum(qualificationKinds), /** Own words, for `other`. */ label: words(120), /** Where it can be checked. */ evidence: line(300), until: z.iso.date() })
export type Qualification = z.output<typeof qualification>
export const bond = z.object({ partyId: uuid, as: z.enum(bondKinds), note: words(300) })
export type Bond = z.output<typeof bond>
export const within = [4, 24, 72, 168] as const

const availability = { /** Begins within so many hours; 0: at once. Null: has not said. */ readyHours: z.number().int().min(0).max(720).nullable(), notUntil: instant.nullable() }
const told = {
  trades: z.array(z.enum(trades)).max(trades.length), places: z.array(line(100)).max(150), everywhere: z.boolean(), languages: z.array(z.enum(responderLanguages)).max(responderLanguages.length), hours: words(200),
  phone: words(40), email: z.union([z.literal(''), z.email().max(254)]), website: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(300)]), groupName: words(200),
  qualifications: z.array(qualification).max(20), bonds: z.array(bond).max(200), /** Where its yes to the public list stands; empty: it has not agreed. */ publicDocument: words(300), active: z.boolean(), note: prose(1000),
}
export const responderItem = z.object({
  ...told, ...availability, party,
  bonds: z.array(bond.extend({ name: z.string() })), qualifications: z.array(qualification.extend({ inForce: z.boolean() })),
  availableSaidAt: instant.nullable(), availableSaidBy: z.string(), publicSince: instant.nullable(), changedAt: instant, changedBy: z.string(), version,
}).meta({ id: 'Responder' })
export type ResponderItem = z.output<typeof responderItem>

export const listResponders = endpoint({
  id: 'coordination.responders', method: 'GET', path: '/api/coordination/responders', summary: 'The directory of responders, by trade, place or name', access: ofCentre,
  query: z.object({ trade: z.enum(trades).optional(), place: words(100), q: words(100) }), response: z.object({ items: z.array(responderItem), total: z.number().int() }),
})
export const readResponder = endpoint({
  id: 'coordination.responder', method: 'GET', path: '/api/coordination/responders/:partyId', summary: 'One responder; its own people read of it too', access: can(...centre, 'provider'), params: byParty, response: responderItem,
})
export const saveResponder = endpoint({
  id: 'coordination.save_responder', method: 'PUT', path: '/api/coordination/responders/:partyId', summary: 'What a responder treats, where, in which languages and for whom it works; version 0 puts it on the list', access: keeping, params: byParty,
  body: z.object({ version, ...told, ...availability }), response: responderItem, refuses: ['conflict'],
})
export const saveAvailability = endpoint({
  id: 'coordination.save_availability', method: 'PUT', path: '/api/coordination/responders/:partyId/availability', summary: 'When a responder can begin: the only thing that its own people change', access: can('coordinator', 'analyst', 'provider'), params: byParty,
  body: z.object({ version, ...availability }), response: responderItem, refuses: ['conflict'],
})
export const readTurns = endpoint({
  id: 'coordination.turns', method: 'GET', path: '/api/coordination/responder-turns', summary: 'How often each responder was named, named first and chosen in a year: so that favour can be seen', access: can('coordinator'),
  response: z.object({ since: instant, items: z.array(z.object({ responder: party, shown: z.number().int(), first: z.number().int(), chosen: z.number().int(), took: z.number().int(), lastAt: instant.nullable() })) }),
})

/** What a body is told of a tie. Of what was only inferred it hears that there may be one. */
export const tiesTold = ['supplies_you', 'works_for_you', 'of_you', 'case_tie', 'maybe'] as const
export const referralAnswers = ['took', 'declined', 'silent'] as const
export const namedItem = z.object({
  responder: party, place: z.number().int(), qualified: z.boolean(), qualifications: z.array(z.object({ kind: z.enum(qualificationKinds), label: z.string(), until: z.iso.date() })),
  ties: z.array(z.enum(tiesTold)), readyHours: z.number().int(), hours: z.string(), phone: z.string(), email: z.string(), website: z.string(), languages: z.array(z.string()),
  /** Before this referral, for this trade, in a year. */ shownBefore: z.number().int(), firstBefore: z.number().int(),
})
export type NamedItem = z.output<typeof namedItem>
export const exclusions = ['inactive', 'trade', 'place', 'language', 'unsaid', 'late', 'fallen', 'owner', 'declared', 'supplies_body'] as const
export type Exclusion = (typeof exclusions)[number]
export const referralItem = z.object({
  id: uuid, party, caseId: uuid.nullable(), caseRef: z.string(), trade: z.enum(trades), place: z.string(), withinHours: z.number().int(), language: z.enum(responderLanguages), rule: z.number().int(),
  askedAt: instant, askedBy: z.string(), named: z.array(namedItem), leftOut: z.number().int(),
  /** Who was left out and why: for the centre, else null. */
  excluded: z.array(z.object({ responder: party, reasons: z.array(z.enum(exclusions)) })).nullable(),
  chosen: z.object({ responderId: uuid.nullable(), at: instant, by: z.string() }).nullable(),
  answer: z.object({ answer: z.enum(referralAnswers), at: instant, by: z.string() }).nullable(), version,
}).meta({ id: 'Referral' })
export type ReferralItem = z.output<typeof referralItem>

export const makeReferral = endpoint({
  id: 'coordination.refer', method: 'POST', path: '/api/coordination/parties/:partyId/referrals', summary: 'Names for a body that needs help: those that fit, in a fair turn; the body chooses', access: keeping, status: 201, params: byParty,
  body: z.object({ caseId: uuid.nullable().default(null), trade: z.enum(trades), /** Empty: the body’s own province. */ place: words(100), withinHours: z.number().int().min(1).max(720), language: z.enum(responderLanguages) }),
  response: referralItem, refuses: ['not_found'],
})
export const listReferrals = endpoint({
  id: 'coordination.referrals', method: 'GET', path: '/api/coordination/referrals', summary: 'Names that were given, the latest first', access: can(...centre, 'member', 'admin'),
  query: z.object({ partyId: uuid.optional(), caseId: uuid.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }), response: z.object({ items: z.array(referralItem), total: z.number().int() }),
})
export const chooseResponder = endpoint({
  id: 'coordination.choose', method: 'POST', path: '/api/coordination/referrals/:referralId/choice', summary: 'Whom the body calls, or none of them; the centre writes it down when it hears it', access: can('coordinator', 'analyst', 'member', 'admin'), params: byReferral,
  body: z.object({ version, responderId: uuid.nullable() }), response: referralItem, refuses: ['conflict'],
})
export const recordAnswer = endpoint({
  id: 'coordination.referral_answer', method: 'POST', path: '/api/coordination/referrals/:referralId/answer', summary: 'What the chosen one answered, and when', access: can('coordinator', 'analyst', 'member', 'admin'), params: byReferral,
  body: z.object({ version, answer: z.enum(referralAnswers), at: instant }), response: referralItem, refuses: ['conflict'],
})
