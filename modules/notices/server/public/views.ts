/** Reads, as nobody in particular, what each public document is drawn from. */
import { anonymous, Refusal, system, type Lang } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { BodyStatusView, EmbedView, HomeView, MapView, NoticesView, NoticeView, PlaceRow, PublicState, StatusView } from '../../contract-public.ts'
import { daysOf } from '../../core/days.ts'
import { mapOn, sheetOf, type Sheet } from '../../core/map.ts'
import { isListed } from '../../core/states.ts'
import { noticeCard, noticeView, serviceLine, statesOf } from '../../core/views.ts'
import { words } from '../../core/words.data.ts'
import type { Context } from '../context.ts'
import { currentEvents, listedPublications, placesNow, publicationBySlug, wasWithdrawn, type PlaceNow, type Publication } from '../store/public-store.ts'
import { bodyPage, bodyPages, bodyPagesOf, periodsOf, publicStates, publicStatesOf, type BodyPage, type PublicRow } from '../store/states-store.ts'
import { answerOf } from './answer.ts'

export type Views = ReturnType<typeof createViews>
/** `tags`: whose change makes the document old. */
export type Seen<V> = { readonly view: V; readonly tags: readonly string[] }

/** Rows a page: with their head some 20 kB, a second on a poor line. */
const PAGE = 30
const CARDS = 20
const HOME_ROWS = 40
const DAY_MS = 86_400_000

export function createViews({ ground: { db, clock }, needs }: Context) {
  const overview = ['territory']

  async function home(lang: Lang): Promise<Seen<HomeView>> {
    const now = clock.now()
    const read = await db.as(anonymous, async (tx) => ({ places: await placesNow(tx, now), cards: await cards(tx, await listedPublications(tx, now, { limit: 6, offset: 0 }), lang, now), events: await currentEvents(tx, now) }))
    const { places } = read
    const map = await mapOf(new Map(places.map((place) => [place.partyId, place.row])))
    const next = places.map((place) => place.row.nextUpdateAt).filter((at) => at !== undefined).sort()[0]
    return {
      tags: overview,
      view: {
        updatedAt: latest(places.map((place) => place.updatedAt), now), ...(next ? { nextUpdateAt: next } : {}),
        events: read.events.map((event) => ({ since: event.since.toISOString() })),
        counts: countsOf(places), ...(map ? { map } : {}), rows: places.slice(0, HOME_ROWS).map((place) => place.row), total: places.length,
        notices: read.cards,
      },
    }
  }

  async function notices(lang: Lang, query: { q: string; page: number }): Promise<Seen<NoticesView>> {
    const now = clock.now()
    return db.as(anonymous, async (tx) => {
      const found = await listedPublications(tx, now, { ...(query.q ? { q: query.q } : {}), limit: CARDS, offset: (query.page - 1) * CARDS })
      return { tags: overview, view: { items: await cards(tx, found, lang, now), ...(query.q ? { query: query.q } : {}), paging: pagingOf(query.page, CARDS, found.total) } }
    })
  }

  async function notice(lang: Lang, slug: string): Promise<Seen<NoticeView>> {
    const now = clock.now()
    const seen = await db.as(anonymous, async (tx) => {
      const out = await publicationBySlug(tx, slug)
      const body = out && await bodyPage(tx, { partyId: out.partyId })
      if (!out || !body) return undefined
      const lines = statesOf(out.content, await publicStates(tx, out.partyId), now)
      return { tags: [`party:${out.partyId}`], view: noticeView(out, body, lines, lang, now, { answer: (states, text) => answerOf(states, lang, text), what: words[lang].what }) }
    })
    if (!seen) throw new Refusal(await db.as(system('notices.page'), (tx) => wasWithdrawn(tx, slug)) ? 'expired' : 'not_found')
    return seen
  }

  async function status(query: { q: string; state?: PublicState; page: number }): Promise<Seen<StatusView>> {
    const now = clock.now()
    const all = await db.as(anonymous, (tx) => placesNow(tx, now))
    const asked = fold(query.q)
    const found = all.filter((place) => (!query.state || place.row.state === query.state) && (!asked || fold(place.row.name).includes(asked))).sort((a, b) => byName.compare(a.row.name, b.row.name))
    return {
      tags: overview,
      view: {
        updatedAt: latest(all.map((place) => place.updatedAt), now), counts: countsOf(all), rows: found.slice((query.page - 1) * PAGE, query.page * PAGE).map((place) => place.row),
        ...(query.q ? { query: query.q } : {}), ...(query.state ? { filter: query.state } : {}), paging: pagingOf(query.page, PAGE, found.length),
      },
    }
  }

  async function body(lang: Lang, slug: string, subscribe: BodyStatusView['subscribe'] = { state: 'open' }): Promise<Seen<BodyStatusView> & { partyId: string }> {
    const now = clock.now()
    const { timeZone } = await needs.centre()
    return db.as(anonymous, async (tx) => {
      const page = await bodyPage(tx, { slug })
      if (!page) throw new Refusal('not_found')
      const rows = await publicStates(tx, page.partyId)
      const { items } = await listedPublications(tx, now, { partyId: page.partyId, limit: CARDS, offset: 0 })
      const known = page.appearedAt ? Math.ceil((now.getTime() - page.appearedAt.getTime()) / DAY_MS) + 1 : 0
      const count = Math.min(90, Math.max(30, known))
      const periods = await periodsOf(tx, page.partyId, new Date(now.getTime() - (count + 1) * DAY_MS))
      return {
        partyId: page.partyId, tags: [`party:${page.partyId}`],
        view: {
          party: page.slug, name: page.name, services: rows.map((row) => serviceLine(row, now)), updatedAt: latest([...rows.map((row) => row.updatedAt), page.updatedAt], now),
          ...(page.site ? { site: page.site } : {}), contact: page.contact, notices: cardsOf(items, [page], new Map([[page.partyId, rows]]), lang, now), days: daysOf(periods, now, timeZone, count), subscribe,
        },
      }
    })
  }

  async function embed(lang: Lang, slug: string): Promise<Seen<EmbedView>> {
    const { view, tags } = await body(lang, slug)
    const [first] = view.notices
    return { tags, view: { party: view.party, name: view.name, services: view.services, updatedAt: view.updatedAt, ...(first ? { notice: { slug: first.slug, title: first.title } } : {}) } }
  }

  /** One line a confirmed service; for the file of open data. */
  async function table(): Promise<Seen<{ body: BodyPage; line: ReturnType<typeof serviceLine>; confirmedAt: string }[]>> {
    const now = clock.now()
    const { rows, bodies } = await db.as(anonymous, async (tx) => ({ rows: await publicStates(tx), bodies: await bodyPages(tx) }))
    const byBody = Map.groupBy(rows, (row) => row.partyId)
    return { tags: overview, view: bodies.flatMap((body) => (byBody.get(body.partyId) ?? []).filter((row) => isListed(row, now)).map((row) => ({ body, line: serviceLine(row, now), confirmedAt: row.confirmedAt.toISOString() }))) }
  }

  /** The latest notices of everyone or of one body, for feeds. */
  async function feed(lang: Lang, slug?: string): Promise<Seen<{ name?: string; items: { slug: string; title: string; summary: string; body: string; publishedAt: Date; updatedAt: Date }[] }>> {
    const now = clock.now()
    return db.as(anonymous, async (tx) => {
      const page = slug === undefined ? undefined : await bodyPage(tx, { slug })
      if (slug !== undefined && !page) throw new Refusal('not_found')
      const { items } = await listedPublications(tx, now, { ...(page ? { partyId: page.partyId } : {}), limit: 50, offset: 0 })
      const bySlug = new Map((await cards(tx, { items }, lang, now)).map((card) => [card.slug, card]))
      return {
        tags: page ? [`party:${page.partyId}`] : overview,
        view: { ...(page ? { name: page.name } : {}), items: items.flatMap((out) => { const card = bySlug.get(out.slug); return card ? [{ slug: out.slug, title: card.title, summary: card.summary, body: card.partyName, publishedAt: out.publishedAt, updatedAt: out.updatedAt }] : [] }) },
      }
    })
  }

  let sheet: { of: object; drawn: Sheet } | undefined
  async function mapOf(states: ReadonlyMap<string, PlaceRow>): Promise<MapView | undefined> {
    const shapes = await needs.territory.map()
    if (shapes.cells.length === 0) return undefined
    if (sheet?.of !== shapes) sheet = { of: shapes, drawn: sheetOf(shapes, shapes.cells) }
    return mapOn(sheet.drawn, states)
  }

  return { home, notices, notice, status, body, embed, table, feed }
}

const byName = new Intl.Collator('it')

async function cards(tx: Tx, { items }: { items: readonly Publication[] }, lang: Lang, now: Date) {
  const ids = items.map((out) => out.partyId)
  return cardsOf(items, await bodyPagesOf(tx, ids), Map.groupBy(await publicStatesOf(tx, ids), (row) => row.partyId), lang, now)
}

function cardsOf(items: readonly Publication[], bodies: readonly BodyPage[], byBody: ReadonlyMap<string, readonly PublicRow[]>, lang: Lang, now: Date) {
  const named = new Map(bodies.map((body) => [body.partyId, body]))
  return items.flatMap((out) => { const body = named.get(out.partyId); return body ? [noticeCard(out, body, byBody.get(out.partyId) ?? [], lang, now)] : [] })
}

function countsOf(places: readonly PlaceNow[]): HomeView['counts'] {
  const counts = { down: 0, limited: 0, unknown: 0, restored: 0, working: 0 }
  for (const { row } of places) counts[row.state] += 1
  return counts
}

const pagingOf = (page: number, size: number, total: number) => ({ page, pages: Math.max(1, Math.ceil(total / size)), total })
const latest = (moments: readonly Date[], now: Date): string => (moments.length > 0 ? new Date(Math.max(...moments.map((at) => at.getTime()))) : now).toISOString()
const fold = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}+/gu, '').trim()
