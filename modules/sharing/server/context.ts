import type { ObservatoryService } from '#modules/observatory/contract.ts'
import type { WatchService } from '#modules/watch/contract.ts'
import type { Keys } from '#platform/keys/index.ts'
import type { Ground } from '#platform/module.ts'

export type SharingNeeds = {
  readonly observatory: Pick<ObservatoryService, 'stix' | 'incidentOf' | 'forGroup' | 'shared'>
  readonly watch: WatchService
  /** Seals what peers gave us to come in by. */
  readonly keys: Pick<Keys, 'seal' | 'open'>
  /** For tests: peers may be on this machine, without https. */
  readonly localPeers?: boolean
}
export type Context = { readonly ground: Pick<Ground, 'db' | 'clock' | 'log' | 'publicUrl' | 'silent'>; readonly needs: SharingNeeds }
