/** What a person of the centre does to an entry: read it, add a source's word, choose, mark, merge and take back. */
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type Tlp } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { emit } from '#platform/events/index.ts'
import { entryChanged } from '../contract.ts'
import type { EntryState, EntryView } from '../contract-entries.ts'
import { precisions, type Field, type Statement } from '../contract-facts.ts'
import { alike } from '../core/alike.ts'
import { speak } from './attack/speaking.ts'
import type { Context } from './context.ts'
import { recordStatements, refold, sayMore } from './recording.ts'
import * as store from './store/entries-store.ts'
import { dropRecord } from './store.ts'

/** @throws Refusal not_found. */
export async function load(tx: Tx, entryId: string, lock = false): Promise<store.EntryLine> {
  const entry = await store.entryById(tx, entryId, lock)
  if (!entry) throw new Refusal('not_found')
  return entry
}
/** Of an entry that stands for itself. @throws Refusal not_found, conflict. */
export async function loadRoot(tx: Tx, entryId: string, version: number): Promise<store.EntryLine> {
  const entry = await load(tx, entryId, true)
  if (entry.version !== version || entry.merged_into !== null) throw new Refusal('conflict')
  return entry
}
export async function save(tx: Tx, entry: store.EntryLine, to: store.EntryChange, now: Date): Promise<{ version: number }> {
  if (!(await store.changeEntry(tx, entry.id, entry.version, to, now))) throw new Refusal('conflict')
  return { version: entry.version + 1 }
}

export async function readEntry({ ground: { db } }: Context, actor: Actor, entryId: string): Promise<EntryView> {
  return db.as(actor, async (tx) => {
    const entry = await load(tx, entryId)
    const into = entry.merged_into === null ? undefined : await store.entryById(tx, entry.merged_into)
    // Merged: its own statements alone, folded as they would be if it stood for itself, are read at the entry that it is part of.
    const row = await store.recordOf(tx, entryId)
    const [said, merged, published, twins] = [await store.statementsOf(tx, entryId), await store.mergedInto(tx, entryId), await store.publicationOf(tx, entryId), row ? await twinsOf(tx, entryId) : []]
    return {
      id: entry.id, ref: entry.ref, version: entry.version, state: entry.state, tlp: entry.tlp as Tlp, wholeTlp: (row?.tlp ?? entry.tlp) as Tlp, embargoUntil: entry.embargo_until?.toISOString() ?? null, sharedWith: entry.shared_with, origin: entry.origin as EntryView['origin'], caseId: entry.case_id, reason: entry.reason,
      mergedInto: into ? { id: into.id, ref: into.ref } : null, merged: merged.map((one) => ({ ...one, at: one.at.toISOString() })),
      title: row?.title ?? said[0]?.facts.title ?? '', startedOn: row?.started_on ?? null, precision: precisions.find((one) => one === row?.precision) ?? null, night: row?.night ?? null, weekend: row?.weekend ?? null, holiday: row?.holiday ?? null,
      daysToRestore: row?.days_to_restore ?? null, stillDown: row?.still_down ?? false, confidence: row?.confidence ?? 0, facts: row?.facts ?? {}, provenance: (row?.provenance ?? {}) as EntryView['provenance'], chosen: entry.chosen as EntryView['chosen'],
      techniques: await speak(tx, row?.facts.techniques ?? []),
      statements: said.map((one) => ({ ...one, facts: one.facts as Record<string, unknown>, recordedAt: one.recordedAt.toISOString() })), twins,
      ready: entry.ready_at && entry.state === 'ready' ? { byName: entry.ready_by_name ?? '', at: entry.ready_at.toISOString(), mine: entry.ready_by === actor.id } : null,
      published: published ? { at: published.published_at.toISOString(), byName: published.published_by_name, reviewedByName: published.reviewed_by_name, from: published.public_from.toISOString(), edition: published.edition } : null,
    }
  })
}

async function twinsOf(tx: Tx, entryId: string): Promise<EntryView['twins']> {
  const [me, ...others] = await store.candidatesOf(tx, entryId)
  if (!me || me.entryId !== entryId) return []
  return others.flatMap((one) => { const like = alike(me, one); return like ? [{ entryId: one.entryId, ref: one.ref, title: one.title, startedOn: one.startedOn, ...like }] : [] }).sort((a, b) => b.score - a.score).slice(0, 10)
}
export async function listTwins({ ground: { db } }: Context, actor: Actor) {
  return db.as(actor, async (tx) => {
    const pairs = await store.candidatePairs(tx)
    const by = new Map((await store.seenOf(tx, [...new Set(pairs.flatMap(({ a, b }) => [a, b]))])).map((one) => [one.entryId, one]))
    const side = ({ entryId, ref, title, startedOn }: store.Candidate) => ({ entryId, ref, title, startedOn })
    return {
      pairs: pairs.flatMap(({ a, b }) => { const [x, y] = [by.get(a), by.get(b)]; const like = x && y && alike(x, y); return like ? [{ a: side(x), b: side(y), ...like }] : [] }).sort((a, b) => b.score - a.score).slice(0, 100),
    }
  })
}

export async function addEntry({ ground: { db, clock } }: Context, actor: Actor, { statement, tlp }: { statement: Statement; tlp: Tlp }): Promise<{ entryId: string; ref: string }> {
  return db.as(actor, async (tx) => {
    const [made] = await recordStatements(tx, actor, clock.now(), [statement], { state: 'draft', origin: 'person', tlp })
    return { entryId: made!.entryId, ref: made!.ref }
  })
}
export async function addStatement({ ground: { db, clock } }: Context, actor: Actor, entryId: string, { version, statement }: { version: number; statement: Statement }): Promise<{ version: number }> {
  return db.as(actor, async (tx) => {
    const entry = await loadRoot(tx, entryId, version)
    const now = clock.now()
    await sayMore(tx, actor, now, entryId, statement)
    const done = await save(tx, entry, againDraft(entry), now)
    await refold(tx, actor, now, [entryId])
    await record(tx, actor, now, { action: 'observatory.say', object: `entry:${entryId}`, detail: { source: statement.source.kind } })
    return done
  })
}
/** What a reviewer has agreed to was another text. What is public stays public as it was. */
export const againDraft = (entry: store.EntryLine): store.EntryChange => (entry.state === 'ready' ? { state: 'draft', proposal: null, ready_by: null, ready_by_name: null, ready_at: null } : {})

export async function chooseField({ ground: { db, clock } }: Context, actor: Actor, entryId: string, { version, field, statementId }: { version: number; field: Field; statementId: string | null }): Promise<{ version: number }> {
  return db.as(actor, async (tx) => {
    const entry = await loadRoot(tx, entryId, version)
    if (statementId !== null && !(await store.statementsOf(tx, entryId)).some((one) => one.id === statementId && one.facts[field] !== undefined)) throw new Refusal('not_found')
    const { [field]: _, ...others } = entry.chosen
    const now = clock.now()
    const done = await save(tx, entry, { ...againDraft(entry), chosen: statementId === null ? others : { ...others, [field]: statementId } }, now)
    await refold(tx, actor, now, [entryId])
    await record(tx, actor, now, { action: 'observatory.choose', object: `entry:${entryId}`, detail: { field, statementId } })
    return done
  })
}

const tellOf = async (tx: Tx, actor: Actor, ...ids: readonly string[]): Promise<void> => { for (const entryId of ids) await emit(tx, actor, entryChanged, { entryId }) }

export type Marks = { readonly version: number; readonly tlp?: Tlp | undefined; readonly embargoUntil?: string | null | undefined; readonly state?: EntryState | undefined }
export async function changeEntry({ ground: { db, clock } }: Context, actor: Actor, entryId: string, { version, tlp, embargoUntil, state }: Marks): Promise<{ version: number }> {
  return db.as(actor, async (tx) => {
    const entry = await loadRoot(tx, entryId, version)
    // What is public is taken back by a withdrawal, which says why.
    if (state !== undefined && entry.state === 'published') throw new Refusal('conflict', { reason: 'published' })
    if (entry.state === 'published' && (tlp === 'red' || tlp === 'amber+strict')) throw new Refusal('conflict', { reason: 'published' })
    const now = clock.now()
    const done = await save(tx, entry, { ...againDraft(entry), ...(tlp ? { tlp } : {}), ...(embargoUntil === undefined ? {} : { embargo_until: embargoUntil }), ...(state ? { state } : {}) }, now)
    await refold(tx, actor, now, [entryId])
    await tellOf(tx, actor, entryId)
    await record(tx, actor, now, { action: 'observatory.change', object: `entry:${entryId}`, detail: { tlp, embargoUntil, state } })
    return done
  })
}

/** Points one entry to another; nothing is moved. Whoever was merged into it comes along. @throws Refusal not_found, conflict. */
export async function mergeEntry({ ground: { db, clock } }: Context, actor: Actor, entryId: string, { version, into }: { version: number; into: string }): Promise<{ version: number }> {
  return db.as(actor, async (tx) => {
    await store.holdMerges(tx, actor.realm)
    const entry = await loadRoot(tx, entryId, version)
    const other = await load(tx, into)
    if (other.merged_into !== null || entry.state === 'published' || (await store.standsBelow(tx, entryId, into))) throw new Refusal('conflict', { reason: entry.state === 'published' ? 'published' : 'merged' })
    const now = clock.now()
    const done = await save(tx, entry, { ...againDraft(entry), merged_into: into, merged_at: now, merged_by: actor.id }, now)
    await dropRecord(tx, entryId)
    await refold(tx, actor, now, [into])
    await tellOf(tx, actor, entryId, into)
    await record(tx, actor, now, { action: 'observatory.merge', object: `entry:${entryId}`, detail: { into } })
    return done
  })
}
/** @throws Refusal not_found, conflict when it is merged into none. */
export async function separateEntry({ ground: { db, clock } }: Context, actor: Actor, entryId: string, { version }: { version: number }): Promise<{ version: number }> {
  return db.as(actor, async (tx) => {
    await store.holdMerges(tx, actor.realm)
    const entry = await load(tx, entryId, true)
    const from = entry.merged_into
    if (entry.version !== version || from === null) throw new Refusal('conflict')
    const now = clock.now()
    const done = await save(tx, entry, { merged_into: null, merged_at: null, merged_by: null }, now)
    await refold(tx, actor, now, [entryId, from])
    await tellOf(tx, actor, entryId, from)
    await record(tx, actor, now, { action: 'observatory.separate', object: `entry:${entryId}`, detail: { from } })
    return done
  })
}
