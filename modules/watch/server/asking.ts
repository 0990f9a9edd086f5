/** What rules say of lines: the ones in force, kept ready, and their answers by frame. */
import { createHash } from 'node:crypto'
import type { Tx } from '#platform/db/index.ts'
import { standingOf, type Standing, type Watched } from '../core/correlations.ts'
import { withoutZone } from '../core/zones.ts'
import type { Context } from './context.ts'
import type { Frame } from './frame.ts'
import { createIndicators, type Heard } from './indicators/working.ts'
import type { CompiledRules } from './matching.ts'
import { catalogueMark, workingRules, type RuleRow } from './store/rules-store.ts'

export type Working = { readonly mark: string; /** Of the texts. */ readonly key: string; readonly rules: ReadonlyMap<string, RuleRow>; readonly compiled: CompiledRules; /** What correlations ask of hits, by rule. */ readonly watched: Standing['watched'] }
/** One rule in the lines of one frame, by their numbers, rising. */
export type Hit = { readonly frame: Frame; readonly rule: RuleRow; readonly lines: readonly number[]; /** Where correlations refer to the rule. */ readonly watched?: Watched | undefined }
export type Found = { readonly hits: readonly Hit[]; readonly tallies: readonly (Frame & { readonly broken: number; readonly noZone: number })[]; readonly stuck: readonly { readonly rule: RuleRow; readonly pattern: string }[]; /** What lists of indicators say. */ readonly heard: readonly Heard[] }
export type Asking = ReturnType<typeof createAsking>

export function createAsking(context: Context) {
  const { ground: { log }, needs } = context
  const indicators = createIndicators(context)
  let working: Working | undefined

  async function rulesNow(tx: Tx): Promise<Working> {
    await indicators.notice(tx)
    const mark = await catalogueMark(tx)
    if (working?.mark === mark) return working
    const rules = await workingRules(tx)
    const key = keyOf(rules)
    // A rule that may alert now is asked as before: only other texts are read anew.
    const compiled = working?.key === key ? working.compiled : needs.compile(rules)
    if (working && working.compiled !== compiled) await working.compiled.close()
    working = { mark, key, rules: new Map(rules.map((rule) => [rule.id, rule])), compiled, watched: standingOf(rules.filter((rule) => rule.form === 'correlation')).watched }
    return working
  }

  /** Outside of any transaction: it takes as long as the lines are many. */
  async function match(frames: readonly Frame[], now: Working): Promise<Found> {
    const [asked, listening] = [now.compiled.match(frames.map((frame) => frame.lines)), indicators.match(frames)]
    // While the threads work.
    const zones = frames.map((frame) => withoutZone(frame.lines))
    const [{ pieces, stuck }, heard] = await Promise.all([asked, listening])
    if (stuck.length > 0) {
      for (const one of stuck) log.error('a rule did not come to an end over lines and is set aside', { rule: one.ruleId })
      const gone = new Set(stuck.map((one) => one.ruleId))
      working = { ...now, key: keyOf([...now.rules.values()].filter((rule) => !gone.has(rule.id))) }
    }
    const hits: Hit[] = []
    for (const [index, frame] of frames.entries()) {
      const byRule = new Map<string, number[]>()
      for (const [line, ruleId] of pieces[index]!.hits) {
        const lines = byRule.get(ruleId)
        if (lines) lines.push(line)
        else byRule.set(ruleId, [line])
      }
      for (const [ruleId, lines] of byRule) {
        const rule = now.rules.get(ruleId)
        if (rule) hits.push({ frame, rule, lines, watched: now.watched.get(ruleId) })
      }
    }
    return { hits, tallies: frames.map((frame, index) => ({ ...frame, broken: pieces[index]!.broken, noZone: zones[index]! })), stuck: stuck.map((one) => ({ rule: now.rules.get(one.ruleId)!, pattern: one.pattern })), heard }
  }

  return {
    rulesNow, match, settled: indicators.settled,
    close: async (): Promise<void> => { await indicators.close(); await working?.compiled.close(); working = undefined },
  }
}

function keyOf(rules: Iterable<RuleRow>): string {
  const hash = createHash('sha256')
  for (const { id, yaml } of rules) hash.update(`${id}\u0000${yaml}\u0000`)
  return hash.digest('base64')
}
