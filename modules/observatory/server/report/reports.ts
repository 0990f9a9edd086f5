/** The report of a year: entered, drawn as a draft, published as a copy that stays, withdrawn. */
import { record as audit } from '#platform/audit/index.ts'
import { Refusal, type Actor, type Lang } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { CentreInfo } from '#platform/http/site.ts'
import type { Entered, Introductions, Report, ReportInput } from '../../contract-report.ts'
import { inputIn } from '../../core/report/input.ts'
import type { Context } from '../context.ts'
import type { Editions } from '../public/edition.ts'
import { printed, reportData } from '../public/report.ts'
import * as store from '../store/report-store.ts'
import { by } from '../study/study.ts'
import { sinceEdition } from './since.ts'

export type Reporting = Context & { readonly editions: Editions; /** Draws the parts: it comes with the built pages. */ readonly reports: () => Promise<(input: ReportInput) => Report>; centre(): Promise<CentreInfo> }

/** The year it is, at the centre. */
async function present({ ground, centre }: Reporting): Promise<number> {
  return Number(new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: (await centre()).timeZone }).format(ground.clock.now()))
}
/** @throws Refusal not_found of a year to come: nothing is known of it. */
async function begun(reporting: Reporting, year: number): Promise<void> { if (year > (await present(reporting))) throw new Refusal('not_found') }

export async function listReports(reporting: Reporting, actor: Actor) {
  const now = await present(reporting)
  return reporting.ground.db.as(actor, async (tx) => {
    const last = new Map((await store.lastEditions(tx)).map((one) => [one.year, one]))
    const years = [...new Set([now, now - 1, ...last.keys(), ...(await store.keptYears(tx))])].toSorted((a, b) => b - a)
    return { items: years.map((year) => { const one = last.get(year); return { year, state: one === undefined ? 'draft' as const : one.state === 'published' ? 'published' as const : 'withdrawn' as const, edition: one?.number ?? null, at: (one?.withdrawnAt ?? one?.publishedAt)?.toISOString() ?? null } }) }
  })
}

export async function readReport(reporting: Reporting, actor: Actor, year: number, lang: Lang) {
  await begun(reporting, year)
  const draft = await reportData(reporting.ground, reporting.editions, await reporting.centre(), year)
  return reporting.ground.db.as(actor, async (tx) => {
    const kept = await store.readKept(tx, year)
    const editions = (await store.listEditions(tx, year)).map(({ number, state, reason, publishedAt, publishedBy, withdrawnAt, withdrawnReason }) => ({ number, state, reason, publishedBy, withdrawnReason, publishedAt: publishedAt.toISOString(), withdrawnAt: withdrawnAt?.toISOString() ?? null }))
    const { gone, corrected } = await sinceEdition(tx, year)
    return { year, version: kept?.version ?? 0, entered: draft.entered, introductions: draft.introductions, editions, gone: [...gone], corrected: corrected.map((one) => one.ref), draft: inputIn(draft, lang) as never }
  })
}

export async function saveReport(reporting: Reporting, actor: Actor, year: number, kept: { readonly version: number; readonly entered: Entered; readonly introductions: Introductions }) {
  await begun(reporting, year)
  return reporting.ground.db.as(actor, async (tx) => {
    const now = reporting.ground.clock.now()
    const version = await store.saveKept(tx, year, kept, by(actor, now))
    if (version === undefined) throw new Refusal('conflict')
    await audit(tx, actor, now, { action: 'observatory.save_report', object: `report:${year}`, detail: { version } })
    return { version }
  })
}

/** The documents are made before anything is written: what cannot be drawn is not published. */
export async function publishReport(reporting: Reporting, actor: Actor, year: number, { version, reason }: { readonly version: number; readonly reason: string }) {
  await begun(reporting, year)
  const [draw, info, now] = [await reporting.reports(), await reporting.centre(), reporting.ground.clock.now()]
  const state = async (tx: Tx) => ({ number: await store.nextNumber(tx, year), version: (await store.readKept(tx, year))?.version ?? 0 })
  const { number, version: kept } = await reporting.ground.db.as(actor, state)
  if (kept !== version) throw new Refusal('conflict')
  if (number > 1 && reason.trim().length < 3) throw new Refusal('invalid', { fields: [{ path: 'body.reason', problem: 'a new edition says why' }] })
  const said = number > 1 ? reason : ''
  const data = await reportData(reporting.ground, reporting.editions, info, year, { number, at: now.toISOString(), reason: said })
  const pdfs: (readonly [Lang, Buffer])[] = []
  for (const lang of info.languages) pdfs.push([lang, await printed(draw(inputIn(data, lang)), now)])
  return reporting.ground.db.as(actor, async (tx) => {
    // What somebody saved or published while the documents were made is not in them.
    const then = await state(tx)
    if (then.number !== number || then.version !== version) throw new Refusal('conflict')
    await store.insertEdition(tx, { year, number, reason: said, data, pdfs }, by(actor, now))
    await audit(tx, actor, now, { action: 'observatory.publish_report', object: `report:${year}`, reason: said, detail: { edition: number, bytes: pdfs.reduce((sum, [, pdf]) => sum + pdf.length, 0) } })
    return { number }
  })
}

export const withdrawReport = ({ ground }: Reporting, actor: Actor, year: number, { number, reason }: { readonly number: number; readonly reason: string }) => ground.db.as(actor, async (tx) => {
  const now = ground.clock.now()
  if (!(await store.withdrawEdition(tx, year, number, reason, by(actor, now)))) throw new Refusal((await store.listEditions(tx, year)).some((one) => one.number === number) ? 'conflict' : 'not_found')
  await audit(tx, actor, now, { action: 'observatory.withdraw_report', object: `report:${year}`, reason, detail: { edition: number } })
  return { number }
})

export async function draftPdf(reporting: Reporting, year: number, lang: Lang): Promise<Buffer> {
  await begun(reporting, year)
  const draw = await reporting.reports()
  return printed(draw(inputIn(await reportData(reporting.ground, reporting.editions, await reporting.centre(), year), lang)), reporting.ground.clock.now())
}
