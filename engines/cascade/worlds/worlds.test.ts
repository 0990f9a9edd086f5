import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cascade, concentration, isExposed, isTampered, NEVER, whatIsBack } from '../index.ts'
import { naiveCascade } from '../tests/naive.ts'
import { build, happening, territory } from '../tests/territories.ts'
import { clearWorlds, makeWorlds, seed, spread, WORLDS } from './worlds.ts'

const run = { numRuns: 1000 }

test('thirty-two worlds at once are thirty-two cascades, whatever ran before', () => {
  const kind = fc.constantFrom('down', 'exposed', 'tampered')
  fc.assert(fc.property(territory, fc.array(fc.array(fc.nat(11), { maxLength: 4 }), { minLength: 1, maxLength: WORLDS }), kind, (land, events, what) => {
    const { graph } = build(land)
    const worlds = makeWorlds(graph)
    for (let round = 0; round < 2; round++) {
      clearWorlds(worlds)
      events.forEach((sources, world) => sources.forEach((service) => seed(worlds, service, 1 << world)))
      spread(worlds, what)
      events.forEach((sources, world) => {
        const impact = cascade(graph, { [what]: sources })
        for (let service = 0; service < graph.services; service++) {
          const hit = { down: impact.downAt[service] !== NEVER, exposed: isExposed(impact, service), tampered: isTampered(impact, service) }
          expect((worlds.masks[service]! >>> world) & 1).toBe(hit[what] ? 1 : 0)
        }
      })
      events.reverse()
    }
  }), run)
})

test('concentration counts what the loss of each provider alone does, each body once', () => {
  const owned = fc.array(fc.array(fc.nat(11), { maxLength: 3 }), { minLength: WORLDS + 1, maxLength: WORLDS + 8 })
  fc.assert(fc.property(territory, owned, fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 12, maxLength: 12 }), (land, lists, bodyOf) => {
    const people = [100, 20, 3, 0]
    const providers = lists.map((list) => list.filter((service) => service < land.services))
    const offsets = [0]
    for (const list of providers) offsets.push(offsets.at(-1)! + list.length)
    const ranking = concentration(build(land).graph, { offsets, services: providers.flat() }, { bodyOf, people })
    const expected = providers.map((down, provider) => {
      const hit = naiveCascade(land, { down, degraded: [], exposed: [], tampered: [] })
        .flatMap((answer, service) => (answer.down < Infinity && !down.includes(service) ? [service] : []))
      const bodies = [...new Set(hit.map((service) => bodyOf[service]!))].filter((body) => body >= 0)
      return { provider, services: hit.length, bodies: bodies.length, people: bodies.reduce((sum, body) => sum + people[body]!, 0) }
    })
    expect(ranking.toSorted((a, b) => a.provider - b.provider)).toEqual(expected)
    expect(ranking).toHaveLength(lists.length)
    for (let place = 1; place < ranking.length; place++) expect(ranking[place]!.people).toBeLessThanOrEqual(ranking[place - 1]!.people)
  }), run)
})

test('what is back is what the twin no longer counts as down', () => {
  fc.assert(fc.property(happening, fc.array(fc.nat(11), { maxLength: 2 }), ({ land, event }, restored) => {
    const remains = (services: readonly number[]) => services.filter((service) => !restored.includes(service))
    const before = naiveCascade(land, event)
    const after = naiveCascade(land, { ...event, down: remains(event.down), degraded: remains(event.degraded) })
    const select = (holds: (service: number) => boolean) => [...before.keys()].filter((service) => before[service]!.down < Infinity && holds(service))
    const sorted = (list: Int32Array) => Array.from(list).sort((a, b) => a - b)
    const { back, limping, stillDown } = whatIsBack(build(land).graph, event, restored)
    expect(sorted(stillDown)).toEqual(select((service) => after[service]!.down < Infinity))
    expect(sorted(limping)).toEqual(select((service) => after[service]!.down === Infinity && after[service]!.degraded < Infinity))
    expect(sorted(back)).toEqual(select((service) => after[service]!.down === Infinity && after[service]!.degraded === Infinity))
  }), run)
})
