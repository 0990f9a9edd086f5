/** What the watch tells to others: of its lists and of campaigns. Who may have it is decided by whoever asks here (sharing). */
import * as z from 'zod'
import type { StixObject } from '#engines/stix/index.ts'
import { partyKinds } from '#modules/territory/contract.ts'
import type { Tx } from '#platform/db/index.ts'
import { can, centre, endpoint, event, instant, line, page, prose, tlps, uuid, version, type Actor, type Tlp } from '#platform/contract/index.ts'

const desk = can(...centre)
const coordinating = can('coordinator')
const byList = z.object({ listId: uuid })
const byCampaign = z.object({ campaignId: uuid })
const day = z.iso.date().nullable()

/** `hunts`: the sighting that a look back ends with. */
export const toldKinds = ['indicators', 'sightings', 'campaigns', 'hunts'] as const
export type ToldKind = (typeof toldKinds)[number]
/** `own`: what this centre found itself. `allowed`: somebody else's, whose terms let us pass it on. */
export const resharings = ['no', 'own', 'allowed'] as const
export type Resharing = (typeof resharings)[number]
/** Larger lists are fetched where they come from. */
export const TOLD = { values: 20_000, bytes: 4 * 1_048_576 } as const

/** Of a list (`indicators`, `sightings`), a campaign or a look back, something that may be told has changed. */
export const watchTold = event('watch.told', z.object({ kind: z.enum(toldKinds), id: uuid }))

/** `own`: ours, revoked when it is not told any more. `beside`: what it refers to, and others may too. */
export type ToldObjects = { readonly own: readonly StixObject[]; readonly beside: readonly StixObject[] }
/** `about`: indicators of somebody else that sightings are of, by their identifiers. Each goes no further than its own may, which does not go along: who has it knows it by its name. */
export type Told = ToldObjects & { readonly title: string; readonly tlp: Tlp; readonly about?: readonly string[] }
export type Telling = { readonly kind: ToldKind; readonly id: string }
/** What the modules above may call. */
export type WatchService = {
  /** Rules that carry a tag of ATT&CK, by title, whatever they do. */
  tagged(tx: Tx): Promise<readonly { readonly id: string; readonly title: string; readonly tags: readonly string[] }[]>
  /** As it is now, in STIX 2.1; undefined where nothing of it may be told. Levels are for whoever asks to hold to. */
  told(tx: Tx, of: Telling): Promise<Told | undefined>
  /** Everything of a kind of which something may be told. */
  tellable(tx: Tx, kind: ToldKind): Promise<readonly { readonly id: string; readonly title: string; readonly tlp: Tlp }[]>
  /** A look back that asks an indicator of STIX of all that is kept. @throws Refusal invalid: its pattern cannot be asked of lines. */
  look(actor: Actor, asked: { readonly object: Readonly<Record<string, unknown>>; readonly tlp: Tlp }): Promise<{ readonly id: string }>
  /** With whom it is shared now, for its page. */
  shared(tx: Tx, of: Telling, places: readonly string[]): Promise<void>
}

export const readTold = endpoint({
  id: 'watch.list_told', method: 'GET', path: '/api/watch/lists/:listId/told', access: desk, summary: 'Whether a list may be told to others, and with whom it is shared', params: byList,
  response: z.object({ resharing: z.enum(resharings), tooLarge: z.boolean(), version, shared: z.object({ indicators: z.array(z.string()), sightings: z.array(z.string()) }) }),
})
export const setResharing = endpoint({
  id: 'watch.list_resharing', method: 'PUT', path: '/api/watch/lists/:listId/resharing', access: coordinating, status: 204, summary: 'Whether the values of a list are ours, or may be passed on under the terms of their source; else nothing of it leaves', params: byList, refuses: ['conflict'],
  body: z.object({ resharing: z.enum(resharings), version }),
})

const campaignFields = {
  name: line(200), description: prose(4000).default(''), aliases: z.array(line(200)).max(20).default([]), firstDay: day.default(null), lastDay: day.default(null), tlp: z.enum(tlps).default('amber'), actor: z.union([z.literal(''), line(200)]).default(''),
  techniques: z.array(z.string().regex(/^T\d{4}(?:\.\d{3})?$/)).max(100).default([]), targets: z.array(z.enum(partyKinds)).max(20).default([]), lists: z.array(uuid).max(20).default([]),
}
export const campaignItem = z.object({
  id: uuid, name: z.string(), description: z.string(), aliases: z.array(z.string()), firstDay: day, lastDay: day, tlp: z.enum(tlps), actor: z.string(), techniques: z.array(z.string()), targets: z.array(z.enum(partyKinds)), lists: z.array(z.object({ id: uuid, name: z.string() })),
  retiredAt: instant.nullable(), version, madeAt: instant, madeBy: z.string(), shared: z.array(z.string()),
}).meta({ id: 'WatchCampaign' })
export type CampaignItem = z.output<typeof campaignItem>
export const listCampaigns = endpoint({ id: 'watch.campaigns', method: 'GET', path: '/api/watch/campaigns', access: desk, summary: 'Campaigns: attacks that belong together, the newest first', query: z.object(page), response: z.object({ total: z.number().int(), items: z.array(campaignItem) }) })
export const addCampaign = endpoint({ id: 'watch.add_campaign', method: 'POST', path: '/api/watch/campaigns', access: desk, status: 201, summary: 'A campaign', body: z.object(campaignFields), response: z.object({ id: uuid }) })
export const readCampaign = endpoint({ id: 'watch.campaign', method: 'GET', path: '/api/watch/campaigns/:campaignId', access: desk, summary: 'One campaign', params: byCampaign, response: campaignItem })
export const changeCampaign = endpoint({ id: 'watch.change_campaign', method: 'PUT', path: '/api/watch/campaigns/:campaignId', access: desk, status: 204, summary: 'What is said of a campaign; retired, it is told no more', params: byCampaign, refuses: ['conflict'], body: z.object({ ...campaignFields, retired: z.boolean().default(false), version }) })
