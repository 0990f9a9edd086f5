/** What a yearly report is made from, from what is public and from what the centre did; and the document made of it. */
import { anonymous, system, type Lang } from '#platform/contract/index.ts'
import type { CentreInfo } from '#platform/http/site.ts'
import type { Ground } from '#platform/module.ts'
import { instantOfWall } from '#platform/contract/zone.ts'
import { nothingEntered, type EditionSaid, type Report, type ReportData, type ReportInput } from '../../contract-report.ts'
import { cardOf, observatoryView } from '../../core/public/views.ts'
import { inputIn } from '../../core/report/input.ts'
import { typstOf } from './typst.ts'
import type { Editions } from './edition.ts'
import { figuresOf, readKept } from '../store/report-store.ts'
import { latestPublications } from '../store/public-store.ts'

/** Cases told one by one at most: the latest; the others are a link away. */
const TOLD = 12

type Bare = Pick<Ground, 'db' | 'clock'> & { readonly publicUrl?: string }
export async function reportData({ db, clock, publicUrl = '' }: Bare, editions: Editions, info: CentreInfo, year: number, said: EditionSaid | null = null): Promise<ReportData> {
  const starts = (of: number) => new Date(instantOfWall(Date.UTC(of, 0, 1), info.timeZone))
  const filter = { by: 'year', code: String(year) } as const
  const edition = await editions.current()
  const items = await db.as(anonymous, (tx) => latestPublications(tx, { filter, limit: TOLD + 1 }))
  const around = { edition: { at: (edition.at ?? clock.now()).toISOString(), mark: '' }, latest: [], municipalities: 0, shapes: null }
  const [now, before, kept, keptBefore] = await db.as(system('observatory.report'), async (tx) => [
    await figuresOf(tx, year, starts(year), starts(year + 1), info.timeZone), await figuresOf(tx, year - 1, starts(year - 1), starts(year), info.timeZone), await readKept(tx, year), await readKept(tx, year - 1),
  ] as const)
  return {
    year: String(year), timeZone: info.timeZone, now: clock.now().toISOString(), origin: publicUrl, centre: info.name, region: info.region, languages: info.languages,
    all: observatoryView(edition.lattice, null, around), own: observatoryView(edition.lattice, filter, around),
    moreCases: items.length > TOLD, cases: items.slice(0, TOLD).map((one) => { const { ref, started, kind, action, province } = cardOf(one, 'it'); return { ref, started, kind, action, province, days: one.days, stillDown: one.stillDown, title: one.title, summary: one.summary } }).toSorted((a, b) => (a.started ?? '').localeCompare(b.started ?? '') || (a.ref < b.ref ? -1 : 1)),
    figures: now, before: before.reports + before.bodies + before.exercises > 0 ? before : null,
    entered: kept?.entered ?? nothingEntered, enteredBefore: keptBefore?.entered ?? null, introductions: kept?.introductions ?? {}, edition: said,
  }
}
export const reportInput = async (ground: Bare, editions: Editions, info: CentreInfo, year: number, lang: Lang): Promise<ReportInput> => inputIn(await reportData(ground, editions, info, year), lang)

/** The typesetter is 51 MB: it is loaded when the first document is made. */
export const printed = async (report: Report, made: Date): Promise<Buffer> => (await import('#platform/pdf/index.ts')).pdfOf(typstOf(report), made)
