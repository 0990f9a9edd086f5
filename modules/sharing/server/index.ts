import type { Ground, Module } from '#platform/module.ts'
import type { SharingService } from '../contract.ts'
import type { SharingNeeds } from './context.ts'
import { sharingListeners } from './listeners.ts'
import { createLooking } from './looking.ts'
import { createManaging } from './managing.ts'
import { mispRoutes } from './misp/routes.ts'
import { retention } from './retention.ts'
import { routes } from './routes.ts'
import { createOut } from './out/out.ts'
import { outRoutes } from './out/routes.ts'
import { createSeen } from './out/seen.ts'
import { createStanding } from './out/standing.ts'
import { createService } from './service.ts'
import { createSettling } from './settling.ts'
import { subjectPlaces } from './subject.ts'
import { sealedSecrets } from './store.ts'
import { createSync, LOOK_EVERY_MS } from './sync/sync.ts'
import { taxiiRoutes } from './taxii/routes.ts'

const HUNTS_EVERY_MS = 3_600_000

export function createSharing(ground: Ground, needs: SharingNeeds): Module<SharingService> {
  const context = { ground, needs }
  const sync = createSync(context)
  const managing = createManaging(context)
  const service = createService(context, managing)
  const standing = createStanding(context, service)
  return {
    service,
    routes: [...routes(createLooking(context), managing, createSettling(context)), ...outRoutes(createOut(context, standing), createSeen(context)), ...taxiiRoutes(context), ...mispRoutes(context)],
    listeners: sharingListeners(context, service, standing), periodic: [{ name: 'sharing.sync', everyMs: LOOK_EVERY_MS, run: () => sync.run() }, { name: 'sharing.hunts', everyMs: HUNTS_EVERY_MS, run: () => standing.settleHunts() }], sealed: sealedSecrets, retention, subject: subjectPlaces,
  }
}
