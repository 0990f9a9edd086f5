/** The catalogue: rules come in as files, each is judged by the engine, and begins by observing. */
import { packs, readDocuments, readRules, type RuleSet } from '#engines/sigma/index.ts'
import { record } from '#platform/audit/index.ts'
import { Refusal, system, type Actor, type BodyOf, type QueryOf, type ResponseOf } from '#platform/contract/index.ts'
import type * as door from '../contract.ts'
import { documentAt } from '../core/documents.ts'
import { starters } from '../core/starters.data.ts'
import type { Context } from './context.ts'
import { found, named, partiesOf, toRule } from './dto.ts'
import * as store from './store/rules-store.ts'

const DAY_MS = 86_400_000
const MET_DAYS = 30
type File = { readonly path: string; readonly text: string }
type Refused = ResponseOf<typeof door.importRules>['refused'][number]

export function createRules(context: Context) {
  const { ground: { db, clock } } = context
  const since = () => new Date(clock.now().getTime() - MET_DAYS * DAY_MS)

  const list = (actor: Actor, query: QueryOf<typeof door.listRules>): Promise<ResponseOf<typeof door.listRules>> => db.as(actor, async (tx) => {
    const { total, rows } = await store.listRules(tx, { ...query, since: since() })
    return { total, items: rows.map(toRule) }
  })
  const read = (actor: Actor, id: string): Promise<ResponseOf<typeof door.readRule>> => db.as(actor, async (tx) => {
    const row = found(await store.ruleWithMet(tx, id, since()))
    const seen = await store.seenOf(tx, id, since())
    const parties = await partiesOf(context, tx, seen.map((one) => one.party_id))
    return { ...toRule(row), stuckAt: row.stuck_at?.toISOString() ?? null, stuckPattern: row.stuck_pattern, yaml: row.yaml, description: row.description, seen: seen.map((one) => ({ party: named(parties, one.party_id), hits: one.hits })) }
  })
  const change = (actor: Actor, id: string, { state, version }: BodyOf<typeof door.changeRule>): Promise<void> => db.as(actor, async (tx) => {
    const [row] = await store.rulesById(tx, [id])
    const before = found(row)
    if (!await store.updateRuleState(tx, id, version, state, clock.now())) throw new Refusal('conflict')
    await record(tx, actor, clock.now(), { action: 'watch.change_rule', object: `rule:${id}`, detail: { before: before.state, after: state } })
  })

  const bring = (actor: Actor, { files, licence }: BodyOf<typeof door.importRules>): Promise<ResponseOf<typeof door.importRules>> => db.as(actor, async (tx) => {
    const { rows, refused } = rowsOf(files, licence, { at: clock.now(), by: actor.name || actor.id })
    const before = new Map((await store.rulesById(tx, rows.map((row) => row.id))).map((row) => [row.id, row]))
    let [added, changed] = [0, 0]
    for (const row of rows) {
      const known = before.get(row.id)
      if (known?.yaml === row.yaml) continue
      await store.saveRule(tx, row)
      if (known) changed += 1
      else added += 1
    }
    await record(tx, actor, clock.now(), { action: 'watch.import', detail: { files: files.length, added, changed, refused: refused.length } })
    return { added, changed, same: rows.length - added - changed, refused }
  })

  /** The first rules, and those for databases that stand by themselves; what is there stays as people left it. */
  const seed = (): Promise<void> => db.as(system('watch.starters'), async (tx) => { await store.seedRules(tx, rowsOf([...starters, ...packs], '', { at: clock.now(), by: 'watch.starters' }).rows) })

  return { list, read, change, bring, seed }
}
export type Rules = ReturnType<typeof createRules>

/** What can be asked of lines one by one, and what cannot, with the reason. */
function rowsOf(files: readonly File[], licence: string, { at, by }: { at: Date; by: string }): { rows: store.NewRule[]; refused: Refused[] } {
  const set: RuleSet = readRules(files)
  const texts = new Map(files.map((file) => [file.path, file.text]))
  const rows = new Map<string, store.NewRule>()
  const refused: Refused[] = set.refused.map(({ path, document, title = '', problems }) => ({ path, document, title, problems: problems.map(({ code, message, line }) => ({ code, message, line: line ?? null })) }))
  const refuse = ({ path, document, title, line }: { path: string; document: number; title: string; line: number }, code: string, message: string) => refused.push({ path, document, title, problems: [{ code, message, line }] })
  for (const { id, head, logsource, silent } of set.rules) {
    if (rows.has(id)) { refuse(head, 'double', 'another rule of these files has the same id'); continue }
    if (silent) { refuse(head, 'part', 'it is a part of a correlation and does not alert by itself'); continue }
    rows.set(id, {
      id, title: head.title.slice(0, 500), description: head.description ?? '', yaml: documentAt(texts.get(head.path) ?? '', head.line), level: head.level ?? 'medium',
      product: logsource.product ?? '', category: logsource.category ?? '', service: logsource.service ?? '', tags: [...head.tags], author: head.author ?? '', licence: head.license ?? licence, path: head.path.slice(0, 300), imported_at: at, imported_by: by,
    })
  }
  for (const one of set.correlations) refuse(one, 'correlation', 'correlations are not asked of lines yet')
  for (const one of readDocuments(files).documents) if (one.kind === 'filter') refuse(one, 'filter', 'global filters are not kept yet: silence the rule at the body instead')
  return { rows: [...rows.values()], refused }
}
