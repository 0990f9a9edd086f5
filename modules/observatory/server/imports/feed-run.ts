/** A feed of MISP into the catalogue: of its manifest what has another word than last time. Cut anywhere, it goes on there. Nothing is ever deleted. */
import { record as audit } from '#platform/audit/index.ts'
import { Refusal, system, type Actor } from '#platform/contract/index.ts'
import { openProof } from '#platform/http/proof.ts'
import { deterministicId } from '#engines/stix/index.ts'
import { nobody, type Line, type Told } from '../../core/imports/misp.ts'
import { problem, type Problem } from '../../core/imports/read.ts'
import type { Context } from '../context.ts'
import * as store from '../store/feeds-store.ts'
import { createEventReader, type EventReader } from './events.ts'
import { createSource, feedFailing, isFeedFailure, type Source } from './feed-source.ts'
import { levelFor, recordLevelled } from './levelled.ts'

/** In one turn; the next one goes on. */
const EVENTS_MOST = 1000
const TURN_MS = 120_000
const BATCH = { events: 50, afterMs: 5000 } as const
export const LOOK_EVERY_MS = 5000
const actorIn = (realm: string): Actor => system('observatory.feeds', realm)

export type ManifestLine = Exclude<Line, { readonly problem: unknown }>
/** @throws FeedFailure not_misp */
export async function linesIn(reader: EventReader, bytes: Buffer): Promise<{ lines: ManifestLine[]; cut: boolean }> {
  const lines: ManifestLine[] = []
  let cut = false
  for await (const one of reader.manifest(bytes)) {
    if ('mark' in one) lines.push(one)
    else if (one.problem.code === 'too_many_rows') cut = true
    else throw feedFailing('not_misp', `the manifest is none of MISP: ${one.problem.code}`)
  }
  return { lines: [...new Map(lines.map((one) => [one.uuid, one])).values()], cut }
}
/** Whom this centre is named for what it makes itself, in feeds of others too. */
export const ownMaker = (publicUrl: string): string => deterministicId('x', 'misp-centre', publicUrl).slice(3)

/** What an event of a feed says, wherever it is read. @throws FeedFailure */
export async function readOne(source: Source, reader: EventReader, line: Pick<ManifestLine, 'uuid' | 'maker' | 'title'>, { ours, sure }: { readonly ours: string; readonly sure: boolean }): Promise<Told & { readonly again?: boolean }> {
  const not = (why: Problem, again = false) => ({ ...nobody(line.uuid, line.title), read: why, again })
  if (line.maker === ours) return not(problem('ours'))
  const bytes = await source.event(line.uuid)
  // A manifest may be ahead of its files: what is not there yet is asked for again.
  if (typeof bytes === 'string') return not(problem(bytes), bytes === 'not_there')
  const told = await reader.one(bytes, line.uuid, sure)
  return { ...told, title: told.title || line.title }
}

export function createFeeds(context: Context) {
  const { ground: { db, clock, log, silent, publicUrl }, needs } = context
  const ours = ownMaker(publicUrl)

  async function read(feed: store.FeedRow, source: Source, reader: EventReader): Promise<{ whole: boolean; etag: string }> {
    const actor = actorIn(feed.realm)
    const answered = await source.manifest(feed.etag)
    if (!answered) return { whole: true, etag: feed.etag }
    const { lines, cut } = await linesIn(reader, answered.bytes)
    const marks = new Map((await db.as(actor, (tx) => store.marksOf(tx, feed.id))).map((one) => [one.uuid, one]))
    const named = new Set(lines.map((one) => one.uuid))
    // A list that was cut says nothing of what is not in it.
    const gone = cut ? [] : [...marks.values()].filter((one) => !one.gone && !named.has(one.uuid)).map((one) => one.uuid)
    const back = lines.flatMap((one) => (marks.get(one.uuid)?.gone ? [one.uuid] : []))
    if (gone.length + back.length > 0) {
      await db.as(actor, async (tx) => {
        await store.saveGone(tx, feed.id, { gone, back }, clock.now())
        await audit(tx, actor, clock.now(), { action: 'observatory.feed_gone', object: `feed:${feed.id}`, detail: { gone: gone.length, back: back.length } })
      })
    }
    const asked = lines.filter((one) => marks.get(one.uuid)?.mark !== one.mark)
    let missing = 0
    let batch: { readonly line: ManifestLine; readonly told: Told & { readonly again?: boolean } }[] = []
    const from = clock.elapsedMs()
    let since = from
    let done = 0
    const flush = async () => { if (batch.length > 0) await keep(feed, actor, batch); batch = []; since = clock.elapsedMs() }
    try {
      for (const line of asked.slice(0, EVENTS_MOST)) {
        const told = await readOne(source, reader, line, { ours, sure: feed.sure })
        if (told.again) missing += 1
        done += 1
        batch.push({ line, told })
        if (batch.length >= BATCH.events || clock.elapsedMs() - since > BATCH.afterMs) await flush()
        if (clock.elapsedMs() - from > TURN_MS) break
      }
    } finally { await flush() }
    const whole = done === asked.length
    // As it was is said of a manifest of which all is here.
    return { whole, etag: whole && missing === 0 ? answered.etag : '' }
  }

  /** What events said and how far the feed is: one transaction. */
  async function keep(feed: store.FeedRow, actor: Actor, batch: readonly { readonly line: ManifestLine; readonly told: Told & { readonly again?: boolean } }[]): Promise<void> {
    const now = clock.now()
    await db.as(actor, async (tx) => {
      const good = batch.flatMap(({ line, told }) => ('facts' in told.read ? [{ line, told, statement: told.read, tlp: told.tlp }] : []))
      const outcomes = await recordLevelled(tx, actor, now, good, { state: 'to_verify', origin: 'import', tlp: feed.tlp })
      const became = new Map(good.map((one, at) => [one.line.uuid, outcomes[at]!]))
      await store.saveEvents(tx, feed.id, feed.realm, batch.map(({ line, told }) => {
        const outcome = became.get(line.uuid)
        const why = 'facts' in told.read ? undefined : told.read
        return { uuid: line.uuid, title: told.title, tlp: levelFor(told, feed.tlp).tlp, mark: told.again ? null : line.mark, entryId: outcome?.entryId ?? null, code: why?.code ?? (outcome?.open ? 'open' as const : null), params: why?.params ?? {} }
      }), now)
      const count = (of: string) => outcomes.filter((one) => one.outcome === of).length
      await audit(tx, actor, now, { action: 'observatory.feed', object: `feed:${feed.id}`, detail: { read: batch.length, stored: count('stored'), changed: count('changed'), same: count('same'), refused: batch.length - good.length } })
    })
  }

  async function turn(feed: store.FeedRow): Promise<void> {
    const actor = actorIn(feed.realm)
    const reader = createEventReader()
    await db.as(actor, (tx) => store.beginFeed(tx, feed.id, clock.now()))
    const end = (to: Pick<Parameters<typeof store.endFeed>[2], 'whole' | 'etag' | 'problem' | 'detail'>) => db.as(actor, (tx) => store.endFeed(tx, feed, { ...to, at: clock.now() }))
    try {
      await end({ ...await read(feed, createSource({ url: feed.url, proof: await openProof(needs.keys, feed), local: needs.localFeeds ?? false }), reader), problem: null, detail: '' })
    } catch (error) {
      const keyless = error instanceof Refusal && error.code === 'key_missing'
      if (!isFeedFailure(error) && !keyless) log.error('a feed could not be read', { feed: feed.id, error })
      const problem = isFeedFailure(error) ? error.problem : keyless ? 'key_missing' : 'failed'
      await end({ whole: true, etag: '', problem, detail: isFeedFailure(error) ? error.message.slice(0, 500) : '' })
      // What stays as it was is told once.
      if (problem !== feed.problem) await db.as(actor, (tx) => audit(tx, actor, clock.now(), { action: 'observatory.feed_problem', object: `feed:${feed.id}`, detail: { problem } }))
    } finally { await reader.end() }
  }
  return {
    async run(): Promise<void> {
      if (silent) return
      const actor = actorIn('live')
      for (const feed of await db.as(actor, (tx) => store.dueFeeds(tx, clock.now()))) await turn(feed)
    },
  }
}
