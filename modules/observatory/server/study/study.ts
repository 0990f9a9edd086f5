/** Figures, denominators and saved studies. A version is made once, with the figures of its moment. */
import { randomUUID } from 'node:crypto'
import { record as audit } from '#platform/audit/index.ts'
import { Refusal, type Actor } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Block, Denominator, Figures, StudyFilter } from '../../contract-study.ts'
import { changesOf } from '../../core/study/changes.ts'
import { figuresOf } from '../../core/study/figures.ts'
import type { Many } from '../../core/study/denominators.ts'
import type { Context } from '../context.ts'
import * as store from '../store/study-store.ts'

export const by = (actor: Actor, at: Date) => ({ realm: actor.realm, id: actor.id, name: actor.name, at })

export async function figures({ ground, needs }: Context, tx: Tx, actor: Actor, filter: StudyFilter): Promise<Figures> {
  const many = await manyOf(needs, tx)
  const rows = await store.readRows(tx, filter)
  const providers = [...new Set(rows.flatMap((row) => row.providerIds))].slice(0, 2000)
  const names = new Map((await needs.territory.parties(tx, providers)).map((one) => [one.id, one.name]))
  const ifDown = new Map(providers.length === 0 ? [] : (await needs.territory.falls(actor.realm, providers)).map(({ partyId, ...reach }) => [partyId, reach]))
  return figuresOf(rows, many, filter, ground.clock.now().toISOString().slice(0, 10), { names, ifDown, had: await hadBy(needs, tx, filter) })
}

/** Who had what is compared: its users, and those that are named. Nothing where nobody was asked for, or nobody is known. */
async function hadBy({ territory }: Context['needs'], tx: Tx, { tool, had = '' }: StudyFilter): Promise<ReadonlyMap<string, string> | null> {
  const called = had.split(/[\n;]/).map((one) => one.trim()).filter(Boolean).slice(0, 500)
  const bodies = [...(tool ? await territory.usersOf(tx, tool) : []), ...(called.length > 0 ? await territory.partiesCalled(tx, called) : [])]
  return bodies.length === 0 ? null : new Map(bodies.map((one) => [one.id, one.kind]))
}

/** Bodies are those of the registry as it is today; what was entered by hand comes first where it is of the year or before. */
async function manyOf({ territory }: Context['needs'], tx: Tx): Promise<Many[]> {
  const [census, entered] = [await territory.census(tx), await store.readDenominators(tx)]
  return [...census.map((one) => ({ ...one, region: one.region || null, province: one.province || null, sector: null, year: null })), ...entered.items]
}

export const readFigures = (context: Context, actor: Actor, filter: StudyFilter) => context.ground.db.as(actor, async (tx) => ({ figures: await figures(context, tx, actor, filter), dataAt: context.ground.clock.now().toISOString() }))

export const listDenominators = ({ ground }: Context, actor: Actor, page: { limit: number; offset: number }) => ground.db.as(actor, async (tx) => {
  const { total, items } = await store.readDenominators(tx, page)
  return { total, items: items.map(({ sector, size, province, enteredAt, ...one }) => ({ ...one, kind: one.kind as Denominator['kind'], ...(sector ? { sector } : {}), ...(size ? { size: size as Denominator['size'] } : {}), ...(province ? { province } : {}), enteredAt: enteredAt.toISOString() })) }
})
export const saveDenominators = ({ ground }: Context, actor: Actor, items: readonly Denominator[]) => ground.db.as(actor, async (tx) => {
  const now = ground.clock.now()
  await store.putDenominators(tx, items, by(actor, now))
  await audit(tx, actor, now, { action: 'observatory.save_denominators', detail: { rows: items.length, kinds: [...new Set(items.map((one) => one.kind))] } })
  return { saved: items.length }
})
export const removeDenominator = ({ ground }: Context, actor: Actor, id: string) => ground.db.as(actor, async (tx) => {
  if (!(await store.deleteDenominator(tx, id))) throw new Refusal('not_found')
  await audit(tx, actor, ground.clock.now(), { action: 'observatory.remove_denominator', object: `denominator:${id}` })
})

export const listStudies = ({ ground }: Context, actor: Actor, page: { limit: number; offset: number }) => ground.db.as(actor, async (tx) => {
  const { total, items } = await store.listStudyHeads(tx, page)
  return { total, items: items.map((one) => ({ ...one, updatedAt: one.updatedAt.toISOString() })) }
})

/** `last` 0: a new study. */
export const saveStudy = (context: Context, actor: Actor, id: string = randomUUID(), last: number, written: { readonly title: string; readonly blocks: readonly Block[] }) => context.ground.db.as(actor, async (tx) => {
  const now = context.ground.clock.now()
  const number = await store.nextVersion(tx, id, last, written.title, by(actor, now))
  if (number === undefined) throw new Refusal((await store.studyExists(tx, id)) ? 'conflict' : 'not_found')
  const made = new Map<string, Figures>()
  const all: (Figures | null)[] = []
  for (const one of written.blocks) {
    if (one.kind === 'text') { all.push(null); continue }
    const key = JSON.stringify(one.filter)
    if (!made.has(key)) made.set(key, await figures(context, tx, actor, one.filter))
    all.push(made.get(key)!)
  }
  await store.insertVersion(tx, { id, number, ...written, figures: all }, by(actor, now))
  await audit(tx, actor, now, { action: 'observatory.save_study', object: `study:${id}`, detail: { number } })
  return { id, number }
})

export const readStudy = ({ ground }: Context, actor: Actor, id: string, number: number) => ground.db.as(actor, async (tx) => {
  const found = await store.readVersion(tx, id, number)
  if (!found) throw new Refusal('not_found')
  return { ...found, dataAt: found.dataAt.toISOString() }
})

const MOST_CHANGES = 200
/** Against the version before; the first has none. */
export const studyChanges = ({ ground }: Context, actor: Actor, id: string, number: number) => ground.db.as(actor, async (tx) => {
  const after = await store.readVersion(tx, id, number)
  if (!after) throw new Refusal('not_found')
  const before = number > 1 ? await store.readVersion(tx, id, number - 1) : undefined
  const { fresh, changes } = before ? changesOf(before, after) : { fresh: [], changes: [] }
  return { before: before?.number ?? null, fresh, total: changes.length, changes: changes.slice(0, MOST_CHANGES) }
})
