/**
 * The further processes that serve pages (PROCESSES). The first one holds the data folder, the database and the background
 * work; each other stands on what the first opened, listens on the same port and ends with it. One that ends alone is started
 * again, later each time it does not live long.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { Clock } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import { untilTaken } from '#platform/db/trouble.ts'
import type { Log } from '#platform/log/index.ts'
import type { Standing } from './ground.ts'

/** Over the channel between the two, which nobody else can read: it holds the passwords of the database's roles. */
export type ToOther =
  | { readonly say: 'serve'; readonly given: Given; readonly name: string; readonly number: number }
  | { readonly say: 'serving'; readonly serving: number }
  | { readonly say: 'stop' }
export type FromOther = { readonly say: 'serving' }
export type Given = Standing & { readonly config: Config; readonly version: string; readonly demo: boolean }

export type Others = {
  /** How many of them serve now. */
  serving(): number
  stop(): Promise<void>
}

const SHORT_LIFE_MS = 10_000
const STOP_MS = 15_000
/** The database may be away for long, and it may be why the process ended. */
const KEEP_TRYING_S = 3600
const file = fileURLToPath(new URL('serve.ts', import.meta.url))

export function startOthers({ count, given, clock, log, ended }: { count: number; given: Given; clock: Clock; log: Log; ended(name: string): Promise<void> }): Others {
  const living = new Map<ChildProcess, { serves: boolean; gone: Promise<void> }>()
  const waiting = new Set<NodeJS.Timeout>()
  let stopping = false
  const serving = () => [...living.values()].filter((one) => one.serves).length
  const tell = (child: ChildProcess, message: ToOther) => { if (child.connected) child.send(message, () => {}) }
  const tellAll = () => { for (const child of living.keys()) tell(child, { say: 'serving', serving: 1 + serving() }) }

  function begin(number: number, delayMs: number) {
    const name = randomUUID()
    const startedAtMs = clock.elapsedMs()
    const child = fork(file, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    const gone = Promise.withResolvers<void>()
    const state = { serves: false, gone: gone.promise }
    living.set(child, state)
    child.on('message', (message: FromOther) => {
      if (message.say !== 'serving') return
      state.serves = true
      tellAll()
    })
    const over = (code: number | null, signal: NodeJS.Signals | null) => {
      living.delete(child)
      gone.resolve()
      if (stopping) return
      tellAll()
      const nextMs = clock.elapsedMs() - startedAtMs < SHORT_LIFE_MS ? Math.min(delayMs * 2, 30_000) : 250
      log.warn('a process ended alone, it is started again', { process: number, code, signal, afterMs: nextMs })
      untilTaken(() => ended(name), KEEP_TRYING_S).catch((error: unknown) => log.warn('its exercises are still called playing', { error }))
      const timer = setTimeout(() => { waiting.delete(timer); begin(number, nextMs) }, nextMs)
      waiting.add(timer)
    }
    child.once('exit', over)
    child.on('error', (error) => {
      log.error(child.pid === undefined ? 'a further process could not be started' : 'a further process cannot be reached', { error })
      if (child.pid === undefined) over(null, null) // what never began has no exit
    })
    tell(child, { say: 'serve', given, name, number })
  }

  for (let number = 2; number <= count + 1; number++) begin(number, 250)
  return {
    serving,
    async stop() {
      stopping = true
      for (const timer of waiting) clearTimeout(timer)
      for (const child of living.keys()) tell(child, { say: 'stop' })
      const late = setTimeout(() => { for (const child of living.keys()) child.kill('SIGKILL') }, STOP_MS)
      await Promise.all([...living.values()].map((one) => one.gone))
      clearTimeout(late)
    },
  }
}
