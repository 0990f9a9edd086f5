/** How a step leads on. Branches come in the order of the document, what follows all of them comes last. */
import { isObject, of, pointer, textOf, type Json, type JsonObject } from '../types.ts'

export type Edge = {
  readonly to: string
  /** Property by which it leads there, below the step. */
  readonly path: string
  /** Only with this answer; `''`: side by side with others; absent: afterwards, in any case. */
  readonly answer?: string
  /** The answer is to "did it work?", asked after the step. */
  readonly outcome?: true
}

export function edgesOf(step: JsonObject): readonly Edge[] {
  const edges: Edge[] = []
  const by = (name: string, more: Pick<Edge, 'answer' | 'outcome'> = {}) => { const to = textOf(step, name); if (to) edges.push({ to, path: pointer(name), ...more }) }
  switch (of(step, 'type')) {
    case 'end': return []
    case 'parallel': list(of(step, 'next_steps')).forEach((to, i) => edges.push({ to, path: pointer('next_steps', i), answer: '' })); break
    case 'if-condition': case 'while-condition': by('on_true', { answer: 'yes' }); by('on_false', { answer: 'no' }); break
    case 'switch-condition': {
      for (const [label, to] of casesOf(step)) if (typeof to === 'string') edges.push({ to, path: pointer('cases', label), answer: label })
    }
  }
  const [success, failure] = [textOf(step, 'on_success'), textOf(step, 'on_failure')]
  // One way for both, or one way alone, is no question.
  if (success && failure && success !== failure) { by('on_success', { answer: 'yes', outcome: true }); by('on_failure', { answer: 'no', outcome: true }) }
  else by(success ? 'on_success' : 'on_failure')
  by('on_completion')
  return edges
}

/** By label, `default` last: a database keeps no order of names. */
export function casesOf(step: JsonObject): readonly (readonly [string, Json])[] {
  const cases = of(step, 'cases')
  return isObject(cases) ? Object.entries(cases).toSorted(([a], [b]) => Number(a === 'default') - Number(b === 'default') || (a < b ? -1 : 1)) : []
}

const list = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [])
