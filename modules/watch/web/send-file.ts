/** Sends a file of lines in pieces that end with a line, so that its size does not matter and progress can be shown. */
import { addressOf } from '#platform/contract/client.ts'
import { Refusal, type Problem, type ResponseOf } from '#platform/contract/index.ts'
import { UPLOAD_MAX, uploadLines } from '../contract.ts'

export type Why = 'evtx' | 'away' | 'shut' | 'array' | 'line' | 'unreadable'
export type Sent = { readonly state: 'going' | 'done' | 'failed'; /** From 0 to 1. */ readonly part: number; readonly taken: number; readonly left: number; readonly why: Why }

const PIECE_BYTES = 4 * 1_048_576
const NEWLINE = 10
const AGAIN_MS = [1000, 2000, 5000, 10_000]

export async function sendFile(sourceId: string, file: File, tell: (sent: Sent) => void): Promise<void> {
  let sent: Sent = { state: 'going', part: 0, taken: 0, left: 0, why: 'away' }
  const say = (more: Partial<Sent>) => { sent = { ...sent, ...more }; tell(sent) }
  const send = async (bytes: Uint8Array<ArrayBuffer>) => {
    const { taken, tooLarge, empty } = await patiently(() => put(sourceId, bytes))
    say({ taken: sent.taken + taken, left: sent.left + tooLarge + empty })
  }
  say({})
  try {
    const head = new Uint8Array(await file.slice(0, 8).arrayBuffer())
    if (new TextDecoder('latin1').decode(head).startsWith('ElfFile')) return say({ state: 'failed', why: 'evtx' })
    let read = 0
    const counted = file.stream().pipeThrough(new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({ transform(piece, out) { read += piece.length; out.enqueue(piece) } }))
    const plain = head[0] === 0x1f && head[1] === 0x8b ? counted.pipeThrough(new DecompressionStream('gzip')) : counted
    let waiting: Uint8Array<ArrayBuffer>[] = []
    let bytes = 0
    let array: boolean | undefined
    for (const reader = plain.getReader(); ;) {
      const { value, done } = await reader.read()
      if (done) break
      array ??= begins(value)
      waiting.push(value as Uint8Array<ArrayBuffer>)
      bytes += value.length
      // A list is one piece: only its end says that it is one.
      if (array) { if (bytes > UPLOAD_MAX) { await reader.cancel(); return say({ state: 'failed', why: 'array' }) } continue }
      if (bytes < PIECE_BYTES) continue
      const all = joined(waiting, bytes)
      const end = all.lastIndexOf(NEWLINE) + 1
      if (end === 0) { if (bytes > UPLOAD_MAX) { await reader.cancel(); return say({ state: 'failed', why: 'line' }) } waiting = [all]; continue }
      for (let at = 0; at < end;) {
        const stop = end - at <= UPLOAD_MAX ? end : all.subarray(0, at + UPLOAD_MAX).lastIndexOf(NEWLINE) + 1
        if (stop <= at) { await reader.cancel(); return say({ state: 'failed', why: 'line' }) }
        await send(all.slice(at, stop))
        at = stop
      }
      waiting = [all.slice(end)]
      bytes = waiting[0]!.length
      say({ part: file.size === 0 ? 1 : read / file.size })
    }
    if (bytes > 0) await send(joined(waiting, bytes))
    say({ state: 'done', part: 1 })
  } catch (error) {
    say({ state: 'failed', why: !(error instanceof Refusal) ? (error instanceof TypeError ? 'unreadable' : 'away') : error.code === 'conflict' ? 'shut' : error.code === 'invalid' ? 'array' : 'away' })
  }
}

async function put(sourceId: string, bytes: Uint8Array<ArrayBuffer>): Promise<ResponseOf<typeof uploadLines>> {
  const response = await fetch(addressOf(uploadLines, { sourceId }), { method: uploadLines.method, headers: { 'content-type': 'application/octet-stream', accept: 'application/json' }, body: bytes })
    .catch(() => { throw new Refusal('unavailable') })
  const answer: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw new Refusal((answer as Problem | undefined)?.code ?? 'failed')
  return answer as ResponseOf<typeof uploadLines>
}
/** A full queue is empty again in seconds. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (const waitMs of AGAIN_MS) {
    try { return await work() } catch (error) {
      if (!(error instanceof Refusal) || (error.code !== 'busy' && error.code !== 'unavailable')) throw error
      await new Promise((resolve) => setTimeout(resolve, waitMs))
    }
  }
  return work()
}
function joined(pieces: readonly Uint8Array<ArrayBuffer>[], bytes: number): Uint8Array<ArrayBuffer> {
  if (pieces.length === 1) return pieces[0]!
  const all = new Uint8Array(bytes)
  let at = 0
  for (const one of pieces) { all.set(one, at); at += one.length }
  return all
}
/** The first sign that is not blank is the bracket of a list. */
const begins = (bytes: Uint8Array): boolean => bytes.find((byte) => byte > 32 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf) === 91
