import fc from 'fast-check'
import { AVAILABILITY_EFFECT, buildGraph, CONFIDENTIALITY, INTEGRITY } from '../index.ts'
import type { PlainDependency, PlainEvent, Territory } from './naive.ts'

/** Small, dense and nasty: cycles, self loops, doubles, groups of every k, autonomies that collide in their sums. */
export const territory: fc.Arbitrary<Territory> = fc.integer({ min: 1, max: 12 }).chain((services) => {
  const service = fc.nat(services - 1)
  const minutes = fc.constantFrom(0, 0, 0, 1, 2, 3, 60, 240)
  const dependency = fc.record({
    dependent: service, on: service, availability: fc.constantFrom('none', 'degraded', 'hard', 'hard'),
    confidentiality: fc.boolean(), integrity: fc.boolean(), autonomyMinutes: minutes,
    confidence: fc.integer({ min: 0, max: 200 }).map((steps) => steps / 200), group: fc.constant(-1),
  }) as fc.Arbitrary<PlainDependency>
  const group = fc.record({
    dependent: service, members: fc.uniqueArray(service, { minLength: 1, maxLength: 5 }), spare: fc.nat(4), autonomyMinutes: minutes,
  })
  return fc.record({
    plain: fc.array(dependency, { maxLength: 30 }), groups: fc.array(group, { maxLength: 4 }),
  }).map(({ plain, groups }) => ({
    services,
    dependencies: [
      ...plain,
      ...groups.flatMap(({ dependent, members }, number) => members.map((on): PlainDependency => ({
        dependent, on, availability: 'member', confidentiality: on % 2 === 0, integrity: on % 3 === 0,
        autonomyMinutes: 0, confidence: 1, group: number,
      }))),
    ],
    groups: groups.map(({ dependent, members, spare, autonomyMinutes }) => ({
      dependent, needed: Math.max(1, members.length - spare), autonomyMinutes,
    })),
  }))
})

export const eventOn = (services: number): fc.Arbitrary<PlainEvent> => {
  const some = fc.array(fc.nat(services - 1), { maxLength: 3 })
  return fc.record({ down: some, degraded: some, exposed: some, tampered: some })
}

export const happening = territory.chain((land) => fc.record({ land: fc.constant(land), event: eventOn(land.services) }))

/** The same territory in the engine's tables. */
export function build({ services, dependencies, groups }: Territory) {
  return buildGraph(
    services,
    {
      dependents: dependencies.map((d) => d.dependent),
      on: dependencies.map((d) => d.on),
      effects: dependencies.map((d) => AVAILABILITY_EFFECT[d.availability]
        | (d.confidentiality ? CONFIDENTIALITY : 0) | (d.integrity ? INTEGRITY : 0)),
      autonomyMinutes: dependencies.map((d) => d.autonomyMinutes),
      confidence: dependencies.map((d) => d.confidence),
      groups: dependencies.map((d) => d.group),
    },
    {
      dependents: groups.map((g) => g.dependent),
      needed: groups.map((g) => g.needed),
      autonomyMinutes: groups.map((g) => g.autonomyMinutes),
    },
  )
}
