/**
 * A thread that is asked one thing at a time and is ended when it does not answer: for work that nothing else can interrupt, such as a
 * regular expression. The other side is `serveThread`.
 */
import { parentPort, Worker, workerData } from 'node:worker_threads'

export type Answer<Out> = { readonly answer: Out } | 'overtime'
export type Thread<Ready, In, Out> = {
  /** What it said once it was ready to be asked. */
  readonly ready: Promise<Ready>
  /** After `overtime` the thread is gone. @throws what broke in it. */
  ask(input: In, limitMs: number, transfer?: readonly ArrayBuffer[]): Promise<Answer<Out>>
  end(): Promise<void>
}
export type ThreadOptions = { /** Handed over at the start, copied. */ readonly data: unknown; readonly startMs: number; readonly memoryMb: number }
type Said = { readonly ready: unknown } | { readonly answer: unknown } | { readonly failed: unknown }

export function startThread<Ready, In, Out>(path: URL, { data, startMs, memoryMb }: ThreadOptions): Thread<Ready, In, Out> {
  // Flags of V8 are refused here ("invalid execArgv flags"): a thread that needs some sets them itself.
  const worker = new Worker(path, { workerData: data, resourceLimits: { maxOldGenerationSizeMb: memoryMb } })
  let waiting: { resolve(said: Said): void; reject(error: unknown): void } | undefined
  const settle = (by: (one: NonNullable<typeof waiting>) => void): void => { const one = waiting; waiting = undefined; worker.unref(); if (one) by(one) }
  worker.on('message', (said: Said) => settle((one) => ('failed' in said ? one.reject(said.failed) : one.resolve(said))))
  worker.on('error', (error) => settle((one) => one.reject(error)))
  worker.on('exit', () => settle((one) => one.reject(new Error('the thread has ended'))))

  /** What the thread says next, within a time. */
  async function next(limitMs: number): Promise<Said | 'overtime'> {
    worker.ref()
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<'overtime'>((resolve) => {
      // Whoever waits may itself have been held up: what has been said meanwhile is read first.
      timer = setTimeout(() => setImmediate(() => setImmediate(() => resolve('overtime'))), limitMs)
    })
    const said = await Promise.race([new Promise<Said>((resolve, reject) => { waiting = { resolve, reject } }), late]).finally(() => clearTimeout(timer))
    if (said === 'overtime') { waiting = undefined; await worker.terminate() }
    return said
  }
  const ready = next(startMs).then((said) => {
    if (said === 'overtime' || !('ready' in said)) throw new Error('the thread did not start in time')
    return said.ready as Ready
  })
  ready.catch(() => {})
  return {
    ready,
    async ask(input, limitMs, transfer = []) {
      await ready
      worker.postMessage(input, [...transfer])
      const said = await next(limitMs)
      if (said === 'overtime') return said
      return { answer: (said as { answer: unknown }).answer as Out }
    },
    end: async () => { await worker.terminate() },
  }
}

type Answered<Out> = { readonly answer: Out; readonly transfer?: readonly ArrayBuffer[] }
/** In the thread: makes itself ready from what it was handed, then answers. */
export function serveThread<Data, Ready, In, Out>(begin: (data: Data) => { readonly ready: Ready; answer(input: In): Answered<Out> | Promise<Answered<Out>> }): void {
  const port = parentPort!
  const { ready, answer } = begin(workerData as Data)
  port.on('message', (input: In) => {
    // What is wrong with it is told to whoever asked.
    void (async () => {
      try {
        const done = await answer(input)
        port.postMessage({ answer: done.answer }, [...(done.transfer ?? [])])
      } catch (failed) { port.postMessage({ failed }) }
    })()
  })
  port.postMessage({ ready })
}
