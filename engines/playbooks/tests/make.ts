/** Playbooks for tests: small ones by hand, random ones by size and seed. */
import fc from 'fast-check'
import type { JsonObject } from '../types.ts'

const hex = (n: number) => n.toString(16).padStart(12, '0')
export const id = (type: string, n: number) => `${type}--00000000-0000-4000-8000-${hex(n)}`
export const head = {
  type: 'playbook', spec_version: 'cacao-2.0', id: id('playbook', 1), name: 'Prova', created_by: id('identity', 1),
  created: '2026-01-01T00:00:00.000Z', modified: '2026-01-02T00:00:00.000Z',
}
export const START = id('start', 0)
export const END = id('end', 0)
export const manual = (text: string) => [{ type: 'manual', command: text }]
export const action = (name: string, to: JsonObject) => ({ type: 'action', name, commands: manual(name), ...to })
/** A whole document around these steps; the first one follows the start. */
export const playbook = (steps: JsonObject, first: string, more: JsonObject = {}): JsonObject & { workflow: JsonObject } => ({
  ...head, workflow_start: START, workflow: { [START]: { type: 'start', on_completion: first }, ...steps, [END]: { type: 'end' } }, ...more,
})

/**
 * A workflow without circles: each step leads to later ones only, every step is led to by an earlier one, the last comes to the
 * end. Of every kind of step; a while step has a body of one step that comes back to it.
 */
export const acyclic: fc.Arbitrary<JsonObject & { workflow: JsonObject }> = fc.integer({ min: 1, max: 40 }).chain((count) =>
  fc.array(fc.record({ kind: fc.constantFrom('action', 'outcome', 'parallel', 'if-condition', 'switch-condition', 'while-condition'), jumps: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 3, maxLength: 3 }) }), { minLength: count, maxLength: count }).map((plan) => {
    const kindAt = (at: number) => (plan[at]!.kind === 'outcome' ? 'action' : plan[at]!.kind)
    const idAt = (at: number) => (at >= count ? END : id(kindAt(at), at + 10))
    const steps: Record<string, JsonObject> = {}
    for (const [at, { kind, jumps }] of plan.entries()) {
      // The next one always, so that all are reached.
      const [next, other, third] = [idAt(at + 1), idAt(at + jumps[0]!), idAt(at + jumps[1]!)]
      const body = id('action', at + 1000)
      if (kind === 'while-condition') steps[body] = action(`corpo ${at}`, { on_completion: idAt(at) })
      steps[idAt(at)] = {
        action: action(`passo ${at}`, { on_completion: next }),
        outcome: action(`passo ${at}`, { on_success: next, on_failure: other }),
        parallel: { type: 'parallel', next_steps: [...new Set([next, other, third])] },
        'if-condition': { type: 'if-condition', condition: `c${at}`, on_true: next, on_false: other, on_completion: third },
        'switch-condition': { type: 'switch-condition', switch: `s${at}`, cases: { uno: next, due: other, default: third } },
        'while-condition': { type: 'while-condition', condition: `w${at}`, on_true: body, on_completion: next },
      }[kind]!
    }
    return playbook(steps, idAt(0))
  }),
)
