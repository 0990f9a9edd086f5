/** The thread in which one text is read and compared: it says what it found, and is done. */
import { gunzipSync } from 'node:zlib'
import type { Origin } from '#engines/indicators/index.ts'
import { serveThread } from '#platform/threads/index.ts'
import type { ListFormat } from '../../contract-lists.ts'
import { arrivalOf, type Arrival } from '../../core/lists/arrival.ts'

/** Parts are gzip. */
export type Given = { readonly format: ListFormat; readonly origin: Origin; readonly parts: readonly Uint8Array[]; readonly before: readonly Uint8Array[] | null }

serveThread<Given, Arrival, never, never>(({ format, origin, parts, before }) => {
  const unpacked = (list: readonly Uint8Array[]) => function* () { for (const one of list) yield gunzipSync(one) }
  return { ready: arrivalOf(format, unpacked(parts), origin, before ? unpacked(before) : undefined), answer: () => { throw new Error('nothing is asked here') } }
})
