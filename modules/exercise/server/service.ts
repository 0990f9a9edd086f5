import { randomUUID } from 'node:crypto'
import { record } from '#platform/audit/index.ts'
import { fixedClock, type Clock } from '#platform/clock.ts'
import { LIVE, Refusal, system, type Actor, type Lang } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { untilTaken } from '#platform/db/trouble.ts'
import type { Ground } from '#platform/module.ts'
import type { ExerciseService, ExerciseView, PlayOptions } from '../contract.ts'
import { curveOf, findings } from '../core/findings.ts'
import { westpole } from '../core/westpole.data.ts'
import { play, type Stage } from './player.ts'
import * as store from './store.ts'

export type Needs = {
  /** The modules above, made anew on a clock that the exercise sets. */
  stage(clock: Clock): Stage
  /** Names for the demonstration's provider: the story needs one that the whole region leans on. */
  demoProvider(): Promise<{ id: string } | undefined>
  /** The centre's first language: the crisis log is written in it. */
  language(): Promise<Lang>
  /** Takes away what the modules above have stored in the realm of the transaction. */
  forget(tx: Tx, realm: string): Promise<void>
  /** Realms of exercises with events that nobody has delivered. */
  waiting(): Promise<readonly string[]>
  /** Delivers them by the real clock, unless somebody is at it. */
  deliver(realm: string): Promise<void>
  /** Name of this process among those that serve together. */
  readonly process: string
}
export type Service = ReturnType<typeof createService>
type Row = NonNullable<Awaited<ReturnType<typeof store.readRun>>>

const FALL_TITLE = { exercise: 'Fermo di Nubilis Cloud (esercitazione)', demo: 'Fermo di Nubilis Cloud' }
const TELL_EVERY_MS = 1000
/** The database may be away for long; a run that nobody plays must not be called playing when it is back. */
const KEEP_TRYING_S = 3600
/** The player of an exercise that somebody ended stops at its next word: until then its events are its own. */
const LAST_WORD_MS = 15_000

/** `pauseMs`: between two tries to write down how a run ended. */
export function createService(ground: Ground, needs: Needs, pauseMs?: number) {
  const { db, clock, log } = ground
  const keeper = system('exercise')
  const read = async (id: string): Promise<Row> => {
    const row = await db.as(keeper, (tx) => store.readRun(tx, id))
    if (!row) throw new Refusal('not_found')
    return row
  }
  const save = (id: string, change: store.Change, whileState?: ExerciseView['state']) => db.as(keeper, (tx) => store.updateRun(tx, id, change, whileState))

  /** 06:00 of the Friday at least thirteen days ago: the whole story is past when it has been played. */
  function lastFriday(): Date {
    const day = new Date(clock.now().getTime() - 13 * 86_400_000)
    day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 2) % 7))
    day.setUTCHours(5, 0, 0, 0)
    return day
  }

  async function begin(actor: Actor, options: PlayOptions): Promise<Row> {
    const id = randomUUID()
    return db.as(keeper, async (tx) => {
      await store.insertRun(tx, { id, realm: `ex:${id}`, name: 'westpole', zeroAt: lastFriday(), startedAt: clock.now(), by: actor.name || actor.id, options, process: needs.process })
      await record(tx, actor, clock.now(), { action: 'exercise.start', object: `exercise:${id}` })
      return (await store.readRun(tx, id))!
    })
  }

  /**
   * Plays a run from where it stands to its end. A step may be taken twice: what was done and not yet noted is done again,
   * and changes nothing.
   */
  async function run(started: Row, told: (text: string) => void): Promise<ExerciseView> {
    const from = clock.elapsedMs()
    const options = started.options as unknown as PlayOptions
    const before = started.memory as store.Memory
    const by = (name: string) => system(`exercise.${name}`, started.realm)
    const playedMs = () => (before.playedMs ?? 0) + clock.elapsedMs() - from
    try {
      const stageClock = fixedClock(started.zero_at)
      const stage = needs.stage(stageClock)
      const set = before.providerId !== undefined ? before : await prepare(started, options, stage, by)
      told(`${set.bodies} bodies on stage`)
      let saved = clock.elapsedMs()
      const played = await play(stage, stageClock, by, {
        providerId: set.providerId!, serviceIds: set.serviceIds!, zeroAt: started.zero_at, seed: options.seed, untilHour: options.untilHour, title: FALL_TITLE.exercise, lang: await needs.language(), elapsedMs: clock.elapsedMs,
        requestId: started.id, from: (filled(started.progress) as ExerciseView['progress'])?.done ?? 0,
      }, {
        opened: async ({ mainId, openMs }) => { await save(started.id, { mainId, ...(before.openMs === undefined ? { memory: { openMs } } : {}) }) },
        // After every group: what is taken twice is then one group, whose steps change nothing the second time.
        step: async (at) => {
          const speaks = clock.elapsedMs() - saved >= TELL_EVERY_MS
          if (speaks) {
            saved = clock.elapsedMs()
            told(`hour ${Math.round(at.hour)} of ${Math.round(at.lastHour)}: ${at.done} of ${at.steps} steps`)
          }
          // Somebody ended it, or another process took it for dead.
          return await save(started.id, { progress: at, ...(speaks ? { memory: { playedMs: playedMs() } } : {}) }, 'playing') ? undefined : 'stop'
        },
      })
      const learnt = await learn(started.realm, played.mainId, stage)
      const openMs = ((await read(started.id)).memory as store.Memory).openMs ?? 0
      const counts = { bodies: set.bodies!, children: played.tied, obligations: played.obligations, notices: played.notices, openMs: Math.round(openMs), totalMs: Math.round(playedMs()) }
      await save(started.id, { counts, ...learnt })
      await save(started.id, { state: 'done', finishedAt: clock.now() }, 'playing')
    } catch (error) {
      log.error('an exercise failed', { exercise: started.id, error })
      await untilTaken(() => save(started.id, { state: 'failed', finishedAt: clock.now(), problem: (error as Error).message.slice(0, 500), memory: { playedMs: playedMs() } }, 'playing'), KEEP_TRYING_S, pauseMs)
      throw error
    }
    return toView(await read(started.id))
  }

  /** The territory of the story. The same rows again change nothing, so a preparation that was cut short is made again. */
  async function prepare(started: Row, options: PlayOptions, stage: Stage, by: (name: string) => Actor): Promise<store.Memory> {
    if (!options.ownRegistry && !(await needs.demoProvider())) await stage.territory.seedDemo(by('seed'))
    const set = await stage.territory.seedExercise(by('seed'), { bodies: options.bodies, seed: options.seed, ownRegistry: options.ownRegistry })
    await stage.pump(started.realm)
    const memory = { providerId: set.providerId, serviceIds: set.fallenServiceIds, bodies: set.bodyIds.length }
    await save(started.id, { bodies: memory.bodies, memory })
    return memory
  }

  async function learn(realm: string, mainId: string, stage: Stage): Promise<Pick<store.Change, 'findings' | 'curve'>> {
    const reader = system('exercise.findings', realm)
    const seen = await db.as(reader, async (tx) => {
      const tied = await stage.cases.tiedOf(tx, mainId)
      return { tied, states: await stage.obligations.statesOf(tx, mainId), notices: await stage.notices.noticesOf(tx, tied.map((one) => one.id)) }
    })
    const openedAt = seen.tied[0]?.openedAt ?? clock.now()
    const counted = (...states: string[]) => seen.notices.filter((one) => states.includes(one.state)).length
    return {
      findings: findings({ tied: seen.tied, openedAt, withoutContact: 0, exceeded: seen.states.exceeded, sent: seen.states.sent, confirmedNotices: counted('confirmed', 'published'), publishedNotices: counted('published') }),
      curve: curveOf(seen.tied, openedAt),
    }
  }

  const published: ExerciseService = {
    play: async (actor, options, told = () => {}) => run(await begin(actor, options), told),
    async playDemo({ untilHour, seed, zeroAt }) {
      const provider = await needs.demoProvider()
      if (!provider) throw new Refusal('not_found')
      const stageClock = fixedClock(zeroAt)
      const played = await play(needs.stage(stageClock), stageClock, (name) => system(`demo.${name}`, LIVE), {
        providerId: provider.id, zeroAt, seed, untilHour, title: FALL_TITLE.demo, lang: await needs.language(), elapsedMs: clock.elapsedMs,
      }, { step: () => {} })
      return { mainId: played.mainId, tied: played.tied, steps: played.steps }
    },
    realms: () => db.as(keeper, store.allRealms),
    exists: (realm) => db.as(keeper, (tx) => store.realmExists(tx, realm)),
  }

  return {
    ...published,
    view: async (id: string) => toView(await read(id)),
    /** Answers at once; the play goes on in this process and its progress is read at its own address. */
    async start(actor: Actor, options: PlayOptions) {
      const started = await begin(actor, options)
      void run(started, () => {}).catch(() => {}) // the failure is stored with the run
      return { id: started.id, realm: started.realm, zeroAt: started.zero_at.toISOString() }
    },
    /** @throws Refusal conflict when it is playing, over, or was started by a version that kept no options. */
    async resume(actor: Actor, id: string, told: (text: string) => void = () => {}) {
      await read(id)
      const taken = await db.as(keeper, async (tx) => {
        const row = await store.takeUp(tx, id, needs.process)
        if (row) await record(tx, actor, clock.now(), { action: 'exercise.resume', object: `exercise:${id}`, detail: { progress: row.progress } })
        return row
      })
      if (!taken) throw new Refusal('conflict', { reason: 'not_stopped' })
      const playing = run(taken, told)
      playing.catch(() => {}) // the failure is stored with the run
      return { view: toView(taken), playing }
    },
    /** Where it plays, the player sees it at its next word and counts what it taught; where it stood still, that is counted here. */
    async end(actor: Actor, id: string) {
      const row = await read(id)
      if (row.state === 'done' || row.state === 'ended') return toView(row)
      const still = row.state !== 'playing' && row.main_id !== null
      const learnt = still ? await learn(row.realm, row.main_id!, needs.stage(fixedClock(row.zero_at))) : {}
      await db.as(keeper, async (tx) => {
        await store.updateRun(tx, id, { state: 'ended', finishedAt: clock.now(), ...learnt })
        await record(tx, actor, clock.now(), { action: 'exercise.end', object: `exercise:${id}`, detail: { progress: row.progress } })
      })
      return toView(await read(id))
    },
    async list(actor: Actor, limit: number, offset: number) {
      const { rows, total } = await db.as(keeper, (tx) => store.readRuns(tx, limit, offset))
      return { total, items: rows.map(toView), inside: actor.realm === LIVE ? null : actor.realm.slice(3), sources: westpole.map((one) => ({ ...one, sources: [...one.sources] })) }
    },
    /**
     * After the play people go on in the console, and nobody pumps. One that may be taken up is left alone: what its player left
     * has to meet the clock of the play, and is delivered then.
     */
    async follow(): Promise<void> {
      const waiting = await needs.waiting()
      if (waiting.length === 0) return
      const over = await db.as(keeper, (tx) => store.realmsOver(tx, waiting, new Date(clock.now().getTime() - LAST_WORD_MS)))
      // One that fails keeps no other waiting.
      const failed: unknown[] = []
      for (const realm of over) await needs.deliver(realm).catch((error: unknown) => failed.push(error))
      if (failed.length > 0) throw failed[0]
    },
    interrupt: (process?: string) => db.as(keeper, (tx) => store.interruptRuns(tx, clock.now(), process)),
  }
}

const filled = (value: unknown) => (value && Object.keys(value as object).length > 0 ? value : null)
function toView(row: Row): ExerciseView {
  return {
    id: row.id, realm: row.realm, name: row.name, state: row.state as ExerciseView['state'], zeroAt: row.zero_at.toISOString(), startedAt: row.started_at.toISOString(), finishedAt: row.finished_at?.toISOString() ?? null,
    by: row.by, bodies: row.bodies, mainId: row.main_id, progress: filled(row.progress) as ExerciseView['progress'], counts: filled(row.counts) as ExerciseView['counts'], findings: row.findings as unknown as ExerciseView['findings'],
    curve: row.curve as unknown as ExerciseView['curve'], problem: row.problem, resumable: (row.state === 'interrupted' || row.state === 'failed') && filled(row.options) !== null,
  }
}
