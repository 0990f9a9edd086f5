/** The demonstration territory and the bodies of an exercise, stored by the same path as a registry: in bulk, in one transaction, without doubles. */
import { LIVE, Refusal, type Actor } from '#platform/contract/index.ts'
import { record } from '#platform/audit/index.ts'
import { emit } from '#platform/events/index.ts'
import type { Ground } from '#platform/module.ts'
import type { Tx } from '#platform/db/index.ts'
import { demoSeed, demoTerritory, expandForExercise, type DemoTerritory } from '#db/seeds/demo/index.ts'
import type { Key } from '../core/registry/index.ts'
import { territoryChanged, type ExerciseStage } from '../contract.ts'
import { createSink, type Sink } from './imports/sink.ts'
import { deriveId } from './ids.ts'
import { saveDistrict } from './store.ts'
import { bodyKeys } from './store/keysStore.ts'
import { bumpVersion, saveBoundaries, saveContacts, saveDatasets, saveFacts, type Stamp } from './store/rowsStore.ts'

export function createSeeds({ db, clock }: Pick<Ground, 'db' | 'clock'>) {
  return {
    async seedDemo(actor: Actor, seed: number = demoSeed) {
      const started = clock.elapsedMs()
      const demo = demoTerritory(seed)
      await db.as(actor, async (tx) => {
        const stamp: Stamp = { realm: actor.realm, now: clock.now(), source: `demo-${seed}` }
        const sink = await createSink(tx, stamp)
        for (const [i, row] of demo.rows.entries()) await sink.add(i + 1, row)
        await sink.finish()
        if (sink.problems.length > 0) throw new Error(`the demonstration territory does not hold together: ${JSON.stringify(sink.problems[0])}`)
        await saveBeside(tx, stamp, demo, sink)
        await seal(tx, stamp, actor, 'territory.seed_demo', { seed, ...sink.counts })
      })
      const count = (kind: string) => demo.rows.filter((row) => row.kind === kind).length
      return { parties: count('party'), services: count('service'), dependencies: count('dependency'), ms: Math.round(clock.elapsedMs() - started) }
    },

    async seedExercise(actor: Actor, options: { bodies?: number; seed?: number; ownRegistry?: boolean } = {}): Promise<ExerciseStage> {
      // Exercise rows in the live realm would be taken for the territory: there is no way to store them there.
      if (actor.realm === LIVE || !actor.realm.startsWith('ex:')) throw new Refusal('exercise')
      const started = clock.elapsedMs()
      return db.as(actor, async (tx) => {
        const stamp: Stamp = { realm: actor.realm, now: clock.now(), source: 'exercise' }
        const target = options.bodies ?? 1300
        const base = options.ownRegistry ? { ownParties: await bodyKeys(tx, target) } : {}
        const exercise = expandForExercise(options.seed ?? demoSeed, target, base)
        const sink = await createSink(tx, stamp, { stateOf: () => 'declared' })
        for (const [i, { realm: _, ...row }] of exercise.rows.entries()) await sink.add(i + 1, row)
        await sink.finish()
        if (sink.problems.length > 0) throw new Refusal('invalid', { fields: sink.problems.slice(0, 5).map(({ code, params }) => ({ path: code, problem: JSON.stringify(params) })) })
        await seal(tx, stamp, actor, 'territory.seed_exercise', { ...sink.counts })
        return {
          providerId: sink.partyId(exercise.provider)!, fallenServiceIds: [sink.service(exercise.fallen)!.id], bodyIds: idsOf(exercise.hit, sink),
          stored: sink.counts.stored, unchanged: sink.counts.unchanged, ms: Math.round(clock.elapsedMs() - started),
        }
      })
    },
  }
}

async function saveBeside(tx: Tx, stamp: Stamp, demo: DemoTerritory, sink: Sink) {
  const party = (key: Key) => sink.partyId(key)!
  await saveContacts(tx, stamp, demo.contacts.map(({ party: key, ...contact }) => ({ party_id: party(key), ...contact })))
  await saveDatasets(tx, stamp, demo.datasets.map(({ service, party: owner, heldBy, name, classes, place, people }) => {
    const { id } = sink.service(service)!
    return { id: deriveId('dataset', stamp.realm, id), party_id: party(owner), service_id: id, name, classes, place, people, held_by_id: party(heldBy) }
  }))
  await saveFacts(tx, stamp, demo.facts.map(({ party: key, facts, processor }) => ({ id: party(key), facts: { ...facts, processor } })))
  for (const { key, provinces } of demo.districts) await saveDistrict(tx, { id: party(key), provinces, now: stamp.now })
  // The outline of the region is the boundary of its centre: no municipality is there, and the map cuts its cells along it.
  await saveBoundaries(tx, stamp, [{ party_id: party(demo.region.centre), geometry: { type: 'Polygon', coordinates: [demo.region.outline] } }])
}

async function seal(tx: Tx, stamp: Stamp, actor: Actor, action: string, detail: Record<string, unknown>) {
  await record(tx, actor, stamp.now, { action, detail })
  await emit(tx, actor, territoryChanged, { version: await bumpVersion(tx, stamp) })
}

const idsOf = (keys: readonly Key[], sink: Sink) => keys.flatMap((key) => sink.partyId(key) ?? [])
