import { randomUUID } from 'node:crypto'
import { record } from '#platform/audit/index.ts'
import { fixedClock, type Clock } from '#platform/clock.ts'
import { LIVE, Refusal, system, type Actor } from '#platform/contract/index.ts'
import { untilTaken } from '#platform/db/trouble.ts'
import type { Ground } from '#platform/module.ts'
import type { ExerciseService, ExerciseView, PlayOptions } from '../contract.ts'
import { findings } from '../core/findings.ts'
import { westpole } from '../core/westpole.data.ts'
import { play, type Stage } from './player.ts'
import * as store from './store.ts'

export type Needs = {
  /** The modules above, made anew on a clock that the exercise sets. */
  stage(clock: Clock): Stage
  /** Names for the demonstration's provider: the story needs one that the whole region leans on. */
  demoProvider(): Promise<{ id: string } | undefined>
  /** Name of this process among those that serve together. */
  readonly process: string
}
export type Service = ReturnType<typeof createService>

const FALL_TITLE = { exercise: 'Fermo di Nubilis Cloud (esercitazione)', demo: 'Fermo di Nubilis Cloud' }

export function createService(ground: Ground, needs: Needs) {
  const { db, clock, log } = ground
  const keeper = system('exercise')

  /** 06:00 of the Friday at least thirteen days ago: the whole story is past when it has been played. */
  function lastFriday(): Date {
    const day = new Date(clock.now().getTime() - 13 * 86_400_000)
    day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 2) % 7))
    day.setUTCHours(5, 0, 0, 0)
    return day
  }

  async function begin(actor: Actor): Promise<{ id: string; realm: string; zeroAt: Date }> {
    const id = randomUUID()
    const run = { id, realm: `ex:${id}`, zeroAt: lastFriday() }
    await db.as(keeper, async (tx) => {
      await store.insertRun(tx, { ...run, name: 'westpole', startedAt: clock.now(), by: actor.name || actor.id, process: needs.process })
      await record(tx, actor, clock.now(), { action: 'exercise.start', object: `exercise:${id}` })
    })
    return run
  }

  async function run(started: { id: string; realm: string; zeroAt: Date }, options: PlayOptions, told: (text: string) => void): Promise<ExerciseView> {
    const from = clock.elapsedMs()
    const by = (name: string) => system(`exercise.${name}`, started.realm)
    const save = (change: Parameters<typeof store.updateRun>[2]) => db.as(keeper, (tx) => store.updateRun(tx, started.id, change))
    try {
      const stageClock = fixedClock(started.zeroAt)
      const stage = needs.stage(stageClock)
      if (!options.ownRegistry && !(await needs.demoProvider())) await stage.territory.seedDemo(by('seed'))
      const set = await stage.territory.seedExercise(by('seed'), { bodies: options.bodies, seed: options.seed, ownRegistry: options.ownRegistry })
      await stage.pump(started.realm)
      told(`${set.bodyIds.length} bodies on stage`)
      let saved = clock.elapsedMs()
      const played = await play(stage, stageClock, by, {
        providerId: set.providerId, serviceIds: set.fallenServiceIds, zeroAt: started.zeroAt, seed: options.seed, untilHour: options.untilHour, publish: false, title: FALL_TITLE.exercise, elapsedMs: clock.elapsedMs,
      }, async (at) => {
        if (clock.elapsedMs() - saved < 1000) return
        saved = clock.elapsedMs()
        told(`hour ${Math.round(at.hour)} of ${Math.round(at.lastHour)}: ${at.done} of ${at.steps} steps`)
        await save({ progress: at })
      })
      const seen = await db.as(by('findings'), async (tx) => ({
        tied: await stage.cases.tiedOf(tx, played.mainId), states: await stage.obligations.statesOf(tx, played.mainId),
        notices: await stage.notices.noticesOf(tx, (await stage.cases.tiedOf(tx, played.mainId)).map((one) => one.id)),
      }))
      const counts = { bodies: set.bodyIds.length, children: played.tied, obligations: played.obligations, notices: played.notices, openMs: Math.round(played.openMs), totalMs: Math.round(clock.elapsedMs() - from) }
      await save({
        state: 'done', finishedAt: clock.now(), bodies: set.bodyIds.length, mainId: played.mainId, counts,
        findings: findings({ tied: seen.tied, openedAt: seen.tied[0]?.openedAt ?? started.zeroAt, withoutContact: 0, exceeded: seen.states.exceeded, sent: seen.states.sent, confirmedNotices: seen.notices.filter((one) => one.state !== 'draft' && one.state !== 'withdrawn').length }),
      })
    } catch (error) {
      log.error('an exercise failed', { exercise: started.id, error })
      await untilTaken(() => save({ state: 'failed', finishedAt: clock.now(), problem: (error as Error).message.slice(0, 500) }))
      throw error
    }
    return view(started.id)
  }

  async function view(id: string): Promise<ExerciseView> {
    const row = await db.as(keeper, (tx) => store.readRun(tx, id))
    if (!row) throw new Refusal('not_found')
    return toView(row)
  }

  const published: ExerciseService = {
    play: async (actor, options, told = () => {}) => run(await begin(actor), options, told),
    async playDemo({ untilHour, seed, zeroAt }) {
      const provider = await needs.demoProvider()
      if (!provider) throw new Refusal('not_found')
      const stageClock = fixedClock(zeroAt)
      const played = await play(needs.stage(stageClock), stageClock, (name) => system(`demo.${name}`, LIVE), {
        providerId: provider.id, zeroAt, seed, untilHour, publish: true, title: FALL_TITLE.demo, elapsedMs: clock.elapsedMs,
      }, () => {})
      return { mainId: played.mainId, tied: played.tied, steps: played.steps }
    },
    exists: (realm) => db.as(keeper, (tx) => store.realmExists(tx, realm)),
  }

  return {
    ...published, view,
    /** Answers at once; the play goes on in this process and its progress is read at its own address. */
    async start(actor: Actor, options: PlayOptions) {
      const started = await begin(actor)
      void run(started, options, () => {}).catch(() => {}) // the failure is stored with the run
      return { id: started.id, realm: started.realm, zeroAt: started.zeroAt.toISOString() }
    },
    async list(limit: number, offset: number) {
      const { rows, total } = await db.as(keeper, (tx) => store.readRuns(tx, limit, offset))
      return { total, items: rows.map(toView), sources: westpole.map((one) => ({ ...one, sources: [...one.sources] })) }
    },
    interrupt: (process?: string) => db.as(keeper, (tx) => store.interruptRuns(tx, clock.now(), process)),
  }
}

type Row = NonNullable<Awaited<ReturnType<typeof store.readRun>>>
const filled = (value: unknown) => (value && Object.keys(value as object).length > 0 ? value : null)
function toView(row: Row): ExerciseView {
  return {
    id: row.id, realm: row.realm, name: row.name, state: row.state as ExerciseView['state'], zeroAt: row.zero_at.toISOString(), startedAt: row.started_at.toISOString(), finishedAt: row.finished_at?.toISOString() ?? null,
    by: row.by, bodies: row.bodies, mainId: row.main_id, progress: filled(row.progress) as ExerciseView['progress'], counts: filled(row.counts) as ExerciseView['counts'], findings: row.findings as unknown as ExerciseView['findings'], problem: row.problem,
  }
}
