/** An import is a proposal, whichever way it came; applying it is one statement for all of it. */
import { randomUUID } from 'node:crypto'
import { readDocuments, type SigmaDocument } from '#engines/sigma/index.ts'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type BodyOf, type QueryOf, type ResponseOf } from '#platform/contract/index.ts'
import type * as door from '../../contract-catalogue.ts'
import { changesOf } from '../../core/changes.ts'
import { diffOf } from '../../core/diff.ts'
import type { RuleForm, RuleLevel } from '../../contract-shapes.ts'
import type { Context } from '../context.ts'
import { found } from '../dto.ts'
import * as store from '../store/imports-store.ts'
import { meantBy, meansFor } from './meaning.ts'
import { readFiles, type File, type RuleText } from './read.ts'
import { tryRules, type Asked } from './trials.ts'

const REFUSED_SHOWN = 1000
export type Given = {
  readonly kind: (typeof door.importKinds)[number]; readonly origin: string; readonly ref: string; readonly licence: string; readonly files: readonly File[]; readonly trials?: ReadonlyMap<string, readonly store.Trial[]>
  /** Only these; empty: all. */
  readonly products?: readonly string[]; readonly levels?: readonly RuleLevel[]
}
export type Proposed = { readonly importId: string | null; readonly added: number; readonly changed: number; readonly gone: number; readonly same: number; readonly failing: number; readonly refused: readonly store.Refused[] }

export function createImports({ ground: { db, clock }, needs }: Context) {
  /** `dry`: says it and keeps nothing. */
  const propose = async (actor: Actor, given: Given, dry = false): Promise<Proposed> => {
    const { products = [], levels = [] } = given
    const meant = await db.as(actor, (tx) => meantBy(tx, given.files))
    const read = readFiles(given.files, given.licence, meant)
    const isAsked = (one: RuleText) => (products.length === 0 || products.includes(one.product)) && (levels.length === 0 || levels.includes(one.level as RuleLevel))
    const rules = withParts(read.rules.filter(isAsked), read.rules)
    const ids = rules.map((one) => one.id)
    const [standing, missing, outdated] = await db.as(actor, async (tx) => [
      new Map((await store.standingRules(tx, ids)).map((one) => [one.id, one])),
      // Single files say nothing of what a collection has no more.
      given.kind === 'files' ? [] : await store.rulesOfOrigin(tx, given.origin, { products, levels }),
      await store.rulesGiven(tx, read.deprecated),
    ] as const)
    const fresh = rules.filter((one) => standing.get(one.id)?.yaml !== one.yaml || standing.get(one.id)?.gone !== '' || standing.get(one.id)?.silent !== one.silent)
    const asked = fresh.flatMap(({ id }): Asked[] => (given.trials?.get(id) ?? []).map((one) => ({ ruleId: id, ...one })))
    const withTrials = new Set(asked.map((one) => one.ruleId))
    const tried = await tryRules(needs.compile, fresh.filter((one) => withTrials.has(one.id)), asked)
    const failing = new Set(asked.flatMap((one, i) => (tried[i]!.ok ? [] : [one.ruleId])))
    const plain: store.NewProposal[] = fresh.map((rule) => {
      const before = standing.get(rule.id)
      return {
        ...withoutId(rule), rule_id: rule.id, kind: before ? 'changed' : 'new', reason: '', changes: before ? changesOf(readDocuments([{ path: rule.path, text: before.yaml }]).documents[0] as SigmaDocument | undefined, read.heads.get(rule.id)!) : [],
        events: [...(given.trials?.get(rule.id) ?? [])], tested: !withTrials.has(rule.id) ? '' : failing.has(rule.id) ? 'failed' : 'passed',
      }
    })
    const here = new Set(read.rules.map((one) => one.id))
    const late = new Set(outdated.map((one) => one.id))
    // A rule whose new text is refused is not gone: it is said among the refused, and the old one goes on.
    const refusedPaths = new Set(read.refused.map((one) => one.path))
    const gone = [...outdated.map((one) => ({ one, reason: 'deprecated' as const })), ...missing.filter((one) => !here.has(one.id) && !late.has(one.id) && !refusedPaths.has(one.path)).map((one) => ({ one, reason: 'removed' as const }))]
    plain.push(...gone.filter(({ one }) => !here.has(one.id)).map(({ one, reason }): store.NewProposal => ({
      rule_id: one.id, kind: 'gone', reason, form: one.form, called: one.called, parts: one.parts, generate: one.generate, silent: one.silent, title: one.title, description: one.description, yaml: one.yaml, level: one.level, product: one.product, category: one.category, service: one.service, tags: one.tags, author: one.author, licence: one.licence, path: one.path, status: one.status, link: one.link, changes: [], events: [], tested: '',
    })))
    const proposals = await db.as(actor, (tx) => meansFor(tx, plain, read.rules))
    const of = (kind: string) => proposals.filter((one) => one.kind === kind).length
    const said = { added: of('new'), changed: of('changed'), gone: of('gone'), same: rules.length - fresh.length, failing: failing.size }
    if (dry) return { importId: null, ...said, refused: read.refused }
    const importId = randomUUID()
    await db.as(actor, async (tx) => {
      await store.insertImport(tx, {
        id: importId, kind: given.kind, origin: given.origin.slice(0, 500), ref: given.ref.slice(0, 200), licence: given.licence, files: given.files.length, same: said.same, refused: read.refused.slice(0, REFUSED_SHOWN), refused_count: read.refused.length,
        made_at: clock.now(), made_by: actor.name || actor.id,
      }, proposals)
      await record(tx, actor, clock.now(), { action: 'watch.import', object: `import:${importId}`, detail: { kind: given.kind, files: given.files.length, ...said, refused: read.refused.length } })
    })
    return { importId, ...said, refused: read.refused }
  }

  const list = (actor: Actor, query: QueryOf<typeof door.listImports>): Promise<ResponseOf<typeof door.listImports>> => db.as(actor, async (tx) => {
    const { total, rows } = await store.listImports(tx, query)
    return { total, items: rows.map(toImport) }
  })
  const read = (actor: Actor, id: string, { limit, offset, ...narrowed }: QueryOf<typeof door.readImport>): Promise<ResponseOf<typeof door.readImport>> => db.as(actor, async (tx) => {
    const row = found(await store.importById(tx, id))
    const rows = await store.proposals(tx, id, narrowed, { limit, offset })
    return { ...toImport(row), refused: row.refused.map((one) => ({ ...one, problems: [...one.problems] })), ...await store.proposalCounts(tx, id, narrowed), items: rows.map(toProposal) }
  })
  const readOne = (actor: Actor, importId: string, ruleId: string): Promise<ResponseOf<typeof door.readProposal>> => db.as(actor, async (tx) => {
    const row = found(await store.proposalById(tx, importId, ruleId))
    return { ...toProposal(row), lines: row.kind === 'gone' ? [] : diffOf(row.kind === 'new' ? '' : row.standing ?? '', row.yaml) }
  })

  const apply = (actor: Actor, importId: string, { expected, ...narrowed }: BodyOf<typeof door.applyImport>): Promise<{ applied: number }> => db.as(actor, async (tx) => {
    const row = found(await store.importById(tx, importId, true))
    if (row.state !== 'waiting') throw new Refusal('conflict')
    const applied = await store.applyProposals(tx, { importId, origin: row.kind === 'files' ? '' : row.origin, at: clock.now(), by: actor.name || actor.id }, narrowed)
    // Somebody was faster, or saw another list: nothing is done that was not seen.
    if (applied !== expected) throw new Refusal('conflict')
    const missing = await store.partsMissing(tx, importId)
    if (missing.length > 0) throw new Refusal('invalid', { fields: [{ path: 'parts', problem: `correlations stand on rules that are not applied: ${missing.join(', ')}` }] })
    await record(tx, actor, clock.now(), { action: 'watch.apply', object: `import:${importId}`, detail: { applied, ...narrowed } })
    return { applied }
  })
  const drop = (actor: Actor, importId: string): Promise<void> => db.as(actor, async (tx) => {
    found(await store.importById(tx, importId, true))
    if (!await store.dropImport(tx, importId, clock.now(), actor.name || actor.id)) throw new Refusal('conflict')
    await record(tx, actor, clock.now(), { action: 'watch.drop_import', object: `import:${importId}` })
  })
  return { propose, list, read, readOne, apply, drop }
}
export type Imports = ReturnType<typeof createImports>

/** A correlation comes with what it stands on, whatever was asked for. */
function withParts(some: readonly RuleText[], all: readonly RuleText[]): RuleText[] {
  const byId = new Map(all.map((one) => [one.id, one]))
  const taken = new Set<RuleText>()
  for (const open = [...some]; open.length > 0;) {
    const one = open.pop()!
    if (taken.has(one)) continue
    taken.add(one)
    if (one.form === 'correlation') open.push(...one.parts.flatMap((id) => byId.get(id) ?? []))
  }
  return all.filter((one) => taken.has(one))
}
const withoutId = ({ id: _id, ...rest }: RuleText) => rest
const toImport = (row: store.ImportRow & store.Counts): door.ImportItem => ({
  id: row.id, kind: row.kind as door.ImportItem['kind'], origin: row.origin, ref: row.ref, state: row.state as door.ImportItem['state'], files: row.files, added: row.added, changed: row.changed, gone: row.gone, same: row.same,
  refusedCount: row.refused_count, waiting: row.waiting, madeAt: row.made_at.toISOString(), madeBy: row.made_by,
})
const toProposal = (row: store.ProposalRow & { readonly state: string | null }): door.ProposalItem => ({
  ruleId: row.rule_id, kind: row.kind as door.ProposalKind, reason: row.reason as door.ProposalItem['reason'], title: row.title, form: row.form as RuleForm, level: row.level as RuleLevel, product: row.product, author: row.author, licence: row.licence,
  changes: [...row.changes], tested: row.tested as door.ProposalItem['tested'], state: row.state as door.ProposalItem['state'], appliedAt: row.applied_at?.toISOString() ?? null,
})
