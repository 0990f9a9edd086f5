/**
 * Reads the hits of parts, asks the correlations, raises alerts. What a turn led to and that it was taken is one transaction. Windows
 * live in memory; whoever comes new, or is behind, makes them of the turns that are kept.
 */
import { LIVE, system } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { standingOf } from '../../core/correlations.ts'
import type { Context } from '../context.ts'
import { correlationsMark, workingCorrelations, type RuleRow } from '../store/rules-store.ts'
import { hasWaiting, lockTurn, moveTurn, offAt, sweepSteps, takeWaiting, thinSteps, turnsBetween } from '../store/steps-store.ts'
import { raiseFired } from './raising.ts'
import { createWindows, type Windows } from './windows.ts'

export const actor = system('watch.correlations')
/** Rows of one transaction. */
const STEPS_MOST = 2000
/** One run ends after so long, so that whoever stops the centre is not kept waiting. */
const RUN_MS = 20_000
const SWEEP_MS = 60_000
const THIN_MS = 600_000
/** Rows of a body and rule that are kept for windows made anew. */
const KEPT_MOST = 500_000

type Memory = { readonly key: string; readonly rules: ReadonlyMap<string, RuleRow>; readonly windows: Windows; turn: number }

export function createCorrelating({ ground: { db, clock, log }, needs }: Context, { stepsMost = STEPS_MOST, keptMost = KEPT_MOST } = {}) {
  let memory: Memory | undefined
  let [sweptAt, thinnedAt] = [0, 0]

  /** As of this turn, with the correlations that stand now. */
  async function remember(tx: Tx, turn: number): Promise<Memory> {
    const off = await offAt(tx)
    const key = `${await correlationsMark(tx)} ${off.join()}`
    if (memory?.key !== key) {
      const rules = await workingCorrelations(tx)
      const isOff = new Set(off)
      memory = { key, rules: new Map(rules.map((rule) => [rule.id, rule])), windows: createWindows(standingOf(rules).docs, (partyId, ruleId) => isOff.has(`${partyId} ${ruleId}`)), turn: 0 }
    }
    // What others have taken meanwhile, or all that is kept: it fired then, and does not again.
    for (let behind = await turnsBetween(tx, memory.turn, turn, STEPS_MOST); behind.length > 0; behind = await turnsBetween(tx, memory.turn, turn, STEPS_MOST)) {
      for (const [at, steps] of Map.groupBy(behind, (step) => step.turn!)) { memory.windows.feed(steps); memory.turn = at }
    }
    memory.turn = turn
    return memory
  }

  /** @returns whether there may be more. */
  async function take(): Promise<boolean> {
    if (!await db.as(actor, hasWaiting)) return false
    const graph = await needs.territory.graph(LIVE)
    try {
      return await db.as(actor, async (tx) => {
        const now = clock.now()
        const before = await lockTurn(tx, now)
        if (before === undefined) return false
        const { windows, rules } = await remember(tx, before)
        const steps = await takeWaiting(tx, before + 1, stepsMost)
        if (steps.length === 0) return false
        memory!.turn = before + 1
        await raiseFired(tx, windows.feed(steps), rules, graph, now)
        await moveTurn(tx, before + 1, now)
        return steps.length === stepsMost
      })
    } catch (error) {
      // The windows hold what the database does not: made anew at the next run.
      memory = undefined
      throw error
    }
  }

  /** Until nothing waits, or the run has lasted long enough. */
  async function run(): Promise<void> {
    const until = clock.elapsedMs() + RUN_MS
    while (await take()) if (clock.elapsedMs() > until) return
    const now = clock.now()
    if (now.getTime() - sweptAt < SWEEP_MS) return
    sweptAt = now.getTime()
    await db.as(actor, (tx) => sweepSteps(tx, now))
    if (now.getTime() - thinnedAt < THIN_MS) return
    thinnedAt = now.getTime()
    const gone = await db.as(actor, (tx) => thinSteps(tx, keptMost))
    if (gone > 0) log.warn('a part of correlations finds more than is kept: after a restart its windows reach back less', { rows: gone })
  }
  return { run }
}
export type Correlating = ReturnType<typeof createCorrelating>
