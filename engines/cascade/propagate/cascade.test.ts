import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cascade, isExposed, isTampered, makeScratch, NEVER, stateOf, thinGroups } from '../index.ts'
import type { Impact } from '../index.ts'
import { naiveCascade } from '../tests/naive.ts'
import type { PlainAnswer, Territory } from '../tests/naive.ts'
import { build, happening } from '../tests/territories.ts'

const moment = (minutes: number) => (minutes === NEVER ? Infinity : minutes)
const answers = (impact: Impact): PlainAnswer[] => Array.from(impact.downAt, (down, service) => ({
  down: moment(down), degraded: moment(impact.degradedAt[service]!),
  exposed: isExposed(impact, service), tampered: isTampered(impact, service),
}))
const run = { numRuns: 3000 }

describe('against the naive twin', () => {
  test('every state and every moment is equal', () => {
    fc.assert(fc.property(happening, ({ land, event }) => {
      const { graph, problems } = build(land)
      expect(problems).toEqual([])
      expect(answers(cascade(graph, event))).toEqual(naiveCascade(land, event))
    }), run)
  })

  test('a scratch that has served another event changes nothing', () => {
    fc.assert(fc.property(happening, ({ land, event }) => {
      const { graph } = build(land)
      const scratch = makeScratch(graph)
      cascade(graph, { down: [0], degraded: [land.services - 1], exposed: [0], tampered: [0] }, scratch)
      expect(answers(cascade(graph, event, scratch))).toEqual(naiveCascade(land, event))
    }), run)
  })

  test('the lists hold each service once, in order of moment', () => {
    fc.assert(fc.property(happening, ({ land, event }) => {
      const impact = cascade(build(land).graph, event)
      const listed = (at: Int32Array) => Array.from(at.keys()).filter((service) => at[service] !== NEVER)
      const check = (list: Int32Array, at: Int32Array) => {
        expect(Array.from(list).sort((a, b) => a - b)).toEqual(listed(at))
        const moments = Array.from(list, (service) => at[service]!)
        expect(moments).toEqual(moments.toSorted((a, b) => a - b))
      }
      check(impact.downServices, impact.downAt)
      check(impact.degradedServices, impact.degradedAt)
      expect(new Set(impact.exposedServices).size).toBe(impact.exposedServices.length)
      expect(Array.from(impact.exposedServices).every((service) => isExposed(impact, service))).toBe(true)
      expect(impact.exposedServices.length).toBe(answers(impact).filter((answer) => answer.exposed).length)
      expect(impact.tamperedServices.length).toBe(answers(impact).filter((answer) => answer.tampered).length)
    }), run)
  })
})

describe('monotone: knowing more trouble never makes the answer milder', () => {
  const worse = (before: PlainAnswer[], after: PlainAnswer[]) => after.every((answer, service) => {
    const was = before[service]!
    return answer.down <= was.down && Math.min(answer.down, answer.degraded) <= Math.min(was.down, was.degraded)
      && (answer.exposed || !was.exposed) && (answer.tampered || !was.tampered)
  })
  const solve = (land: Territory, event: Parameters<typeof cascade>[1]) => answers(cascade(build(land).graph, event))

  test('one more dependency heals nobody', () => {
    fc.assert(fc.property(happening, fc.nat(), fc.nat(), fc.boolean(), ({ land, event }, a, b, hard) => {
      const more: Territory = { ...land, dependencies: [...land.dependencies, {
        dependent: a % land.services, on: b % land.services, availability: hard ? 'hard' : 'degraded',
        confidentiality: true, integrity: true, autonomyMinutes: 2, confidence: 1, group: -1,
      }] }
      expect(worse(solve(land, event), solve(more, event))).toBe(true)
    }), run)
  })

  test('a longer autonomy is never an earlier moment', () => {
    fc.assert(fc.property(happening, fc.nat(), fc.integer({ min: 1, max: 500 }), ({ land, event }, pick, extra) => {
      const row = pick % Math.max(1, land.dependencies.length)
      const longer: Territory = { ...land, dependencies: land.dependencies.map((d, number) => (
        number === row ? { ...d, autonomyMinutes: d.autonomyMinutes + extra } : d)) }
      expect(worse(solve(longer, event), solve(land, event))).toBe(true)
    }), run)
  })

  test('one more source heals nobody', () => {
    fc.assert(fc.property(happening, fc.nat(), ({ land, event }, pick) => {
      const more = { ...event, down: [...event.down, pick % land.services], exposed: [...event.exposed, pick % land.services] }
      expect(worse(solve(land, event), solve(land, more))).toBe(true)
    }), run)
  })
})

test('sources that are no services are said by row, the others still count', () => {
  const { graph } = build({ services: 2, dependencies: [], groups: [] })
  const impact = cascade(graph, { down: [7, 1, NaN], exposed: [-1] })
  expect(impact.problems.map(({ code, row }) => [code, row])).toEqual([['no-such-service', 0], ['no-such-service', 2], ['no-such-service', 0]])
  expect(Array.from(impact.downServices)).toEqual([1])
})

const plain = { confidentiality: false, integrity: false, autonomyMinutes: 0, confidence: 1, group: -1 }
const member = (on: number, group: number) => ({ ...plain, dependent: 3, on, availability: 'member' as const, group })

test('a lost reserve is told apart from a broken group', () => {
  const { graph } = build({
    services: 4, groups: [{ dependent: 3, needed: 1, autonomyMinutes: 0 }, { dependent: 3, needed: 1, autonomyMinutes: 0 }],
    dependencies: [member(0, 0), member(1, 0), member(2, 0), member(1, 1)],
  })
  const held = cascade(graph, { down: [0] })
  expect([stateOf(held, 3), thinGroups(held)]).toEqual(['none', [{ group: 0, lost: 1, spare: 1 }]])
  const broken = cascade(graph, { down: [0, 1] })
  expect([stateOf(broken, 3), thinGroups(broken)]).toEqual(['down', [{ group: 0, lost: 2, spare: 0 }]])
})

test('the state at a given minute', () => {
  const { graph } = build({ services: 2, groups: [], dependencies: [
    { ...plain, dependent: 1, on: 0, availability: 'hard', autonomyMinutes: 90 },
    { ...plain, dependent: 1, on: 0, availability: 'degraded', autonomyMinutes: 30 },
  ] })
  const impact = cascade(graph, { down: [0] })
  expect([29, 30, 89, 90].map((minute) => stateOf(impact, 1, minute))).toEqual(['none', 'degraded', 'degraded', 'down'])
  expect(stateOf(impact, 1)).toBe('down')
})

test('a long chain of long autonomies ends as never, not as a negative moment', () => {
  const links = 1000
  const year = 366 * 24 * 60
  const { graph } = build({ services: links + 1, groups: [], dependencies: Array.from({ length: links }, (_, link) => ({
    dependent: link + 1, on: link, availability: 'hard', confidentiality: false, integrity: false,
    autonomyMinutes: 10 * year, confidence: 1, group: -1,
  })) })
  const { downAt } = cascade(graph, { down: [0] })
  const last = Math.floor((NEVER - 1) / (10 * year))
  expect([downAt[last], downAt[last + 1]]).toEqual([last * 10 * year, NEVER])
})
