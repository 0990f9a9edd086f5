/** From the text of a file to a playbook, or to everything that is wrong with it. Never throws on what somebody wrote. */
import { checkPlaybook } from '../check/check.ts'
import { MAX_BYTES } from '../limits.ts'
import type { Playbook, Problem } from '../types.ts'
import { scan } from './scan.ts'

export type ReadPlaybook = { /** Absent where there is an error. */ readonly playbook?: Playbook; readonly problems: readonly Problem[] }

/** @param text JSON, with or without a byte order mark. Problems come with errors first, each in the order of the document. */
export function readPlaybook(text: string): ReadPlaybook {
  const bare = text.startsWith('\uFEFF') ? text.slice(1) : text
  if (bare.length > MAX_BYTES || new TextEncoder().encode(bare).length > MAX_BYTES) return { problems: [{ code: 'too_large', severity: 'error', path: '', params: { max: MAX_BYTES } }] }
  let value: unknown
  try { value = JSON.parse(bare) } catch (error) { return { problems: [notJson(bare, error)] } }
  const { problems: seen, placeOf } = scan(bare)
  if (seen.some((one) => one.code === 'too_deep')) return { problems: seen }
  const checked = checkPlaybook(value).map((one) => ({ ...one, ...placeOf(one.path) }))
  const problems = [...seen, ...checked].toSorted((a, b) => rank(a) - rank(b) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0))
  return problems.some((one) => one.severity === 'error') ? { problems } : { playbook: value as Playbook, problems }
}

const rank = (one: Problem) => (one.severity === 'error' ? 0 : 1)

/** V8 says where, except for a text that ends too early. */
function notJson(text: string, error: unknown): Problem {
  const said = /position (\d+)/.exec(String((error as Error).message))
  const before = text.slice(0, said ? Number(said[1]) : text.length)
  const lineStart = before.lastIndexOf('\n') + 1
  return { code: 'not_json', severity: 'error', path: '', line: before.split('\n').length, column: before.length - lineStart + 1, params: {} }
}
