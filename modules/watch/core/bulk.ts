/** Bytes of a request taken apart into lines, without reading the lines themselves: that comes later, in batches. */
export type Limits = { readonly lineMax: number; readonly linesMax: number }
export type Outcome = 'taken' | 'duplicate' | 'too_large' | 'empty' | 'unsupported'
export type Taken = {
  /** The lines that go on, each ended by one newline. */
  readonly lines: Buffer
  readonly received: number
  readonly duplicates: number
  readonly tooLarge: number
  readonly empty: number
  /** Ids of events that were not seen before, to be remembered once the lines are safe. */
  readonly ids: readonly string[]
}
export type Item = { readonly op: string; readonly index: string; readonly id: string | undefined; readonly outcome: Outcome }
export type Malformed = { readonly line: number; readonly problem: 'action' | 'missing' | 'too_many' }

const [NEWLINE, RETURN, SPACE, TAB, BRACE] = [10, 13, 32, 9, 123]

/** Lines of a file: NDJSON, or whatever else: what is no JSON is counted where it is read. */
export function splitLines(bytes: Buffer, { lineMax, linesMax }: Limits): Taken | Malformed {
  const out = gathering(bytes.length)
  let at = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  for (let line = 1; at < bytes.length; line += 1) {
    if (line > linesMax) return { line, problem: 'too_many' }
    const end = endOf(bytes, at)
    const [from, to] = trimmed(bytes, at, end)
    out.add(bytes, from, to, lineMax)
    at = end + 1
  }
  return out.taken([])
}

/** The body of `_bulk`: an action, then its line. `known` says whether an event of this id came lately. */
export function splitBulk(bytes: Buffer, { lineMax, linesMax }: Limits, known: (id: string) => boolean): (Taken & { readonly items: readonly Item[] }) | Malformed {
  const out = gathering(bytes.length)
  const items: Item[] = []
  const fresh = new Set<string>()
  let before: { readonly from: number; readonly to: number; readonly action: Action } | undefined
  let at = 0
  for (let line = 1; at < bytes.length; line += 1) {
    const end = endOf(bytes, at)
    const [from, to] = trimmed(bytes, at, end)
    at = end + 1
    if (from === to) continue
    if (items.length >= linesMax) return { line, problem: 'too_many' }
    // Most shippers write the same action before each line: it is read once.
    const action = before && same(bytes, before.from, before.to, from, to) ? before.action : readAction(bytes, from, to)
    if (!action) return { line, problem: 'action' }
    before = { from, to, action }
    const { op, index, id } = action
    if (op === 'delete') { items.push({ op, index, id, outcome: 'unsupported' }); continue }
    if (at >= bytes.length) return { line, problem: 'missing' }
    const close = endOf(bytes, at)
    const [start, stop] = trimmed(bytes, at, close)
    at = close + 1
    line += 1
    if (op === 'update') { items.push({ op, index, id, outcome: 'unsupported' }); continue }
    if (id !== undefined && (fresh.has(id) || known(id))) { out.duplicate(); items.push({ op, index, id, outcome: 'duplicate' }); continue }
    const outcome = out.add(bytes, start, stop, lineMax)
    if (id !== undefined && outcome === 'taken') fresh.add(id)
    items.push({ op, index, id, outcome })
  }
  return { ...out.taken([...fresh]), items }
}

/** One buffer for all lines: a view for each would cost more than to copy it. */
function gathering(most: number) {
  const lines = Buffer.allocUnsafe(most + 1)
  let length = 0
  const count = { received: 0, duplicates: 0, tooLarge: 0, empty: 0 }
  return {
    add(bytes: Buffer, from: number, to: number, lineMax: number): Outcome {
      if (to === from) { count.empty += 1; return 'empty' }
      if (to - from > lineMax) { count.tooLarge += 1; return 'too_large' }
      bytes.copy(lines, length, from, to)
      length += to - from
      lines[length++] = NEWLINE!
      count.received += 1
      return 'taken'
    },
    duplicate() { count.duplicates += 1 },
    taken: (ids: readonly string[]): Taken => ({ lines: lines.subarray(0, length), ...count, ids }),
  }
}

function endOf(bytes: Buffer, from: number): number {
  const end = bytes.indexOf(NEWLINE!, from)
  return end < 0 ? bytes.length : end
}
const blank = (byte: number | undefined) => byte === SPACE || byte === TAB || byte === RETURN
function trimmed(bytes: Buffer, from: number, to: number): [number, number] {
  let [start, end] = [from, to]
  while (end > start && blank(bytes[end - 1])) end -= 1
  while (start < end && blank(bytes[start])) start += 1
  return [start, end]
}
const same = (bytes: Buffer, from: number, to: number, start: number, end: number) => to - from === end - start && bytes.compare(bytes, start, end, from, to) === 0

type Action = { readonly op: 'create' | 'index' | 'update' | 'delete'; readonly index: string; readonly id: string | undefined }
const ops = ['create', 'index', 'update', 'delete'] as const
const ID_MAX = 512

function readAction(bytes: Buffer, from: number, to: number): Action | undefined {
  if (bytes[from] !== BRACE || to - from > 16_384) return undefined
  try {
    const given = JSON.parse(bytes.toString('utf8', from, to)) as Record<string, { _id?: unknown; _index?: unknown } | null>
    const op = ops.find((one) => Object.hasOwn(given, one))
    if (!op) return undefined
    const { _id, _index } = given[op] ?? {}
    return { op, index: typeof _index === 'string' ? _index.slice(0, 255) : '', id: typeof _id === 'string' && _id !== '' && _id.length <= ID_MAX ? _id : undefined }
  } catch { return undefined }
}
