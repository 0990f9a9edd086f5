/** The thread in which indicators are asked of lines: all lists in one store, warning lists as its guard. */
import { gunzipSync } from 'node:zlib'
import { createGuard, createScanner, createStore, remove, type EventHit, type Indicator, type Origin, type Reason } from '#engines/indicators/index.ts'
import { serveThread } from '#platform/threads/index.ts'
import type { ListFormat } from '../../contract-lists.ts'
import { readInto, textOf } from '../../core/lists/read.ts'
import { readWarning } from '../../core/lists/warning.ts'

/** `source` of an origin is the id of its list; parts are gzip. */
export type Lists = { readonly lists: readonly { readonly format: Exclude<ListFormat, 'warning'>; readonly origin: Origin; readonly parts: readonly Uint8Array[]; readonly withdrawn: readonly string[] }[]; readonly warnings: readonly { readonly id: string; readonly parts: readonly Uint8Array[] }[] }
export type Ready = { readonly values: number }
/** `at`: when the lines of each piece came, in milliseconds. */
export type Batch = { readonly bytes: Uint8Array<ArrayBuffer>; readonly ends: readonly number[]; readonly at: readonly number[] }
/** One indicator that alerts, in the lines of one piece: rising, each once. Field and value are of the first. */
export type Met = Omit<Indicator, 'id'> & { readonly reason: Reason; readonly field: string; readonly matched: string; readonly lines: readonly number[] }
/** How many lines a list was met in, by what came of it. */
export type Counts = { readonly hits: number; readonly weak: number; readonly held: number }
export type Scan = { readonly met: readonly Met[]; readonly counts: ReadonlyMap<string, Counts>; /** Lines in which each warning list held something back. */ readonly heldBy: ReadonlyMap<string, number>; /** Values beyond the bound: counted, and not told one by one. */ readonly beyond: number }

const NEWLINE = 10
/** Different ones of one piece. A text of thousands of bad values is a list of them, not traffic. */
const MET_MOST = 1000
const FIELD_CHARS = 500

serveThread<Lists, Ready, Batch, readonly Scan[]>(({ lists, warnings }) => {
  const unpacked = function* (parts: readonly Uint8Array[]) { for (const one of parts) yield gunzipSync(one) }
  const store = createStore()
  for (const { format, origin, parts, withdrawn } of lists) {
    readInto(store, format, unpacked(parts), origin)
    for (const value of withdrawn) remove(store, value, origin.source)
  }
  const guard = createGuard(warnings.flatMap(({ id, parts }) => { const { list } = readWarning(textOf(unpacked(parts))); return list ? [{ ...list, name: id }] : [] }))
  const scanner = createScanner(store, guard)

  function scan(bytes: Uint8Array, now: number): Scan {
    const met = new Map<string, Met & { readonly lines: number[] }>()
    const counts = new Map<string, { hits: number; weak: number; held: number }>()
    const heldBy = new Map<string, number>()
    let beyond = 0
    const take = (hits: readonly EventHit[], line: number) => {
      const strong = new Map<string, EventHit>()
      const best = new Map<string, keyof Counts>()
      for (const one of hits) {
        const { source } = one.indicator
        const is = one.alerts ? 'hits' : one.warnings.length > 0 ? 'held' : 'weak'
        if (best.get(source) !== 'hits' && !(best.get(source) === 'held' && is === 'weak')) best.set(source, is)
        if (one.alerts) strong.set(`${source} ${one.indicator.kind} ${one.indicator.value}`, strong.get(`${source} ${one.indicator.kind} ${one.indicator.value}`) ?? one)
      }
      for (const [source, is] of best) {
        const sum = counts.get(source) ?? { hits: 0, weak: 0, held: 0 }
        counts.set(source, { ...sum, [is]: sum[is] + 1 })
      }
      for (const name of new Set(hits.flatMap((one) => one.warnings))) heldBy.set(name, (heldBy.get(name) ?? 0) + 1)
      for (const [key, { indicator: { id: _id, ...indicator }, reason, field, matched }] of strong) {
        const known = met.get(key)
        if (known) known.lines.push(line)
        else if (met.size < MET_MOST) met.set(key, { ...indicator, reason, field: field.slice(0, FIELD_CHARS), matched: matched.slice(0, FIELD_CHARS), lines: [line] })
        else beyond += 1
      }
    }
    for (let [at, line] = [0, 0]; at < bytes.length; line += 1) {
      const found = bytes.indexOf(NEWLINE, at)
      const end = found < 0 ? bytes.length : found
      const hits = scanner.event(bytes, at, end, now)
      if (hits.length > 0) take(hits, line)
      at = end + 1
    }
    return { met: [...met.values()], counts, heldBy, beyond }
  }
  return { ready: { values: store.count - store.removed }, answer: ({ bytes, ends, at }) => ({ answer: ends.map((end, i) => scan(bytes.subarray(ends[i - 1] ?? 0, end), at[i]!)) }) }
})
