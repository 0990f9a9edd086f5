/** The catalogue: rules come in as files, each is judged by the engine, and begins by observing. */
import { packs } from '#engines/sigma/index.ts'
import { record } from '#platform/audit/index.ts'
import { Refusal, system, type Actor, type BodyOf, type QueryOf, type ResponseOf } from '#platform/contract/index.ts'
import type * as door from '../contract.ts'
import { starters } from '../core/starters.data.ts'
import type { Imports } from './catalogue/imports.ts'
import { readFiles } from './catalogue/read.ts'
import { mindFailing, type Trials } from './catalogue/trials.ts'
import type { Context } from './context.ts'
import { linksOf } from './correlations/shown.ts'
import { found, named, partiesOf, toRule } from './dto.ts'
import * as store from './store/rules-store.ts'
import { endPack } from './store/tuning-store.ts'

const DAY_MS = 86_400_000
const MET_DAYS = 30

export function createRules(context: Context, imports: Imports, trials: Trials) {
  const { ground: { db, clock } } = context
  const since = () => new Date(clock.now().getTime() - MET_DAYS * DAY_MS)

  const list = (actor: Actor, query: QueryOf<typeof door.listRules>): Promise<ResponseOf<typeof door.listRules>> => db.as(actor, async (tx) => {
    const { rows, ...counts } = await store.listRules(tx, { ...query, since: since() })
    return { ...counts, items: rows.map(toRule), products: await store.products(tx) }
  })
  const read = (actor: Actor, id: string): Promise<ResponseOf<typeof door.readRule>> => db.as(actor, async (tx) => {
    const row = found(await store.ruleWithMet(tx, id, since()))
    const seen = await store.seenOf(tx, id, since())
    const parties = await partiesOf(context, tx, seen.map((one) => one.party_id))
    return { ...toRule(row), ...await linksOf(tx, row, since()), stuckAt: row.stuck_at?.toISOString() ?? null, stuckPattern: row.stuck_pattern, yaml: row.yaml, description: row.description, origin: row.origin, link: row.link, gone: row.gone as '' | 'deprecated' | 'removed', seen: seen.map((one) => ({ party: named(parties, one.party_id), hits: one.hits })) }
  })
  const change = async (actor: Actor, id: string, { state, version, overrule }: BodyOf<typeof door.changeRule>): Promise<void> => {
    if (state === 'alert') mindFailing(await trials.failing(actor, [id]), id, overrule)
    await db.as(actor, async (tx) => {
      const [row] = await store.rulesById(tx, [id])
      const before = found(row)
      if (before.form === 'filter' && state === 'alert') throw new Refusal('invalid', { fields: [{ path: 'state', problem: 'a filter is in force or off; it alerts of nothing' }] })
      const under = (await store.correlationsOver(tx, id)).map((one) => one.id)
      if (!await store.updateRuleState(tx, id, version, state, clock.now())) throw new Refusal('conflict')
      if (state === 'alert') await endPack(tx, [id])
      await record(tx, actor, clock.now(), { action: 'watch.change_rule', object: `rule:${id}`, detail: { before: before.state, after: state, ...(state === 'off' && under.length > 0 && { under }), ...(overrule && { overrule }) } })
    })
  }

  const bring = async (actor: Actor, { files, licence }: BodyOf<typeof door.importRules>): Promise<ResponseOf<typeof door.importRules>> => {
    const { importId, refused, ...said } = await imports.propose(actor, { kind: 'files', origin: files.length === 1 ? files[0]!.path : `${files.length}`, ref: '', licence, files })
    return { importId: importId!, ...said, refused: refused.map((one) => ({ ...one, problems: [...one.problems] })) }
  }

  /** The first rules, and those for databases with their correlations; what is there stays as people left it. */
  const seed = (): Promise<void> => db.as(system('watch.starters'), async (tx) => {
    await store.seedRules(tx, readFiles([...starters, ...packs], '').rules.map((rule) => ({ ...rule, origin: '', gone: '', imported_at: clock.now(), imported_by: 'watch.starters' })))
  })

  return { list, read, change, bring, seed }
}
export type Rules = ReturnType<typeof createRules>
