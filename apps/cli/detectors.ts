/** Matchers side by side: each in a thread of its own, so that the answers of one never wait for another's. */
import { Worker } from 'node:worker_threads'
import type { CorrelationDocument, Refused, RuleFile } from '#engines/sigma/index.ts'
import type { Hit } from './together.ts'

/** Of one piece. `pairs`: line within the piece and number of the rule, one after the other, in the order of the lines. */
export type Found = { readonly lines: number; readonly broken: number; readonly pairs: Uint32Array; /** For correlations, where they were asked for. */ readonly hits: readonly Hit[] }
/** What a thread says once it has read the rules; `ids` and `heads` by number. */
export type Ready = { readonly ids: readonly string[]; readonly heads: readonly { readonly id: string; readonly name: string | undefined }[]; readonly refused: readonly Refused[]; readonly correlations: readonly CorrelationDocument[] }
export type Detectors = Ready & { readonly count: number; take(bytes: Uint8Array<ArrayBuffer>): Promise<Found>; stop(): Promise<void> }

/** Megabytes for what is young in a thread. V8 would take several times more for what is thrown away while rules are read. */
const youngMb = 6

/** @param together whether hits are told with what correlations read */
export async function startDetectors(files: readonly RuleFile[], routing: 'product' | 'none', count: number, together = false): Promise<Detectors> {
  const threads = await Promise.all(Array.from({ length: count }, () => startOne(files, routing, together)))
  let next = 0
  return {
    count, ...threads[0]!.ready,
    take: (bytes) => threads[next++ % count]!.take(bytes),
    stop: async () => { await Promise.all(threads.map((one) => one.stop())) },
  }
}

type Thread = { readonly ready: Ready; take(bytes: Uint8Array<ArrayBuffer>): Promise<Found>; stop(): Promise<unknown> }

function startOne(files: readonly RuleFile[], routing: 'product' | 'none', together: boolean) {
  const worker = new Worker(new URL('./detector.ts', import.meta.url), { workerData: { files, routing, together }, execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: youngMb } })
  const waiting: { resolve: (found: Found) => void; reject: (why: Error) => void }[] = []
  const failed = (why: Error) => { for (const one of waiting.splice(0)) one.reject(why) }
  return new Promise<Thread>((resolve, refuse) => {
    worker.on('error', (why) => { refuse(why); failed(why) })
    worker.on('exit', () => failed(new Error('a matcher ended before its time')))
    worker.on('message', (message: Ready | Found) => {
      if ('pairs' in message) { waiting.shift()!.resolve(message); return }
      resolve({
        ready: message,
        take: (bytes) => new Promise((found, reject) => { waiting.push({ resolve: found, reject }); worker.postMessage(bytes, [bytes.buffer]) }),
        stop: () => worker.terminate(),
      })
    })
  })
}
