/** How noisy rules would be, what they do at single bodies, and with which of them a body begins. */
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type BodyOf, type QueryOf, type ResponseOf } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type * as door from '../../contract-catalogue.ts'
import type { RuleItem, RuleLevel, Shown } from '../../contract-shapes.ts'
import { FORECAST_DAYS, forecastOf, together, type Forecast } from '../../core/forecast.ts'
import { adviceOf, PACK_DAYS, packOf } from '../../core/pack.ts'
import type { Context } from '../context.ts'
import { found, named, partiesOf } from '../dto.ts'
import { rulesById } from '../store/rules-store.ts'
import * as store from '../store/tuning-store.ts'
import { mindFailing, type Trials } from './trials.ts'

const DAY_MS = 86_400_000

export function createTuning(context: Context, trials: Trials) {
  const { ground: { db, clock } } = context
  const since = () => new Date(clock.now().getTime() - FORECAST_DAYS * DAY_MS).toISOString().slice(0, 10)
  const byOf = (actor: Actor) => ({ id: actor.id, name: actor.name })

  const forecast = (actor: Actor, ruleId: string): Promise<ResponseOf<typeof door.readForecast>> => db.as(actor, async (tx) => {
    found((await rulesById(tx, [ruleId]))[0])
    const [logs, hits, tuned] = [await logsOf(tx), await store.hitsSince(tx, since(), { ruleId }), await store.tuningsOfRule(tx, ruleId)]
    const ids = [...new Set([...logs.keys(), ...tuned.map((one) => one.party_id)])]
    const parties = await partiesOf(context, tx, ids)
    const hitsAt = new Map(hits.map((one) => [one.party_id, one.hits]))
    const tunedAt = new Map(tuned.map((one) => [one.party_id, one]))
    const items = ids.map((id) => ({ party: named(parties, id), forecast: forecastOf({ ...(logs.get(id) ?? none), hits: hitsAt.get(id) ?? 0 }), tuned: toTuned(tunedAt.get(id)) }))
      .toSorted((a, b) => b.forecast.hits - a.forecast.hits || a.party.name.localeCompare(b.party.name))
    return { together: together(items.map((one) => one.forecast).filter((one) => one.days > 0)), items }
  })

  const tune = async (actor: Actor, { ruleId, partyId }: { ruleId: string; partyId: string }, { state, reason, version, overrule }: BodyOf<typeof door.tuneRule>): Promise<void> => {
    if (state === 'alert') mindFailing(await trials.failing(actor, [ruleId]), ruleId, overrule)
    await db.as(actor, async (tx) => {
      if (found((await rulesById(tx, [ruleId]))[0]).form === 'filter') throw new Refusal('invalid', { fields: [{ path: 'state', problem: 'a filter is in force for all bodies, or off' }] })
      if (!(await partiesOf(context, tx, [partyId])).has(partyId)) throw new Refusal('not_found')
      const done = state === null ? await store.endTuning(tx, ruleId, partyId, version) : await store.saveTuning(tx, ruleId, version, { realm: actor.realm, partyId, state, reason, pack: false, by: byOf(actor), at: clock.now() })
      if (!done) throw new Refusal('conflict')
      await record(tx, actor, clock.now(), { action: 'watch.tune', partyId, object: `rule:${ruleId}`, detail: { state, reason, ...(overrule && { overrule }) } })
    })
  }

  const ofBody = (actor: Actor, partyId: string, { early }: QueryOf<typeof door.readBodyRules>): Promise<ResponseOf<typeof door.readBodyRules>> => db.as(actor, async (tx) => {
    const party = found((await partiesOf(context, tx, [partyId])).get(partyId))
    const [tuned, hits, logs, begun] = [await store.tuningsOfBody(tx, partyId), await store.hitsSince(tx, since(), { partyId }), (await logsOf(tx)).get(partyId) ?? none, await store.beginningOf(tx, partyId)]
    const tunedAt = new Map(tuned.map((one) => [one.rule_id, one]))
    const hitsOf = new Map(hits.map((one) => [one.rule_id, one.hits]))
    const rules = await store.plainRules(tx, [...new Set([...tunedAt.keys(), ...hitsOf.keys()])])
    const items = rules.map((rule) => {
      const row = tunedAt.get(rule.id)
      const cast = forecastOf({ ...logs, hits: hitsOf.get(rule.id) ?? 0 })
      // Off or set aside is so everywhere: there is nothing to advise.
      const advised = begun && row?.pack && row.state === 'observe' && (rule.state === 'observe' || rule.state === 'alert')
      return { id: rule.id, title: rule.title, level: rule.level as RuleLevel, product: rule.product, state: rule.state as RuleItem['state'], tuned: toTuned(row), forecast: cast, advice: advised ? adviceOf({ begunAt: begun.at, now: clock.now(), early }, cast.verdict) : null }
    }).toSorted((a, b) => b.forecast.hits - a.forecast.hits || (a.title < b.title ? -1 : 1))
    return { party: { id: party.id, name: party.name }, shows: await store.showsOf(tx, partyId) as Shown[], begunAt: begun?.at.toISOString() ?? null, dueAt: begun ? new Date(begun.at.getTime() + PACK_DAYS * DAY_MS).toISOString() : null, items }
  })

  /** In the transaction that makes the first source of a body, or when somebody asks for it. What people chose there stays. */
  async function beginIn(tx: Tx, actor: Actor, partyId: string): Promise<number> {
    const logs = await logsOf(tx)
    const elsewhere = new Map<string, Forecast[]>()
    for (const { rule_id, party_id, hits } of await store.hitsSince(tx, since(), { exceptPartyId: partyId })) elsewhere.set(rule_id, [...(elsewhere.get(rule_id) ?? []), forecastOf({ ...(logs.get(party_id) ?? none), hits })])
    const shows = await store.showsOf(tx, partyId) as Shown[]
    const pack = packOf(shows, (await store.plainRules(tx)).filter((rule) => rule.form !== 'filter' && !rule.silent).map((rule) => ({ ...rule, level: rule.level as RuleLevel, elsewhere: together(elsewhere.get(rule.id) ?? []).verdict })))
    await store.tuneMany(tx, pack, { realm: actor.realm, partyId, state: 'observe', reason: '', pack: true, by: byOf(actor), at: clock.now() })
    await store.saveBeginning(tx, { party_id: partyId, realm: actor.realm, at: clock.now(), rules: pack.length })
    await record(tx, actor, clock.now(), { action: 'watch.begin_body', partyId, detail: { rules: pack.length, shows } })
    return pack.length
  }
  const begin = (actor: Actor, partyId: string): Promise<{ rules: number }> => db.as(actor, async (tx) => {
    if (!(await partiesOf(context, tx, [partyId])).has(partyId)) throw new Refusal('not_found')
    return { rules: await beginIn(tx, actor, partyId) }
  })
  /** A body that has sent nothing before begins with rules that observe. */
  const welcome = async (tx: Tx, actor: Actor, partyId: string): Promise<void> => { if (!await store.beginningOf(tx, partyId)) await beginIn(tx, actor, partyId) }

  const accept = async (actor: Actor, partyId: string, { rules, reason }: BodyOf<typeof door.acceptQuiet>): Promise<{ alerting: number; left: number }> => {
    const failing = await trials.failing(actor, rules)
    return db.as(actor, async (tx) => {
      if (!(await partiesOf(context, tx, [partyId])).has(partyId)) throw new Refusal('not_found')
      const packed = new Set((await store.tuningsOfBody(tx, partyId)).filter((one) => one.pack && one.state === 'observe').map((one) => one.rule_id))
      if (rules.some((id) => !packed.has(id))) throw new Refusal('conflict')
      const good = rules.filter((id) => !failing.has(id))
      const alerting = await store.tuneMany(tx, good, { realm: actor.realm, partyId, state: 'alert', reason, pack: false, by: byOf(actor), at: clock.now() }, true)
      await record(tx, actor, clock.now(), { action: 'watch.accept_quiet', partyId, detail: { rules: good.length, left: rules.length - good.length, reason } })
      return { alerting, left: rules.length - good.length }
    })
  }

  const switchMany = async (actor: Actor, { expected, from, to, product, level, overrule }: BodyOf<typeof door.switchRules>): Promise<{ switched: number; left: number }> => {
    const asked = await db.as(actor, (tx) => store.rulesToSwitch(tx, { product, level, from }))
    if (asked.length !== expected) throw new Refusal('conflict')
    const failing = to === 'alert' && overrule === '' ? await trials.failing(actor, asked) : new Set<string>()
    return db.as(actor, async (tx) => {
      const ids = await store.rulesToSwitch(tx, { product, level, from })
      if (ids.length !== expected) throw new Refusal('conflict')
      const good = ids.filter((id) => !failing.has(id))
      await store.switchAll(tx, good, to, clock.now())
      if (to === 'alert') await store.endPack(tx, good)
      await record(tx, actor, clock.now(), { action: 'watch.switch_rules', detail: { rules: good.length, left: failing.size, before: from, after: to, ...(product !== undefined && { product }), ...(level && { level }), ...(overrule && { overrule }) } })
      return { switched: good.length, left: failing.size }
    })
  }
  const authors = (actor: Actor, query: QueryOf<typeof door.listAuthors>): Promise<ResponseOf<typeof door.listAuthors>> => db.as(actor, async (tx) => {
    const { total, rules, rows } = await store.authors(tx, query)
    return { total, rules, items: rows.map((row) => ({ ...row, licences: [...row.licences], links: [...row.links] })) }
  })

  const logsOf = async (tx: Tx) => new Map((await store.logsSince(tx, since())).map(({ party_id, days, lines }) => [party_id, { days, lines }]))
  return { forecast, tune, ofBody, begin, welcome, accept, switchMany, authors }
}
export type Tuning = ReturnType<typeof createTuning>

const none = { days: 0, lines: 0 }
const toTuned = (row: store.TuningRow | undefined) => (row ? { state: row.state as 'observe' | 'alert' | 'off', reason: row.reason, pack: row.pack, by: row.by_name, at: row.at.toISOString(), version: row.version } : null)
