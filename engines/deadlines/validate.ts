/** Small checks for a document from outside: all problems at once, each with its JSON path. */

import { message } from './messages/message.ts'
import type { MessageCode } from './messages/reasons.data.ts'
import type { Message } from './types.ts'

export interface Problem {
  /** `$.party.acn.status` */
  readonly path: string
  readonly message: Message
}

export type Check<Value> = (value: unknown, path: string, problems: Problem[]) => Value | undefined

export function text(): Check<string> {
  return (value, path, problems) => {
    if (typeof value === 'string' && value.trim() !== '' && value.length <= 20_000) return value
    return refuse(problems, path, 'problem_type', { expected: 'text, 1-20000' })
  }
}

export function flag(): Check<boolean> {
  return (value, path, problems) => typeof value === 'boolean' ? value : refuse(problems, path, 'problem_type', { expected: 'true, false' })
}

export function integer(from: number, to: number): Check<number> {
  return (value, path, problems) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return refuse(problems, path, 'problem_type', { expected: '1, 2, 3 …' })
    return value >= from && value <= to ? value : refuse(problems, path, 'problem_range', { expected: `${from}-${to}` })
  }
}

export function choice<const Value extends string>(allowed: readonly Value[]): Check<Value> {
  return (value, path, problems) => {
    const found = allowed.find((candidate) => candidate === value)
    return found ?? refuse(problems, path, 'problem_choice', { expected: allowed.join(', ') })
  }
}

const instantPattern = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/
const earliest = Date.UTC(2000, 0, 1)
const latest = Date.UTC(2100, 0, 1)

/** With its offset: "10:00" alone would be somebody's guess. A moment of 1970 is a default that leaked, not a fact. */
export function instant(): Check<Date> {
  return (value, path, problems) => {
    const match = typeof value === 'string' ? instantPattern.exec(value) : null
    const at = match ? new Date(value as string) : null
    if (!match || !at || Number.isNaN(at.getTime()) || !existsInCalendar(match[1]!)) return refuse(problems, path, 'problem_instant')
    const plausible = at.getTime() >= earliest && at.getTime() < latest
    return plausible ? at : refuse(problems, path, 'problem_range', { expected: '2000-2099' })
  }
}

export function day(): Check<string> {
  return (value, path, problems) => {
    const valid = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && existsInCalendar(value)
    if (!valid) return refuse(problems, path, 'problem_day')
    return value >= '2000-01-01' && value < '2100-01-01' ? value : refuse(problems, path, 'problem_range', { expected: '2000-2099' })
  }
}

export function list<Value>(item: Check<Value>): Check<readonly Value[]> {
  return (value, path, problems) => {
    if (!Array.isArray(value)) return refuse(problems, path, 'problem_type', { expected: '[ … ]' })
    return value.flatMap((each, index) => item(each, `${path}[${index}]`, problems) ?? [])
  }
}

/** Only the named keys; an unknown key is most often a typing error that would silently hide a fact. */
export function record<Shape extends object>(
  checks: { readonly [Key in keyof Shape]-?: Check<NonNullable<Shape[Key]>> }, required: readonly (keyof Shape & string)[] = [],
): Check<Shape> {
  return (value, path, problems) => {
    if (!isRecord(value)) return refuse(problems, path, 'problem_type', { expected: '{ … }' })
    const found: Record<string, unknown> = {}
    for (const key of Object.keys(value)) {
      const check = Object.hasOwn(checks, key) ? checks[key as keyof Shape] : undefined
      if (!check) refuse(problems, `${path}.${key}`, 'problem_unknown_key')
      else if (value[key] !== undefined) found[key] = check(value[key], `${path}.${key}`, problems)
    }
    for (const key of required) if (value[key] === undefined) refuse(problems, `${path}.${key}`, 'problem_missing')
    return found as Shape
  }
}

export function refuse(
  problems: Problem[], path: string, code: MessageCode, params: Readonly<Record<string, string>> = {},
): undefined {
  problems.push({ path, message: message(code, params) })
  return undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `Date` turns 31 February into 3 March; a legal term may not start on a day that does not exist. */
function existsInCalendar(text: string): boolean {
  const [year = 0, month = 0, date = 0] = text.split('-').map(Number)
  const made = new Date(Date.UTC(year, month - 1, date))
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === date
}
