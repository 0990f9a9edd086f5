/** Carries the rules out: one transaction takes away, proves and records; files go after it. A kill leaves nothing half done. */
import { randomUUID } from 'node:crypto'
import { record } from '#platform/audit/index.ts'
import { LIVE, system } from '#platform/contract/index.ts'
import { readCentre } from '#platform/db/centre.ts'
import { keyAge } from '#platform/db/keyRotation.ts'
import type { Ground } from '#platform/module.ts'
import type { Ask, Due, Purge, RetentionRule } from '#platform/retention.ts'
import type { PurgeReport, RetentionService } from '../contract.ts'
import { digestOf, holds, leavesOf, spanOf } from '../core/proof.ts'
import { cutoff, isTurn, nextTurn } from '../core/terms.ts'
import { entryOf, finishRun, insertProof, insertRun, lastFinished, readProofs, readRuns, type Failed, type Proof } from './store.ts'

export type RetentionNeeds = {
  /** Every rule of the house, in the order in which it is read and carried out. */
  readonly rules: readonly RetentionRule[]
  /** At most so many objects in one transaction; the rest follows in the next. */
  readonly limit?: number
}
export type Service = ReturnType<typeof createService>
type Outcome = PurgeReport['rules'][number]

const ACTOR = 'retention'
const LIMIT = 5000
const LOOK = 100_000
const PROOFS_AT_ONCE = 50

export function createService({ db, clock, log }: Pick<Ground, 'db' | 'clock' | 'log'>, { rules, limit = LIMIT }: RetentionNeeds) {
  const keeper = system(ACTOR)

  async function purge(by: 'job' | 'command', { dryRun = false } = {}): Promise<PurgeReport> {
    const runId = dryRun ? null : randomUUID()
    if (runId) await db.as(keeper, (tx) => insertRun(tx, { id: runId, startedAt: clock.now(), by }))
    const done: Outcome[] = []
    for (const rule of rules) if (rule.purge && rule.term) done.push(await carryOut(rule, rule.purge, runId))
    const problems = done.flatMap(({ rule, problem }): Failed[] => (problem === null ? [] : [{ rule, problem }]))
    if (runId) await db.as(keeper, (tx) => finishRun(tx, runId, clock.now(), problems))
    return { runId, dryRun, rules: done }
  }

  async function carryOut(rule: RetentionRule, work: Purge, runId: string | null): Promise<Outcome> {
    const gone: Due[] = []
    const digests: string[] = []
    let files = 0
    let problem: string | null = null
    // What was committed stands, with its proof; the rest is for the next run.
    const failed = (error: unknown, where: { realm?: string } = {}) => {
      problem ??= (error as Error).message.slice(0, 300)
      log.error('a rule of retention failed, the others go on', { rule: rule.id, ...where, error })
    }
    try {
      const now = clock.now()
      const ask: Omit<Ask, 'realm'> = { now, before: cutoff(now, rule.term!), limit: runId ? limit : LOOK, lock: runId !== null }
      const realms = work.realms ? await db.as(keeper, (tx) => work.realms!(tx, ask)) : [LIVE]
      for (const realm of realms) {
        try {
          for (let more = true; more; ) {
            const part = await pass(rule, work, { ...ask, realm }, runId)
            for (const one of part.due) gone.push(one)
            if (part.digest) digests.push(part.digest)
            more = runId !== null && !work.whole && part.due.length === limit
          }
        } catch (error) {
          failed(error, { realm }) // one realm that cannot go keeps no other
        }
      }
      if (runId && work.sweep) files = await work.sweep(now)
    } catch (error) {
      failed(error)
    }
    const moments = gone.map((one) => one.at.getTime()).sort((a, b) => a - b)
    return { rule: rule.id, removed: gone.length, oldest: dateOf(moments[0]), newest: dateOf(moments.at(-1)), digests, files, problem }
  }

  /** One transaction: what goes, its proof, its entry. With no run it only looks. */
  async function pass(rule: RetentionRule, work: Purge, ask: Ask, runId: string | null): Promise<{ due: readonly Due[]; digest?: string }> {
    const actor = system(ACTOR, ask.realm)
    return (work.db ?? db).as(actor, async (tx) => {
      const due = await work.due(tx, ask)
      if (runId === null || due.length === 0) return { due }
      await work.remove(tx, due, ask)
      const leaves = leavesOf(due.map((one) => one.id))
      const proof: Proof = { id: randomUUID(), run_id: runId, rule: rule.id, at: ask.now, removed: due.length, ...spanOf(due), digest: digestOf(leaves), leaves }
      await insertProof(tx, proof)
      const digest = proof.digest.toString('hex')
      await record(tx, actor, ask.now, { action: 'retention.purge', object: `purge:${proof.id}`, detail: { rule: rule.id, run: runId, fate: rule.fate, removed: due.length, oldest: proof.oldest.toISOString(), newest: proof.newest.toISOString(), before: ask.before.toISOString(), digest } })
      return { due, digest }
    })
  }

  async function read(page: { limit: number; offset: number }) {
    const { runs, total, proofs } = await db.as(keeper, (tx) => readRuns(tx, page))
    const { since, rotation } = await db.as(keeper, keyAge)
    return {
      key: { since: since?.toISOString() ?? null, changing: rotation !== undefined && rotation.finished_at === null },
      rules: rules.map(({ id, what, where, fate, term, from, why, promptly = false }) => ({ id, what, where: [...where], fate, term, from, why, promptly })),
      total, nextAt: nextTurn(clock.now()).toISOString(),
      runs: runs.map((run) => ({
        id: run.id, startedAt: run.started_at.toISOString(), finishedAt: run.finished_at?.toISOString() ?? null, by: run.by as 'job' | 'command' | 'request', problems: run.problems as unknown as Failed[],
        proofs: (proofs.get(run.id) ?? []).map(proofView),
      })),
    }
  }

  /** Recomputes the digest of each proof that holds the id, and compares it with what the audit log says. */
  async function prove(id: string) {
    return db.as(keeper, async (tx) => {
      const found = []
      for (let offset = 0; ; offset += PROOFS_AT_ONCE) {
        const proofs = await readProofs(tx, { limit: PROOFS_AT_ONCE, offset })
        for (const proof of proofs.filter((one) => holds(one.leaves, id))) {
          const entry = await entryOf(tx, proof.id)
          const digest = digestOf(proof.leaves).toString('hex')
          found.push({ ...proofView(proof), holds: digest === proof.digest.toString('hex') && digest === entry?.digest, entry: entry?.seq ?? null })
        }
        if (proofs.length < PROOFS_AT_ONCE) return found
      }
    })
  }

  /** Never before the centre is ready: a database that was just made knows nothing of what lies in the folder. */
  const isDue = (): Promise<boolean> => db.as(keeper, async (tx) => (await readCentre(tx)).ready && isTurn(clock.now(), await lastFinished(tx)))

  return { purge, prove, read, isDue } satisfies RetentionService & Record<string, unknown>
}

const dateOf = (ms: number | undefined) => (ms === undefined ? null : new Date(ms))
const proofView = (proof: Omit<Proof, 'leaves'>) => ({ id: proof.id, rule: proof.rule, at: proof.at.toISOString(), removed: proof.removed, oldest: proof.oldest.toISOString(), newest: proof.newest.toISOString(), digest: proof.digest.toString('hex') })
