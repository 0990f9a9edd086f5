import type { Json } from '../../types.ts'

export const objectErrors = [
  'not-an-object', 'too-deep', 'too-large', 'too-many-problems', 'missing', 'empty', 'kind', 'format', 'range', 'vocabulary', 'type', 'id', 'id-type', 'reference', 'order', 'conflict', 'needs', 'selector', 'pattern', 'extension', 'hash', 'name', 'reserved',
] as const
export const objectWarnings = ['open-vocabulary', 'unknown-property', 'unknown-type', 'id-not-deterministic', 'precision', 'relationship', 'dangling', 'duplicate', 'deprecated', 'selector-unknown'] as const
export type ObjectProblemCode = (typeof objectErrors)[number] | (typeof objectWarnings)[number]
/** `path` is where, from the object on; `text` is what stood there, cut. */
export type ObjectProblem = { readonly path: string; readonly code: ObjectProblemCode; readonly severity: 'error' | 'warning'; readonly text?: string; readonly params?: { readonly [name: string]: Json } }
export type Checked = { readonly id: string | null; readonly type: string | null; readonly valid: boolean; readonly problems: readonly ObjectProblem[] }

/** Of one object no more than these are told. */
export const PROBLEMS_MOST = 200
export const TEXT_MOST = 200

export type Note = (path: string, code: ObjectProblemCode, found?: Json, params?: { readonly [name: string]: Json }) => void

export function notes(): { readonly note: Note; readonly problems: ObjectProblem[] } {
  const problems: ObjectProblem[] = []
  const note: Note = (path, code, found, params) => {
    if (problems.length > PROBLEMS_MOST) return
    if (problems.length === PROBLEMS_MOST) { problems.push({ path: '', code: 'too-many-problems', severity: 'error' }); return }
    const text = found === undefined ? undefined : typeof found === 'string' ? found.slice(0, TEXT_MOST) : typeof found === 'object' ? undefined : String(found)
    problems.push({ path: path.slice(0, 1000), code, severity: (objectWarnings as readonly string[]).includes(code) ? 'warning' : 'error', ...(text === undefined ? {} : { text }), ...(params === undefined ? {} : { params }) })
  }
  return { note, problems }
}

export const checked = (object: { readonly [name: string]: Json } | undefined, problems: readonly ObjectProblem[]): Checked => ({
  id: typeof object?.['id'] === 'string' ? object['id'] : null, type: typeof object?.['type'] === 'string' ? object['type'] : null,
  valid: !problems.some((one) => one.severity === 'error'), problems,
})
