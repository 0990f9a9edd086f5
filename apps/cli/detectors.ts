/** Matchers side by side: each in a thread of its own, so that the answers of one never wait for another's. */
import { Worker } from 'node:worker_threads'
import type { Rule } from '#engines/sigma/index.ts'

/** Of one piece. `pairs`: line within the piece and number of the rule, one after the other, in the order of the lines. */
export type Found = { readonly lines: number; readonly broken: number; readonly pairs: Uint32Array }
export type Detectors = { readonly count: number; take(bytes: Uint8Array<ArrayBuffer>): Promise<Found>; stop(): Promise<void> }

export async function startDetectors(rules: readonly Rule[], routing: 'product' | 'none', count: number): Promise<Detectors> {
  const threads = await Promise.all(Array.from({ length: count }, () => startOne(rules, routing)))
  let next = 0
  return {
    count,
    take: (bytes) => threads[next++ % count]!.take(bytes),
    stop: async () => { await Promise.all(threads.map((one) => one.stop())) },
  }
}

function startOne(rules: readonly Rule[], routing: 'product' | 'none') {
  const worker = new Worker(new URL('./detector.ts', import.meta.url), { workerData: { rules, routing } })
  const waiting: { resolve: (found: Found) => void; reject: (why: Error) => void }[] = []
  const failed = (why: Error) => { for (const one of waiting.splice(0)) one.reject(why) }
  return new Promise<{ take(bytes: Uint8Array<ArrayBuffer>): Promise<Found>; stop(): Promise<unknown> }>((ready, refuse) => {
    worker.on('error', (why) => { refuse(why); failed(why) })
    worker.on('exit', () => failed(new Error('a matcher ended before its time')))
    worker.on('message', (message: 'ready' | Found) => {
      if (message !== 'ready') { waiting.shift()!.resolve(message); return }
      ready({
        take: (bytes) => new Promise((resolve, reject) => { waiting.push({ resolve, reject }); worker.postMessage(bytes, [bytes.buffer]) }),
        stop: () => worker.terminate(),
      })
    })
  })
}
