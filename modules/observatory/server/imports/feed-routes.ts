/** The doors of feeds of MISP. Reading itself is done in the background: a door says that somebody asks. */
import { randomUUID } from 'node:crypto'
import { record as audit } from '#platform/audit/index.ts'
import { Refusal, type Actor, type Lang } from '#platform/contract/index.ts'
import { route, type Route } from '#platform/http/index.ts'
import { checkProof, sealProof } from '#platform/http/proof.ts'
import * as door from '../../contract-feeds.ts'
import type { Context } from '../context.ts'
import * as store from '../store/feeds-store.ts'
import { folderAddress } from './feed-source.ts'
import { tryFeed } from './feed-try.ts'
import { feedSentence } from './words.ts'

/** A turn that has not moved for so long is not alive any more. */
const STILL_MS = 120_000

export function feedRoutes(context: Context): Route[] {
  const { ground: { db, clock }, needs: { keys, localFeeds: local = false } } = context
  const toItem = ({ id, name, url, tlp, sure, daily, auth, version, problem, detail, counts, byName, askedAt, movedAt, startedAt, finishedAt }: store.FeedRow & { counts: store.Counts }): door.MispFeed => ({
    id, name, url, tlp, sure, daily, hasKey: auth !== 'none', version, problem, detail, counts, addedBy: byName, startedAt: startedAt?.toISOString() ?? null, finishedAt: finishedAt?.toISOString() ?? null,
    state: askedAt === null ? (finishedAt === null ? 'new' : 'done') : startedAt !== null && movedAt !== null && movedAt.getTime() > clock.now().getTime() - STILL_MS && startedAt.getTime() >= askedAt.getTime() ? 'running' : 'waiting',
  })
  const toLine = ({ entryId, ref, at, code, params, goneAt, title, uuid, state }: store.Line, lang: Lang) => ({ uuid, title, state, entry: entryId === null || ref === null ? null : { id: entryId, ref }, text: feedSentence({ state, code, params }, lang), at: (goneAt ?? at).toISOString() })
  /** What was done is in the record; what is not there is not found. */
  const change = async (actor: Actor, feedId: string, action: string, work: Parameters<typeof db.as<boolean>>[1], refused: 'not_found' | 'conflict' = 'not_found', detail: object = {}): Promise<undefined> => {
    await db.as(actor, async (tx) => {
      if (!(await work(tx))) throw new Refusal((await store.feedById(tx, feedId)) ? refused : 'not_found')
      await audit(tx, actor, clock.now(), { action, object: `feed:${feedId}`, detail: detail as Record<string, string> })
    })
  }
  return [
    route(door.readFeeds, ({ actor }) => db.as(actor, async (tx) => ({ items: (await store.listFeeds(tx)).map(toItem) }))),
    route(door.tryFeed, ({ actor, body, lang }) => tryFeed(context, actor, body, lang)),
    route(door.addFeed, async ({ actor, body }) => {
      const id = randomUUID()
      const url = folderAddress(body.url)
      checkProof(body, undefined, local)
      const secret = (await sealProof(keys, body)) ?? ''
      await db.as(actor, async (tx) => {
        if ((await store.listFeeds(tx)).length >= door.FEEDS_MOST || !(await store.insertFeed(tx, { ...body, secret, id, realm: actor.realm, url, byId: actor.id, byName: actor.name, at: clock.now() }))) throw new Refusal('conflict')
        await audit(tx, actor, clock.now(), { action: 'observatory.add_feed', object: `feed:${id}`, detail: { url, tlp: body.tlp, sure: body.sure, daily: body.daily, hasKey: body.auth !== 'none' } })
      })
      return { id }
    }),
    route(door.readFeed, ({ actor, params, query, lang }) => db.as(actor, async (tx) => {
      const feed = await store.feedById(tx, params.attackFeedId)
      if (!feed) throw new Refusal('not_found')
      const { total, rows } = await store.linesOf(tx, feed.id, query)
      return { ...toItem(feed), total, rows: rows.map((one) => toLine(one, lang)) }
    })),
    route(door.changeFeed, async ({ actor, params, body }) => {
      const { tlp, sure, daily, auth } = body
      const sealed = body.secret === undefined ? undefined : await keys.seal(body.secret)
      return change(actor, params.attackFeedId, 'observatory.change_feed', async (tx) => {
        const before = await store.feedById(tx, params.attackFeedId)
        if (before?.version !== body.version) return false
        const given = { url: body.url ?? before.url, auth: auth ?? before.auth, secret: body.secret }
        checkProof(given, before, local)
        return store.updateFeed(tx, params.attackFeedId, { ...body, url: folderAddress(given.url), auth: given.auth, secret: given.auth === 'none' ? '' : sealed })
      }, 'conflict', { tlp, sure, daily, ...(body.url === undefined ? {} : { url: folderAddress(body.url) }), ...(auth === undefined ? {} : { hasKey: auth !== 'none' }), secret: body.secret !== undefined })
    }),
    route(door.runFeed, ({ actor, params }) => change(actor, params.attackFeedId, 'observatory.run_feed', (tx) => store.askFeed(tx, params.attackFeedId, clock.now()))),
    route(door.removeFeed, ({ actor, params }) => change(actor, params.attackFeedId, 'observatory.remove_feed', (tx) => store.deleteFeed(tx, params.attackFeedId))),
  ]
}
