import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cascade, confidences, explain, explainAll } from '../index.ts'
import type { Impact, Kind, Path } from '../index.ts'
import { naiveCascade } from '../tests/naive.ts'
import type { PlainAnswer, PlainEvent, Territory } from '../tests/naive.ts'
import { build, happening } from '../tests/territories.ts'

const KINDS: readonly Kind[] = ['down', 'degraded', 'exposed', 'tampered']
const run = { numRuns: 2000 }

/** Moment of a state by the authority; Infinity when it is not reached. */
function truth(answer: PlainAnswer, kind: Kind): number {
  if (kind === 'down' || kind === 'degraded') return answer[kind]
  return answer[kind] ? 0 : Infinity
}

/** Every step is a declared dependency between these two services, with this effect and autonomy, and the moments add up. */
function verify(land: Territory, event: PlainEvent, answers: readonly PlainAnswer[], path: Path, isFirst: boolean): void {
  const states = [...path.steps.map((step) => step.carries), path.kind]
  expect(event[states[0]!]).toContain(path.source)
  let [at, here, confidence] = [0, path.source, 1]
  path.steps.forEach((step, position) => {
    const row = land.dependencies[step.row]!
    expect([row.on, row.dependent]).toEqual([here, step.to])
    expect(step.carries).toBe(states[position])
    expect(step.brings).toBe(states[position + 1])
    const timed = step.brings === 'down' || step.brings === 'degraded'
    if (timed) {
      expect(step.effect).toBe(row.availability)
      const legal = { hard: step.carries === step.brings, degraded: step.carries === 'down' && step.brings === 'degraded', member: true, none: false }
      expect(legal[row.availability]).toBe(true)
      const autonomy = row.availability === 'member' ? land.groups[row.group]!.autonomyMinutes : row.autonomyMinutes
      expect(step.autonomyMinutes).toBe(autonomy)
      at += autonomy + step.heldMinutes
    } else expect(step.brings === 'exposed' ? row.confidentiality : row.integrity).toBe(true)
    if (isFirst) expect(step.heldMinutes).toBe(0)
    expect(step.atMinutes).toBe(at)
    here = step.to
    confidence *= row.confidence
  })
  expect(here).toBe(path.service)
  expect(path.atMinutes).toBe(at)
  expect(path.confidence).toBeCloseTo(confidence, 10)
  const claimed = truth(answers[path.service]!, path.kind)
  if (isFirst) expect(at).toBe(claimed)
  else expect(at).toBeGreaterThanOrEqual(claimed)
}

const everyState = (impact: Impact, visit: (service: number, kind: Kind) => void) => {
  for (let service = 0; service < impact.graph.services; service++) for (const kind of KINDS) visit(service, kind)
}

describe('a path', () => {
  test('exists exactly for the states that are reached, is made of real edges, and adds up to the claimed moment', () => {
    fc.assert(fc.property(happening, ({ land, event }) => {
      const impact = cascade(build(land).graph, event)
      const answers = naiveCascade(land, event)
      everyState(impact, (service, kind) => {
        const path = explain(impact, service, kind)
        expect(path !== null).toBe(truth(answers[service]!, kind) < Infinity)
        if (path) verify(land, event, answers, path, true)
      })
    }), run)
  })

  test('has alternatives that are real, different, simple, and in order', () => {
    fc.assert(fc.property(happening, ({ land, event }) => {
      const impact = cascade(build(land).graph, event)
      const answers = naiveCascade(land, event)
      everyState(impact, (service, kind) => {
        const paths = explainAll(impact, service, kind, 6)
        expect(paths[0] ?? null).toEqual(explain(impact, service, kind))
        expect(new Set(paths.map((path) => path.steps.map((step) => step.row).join())).size).toBe(paths.length)
        const moments = paths.map((path) => path.atMinutes)
        expect(moments).toEqual(moments.toSorted((a, b) => a - b))
        paths.forEach((path, number) => {
          verify(land, event, answers, path, number === 0)
          const passed = [path.source, ...path.steps.map((step) => step.to)]
          if (number > 0) expect(new Set(passed).size).toBe(passed.length)
          if (number > 0 && kind === 'degraded') expect(path.atMinutes).toBeLessThan(answers[service]!.down)
        })
      })
    }), run)
  })

  test('has the confidence that the whole list gives', () => {
    fc.assert(fc.property(happening, ({ land, event }) => {
      const impact = cascade(build(land).graph, event)
      for (const kind of KINDS) {
        const all = confidences(impact, kind)
        everyState(impact, (service, asked) => {
          if (asked === kind) expect(all[service]).toBeCloseTo(explain(impact, service, kind)?.confidence ?? 0, 10)
        })
      }
    }), run)
  })
})

const plain = { confidentiality: false, integrity: false, autonomyMinutes: 0, confidence: 1, group: -1 }

test('all of three parallel ways are told, the direct one first', () => {
  const land: Territory = { services: 4, groups: [], dependencies: [
    { ...plain, dependent: 3, on: 1, availability: 'hard', autonomyMinutes: 60 },
    { ...plain, dependent: 3, on: 0, availability: 'hard', autonomyMinutes: 30 },
    { ...plain, dependent: 3, on: 2, availability: 'hard', autonomyMinutes: 90 },
    { ...plain, dependent: 1, on: 0, availability: 'hard' },
    { ...plain, dependent: 2, on: 0, availability: 'hard' },
  ] }
  const paths = explainAll(cascade(build(land).graph, { down: [0] }), 3, 'down')
  expect(paths.map((path) => [path.atMinutes, path.steps.map((step) => step.row)])).toEqual([[30, [1]], [60, [3, 0]], [90, [4, 2]]])
})

test('a broken group names all members that were gone', () => {
  const land: Territory = { services: 4, groups: [{ dependent: 3, needed: 2, autonomyMinutes: 15 }], dependencies: [
    { ...plain, dependent: 1, on: 0, availability: 'hard', autonomyMinutes: 120 },
    ...[0, 1, 2].map((on) => ({ ...plain, dependent: 3, on, availability: 'member' as const, group: 0 })),
  ] }
  const impact = cascade(build(land).graph, { down: [0] })
  const step = explain(impact, 3, 'down')!.steps.at(-1)!
  expect(step).toMatchObject({ from: 1, atMinutes: 135, heldMinutes: 0, lostMembers: [0, 1] })
  const other = explainAll(impact, 3, 'down')[1]!.steps
  expect(other).toMatchObject([{ from: 0, to: 3, heldMinutes: 120, atMinutes: 135 }])
})
