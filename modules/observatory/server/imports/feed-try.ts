/** What would come of a feed, without a word stored: all events by their line in the manifest, the newest ones read whole. */
import { stricter, type Actor, type BodyOf, type Lang, type ResponseOf } from '#platform/contract/index.ts'
import { checkProof } from '#platform/http/proof.ts'
import type * as door from '../../contract-feeds.ts'
import type { Context } from '../context.ts'
import { entriesByKey } from '../store/feeds-store.ts'
import { levelsOf } from '../store/imports-store.ts'
import { createEventReader } from './events.ts'
import { linesIn, ownMaker, readOne } from './feed-run.ts'
import { createSource, folderAddress, isFeedFailure } from './feed-source.ts'
import { levelFor } from './levelled.ts'
import { sentence } from './words.ts'

const READ_MOST = 20
/** A person waits for it. */
const TIMEOUT_MS = 10_000
const WHOLE_MS = 20_000
type Tried = ResponseOf<typeof door.tryFeed>

export async function tryFeed({ ground: { db, clock, publicUrl, silent }, needs }: Context, actor: Actor, asked: BodyOf<typeof door.tryFeed>, lang: Lang): Promise<Tried> {
  const local = needs.localFeeds ?? false
  const { auth, secret = '' } = asked
  // What is wrong with an address without a key is told as that of the feed.
  if (auth !== 'none' || secret !== '') checkProof(asked, undefined, local)
  const ours = ownMaker(publicUrl)
  const reader = createEventReader()
  const told: Tried = { problem: null, detail: '', events: 0, attacks: 0, denied: 0, unsaid: 0, ours: 0, rows: [] }
  if (silent) return { ...told, problem: 'unreachable', detail: 'nothing leaves this machine (SILENT)' }
  const rows: Tried['rows'] = []
  try {
    const source = createSource({ url: folderAddress(asked.url), proof: { way: auth, secret, origin: new URL(asked.url).origin }, local, timeoutMs: TIMEOUT_MS })
    const from = clock.elapsedMs()
    const { lines } = await linesIn(reader, (await source.manifest(''))!.bytes)
    const of = (one: (typeof lines)[number]) => (one.maker === ours ? 'ours' : one.denied !== undefined ? 'denied' : one.attack ? 'attacks' : 'unsaid')
    const count = (what: ReturnType<typeof of>) => lines.filter((one) => of(one) === what).length
    Object.assign(told, { events: lines.length, attacks: count('attacks'), denied: count('denied'), unsaid: count('unsaid'), ours: count('ours') })
    for (const line of lines.toSorted((a, b) => b.at - a.at).slice(0, READ_MOST)) {
      if (clock.elapsedMs() - from > WHOLE_MS) break
      const event = await readOne(source, reader, line, { ours, sure: asked.sure })
      const { title, read } = event
      rows.push({ uuid: line.uuid, title: title.slice(0, 300), entry: null, ...('facts' in read ? { state: 'entry', text: '', ...levelFor(event, asked.tlp) } : { state: 'left', text: sentence(read, lang), tlp: null, byPart: false }) })
    }
  } catch (error) {
    if (!isFeedFailure(error)) throw error
    return { ...told, rows, problem: error.problem, detail: error.message.slice(0, 500) }
  } finally { await reader.end() }
  const [known, levels] = await db.as(actor, async (tx) => {
    const entries = await entriesByKey(tx, rows.map((one) => `misp:${one.uuid}`))
    return [entries, new Map((await levelsOf(tx, [...entries.values()].map(({ id }) => id))).map(({ id, tlp }) => [id, tlp]))] as const
  })
  return {
    ...told, rows: rows.map((one) => {
      const entry = known.get(`misp:${one.uuid}`) ?? null
      const now = entry && levels.get(entry.id)
      // An entry that is there never becomes more open.
      return { ...one, entry, ...(one.tlp && now && stricter(now, one.tlp) !== one.tlp ? { tlp: now, byPart: false } : {}) }
    }),
  }
}
