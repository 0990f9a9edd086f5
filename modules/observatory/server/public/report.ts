/** The yearly report of a centre, from what is public and from what the centre did: as parts, and set as PDF. */
import { anonymous, system, type Lang } from '#platform/contract/index.ts'
import type { CentreInfo } from '#platform/http/site.ts'
import type { Ground } from '#platform/module.ts'
import { instantOfWall } from '#platform/contract/zone.ts'
import type { Report, ReportInput } from '../../contract-report.ts'
import { observatoryView } from '../../core/public/views.ts'
import { typstOf } from './typst.ts'
import { cardOf } from '../../core/public/views.ts'
import type { Editions } from './edition.ts'
import { figuresOf } from '../store/report-store.ts'
import { latestPublications } from '../store/public-store.ts'

const NOTABLE = 10

export async function reportInput({ db, clock }: Pick<Ground, 'db' | 'clock'>, editions: Editions, info: CentreInfo, year: number, lang: Lang): Promise<ReportInput> {
  const [from, to] = [new Date(instantOfWall(Date.UTC(year, 0, 1), info.timeZone)), new Date(instantOfWall(Date.UTC(year + 1, 0, 1), info.timeZone))]
  const filter = { by: 'year', code: String(year) } as const
  const edition = await editions.current()
  const items = await db.as(anonymous, (tx) => latestPublications(tx, { filter, limit: NOTABLE }))
  const around = { edition: { at: (edition.at ?? clock.now()).toISOString(), mark: edition.mark }, latest: items.map((one) => cardOf(one, lang)), municipalities: 0, shapes: null }
  const said = (texts: Readonly<Record<string, string>>) => texts[lang] ?? Object.values(texts)[0] ?? ''
  return {
    year: String(year), lang, timeZone: info.timeZone, now: clock.now().toISOString(), centre: said(info.name) || 'Bastida', region: said(info.region),
    all: observatoryView(edition.lattice, null, around), own: observatoryView(edition.lattice, filter, around), figures: await db.as(system('observatory.report'), (tx) => figuresOf(tx, year, from, to)),
  }
}

/** The typesetter is 51 MB: it is loaded when the first document is made. */
export const printed = async (report: Report, made: Date): Promise<Buffer> => (await import('#platform/pdf/index.ts')).pdfOf(typstOf(report), made)
