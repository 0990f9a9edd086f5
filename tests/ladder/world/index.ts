/**
 * A small world, made through the front door of the whole composed server: two bodies, A and B, that stand on the same
 * provider P; B also on Q. Each has its cases, its papers, its people. Everything of B carries one invented word, so that
 * a leak is found by reading. All names are invented. One file a module, laid in the order of modules/index.ts.
 */
import { layCases, openCases } from './cases.ts'
import { layCoordination } from './coordination.ts'
import { layExercise } from './exercise.ts'
import { addPeople, layIdentity, setUpCentre } from './identity.ts'
import { layIntake } from './intake.ts'
import { layMessages } from './messages.ts'
import { layNotices } from './notices.ts'
import { layObligations } from './obligations.ts'
import { layObservatory } from './observatory.ts'
import { layPlaybooks } from './playbooks.ts'
import { layRetention } from './retention.ts'
import { laySharing } from './sharing.ts'
import { bringRegistry, layTerritory } from './territory.ts'
import { layWatch } from './watch.ts'
import type { Making } from './making.ts'
import { startServer } from './server.ts'
import type { Holder, Ids } from './words.ts'

export type { Answer, Sent } from './server.ts'
export { callers, holders, RED, SECRET, type Caller, type Holder, type Ids } from './words.ts'
export type World = Awaited<ReturnType<typeof createWorld>>

export async function createWorld(publicUrl = 'http://localhost:8080') {
  const server = await startServer(publicUrl)
  await setUpCentre(server)
  const { party, badImportId } = await bringRegistry(server)
  await addPeople(server, party)

  const ids: Record<Holder, Ids> = { a: { badImportId }, b: {}, p: {}, q: {}, red: {}, redMain: {} }
  const making: Making = { ...server, party, ids, add: (holder, more) => { ids[holder] = { ...ids[holder], ...more } } }
  await layTerritory(making)
  const { mains, occurredAt } = await openCases(making)
  await layCases(making, occurredAt)
  await layPlaybooks(making)
  await layObligations(making)
  await layIdentity(making)
  await layNotices(making)
  await layIntake(making, mains.p)
  await layExercise(making)
  await layWatch(making)
  await layObservatory(making)
  await laySharing(making)
  await layRetention(making)
  await layCoordination(making)
  await layMessages(making)
  return { ...server, party, mains, ids, occurredAt }
}
