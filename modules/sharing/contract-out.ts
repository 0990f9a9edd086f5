/** What this centre knows and others may have: where each kind goes by itself, and what was given to a group. */
import * as z from 'zod'
import { can, centre, endpoint, instant, tlps, uuid } from '#platform/contract/index.ts'

const read = { kind: 'roles', roles: centre } as const
const manage = can('coordinator')
/** What has a standing choice; `entries`, of the catalogue, are given one by one, or are published. */
export const choiceKinds = ['indicators', 'sightings', 'campaigns'] as const
export type ChoiceKind = (typeof choiceKinds)[number]
/** `hunts`: the sighting of one look back. They go where sightings go. */
export const outKinds = [...choiceKinds, 'entries', 'hunts'] as const
export type OutKind = (typeof outKinds)[number]
export const kindsOf = (choice: ChoiceKind): readonly Exclude<OutKind, 'entries'>[] => (choice === 'sightings' ? ['sightings', 'hunts'] : [choice])
export const GIFTS_SHOWN = 200
export const OBJECTS_SHOWN = 50

const named = z.object({ id: uuid, name: z.string() })
const gift = z.object({ id: uuid, kind: z.enum(outKinds), objectId: uuid, title: z.string(), group: named, at: instant, by: z.string() }).meta({ id: 'SharingGift' })
export type Gift = z.output<typeof gift>
const byLevel = z.array(z.object({ tlp: z.enum(tlps), things: z.number() }))

/** That somebody has seen something, as they say it. `who` is the name that it carries, `from` the peer by which it came; null: this centre. `count` 0: looked for, and not seen. */
export const seenItem = z.object({ id: z.string(), collectionId: uuid, of: z.string(), /** What that is called, where it is here. */ ofName: z.string(), who: z.string(), from: z.string().nullable(), first: z.string().nullable(), last: z.string().nullable(), count: z.number().nullable(), note: z.string(), tlp: z.enum(tlps) }).meta({ id: 'SharingSeen' })
export type Seen = z.output<typeof seenItem>
export const SEEN_SHOWN = 50
const object = z.object({ collectionId: uuid, objectId: z.string().min(1).max(300) })
export const objectSeen = endpoint({ id: 'sharing.object_seen', method: 'GET', path: '/api/sharing/collections/:collectionId/objects/:objectId/seen', access: read, summary: 'Who has seen what an object tells of, and whether this centre can look for it in the lines that it keeps', params: object, response: z.object({ seen: z.array(seenItem), askable: z.boolean() }) })
export const huntObject = endpoint({ id: 'sharing.object_hunt', method: 'POST', path: '/api/sharing/collections/:collectionId/objects/:objectId/hunt', access: read, status: 201, summary: 'A look back over all lines that are kept for what an indicator tells of', params: object, response: z.object({ id: uuid }), refuses: ['not_found'] })

export const readOut = endpoint({
  id: 'sharing.out', method: 'GET', path: '/api/sharing/out', access: read, summary: 'What leaves the centre: where each kind goes by itself, how much of it, and what was given to groups',
  response: z.object({
    kinds: z.array(z.object({
      kind: z.enum(choiceKinds), collection: named.nullable(), audience: z.enum(['public', 'partners', 'group']).nullable(), chosenAt: instant.nullable(), chosenBy: z.string(),
      /** What there is that may be told, by level; things of which something stands in that collection, and how many objects. */
      tellable: byLevel, things: z.number(), objects: z.number(),
    })),
    cases: z.object({ collection: named.nullable(), objects: z.number() }), gifts: z.array(gift), total: z.number(),
  }),
})
export const chooseOut = endpoint({ id: 'sharing.choose_out', method: 'PUT', path: '/api/sharing/out/:kind', access: manage, status: 204, summary: 'To which collection a kind goes by itself; none: it stays, and what stands there is revoked', params: z.object({ kind: z.enum(choiceKinds) }), body: z.object({ collectionId: uuid.nullable() }) })
export const readThing = endpoint({
  id: 'sharing.out_thing', method: 'GET', path: '/api/sharing/out/:kind/:objectId', access: read, summary: 'What a group would read of one thing, word by word, and where it stands', params: z.object({ kind: z.enum(outKinds), objectId: uuid }),
  response: z.object({
    title: z.string(), tlp: z.enum(tlps), /** Why a group cannot have it now. */ barred: z.enum(['red', 'embargo', 'withdrawn', 'untold']).nullable(), embargoUntil: instant.nullable(), public: z.boolean(),
    collections: z.array(named), gifts: z.array(gift), types: z.array(z.object({ type: z.string(), objects: z.number() })), /** The first of them. */ objects: z.array(z.string()),
    /** Of an entry: fields that stay inside, and what was taken out of its texts. */
    left: z.array(z.string()), covered: z.array(z.string()),
    /** Of what stands for it, what others say that they have seen. */ seen: z.array(seenItem),
  }),
})
export type Thing = z.output<typeof readThing.response>
export const giveThing = endpoint({ id: 'sharing.give', method: 'POST', path: '/api/sharing/out/:kind/:objectId/gifts', access: manage, status: 201, summary: 'Gives one thing to a group, as it was shown; the same again tells it as it is now', params: z.object({ kind: z.enum(outKinds), objectId: uuid }), body: z.object({ groupId: uuid }), response: z.object({ id: uuid }), refuses: ['tlp', 'conflict'] })
export const takeBack = endpoint({ id: 'sharing.take_back', method: 'DELETE', path: '/api/sharing/gifts/:giftId', access: manage, status: 204, summary: 'A group has it no more: it is revoked there', params: z.object({ giftId: uuid }) })
