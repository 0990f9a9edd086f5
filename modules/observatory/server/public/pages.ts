/** What each public address of the observatory answers. Pages are kept in memory until something public changes. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { anonymous, Refusal, system, type Lang } from '#platform/contract/index.ts'
import { rawRoute, type Route } from '#platform/http/index.ts'
import { sendTagged } from '#platform/http/etag.ts'
import { localPathOf, type CentreInfo, type Made, type PageAnswer, type Site } from '#platform/http/site.ts'
import type { Ground } from '#platform/module.ts'
import type { TerritoryService } from '#modules/territory/contract.ts'
import { englishAliases, fileFormats, mediaOf, readCatalogue, readFile, readRobots, readSitemap, readTurtle, type FileFormat } from '../../contract-files.ts'
import { filterBys, filterOfPicks, filterQuery, kindGroups, observatoryPages, observatoryPaths, picksOf, type ObservatoryFilter, type ObservatoryPageName, type ObservatoryView, type ObservatoryViews } from '../../contract-public.ts'
import { victimKinds } from '../../contract-facts.ts'
import { catalogueOf } from '../../core/public/dcat.ts'
import { csvOf, csvOfRows, fileTables, jsonOf, jsonOfRows, ROWS } from '../../core/public/files.ts'
import { groupOf, type PublicLattice } from '../../core/public/lattice.ts'
import { regionOf } from '../../core/public/region.ts'
import { rowFileOf } from '../../core/public/rows.ts'
import { SITEMAP_MOST, sitemapOf } from '../../core/public/sitemap.ts'
import { turtleOf } from '../../core/public/turtle.ts'
import { rowFileTexts, tableTexts, titles } from '../../contract-titles.ts'
import { cardOf, caseView, observatoryView, type RegionShapes } from '../../core/public/views.ts'
import { techniquesToSay } from '../attack/speaking.ts'
import type { Edition, Editions } from './edition.ts'
import { atomOf, jsonFeedOf } from './feeds.ts'
import { parquetOf, parquetOfRows } from './parquet.ts'
import { reportPaths } from '../../contract-report.ts'
import { reportDataset } from '../../core/report/dcat.ts'
import type { Many } from '../../core/study/denominators.ts'
import { publicEditions } from '../store/report-store.ts'
import { readDenominators } from '../store/study-store.ts'
import { countPublications, latestPublications, publicationOf, publishedRefs } from '../store/public-store.ts'

export type PublicNeeds = { readonly site: Site; readonly territory: Pick<TerritoryService, 'map' | 'parties' | 'census'>; centre(): Promise<CentreInfo> }

/** Dropped by the notification that a change of `observatory.publication` sends (migration 0290). */
export const TAG = 'party:observatory'
const [CARDS, LATEST, FED] = [20, 12, 50]
const anywhere = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }

export function publicObservatory({ db, clock, publicUrl }: Pick<Ground, 'db' | 'clock' | 'publicUrl'>, { site, territory, centre }: PublicNeeds, editions: Editions): Route[] {
  const shapesOf = createShapes(db, territory)
  const draw = <N extends keyof ObservatoryViews>(place: Parameters<PageAnswer>[0]['place'], name: N, view: ObservatoryViews[N], made: Partial<Made> = {}) => site.draw(place, name, view, { tags: [TAG], keep: true, ...made })
  const editionOf = ({ mark, at }: Edition): ObservatoryView['edition'] => ({ at: (at ?? clock.now()).toISOString(), mark: markShown(mark) })
  const wanted = (filter: ObservatoryFilter) => ({ filter, kinds: victimKinds.filter((kind) => picksOf(filter).some((pick) => pick.by === 'kind' && pick.code === groupOf(kind))) })
  const isKnown = ({ lattice }: Edition, filter: ObservatoryFilter) => picksOf(filter).every(({ by, code }) => (by !== 'province' && by !== 'year') || lattice.of(by)?.some((one) => one.code === code))
  const latest = (filter: ObservatoryFilter, limit: number, offset = 0) => db.as(anonymous, (tx) => latestPublications(tx, { ...wanted(filter), limit, offset }))

  const files = createFiles()
  const catalogue = async (): Promise<object> => {
    const [edition, info, reports] = await Promise.all([editions.current(), centre(), db.as(anonymous, (tx) => publicEditions(tx))])
    const { at, mark } = editionOf(edition)
    const email = info.contacts['email']
    return catalogueOf({
      origin: publicUrl, publisher: info.name[info.languages[0] ?? 'it'] ?? Object.values(info.name)[0] ?? 'Bastida', email: typeof email === 'string' ? email : '', issued: at, version: mark,
      title: { it: titles.it.catalogue, fr: titles.fr.catalogue, en: titles.en.catalogue }, description: { it: titles.it.about, fr: titles.fr.about, en: titles.en.about },
      tables: [{ name: ROWS, ...rowFileTexts() }, ...fileTables(edition.lattice).map((table) => ({ name: table.name, ...tableTexts(table.levels) }))], more: reports.map((one) => reportDataset(publicUrl, one)),
    })
  }

  const feed = async (lang: Lang, info: CentreInfo) => {
    const items = await latest(null, FED)
    const centreName = info.name[lang] ?? Object.values(info.name)[0] ?? 'Bastida'
    return {
      lang, title: `${titles[lang].cases} · ${centreName}`, centre: centreName, now: clock.now(), at: (path: string) => publicUrl + localPathOf({ lang, path, info }, path),
      items: items.map((one) => ({ ...cardOf(one, lang), title: cardOf(one, lang).title || titles[lang].untitled, updatedAt: one.updatedAt.toISOString() })),
    }
  }

  const answers: Readonly<Record<ObservatoryPageName, PageAnswer>> = {
    async observatory({ place, query }) {
      const filter = filterOf(query)
      const [edition, { shapes, municipalities, census }, entered, items] = await Promise.all([editions.current(), shapesOf(), db.as(system('observatory.rates'), (tx) => readDenominators(tx)), latest(filter, LATEST)])
      return draw(place, 'observatory', observatoryView(edition.lattice, filter, { edition: editionOf(edition), latest: items.map((one) => cardOf(one, place.lang)), municipalities, shapes, many: [...census, ...entered.items] }), { keep: isKnown(edition, filter) })
    },
    async cases({ place, query }) {
      const [filter, page] = [filterOf(query), Number(query['page'] ?? 1)]
      const [items, total, edition] = await Promise.all([latest(filter, CARDS, (page - 1) * CARDS), db.as(anonymous, (tx) => countPublications(tx, wanted(filter))), editions.current()])
      const pages = Math.max(1, Math.ceil(total / CARDS))
      // Addresses past the end, or of places that are in no table, have no end: they are not kept.
      return draw(place, 'observatoryCases', { items: items.map((one) => cardOf(one, place.lang)), filter, years: (edition.lattice.of('year') ?? []).map((one) => one.code), paging: { page, pages, total } }, { keep: page <= pages && isKnown(edition, filter) })
    },
    async case({ place, params }) {
      const found = await db.as(anonymous, (tx) => publicationOf(tx, params.slug!))
      if (!found) throw new Refusal('not_found')
      return draw(place, 'observatoryCase', { ...caseView(found, place.lang, observatoryPaths.stix(found.ref)), techniques: await techniquesToSay(db, found.techniques) })
    },
    async data({ place }) {
      const edition = await editions.current()
      const rows = rowFileOf(edition.lattice)
      const listed = (name: string, count: number) => ({ name, rows: count, files: fileFormats.map((format) => ({ format, href: observatoryPaths.file(name, format), bytes: files.of(edition, name, format)!.length })) })
      return draw(place, 'observatoryData', {
        edition: editionOf(edition), catalogue: observatoryPaths.catalogue, turtle: observatoryPaths.turtle, rows: rows.audit,
        tables: [listed(ROWS, rows.rows.length), ...fileTables(edition.lattice).map((table) => listed(table.name, table.cells.length))],
      })
    },
    async atom({ place }) { return { body: atomOf(await feed(place.lang, place.info)), contentType: 'application/atom+xml; charset=utf-8', tags: [TAG], headers: anywhere, keep: true } },
    async json({ place }) { return { body: jsonFeedOf(await feed(place.lang, place.info)), contentType: 'application/feed+json; charset=utf-8', tags: [TAG], headers: anywhere, keep: true } },
  }

  const send = (request: FastifyRequest, reply: FastifyReply, body: Buffer | string, type: string, name: string) => sendTagged(request, reply.header('content-type', type).header('cache-control', 'public, max-age=300').header('content-disposition', `inline; filename="${name}"`).header('access-control-allow-origin', '*').header('link', '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'), body)
  const leading = async (reply: FastifyReply, to: string) => reply.header('cache-control', 'public, max-age=300').redirect(to, 301)

  return [
    ...site.routes(observatoryPages, answers, { own: new Set(), canonicalQuery: (name, query) => (name === 'observatory' || name === 'cases' ? filterQuery(filterOf(query), name === 'cases' ? Number(query['page'] ?? 1) : 1) : '') }),
    rawRoute(readFile, async ({ params, request, reply }) => {
      const [, name = '', format = ''] = /^([a-z-]+)\.([a-z]+)$/.exec(params.file) ?? []
      const edition = await editions.current()
      const bytes = files.of(edition, name, format)
      if (!bytes) throw new Refusal('not_found')
      return send(request, reply, bytes, `${mediaOf[format as FileFormat]}${format === 'parquet' ? '' : '; charset=utf-8'}`, `observatory-${name}.${format}`)
    }),
    rawRoute(readCatalogue, async ({ request, reply }) => send(request, reply, Buffer.from(JSON.stringify(await catalogue())), 'application/ld+json', 'observatory.jsonld')),
    rawRoute(readTurtle, async ({ request, reply }) => send(request, reply, turtleOf(await catalogue()), 'text/turtle; charset=utf-8', 'observatory.ttl')),
    rawRoute(readSitemap, async ({ request, reply }) => {
      const [info, cases, reports] = await Promise.all([centre(), db.as(anonymous, (tx) => publishedRefs(tx, SITEMAP_MOST)), db.as(anonymous, (tx) => publicEditions(tx))])
      const entries = [...[observatoryPaths.home, observatoryPaths.cases, observatoryPaths.data, ...(reports.length > 0 ? [reportPaths.list] : [])].map((path) => ({ path })), ...reports.map(({ year, at }) => ({ path: reportPaths.year(String(year)), changed: at })), ...cases.map(({ ref, updatedAt }) => ({ path: observatoryPaths.case(ref), changed: updatedAt }))]
      return send(request, reply, sitemapOf(entries, info.languages, (lang, path) => publicUrl + localPathOf({ lang: lang as Lang, path, info }, path)), 'application/xml; charset=utf-8', 'sitemap.xml')
    }),
    rawRoute(readRobots, async ({ reply }) => reply.header('content-type', 'text/plain; charset=utf-8').header('cache-control', 'public, max-age=300').send(`User-agent: *\nAllow: /\nSitemap: ${publicUrl}${observatoryPaths.sitemap}\n`)),
    ...englishAliases.map(({ to, endpoint }) => rawRoute(endpoint, ({ reply }) => leading(reply, to))),
  ]
}

/** Files of an edition, each made when first asked and kept as long as its tables. */
function createFiles() {
  const made = new WeakMap<PublicLattice, Map<string, Buffer>>()
  return {
    of(edition: Edition, name: string, format: string): Buffer | undefined {
      const own = made.get(edition.lattice) ?? new Map<string, Buffer>()
      made.set(edition.lattice, own)
      const key = `${name}.${format}`
      const known = own.get(key)
      if (known || !(fileFormats as readonly string[]).includes(format)) return known
      const bytes = bytesOf(edition, name, format as FileFormat)
      if (bytes) own.set(key, bytes)
      return bytes
    },
  }
}

function bytesOf({ lattice, mark }: Edition, name: string, format: FileFormat): Buffer | undefined {
  const version = markShown(mark)
  if (name === ROWS) {
    const file = rowFileOf(lattice)
    return format === 'parquet' ? parquetOfRows(file) : Buffer.from(format === 'csv' ? csvOfRows(file) : jsonOfRows(file, version))
  }
  const table = fileTables(lattice).find((one) => one.name === name)
  return table && (format === 'parquet' ? parquetOf(table) : Buffer.from(format === 'csv' ? csvOf(table) : jsonOf(table, version)))
}
const markShown = (mark: string): string => mark.slice(0, 8)

/** The first two that are there, in this order; codes of a kind that nobody counts are none. */
const filterOf = (query: Readonly<Record<string, unknown>>): ObservatoryFilter => filterOfPicks(filterBys.flatMap((by) => {
  const code = query[by]
  return typeof code === 'string' && (by !== 'kind' || (kindGroups as readonly string[]).includes(code)) ? [{ by, code }] : []
}))

/** Outlines of the provinces, made once for each version of the territory. */
function createShapes(db: Ground['db'], territory: PublicNeeds['territory']) {
  let known: { of: object; shapes: RegionShapes | null; municipalities: number; census: readonly Many[] } | undefined
  return async () => {
    const map = await territory.map()
    if (known?.of === map) return known
    const ids = map.cells.map((cell) => cell.partyId)
    const [parties, counted] = await db.as(system('observatory.map'), async (tx) => [await territory.parties(tx, ids), await territory.census(tx)] as const)
    const provinces = new Map(parties.map((party) => [party.id, party.province]))
    const census = counted.map((one) => ({ ...one, region: one.region || null, province: one.province || null, sector: null, year: null }))
    known = { of: map, census, municipalities: map.cells.length, shapes: map.cells.length === 0 ? null : regionOf(map, map.cells.map((cell) => ({ name: cell.name, province: provinces.get(cell.partyId) ?? '', path: cell.path }))) }
    return known
  }
}
