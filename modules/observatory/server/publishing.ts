/** From what we hold to what everybody may read: proposed by a machine, reviewed by a person, published by a second one. */
import { EVERY_PAGE } from '#modules/notices/contract.ts'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor } from '#platform/contract/index.ts'
import { redact } from '#platform/contract/redact.ts'
import { readCentre } from '#platform/db/centre.ts'
import type { Tx } from '#platform/db/index.ts'
import { emit } from '#platform/events/index.ts'
import { publicationChanged } from '../contract.ts'
import { proposal as shape, type Proposal } from '../contract-entries.ts'
import type { Facts, Field } from '../contract-facts.ts'
import { columnsOf } from '../core/columns.ts'
import { citable, problemsOf, publicFactsOf, publicSourceOf, startingText } from '../core/redact.ts'
import { load, loadRoot, save } from './entries.ts'
import type { Context } from './context.ts'
import * as store from './store/entries-store.ts'

export async function readProposal({ ground: { db }, needs }: Context, actor: Actor, entryId: string) {
  return db.as(actor, async (tx) => {
    const entry = await load(tx, entryId)
    const row = await store.recordOf(tx, entryId)
    if (!row) throw new Refusal('not_found')
    const published = await store.publicationOf(tx, entryId)
    const { languages } = await readCentre(tx)
    const first = languages[0] ?? 'it'
    const { facts, left } = publicFactsOf(row.facts, await needs.territory.census(tx))
    const [title, summary] = [startingText(row.facts.title, row.facts, redact), startingText(row.facts.summary, row.facts, redact)]
    const cited = (await store.statementsOf(tx, entryId)).filter((one) => citable(one.source) && one.source.kind !== 'press')
    const proposal: Proposal = entry.proposal ?? {
      title: (published?.title as Proposal['title'] | undefined) ?? (title.text ? { [first]: title.text } : {}), summary: (published?.summary as Proposal['summary'] | undefined) ?? (summary.text ? { [first]: summary.text } : {}), facts, sources: cited.map((one) => publicSourceOf(one.source)),
    }
    return { version: entry.version, proposal, covered: [...new Set([...title.found, ...summary.found])], left, problems: problemsOf({ state: entry.state, tlp: row.tlp, facts: row.facts, proposal }) }
  })
}

export type Review = { readonly version: number; readonly title: Proposal['title']; readonly summary: Proposal['summary']; readonly hide: readonly Field[]; readonly sources: readonly string[]; readonly embargoUntil?: string | null | undefined }
/** @throws Refusal not_found, conflict, tlp; invalid with the problems that a machine sees. */
export async function proposeEntry({ ground: { db, clock }, needs }: Context, actor: Actor, entryId: string, { version, title, summary, hide, sources, embargoUntil }: Review): Promise<{ version: number }> {
  return db.as(actor, async (tx) => {
    const entry = await loadRoot(tx, entryId, version)
    const row = await store.recordOf(tx, entryId)
    if (!row) throw new Refusal('not_found')
    const said = await store.statementsOf(tx, entryId)
    const chosen = said.filter((one) => sources.includes(one.id) && citable(one.source))
    if (chosen.length !== sources.length) throw new Refusal('not_found')
    const made = shape.parse({ title: worded(title), summary: worded(summary), facts: publicFactsOf(row.facts, await needs.territory.census(tx), hide).facts, sources: chosen.map((one) => publicSourceOf(one.source)) })
    refuse(problemsOf({ state: entry.state, tlp: row.tlp, facts: row.facts, proposal: made }))
    const now = clock.now()
    const done = await save(tx, entry, { state: entry.state === 'published' ? 'published' : 'ready', proposal: made, ready_by: actor.id, ready_by_name: actor.name, ready_at: now, reason: '', ...(embargoUntil === undefined ? {} : { embargo_until: embargoUntil }) }, now)
    if (entry.state !== 'published') await store.markState(tx, entryId, 'ready')
    await record(tx, actor, now, { action: 'observatory.propose', object: `entry:${entryId}` })
    return done
  })
}
/** An empty language is one that nobody wrote. */
const worded = (texts: Proposal['title']): Proposal['title'] => Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined && text.trim() !== ''))
function refuse(problems: ReturnType<typeof problemsOf>): void {
  if (problems.some((one) => one.code === 'tlp')) throw new Refusal('tlp')
  if (problems.length > 0) throw new Refusal('invalid', { fields: problems.map((one) => ({ path: one.code, problem: one.word ?? one.code })) })
}

/** @throws Refusal second_person when whoever reviewed it publishes it; conflict when nothing is proposed; tlp. */
export async function publishEntry({ ground: { db, clock }, needs }: Context, actor: Actor, entryId: string, { version }: { version: number }): Promise<{ version: number }> {
  const done = await db.as(actor, async (tx) => {
    const entry = await loadRoot(tx, entryId, version)
    const row = await store.recordOf(tx, entryId)
    if (!row || entry.proposal === null || entry.ready_by === null) throw new Refusal('conflict', { reason: 'not_ready' })
    if (entry.ready_by === actor.id) throw new Refusal('second_person')
    // Names may have come to be known since the review: what was agreed to is looked at with today's eyes.
    refuse(problemsOf({ state: entry.state, tlp: row.tlp, facts: row.facts, proposal: entry.proposal }))
    return makePublic(tx, actor, clock.now(), entry, entry.proposal, { id: entry.ready_by, name: entry.ready_by_name ?? '' })
  })
  needs.pages.drop([EVERY_PAGE])
  return done
}

async function makePublic(tx: Tx, actor: Actor, now: Date, entry: store.EntryLine, proposal: Proposal, reviewed: { id: string; name: string }): Promise<{ version: number }> {
  const { country } = await readCentre(tx)
  await store.putPublication(tx, {
    entryId: entry.id, ref: entry.ref, realm: actor.realm, from: entry.embargo_until !== null && entry.embargo_until > now ? entry.embargo_until : now, proposal, columns: columnsOf(proposal.facts as Facts, country),
    reviewed, published: { id: actor.id, name: actor.name }, now,
  })
  const saved = await save(tx, entry, { state: 'published', proposal: null, reason: '' }, now)
  await store.markState(tx, entry.id, 'published')
  await emit(tx, actor, publicationChanged, { entryId: entry.id, public: true })
  await record(tx, actor, now, { action: 'observatory.publish', object: `entry:${entry.id}`, detail: { reviewedBy: reviewed.id } })
  return saved
}

/** Of the catalogue that comes with the program. */
export async function publishSeed({ ground: { clock }, needs }: Context, tx: Tx, actor: Actor, entryId: string, { title, summary }: Pick<Proposal, 'title' | 'summary'>): Promise<void> {
  const entry = await load(tx, entryId, true)
  const row = await store.recordOf(tx, entryId)
  if (!row || entry.origin !== 'seed' || entry.state === 'published') throw new Refusal('conflict')
  // The press names who did not speak: it is cited, and not led to.
  const sources = (await store.statementsOf(tx, entryId)).filter((one) => citable(one.source)).map(({ source }) => publicSourceOf(source.kind === 'press' ? { ...source, url: undefined } : source))
  const proposal = shape.parse({ title: worded(title), summary: worded(summary), facts: publicFactsOf(row.facts, await needs.territory.census(tx)).facts, sources })
  refuse(problemsOf({ state: entry.state, tlp: row.tlp, facts: row.facts, proposal }))
  await makePublic(tx, actor, clock.now(), entry, proposal, { id: 'seed', name: 'Bastida' })
}

/** @throws Refusal not_found, conflict when it is not public. */
export async function withdrawEntry({ ground: { db, clock }, needs }: Context, actor: Actor, entryId: string, { version, reason }: { version: number; reason: string }): Promise<{ version: number }> {
  const done = await db.as(actor, async (tx) => {
    const entry = await loadRoot(tx, entryId, version)
    if (entry.state !== 'published') throw new Refusal('conflict')
    const now = clock.now()
    await store.dropPublication(tx, entryId)
    const saved = await save(tx, entry, { state: 'withdrawn', proposal: null, reason }, now)
    await store.markState(tx, entryId, 'withdrawn')
    await emit(tx, actor, publicationChanged, { entryId, public: false })
    await record(tx, actor, now, { action: 'observatory.withdraw', object: `entry:${entryId}`, reason })
    return saved
  })
  needs.pages.drop([EVERY_PAGE])
  return done
}
