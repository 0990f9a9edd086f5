/** Rules tried by their events, with the very matcher that reads the logs. */
import { randomUUID } from 'node:crypto'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type BodyOf, type ResponseOf } from '#platform/contract/index.ts'
import { TRIALS_MOST, type addTrial, type readTrials, type runTrials } from '../../contract-catalogue.ts'
import type { Context } from '../context.ts'
import { found } from '../dto.ts'
import type { CompileRules, WrittenRule } from '../matching.ts'
import { rulesById } from '../store/rules-store.ts'
import { deleteTrial, insertTrial, trialsOf } from '../store/trials-store.ts'
import { linesOf } from './folder.ts'

export type Asked = { readonly ruleId: string; readonly least: number; readonly lines: string }
export type Tried = { /** Lines that met the rule. */ readonly met: number; readonly ok: boolean }

/** @returns for each trial, in order. A rule that does not come to an end over them fails. */
export async function tryRules(compile: CompileRules, rules: readonly WrittenRule[], asked: readonly Asked[]): Promise<Tried[]> {
  if (asked.length === 0) return []
  const compiled = compile(rules)
  try {
    const { pieces, stuck } = await compiled.match(asked.map((one) => Buffer.from(`${one.lines}\n`)))
    const late = new Set(stuck.map((one) => one.ruleId))
    return asked.map(({ ruleId, least }, i) => {
      const met = pieces[i]!.hits.filter(([, id]) => id === ruleId).length
      return { met, ok: !late.has(ruleId) && pieces[i]!.broken === 0 && (least === 0 ? met === 0 : met >= least) }
    })
  } finally { await compiled.close() }
}

export function createTrials({ ground: { db, clock }, needs }: Context) {
  const list = (actor: Actor, ruleId: string): Promise<ResponseOf<typeof readTrials>> => db.as(actor, async (tx) => {
    found((await rulesById(tx, [ruleId]))[0])
    return { items: (await trialsOf(tx, [ruleId])).map(({ id, name, least, lines, own }) => ({ id, name, least, lines, own })) }
  })
  const run = async (actor: Actor, ruleId: string): Promise<ResponseOf<typeof runTrials>> => {
    const { rule, trials } = await db.as(actor, async (tx) => ({ rule: found((await rulesById(tx, [ruleId]))[0]), trials: await trialsOf(tx, [ruleId]) }))
    const tried = await tryRules(needs.compile, [rule], trials.map(({ least, lines }) => ({ ruleId, least, lines })))
    return { items: trials.map(({ id }, i) => ({ id, ...tried[i]! })) }
  }
  const add = (actor: Actor, ruleId: string, { name, least, lines }: BodyOf<typeof addTrial>): Promise<{ id: string }> => db.as(actor, async (tx) => {
    if (found((await rulesById(tx, [ruleId]))[0]).form !== 'rule') throw new Refusal('invalid', { fields: [{ path: 'lines', problem: 'rules are tried by events, line by line; correlations and filters are not' }] })
    const text = linesOf(lines)
    if (text === undefined) throw new Refusal('invalid', { fields: [{ path: 'lines', problem: 'JSON documents, one a line' }] })
    if ((await trialsOf(tx, [ruleId])).length >= TRIALS_MOST) throw new Refusal('conflict')
    const id = randomUUID()
    await insertTrial(tx, { id, rule_id: ruleId, name, least, lines: text, own: true, at: clock.now(), by: actor.name || actor.id })
    await record(tx, actor, clock.now(), { action: 'watch.add_trial', object: `rule:${ruleId}`, detail: { name, least } })
    return { id }
  })
  const remove = (actor: Actor, id: string): Promise<void> => db.as(actor, async (tx) => {
    const row = found(await deleteTrial(tx, id))
    await record(tx, actor, clock.now(), { action: 'watch.remove_trial', object: `rule:${row.rule_id}`, detail: { name: row.name } })
  })
  /** Of these rules: whose events fail. Outside of any transaction, since a matcher is made for it. */
  const failing = async (actor: Actor, ruleIds: readonly string[]): Promise<Set<string>> => {
    const { rules, trials } = await db.as(actor, async (tx) => {
      const rows = await trialsOf(tx, ruleIds)
      return { trials: rows, rules: await rulesById(tx, [...new Set(rows.map((row) => row.rule_id))]) }
    })
    const tried = await tryRules(needs.compile, rules, trials.map((row) => ({ ruleId: row.rule_id, least: row.least, lines: row.lines })))
    return new Set(trials.flatMap((row, i) => (tried[i]!.ok ? [] : [row.rule_id])))
  }
  return { list, run, add, remove, failing }
}
export type Trials = ReturnType<typeof createTrials>
/** @throws Refusal when somebody wants it to alert although its events fail, and gives no reason. */
export function mindFailing(failing: ReadonlySet<string>, ruleId: string, overrule: string): void {
  if (failing.has(ruleId) && overrule === '') throw new Refusal('invalid', { fields: [{ path: 'overrule', problem: 'its events fail: a reason is needed' }] })
}
