/** What a text of a list is, and what it changes against the one before. */
import { createStore, eachValue, hasValue, type Kind, type Origin, type Store } from '#engines/indicators/index.ts'
import { LISTS, type ListFormat } from '../../contract-lists.ts'
import { readInto, textOf } from './read.ts'
import { readWarning } from './warning.ts'

export type Arrival = {
  readonly values: number; readonly came: number; readonly went: number; readonly refused: number
  readonly problems: readonly { readonly line: number; readonly code: string; readonly message: string }[]
  readonly kinds: Readonly<Partial<Record<Kind, number>>>
  /** By day (UTC), how many values end by a word of their own. */
  readonly ends: Readonly<Record<string, number>>
  /** What came, by kind and value; null where it is too much for one look back. */
  readonly fresh: string | null
}
type Pieces = () => Iterable<Uint8Array>
const FRESH_CHARS = 1_000_000
const MESSAGE_CHARS = 400
/** Later ones count as ending then. */
const LAST_DAY = '2099-12-31'

/** `before`: of the same format. */
export function arrivalOf(format: ListFormat, pieces: Pieces, origin: Origin, before?: Pieces): Arrival {
  if (format === 'warning') return warningArrival(pieces, before)
  const store = createStore()
  const { refused, problems } = readInto(store, format, pieces(), origin)
  const old = createStore()
  if (before) readInto(old, format, before(), origin)
  const [kinds, ends, fresh] = [{} as Partial<Record<Kind, number>>, {} as Record<string, number>, [] as string[]]
  let [values, came, chars] = [0, 0, 0]
  eachValue(store, ({ kind, value, validUntil }) => {
    values += 1
    kinds[kind] = (kinds[kind] ?? 0) + 1
    if (validUntil !== undefined) { const day = dayOf(validUntil); ends[day] = (ends[day] ?? 0) + 1 }
    if (hasValue(old, value, kind)) return
    came += 1
    chars += kind.length + value.length + 2
    if (chars <= FRESH_CHARS && !/[\t\r\n]/.test(value)) fresh.push(`${kind}\t${value}`)
  })
  return { values, came, went: missing(old, store), refused, problems: shown(problems), kinds, ends, fresh: came > 0 && chars <= FRESH_CHARS ? fresh.join('\n') : null }
}

function missing(old: Store, store: Store): number {
  let went = 0
  eachValue(old, ({ kind, value }) => { if (!hasValue(store, value, kind)) went += 1 })
  return went
}
function warningArrival(pieces: Pieces, before: Pieces | undefined): Arrival {
  const { list, refused, problems } = readWarning(textOf(pieces()))
  const [now, old] = [new Set(list?.list), new Set(before ? readWarning(textOf(before())).list?.list : [])]
  return { values: now.size, came: without(now, old), went: without(old, now), refused, problems: shown(problems), kinds: {}, ends: {}, fresh: null }
}
const without = (some: ReadonlySet<string>, others: ReadonlySet<string>): number => [...some].filter((one) => !others.has(one)).length
const dayOf = (ms: number): string => { const day = new Date(ms).toISOString().slice(0, 10); return day.length > 10 || day > LAST_DAY ? LAST_DAY : day }
/** What the database can hold. */
const shown = (problems: Arrival['problems']): Arrival['problems'] => problems.slice(0, LISTS.problems).map(({ line, code, message }) => ({ line, code, message: message.slice(0, MESSAGE_CHARS).replaceAll('\t', ' ').replaceAll(/\p{Cc}/gu, '\ufffd').toWellFormed() }))
